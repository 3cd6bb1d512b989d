"""Telegram as one bot: `channel.Telegram` is the wire, `settings.TelegramSettings` its settings.

Nothing is imported here, so that reading the settings or making a link stays cheap.
"""
