"""The subcommand `understand` prints one tab-separated line for each reply."""

import io

import pytest

from bot.__main__ import main


def printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, *options: str
) -> list[list[str]]:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert main(["understand", *options]) == 0
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_one_line_for_each_reply(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(monkeypatch, capsys, "em bận họp xã\nmuộn 15p\nvang\n") == [
        ["absent-with-reason", "work", "", "sure", "em bận họp xã"],
        ["late", "none", "15", "sure", "muộn 15p"],
        ["question/other", "none", "", "ask", "vang"],
    ]


def test_what_was_asked_changes_the_meaning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [line] = printed(monkeypatch, capsys, "không\n", "--asked", "availability")
    assert line[0] == "attend"
    [line] = printed(monkeypatch, capsys, "hoãn do mưa lũ\n", "--asked", "result")
    assert line[:4] == ["postponed", "disaster", "", "sure"]
