"""A Zalo Official Account: `channel.ZaloOa` is the wire, `settings.ZaloOaSettings` its settings.

Nothing is imported here, so that reading the settings stays cheap.
"""
