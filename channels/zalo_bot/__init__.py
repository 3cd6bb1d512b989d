"""Zalo's bot platform: `channel.ZaloBot` is the wire of one bot, `settings.ZaloBotSettings` of all.

Nothing is imported here, so that reading the settings or making a link stays cheap.
"""
