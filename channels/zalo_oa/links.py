"""The link that opens a chat with an Official Account; it carries no code, so people type it."""


def account_link(oa: str) -> str:
    """The address of the account, as its QR code holds it."""
    return f"https://zalo.me/{oa}"
