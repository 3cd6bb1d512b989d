"""/ngansach as the coordinator reads it: messages, seats and money of the month."""

from dataclasses import replace
from datetime import UTC, datetime

from db.inbox import IncomingRow
from db.network_use import NetworkUse
from domain.budgets import Budget
from tests.support.town import Town

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
BUDGETS = (
    Budget("zalo_bot", "77", messages=3000, people=50),
    Budget("zalo_oa", "88", money=500_000),
)


async def test_without_a_network_that_counts(town: Town) -> None:
    assert "đều miễn phí" in await town.coordinator.says("/ngansach")


async def test_each_bot_has_its_line(town: Town) -> None:
    town.app.inbox.policy = replace(town.app.policy, budgets=BUDGETS)
    use = {"month": "2026-11", "channel": "zalo_oa", "bot": "88"}
    async with town.database.begin() as session:
        session.add(
            NetworkUse(channel="zalo_bot", bot="77", month="2026-11", kind="message", sent=240)
        )
        session.add(
            NetworkUse(channel="zalo_bot", bot="77", month="2026-10", kind="message", sent=999)
        )
        session.add(NetworkUse(**use, kind="free", sent=120, cost=0))
        session.add(NetworkUse(**use, kind="template", sent=30, cost=6000))
        for number in range(60):
            session.add(
                IncomingRow(
                    channel="zalo_bot",
                    bot="77",
                    key=f"k{number}",
                    chat=f"c{number % 12}",
                    state="done",
                    received_at=NOW,
                )
            )
    assert await town.coordinator.says("ngan sach") == (
        "Đã dùng trong tháng 11/2026:\n"
        "- Bot Zalo 77: 300/3.000 (10%) tin, 12/50 người\n"
        "- Zalo OA: 6.000/500.000 (1%) đồng\n"
        "  miễn phí (trong 48 giờ): 120 tin, 0 đồng\n"
        "  tin mẫu (quá 7 ngày): 30 tin, 6.000 đồng"
    )


async def test_it_is_the_offices_own(town: Town) -> None:
    assert "không thuộc phần việc" in await town.secretary("Mòng").says("/ngansach")
    assert "/ngansach" in await town.coordinator.says("trogiup")
