"""Where the stand-in's behaviour can be changed; defaults are what was seen of the real servers."""

from dataclasses import dataclass
from typing import Literal


@dataclass(slots=True)
class Knobs:
    """Each line says the honest default; the other values are what documents or guesses say."""

    # An error arrives with HTTP 200 and ok:false; True: with its code as the status.
    mirror_http_status: bool = False
    # getUpdates answers one object; True: a list of one.
    result_as_list: bool = False
    # What people write while nobody polls is lost; True: kept, first come first out.
    queue_when_idle: bool = False
    # A second poll ends the first with "nothing came"; "409": with a conflict.
    second_poller: Literal["408", "409"] = "408"
    # getUpdates while a webhook is set.
    poll_with_webhook: Literal["400", "404", "hang"] = "400"
    # getWebhookInfo and deleteWebhook without a webhook.
    no_webhook_info: Literal["404", "empty_url"] = "404"
    no_webhook_delete: Literal["400", "ok_empty"] = "400"
    # Addresses of this machine are refused; True: allowed, also without https.
    loopback_webhooks: bool = False
    set_webhook_per_day: int = 20
    test_webhook_per_day: int = 5
    test_webhook: Literal["present", "absent"] = "present"
    # Events come at the root of the body; True: inside {"ok": true, "result": ...}.
    wrapped: bool = False
    # A webhook that refuses is not tried again; else: pauses in seconds before each new try.
    retry: tuple[float, ...] = ()
    duplicate: int = 0  # how often each event is brought once more
    reorder: bool = False  # events of a chat that come close together arrive the wrong way round
    date_in_seconds: bool = False  # dates are milliseconds
    fail_on_fetch: bool = False  # sendPhoto says ok whatever became of the photo
    unknown_chat: int = 400  # error code for a chat that never wrote
    blocked_chat: int | None = 400  # for a person who blocked the bot; None: ok, not delivered
    most_users: int = 50
    monthly_limit: int = 3000
    count_inbound: bool = False  # whether what people write uses up the month too
    can_join_groups: bool = False
    photo_field: Literal["photo_url", "photo"] = "photo_url"
    own_echo: bool = False  # the bot's own messages come back as events
    same_id_everywhere: bool = False  # one person has another id for each bot
