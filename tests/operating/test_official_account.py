"""An Official Account as an operator meets it: consent, run, doctor, what is wrong in one line."""

import asyncio
import io
import re
from pathlib import Path

import pytest
from yarl import URL

from tests.operating.conftest import Run
from tests.operating.test_codes import CODE
from tests.operating.test_starting import started, stops
from tests.support.telegram_house import until
from tests.support.zalo_server import ZaloServer

REDIRECT = "https://bot.example.vn/consented"


def on(zalo: ZaloServer, **more: str) -> dict[str, str]:
    return {
        "ZALO_OA_ID": zalo.oa.id,
        "ZALO_OA_APP_ID": zalo.oa.app_id,
        "ZALO_OA_APP_SECRET": zalo.oa.app_secret,
        "ZALO_OA_WEBHOOK_KEY": zalo.oa.webhook_key,
        "ZALO_OA_WEBHOOK_URL": "https://bot.example.vn/zalo-oa",
        "ZALO_OA_REDIRECT_URL": REDIRECT,
        "ZALO_OA_OAUTH_URL": zalo.url,
        "ZALO_OA_API_URL": zalo.url,
        "ZALO_OA_TEMPLATE_URL": zalo.url,
        **more,
    }


class Browser(io.StringIO):
    """The administrator: reads the address that is printed, agrees, pastes where they are led."""

    def __init__(self, zalo: ZaloServer, shown: pytest.CaptureFixture[str], **wrong: str) -> None:
        super().__init__()
        self._zalo = zalo
        self._shown = shown
        self._wrong = wrong

    def readline(self, size: int | None = -1, /) -> str:
        printed = self._shown.readouterr().out
        (page,) = re.findall(r"http\S+/v4/oa/permission\S+", printed)
        asked = URL(page).query
        assert asked["redirect_uri"] == REDIRECT
        code = self._zalo.oa.consents(asked["code_challenge"])
        led = {"code": code, "oa_id": self._zalo.oa.id, "state": asked["state"]}
        return f"{URL(REDIRECT).with_query(led | self._wrong)}\n"


@pytest.mark.slow
async def test_from_consent_to_a_conversation(
    run: Run,
    tmp_path: Path,
    district: str,
    free_port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with ZaloServer() as zalo:
        env = on(zalo, CHIBO_DATABASE_URL=district, CHIBO_PORT=str(free_port))

        def call(*words: str) -> tuple[int, str, str]:
            return run(*words, **env)

        status, _, trouble = await asyncio.to_thread(call, "zalo", "oa", "info")
        assert (status, trouble.count("\n"), "zalo oa consent" in trouble) == (1, 1, True)
        monkeypatch.setattr("sys.stdin", Browser(zalo, capsys))
        status, said, trouble = await asyncio.to_thread(call, "zalo", "oa", "consent")
        assert (status, trouble) == (0, "")
        assert "Zalo OA Quan Sơn: token dùng được" in said
        _, said, _ = await asyncio.to_thread(call, "codes", "--person", "BT-SD01")
        (code,) = CODE.findall(said)
        sheet = await asyncio.to_thread(Path("var/codes.html").read_text)
        assert f"zalo.me/{zalo.oa.id}" in sheet
        process = started(tmp_path, "run", **env)
        running, _ = await asyncio.to_thread(process.__enter__)
        zalo.oa.webhook_url = f"http://127.0.0.1:{free_port}/zalo-oa"
        hoa = zalo.oa.user("Hoa")
        try:
            for said, heard in ((code, "1 Đồng ý"), ("1", "Đã đăng ký")):
                zalo.oa.says("Hoa", said)
                await zalo.oa.settled()
                await until(lambda: heard in "\n".join(zalo.oa.heard_by(hoa)), seconds=10)  # noqa: B023
            status, said, _ = await asyncio.to_thread(call, "doctor")
            assert "Zalo OA Quan Sơn: token dùng được" in said
            assert "ZALO_OA_TEMPLATE" in said
            assert await asyncio.to_thread(stops, running) == ""
        finally:
            await asyncio.to_thread(process.__exit__, None, None, None)


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"state": "forged"}, "không có mã của lần đồng ý này"),
        ({"oa_id": "4242"}, "OA 4242"),
        ({"code": "used-up"}, "-14003"),
    ],
)
async def test_a_consent_that_is_none_is_one_line(
    run: Run,
    wrong: dict[str, str],
    part: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with ZaloServer() as zalo:
        monkeypatch.setattr("sys.stdin", Browser(zalo, capsys, **wrong))
        env = on(zalo)
        status, _, trouble = await asyncio.to_thread(lambda: run("zalo", "oa", "consent", **env))
    assert status in (1, 2)
    assert trouble.count("\n") == 1
    assert part in trouble


def test_what_is_missing_is_one_line(run: Run) -> None:
    for more, part in (
        ({}, "ZALO_OA_ID"),
        ({"ZALO_OA_ID": "77"}, "ZALO_OA_APP_ID"),
        ({"ZALO_OA_TEMPLATE_DATA": "[geheim]"}, "ZALO_OA_TEMPLATE_DATA"),
    ):
        status, said, trouble = run("zalo", "oa", "info", **more)
        assert (status, said, trouble.count("\n")) == (2, "", 1), more
        assert part in trouble
        assert "geheim" not in trouble
