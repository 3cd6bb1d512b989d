"""An Official Account: tokens, signatures, windows, templates, money, receipts, over real HTTP."""

import asyncio
import json
import logging
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.oa_tokens import DatabaseTokens
from channels.zalo_http import ZaloError
from channels.zalo_oa.api import OaApi
from channels.zalo_oa.tokens import NoAccess, challenge
from channels.zalo_oa.webhook import signature
from db.base import Database
from db.calls import Call, CallReason
from db.inbox import IncomingRow
from db.network_use import NetworkUse
from db.oa_tokens import OaToken
from db.outbox import OutgoingRow
from db.people import AddressRow
from domain.messages import OutgoingState, Why
from tests.support.oa_town import VERIFIER, oa_settings, oa_town
from tests.support.telegram_house import until
from tests.support.zalo_server import Fault, ZaloServer

MY, HOA, NGA, KHOI = "BT-NM01", "BT-SD01", "DP1", "QT1"


@pytest.fixture
async def database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """Files only: the queries are tested on both elsewhere."""
    opened = Database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'o.sqlite3')}")
    yield opened
    await opened.close()


# --- tokens ---


async def test_a_consent_gives_a_first_pair(database: Database) -> None:
    async with oa_town(database) as town:
        (row,) = await town.rows(OaToken)
        assert (row.oa, row.leased_at) == (town.oa.id, None)
        assert row.expires_at == town.clock.now() + timedelta(seconds=90_000)  # from a text
        assert town.channel.trouble is None


async def test_without_consent_it_says_what_to_do_and_everything_waits(
    database: Database,
) -> None:
    async with oa_town(database, MY, consented=False) as town:
        await until(lambda: town.channel.trouble)
        assert "zalo oa consent" in str(town.channel.trouble)
        town.oa.says(MY, "lich")
        await town.arrives()
        (row,) = await town.rows(OutgoingRow)
        assert (row.state, row.attempts) == (OutgoingState.WAITING, 0)


async def test_a_token_is_renewed_before_its_end_and_stored_before_use(
    database: Database,
) -> None:
    async with oa_town(database, MY) as town:
        await town.says(MY, "lich")
        assert town.oa.renewals == 1
        town.clock.move_to(town.clock.now() + timedelta(hours=20))
        await town.says(MY, "lich")
        assert town.oa.renewals == 2
        assert len(town.heard(MY)) == 2
        pair = await town.tokens.read()
        assert pair is not None
        assert pair.expires_at > town.clock.now() + timedelta(hours=24)


async def test_a_refused_token_is_renewed_once_and_the_message_goes_out(
    database: Database,
) -> None:
    async with oa_town(database, MY) as town:
        town.oa.forget_access()
        assert len(await town.says(MY, "lich")) == 1
        assert town.oa.renewals == 2


async def test_two_processes_renew_once(database: Database) -> None:
    async with oa_town(database) as town:
        town.clock.move_to(town.clock.now() + timedelta(hours=20))
        made = oa_settings(town.zalo)
        others = [
            OaApi(made, DatabaseTokens(database, town.oa.id, town.clock), town.clock.now)
            for _ in range(4)
        ]
        for api in others:
            api.open()
        found = await asyncio.gather(*(api.keeper.access() for api in others))
        await until(lambda: town.oa.renewals == 2)
        alive = {token.get_secret_value() for token in found}
        assert len(alive) <= 2  # the new one, or the old one of who came while it was renewed
        for api in others:
            assert await api.about() == "Quan Sơn"
            await api.close()
        assert town.oa.renewals == 2


async def test_a_renewal_that_surely_never_left_is_tried_again(database: Database) -> None:
    async with oa_town(database, MY) as town:
        town.clock.move_to(town.clock.now() + timedelta(hours=20))
        await town.zalo.down()
        assert await town.channel._api.keeper.access()  # the old one works for hours yet
        (row,) = await town.rows(OaToken)
        assert row.leased_at is None
        await town.zalo.up()
        await town.says(MY, "lich")
        assert town.oa.renewals == 2


@pytest.mark.parametrize("kind", ["done_reset", "html"])
async def test_a_renewal_whose_outcome_is_unknown_is_never_tried_again(
    database: Database, kind: Any
) -> None:
    async with oa_town(database, MY) as town:
        town.clock.move_to(town.clock.now() + timedelta(hours=20))
        town.zalo.faults.append(Fault("oa.token", kind, 504))
        await town.channel._api.keeper.access()
        before = town.oa.renewals
        for _ in range(3):
            await town.channel._api.keeper.access()
        assert town.oa.renewals == before
        town.clock.move_to(town.clock.now() + timedelta(hours=6))
        with pytest.raises(NoAccess, match="consent"):
            await town.channel._api.keeper.access()
        await town.channel._api.keeper.consented(town.oa.consents(challenge(VERIFIER)), VERIFIER)
        assert await town.channel._api.about() == "Quan Sơn"


async def test_a_wrong_verifier_gives_nothing(database: Database) -> None:
    async with oa_town(database, consented=False) as town:
        with pytest.raises(ZaloError):
            await town.channel._api.keeper.consented(town.oa.consents("other"), VERIFIER)
        assert await town.rows(OaToken) == []


async def test_no_log_shows_a_token_a_key_or_a_text(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, logger="sqlalchemy")
    async with oa_town(database, MY) as town:
        for code in (-216, -211, -201, -32, 504):
            kind: Any = "refuse" if code < 0 else "html"
            town.zalo.faults.append(Fault("oa.cs", kind, code))
            await town.says(MY, "điều riêng tư")
        said = caplog.text + repr(await town.tokens.read()) + str(town.channel.trouble)
        (row,) = await town.rows(OaToken)
        for secret in (row.access, row.refresh, town.oa.app_secret, town.oa.webhook_key):
            assert secret not in said
        assert "riêng tư" not in said


# --- webhook ---


@pytest.mark.parametrize(("prefixed", "outside"), [(False, False), (True, False), (True, True)])
async def test_signed_events_are_taken(database: Database, prefixed: bool, outside: bool) -> None:
    async with oa_town(database, MY) as town:
        town.oa.knobs.prefixed, town.oa.knobs.stamp_in_header = prefixed, outside
        assert len(await town.says(MY, "lich — đồng chí ạ")) == 1
        assert [status for _, status in town.oa.log] == [200]


async def test_unsigned_and_changed_events_are_refused(database: Database) -> None:
    async with oa_town(database, MY) as town:
        body = json.dumps({"event_name": "user_send_text", "timestamp": "1"}).encode()
        right = signature(town.oa.app_id, body, "1", oa_settings(town.zalo).webhook_key)  # type: ignore[arg-type]
        for sign in ("", "0" * 64, right[:-1], right.upper() + "0", "mac="):
            town.oa.post(body, "1", "forged", sign)
        town.oa.post(body + b" ", "1", "changed", right)
        town.oa.post(b"not json", "1", "junk", "")
        await town.arrives()
        assert {status for _, status in town.oa.log} == {403}
        assert await town.rows(IncomingRow) == []
        town.oa.post(body, "1", "well signed, without content")
        town.oa.post(b"[]", "1", "no object")
        await town.arrives()
        assert sorted(status for name, status in town.oa.log[-2:]) == [200, 403]


def test_the_signature_is_the_documented_digest() -> None:
    import hashlib

    from pydantic import SecretStr

    wanted = hashlib.sha256(b'12{"a":1}99key').hexdigest()
    assert signature("12", b'{"a":1}', "99", SecretStr("key")) == wanted


@pytest.mark.slow
async def test_what_takes_too_long_is_told_so_and_stored_once(database: Database) -> None:
    async with oa_town(database, MY) as town:
        receive = town.app.inbox.receive
        slow = [True]

        async def slowly(incoming: Any) -> None:
            if slow.pop() if slow else False:
                await asyncio.sleep(1.7)
            await receive(incoming)

        town.channel._webhook.open(slowly)
        town.oa.knobs.retry = (0.4,)
        await town.says(MY, "lich")
        assert [status for _, status in town.oa.log] == [503, 200]
        assert len(await town.rows(IncomingRow)) == 1
        assert len(town.heard(MY)) == 1


async def test_follow_unfollow_files_and_our_own_words(database: Database) -> None:
    async with oa_town(database, MY) as town:
        town.oa.follows("lạ")
        town.oa.follows(MY)
        town.oa.brings("oa_send_text", MY, message={"text": "echo", "msg_id": "1"})
        town.oa.brings("user_asks_something_new", MY)
        town.oa.sends_file(MY)
        await town.arrives()
        assert {status for _, status in town.oa.log} == {200}
        assert len(town.heard("lạ")) == 0  # who only follows has no window yet
        assert len(town.heard(MY)) == 1
        assert "không nhận ảnh, tệp" in town.heard(MY)[0]
        town.oa.unfollows(MY)
        await town.arrives()
        (row,) = await town.rows(AddressRow)
        assert row.blocked_at is not None
        await town.says(MY, "lich")
        assert (await town.rows(AddressRow))[0].blocked_at is None


async def test_receipts_are_kept_with_their_first_instant(database: Database) -> None:
    async with oa_town(database, MY) as town:
        await town.says(MY, "lich")
        (sent,) = town.oa.sent
        town.oa.tells_seen(MY, [sent.number], seen=False)
        await town.oa.settled()
        town.clock.move_to(town.clock.now() + timedelta(minutes=1))
        town.oa.tells_seen(MY, [sent.number])
        await town.oa.settled()
        first = town.clock.now()
        town.clock.move_to(town.clock.now() + timedelta(minutes=1))
        town.oa.tells_seen(MY, [sent.number])
        await town.oa.settled()

        async def kept() -> OutgoingRow:
            return (await town.rows(OutgoingRow, network_id=sent.number))[0]

        async with asyncio.timeout(5):
            while (row := await kept()).seen_at is None:  # noqa: ASYNC110 - nothing announces it
                await asyncio.sleep(0.01)
        assert row.delivered_at is not None
        assert abs(row.seen_at - first) < timedelta(milliseconds=1)


# --- the window ---


async def test_within_two_days_a_message_is_free_and_later_it_is_paid(database: Database) -> None:
    async with oa_town(database, MY) as town:
        await town.says(MY, "lich")
        await town.after(hours=47)
        await town.tell(MY, "tin miễn phí")
        await town.after(hours=2)
        await town.tell(MY, "tin mất tiền")
        assert [sent.free for sent in town.oa.sent] == [True, True, False]
        used = {row.kind: (row.sent, row.cost) for row in await town.rows(NetworkUse)}
        assert used == {"free": (2, 0), "paid": (1, 55)}


async def test_outside_the_window_one_knock_and_everything_waits_for_the_person(
    database: Database,
) -> None:
    async with oa_town(database, MY) as town:
        await town.says(MY, "lich")
        await town.after(days=8)
        await town.tell(MY, "tin một")
        await town.tell(MY, "tin hai")
        await town.after(hours=20)
        await town.tell(MY, "tin ba")
        assert len(town.heard(MY)) == 1
        assert town.knocks(MY) == ['{"ten": "Lò Thị Mỵ"}']  # one, whatever waits
        held = await town.rows(OutgoingRow, reason=Why.WINDOW)
        assert [row.text for row in held] == ["tin một", "tin hai", "tin ba"]
        heard = await town.says(MY, "vâng")
        assert heard[-3:] == ["tin một", "tin hai", "tin ba"]
        used = {row.kind: (row.sent, row.cost) for row in await town.rows(NetworkUse)}
        assert used["template"] == (1, 200)
        assert "paid" not in used  # what waited is free once they have written


async def test_who_never_answers_the_knock_is_phoned(database: Database) -> None:
    async with oa_town(database, MY) as town:
        await town.tell(MY, "tin một")
        assert len(town.knocks(MY)) == 1
        await town.after(days=7, minutes=1)
        (row,) = await town.rows(OutgoingRow, text="tin một")
        assert (row.state, row.reason) == (OutgoingState.REFUSED, Why.WINDOW)
        (call,) = await town.rows(Call)
        assert (call.reason, call.person_id) == (CallReason.UNDELIVERED, town.ids.people[MY])


async def test_a_held_message_that_lapses_is_on_the_call_list(database: Database) -> None:
    async with oa_town(database, MY) as town:
        await town.tell(MY, "họp 19h30", lapses_at=town.clock.now() + timedelta(hours=5))
        await town.after(hours=6)
        (row,) = await town.rows(OutgoingRow, text="họp 19h30")
        assert row.state == OutgoingState.LAPSED
        assert [call.reason for call in await town.rows(Call)] == [CallReason.UNDELIVERED]


async def test_without_a_template_somebody_phones_at_once(database: Database) -> None:
    async with oa_town(database, MY, template=None) as town:
        await town.tell(MY, "tin một")
        assert town.oa.sent == []
        (call,) = await town.rows(Call)
        assert call.person_id == town.ids.people[MY]


@pytest.mark.slow
async def test_zalo_may_see_the_window_otherwise_than_we(database: Database) -> None:
    async with oa_town(database, MY) as town:
        await town.says(MY, "lich")
        town.zalo.faults.append(Fault("oa.cs", "refuse", -230))
        await town.tell(MY, "tin một")
        assert len(town.knocks(MY)) == 1
        assert (await town.says(MY, "vâng"))[-1] == "tin một"


@pytest.mark.parametrize(
    ("code", "state", "why"),
    [
        (-213, OutgoingState.REFUSED, Why.BLOCKED),
        (-244, OutgoingState.REFUSED, Why.BLOCKED),
        (-201, OutgoingState.REFUSED, Why.BAD_MESSAGE),
        (-234, OutgoingState.WAITING, Why.PASSING),
        (-32, OutgoingState.WAITING, Why.RATE),
        (-999, OutgoingState.REFUSED, Why.BAD_MESSAGE),
    ],
)
async def test_each_code_by_its_right_name(
    database: Database, code: int, state: OutgoingState, why: Why
) -> None:
    async with oa_town(database, MY) as town:
        await town.says(MY, "lich")
        town.oa.knobs.refuse[town.oa.user(MY)] = code
        await town.tell(MY, "tin một")
        (row,) = await town.rows(OutgoingRow, text="tin một")
        assert (row.state, row.reason) == (state, why)


async def test_a_number_without_zalo_is_phoned_and_the_knock_not_repeated(
    database: Database,
) -> None:
    async with oa_town(database, MY) as town:
        town.oa.knobs.refuse[town.ids.phones[MY].removeprefix("+")] = -108
        await town.tell(MY, "tin một")
        (knock,) = await town.rows(OutgoingRow, kind="knock")
        assert (knock.state, knock.reason) == (OutgoingState.REFUSED, Why.BLOCKED)
        assert [call.person_id for call in await town.rows(Call)] == [town.ids.people[MY]]


async def test_a_send_that_may_have_arrived_is_not_repeated(database: Database) -> None:
    async with oa_town(database, MY) as town:
        await town.says(MY, "lich")
        town.zalo.faults.append(Fault("oa.cs", "done_reset"))
        await town.tell(MY, "tin một")
        await town.after(hours=3)
        assert town.heard(MY)[1:] == ["tin một"]
        (row,) = await town.rows(OutgoingRow, text="tin một")
        assert row.state == OutgoingState.UNKNOWN


# --- money ---


async def test_the_months_money_is_told_and_then_spared(database: Database) -> None:
    async with oa_town(database, MY, HOA, KHOI, monthly_budget=1000) as town:
        for code in (MY, HOA, KHOI):
            await town.says(code, "toi")
        async with database.begin() as session:
            row = {"channel": "zalo_oa", "bot": town.oa.id, "month": "2026-11", "kind": "template"}
            session.add(NetworkUse(**row, sent=5, cost=960))
        await town.after(minutes=2)
        await town.tell(MY, "nhắc họp")
        await town.tell(HOA, "đổi lịch", kind="moved")
        assert any("960/1.000 đồng" in heard for heard in town.heard(KHOI))
        assert town.heard(MY)[1:] == []
        assert town.heard(HOA)[1:] == ["đổi lịch"]
        assert len(await town.says(MY, "lich")) == 2  # answers always


def test_expiry_that_is_nonsense_is_an_hour() -> None:
    from channels.zalo_oa.tokens import _seconds

    assert [_seconds(given) for given in ("90000", 90000, None, "x", "-5")] == [
        90000,
        90000,
        3600,
        3600,
        60,
    ]


async def test_the_stand_in_needs_a_token_and_hears_nobody_at_night() -> None:
    at_night = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
    async with ZaloServer(now=lambda: at_night) as zalo:
        import aiohttp

        zalo.oa._new_pair()
        assert zalo.oa._access is not None
        headers = {"access_token": zalo.oa._access[0]}
        body = {"phone": "84900000001", "template_id": "1", "template_data": {"a": "b"}}
        async with aiohttp.ClientSession() as session:
            url = f"{zalo.url}/message/template"
            async with session.post(url, json={**body, "tracking_id": "t"}) as answer:
                assert (await answer.json())["error"] == -216
            night = session.post(url, json={**body, "tracking_id": "t"}, headers=headers)
            async with night as answer:
                assert (await answer.json())["error"] == -234
