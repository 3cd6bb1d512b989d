"""The branch grades its meeting and says that it was thematic; reports count both."""

import pytest

from tests.support.town import Town


@pytest.mark.slow
async def test_a_graded_thematic_meeting_is_counted(town: Town) -> None:
    await town.publish()
    mong = town.secretary("Mòng")
    assert "Chưa có buổi họp nào" in await mong.says("/tucham")
    await town.clock.reaches("2026-12-05 21:40")
    await mong.says("/baocao 24 20 1 1 2 95")
    assert "tự chấm buổi họp bản Mòng" in await mong.says("tucham")
    assert "chuyên đề không?" in await mong.presses("Khá")
    said = await mong.says("1")
    assert "Đã ghi: bản Mòng (Na Mèo), 05/12, sinh hoạt chuyên đề, tự chấm KHÁ." in said

    month = await town.commune_leader.says("/thang")
    assert "Chi bộ đã họp 1/2 (50%); sinh hoạt chuyên đề 1/2 (50%)." in month
    assert "họp ngắn hơn quy định 1/1 buổi; chi bộ tự chấm: khá 1." in month.lower()
    listed = await town.commune_leader.says("chi bộ nào chưa sinh hoạt chuyên đề?")
    assert "- bản Ngàm" in listed
    assert "Mòng" not in listed
