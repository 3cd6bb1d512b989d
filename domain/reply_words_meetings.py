"""Words about the meeting, the village and the service itself, which are no answer."""

MEETINGS: dict[str, str] = {
    # the meeting
    "M": """
        họp, sinh hoạt, buổi họp, cuộc họp, buổi, buổi này, buổi sinh hoạt, sinh hoạt chi bộ, họp
        chi bộ, kỳ họp, phiên họp, kỳ sinh hoạt, shcb, sh, cuộc, kỳ này, họp cb, buổi sh, họp
        định kỳ, sinh hoạt định kỳ, sinh hoạt tháng, họp tháng, sh chi bộ, shđk, họp bản, họp
        dân, thường kỳ, chuyên đề, hai buổi, các buổi, sinh hoạt chuyên đề, sinh hoạt thường kỳ,
        họp thường kỳ, buổi tối nay, lịch họp, một buổi, 1 buổi, đợt họp, buổi sinh hoạt này,
        buổi họp này, kỳ họp này
    """,
    # postponed
    "R": """
        hoãn, hoãn họp, hoãn lại, tạm hoãn, hoãn buổi, hoãn cuộc họp, họp bù, tạm dừng họp,
        dừng họp, hoãn buổi họp, hoãn sinh hoạt, hoãn lịch
    """,
    # moved
    ">": """
        dời, dời lịch, dời ngày, dời họp, chuyển họp, chuyển lịch, đổi lịch, đổi ngày, đổi giờ,
        lùi, lùi lịch, lùi lại, lùi ngày, lùi giờ, lùi sang, chuyển sang, chuyển sang ngày,
        dời sang, hoãn sang, hoãn đến, dời đến, đẩy lịch, đẩy sang, chuyển ngày, chuyển giờ,
        họp lùi, chuyển qua, thay đổi lịch, thay đổi giờ, thay đổi ngày, dời buổi họp,
        họp sớm hơn, họp muộn hơn, lùi họp, chuyển buổi họp, chuyển lịch họp, dời lịch họp,
        đổi lịch họp, lùi lịch họp, chuyển họp sang, dời họp sang, lùi họp sang, hoãn họp sang,
        hoãn tới, lùi đến, lùi tới, chuyển đến
    """,
    # not held
    "<": """
        không họp, ko họp, k họp, không tổ chức, ko tổ chức, không họp nữa, hủy họp, huỷ họp,
        hủy lịch, hủy buổi họp, không sinh hoạt, không tổ chức họp, hủy cuộc họp, ko sinh hoạt,
        k tổ chức
    """,
    # held
    ")": """
        đã họp, họp xong, họp rồi, đã tổ chức, tổ chức xong, vừa họp xong, đã họp xong,
        đã sinh hoạt, sinh hoạt xong, họp xong rồi, sinh hoạt rồi, tổ chức rồi, đã tổ chức họp,
        họp bình thường, họp đúng lịch, tổ chức họp, vẫn họp, vẫn tổ chức, họp thành công,
        họp đầy đủ, mới họp xong, kết thúc, đã kết thúc, tan họp
    """,
    # not yet held
    "[": """
        chưa họp, chưa tổ chức, chưa sinh hoạt, đang họp, chưa họp được, chưa tổ chức được,
        sắp họp, sẽ họp, chưa xong
    """,
    # marks and totals of a report
    "]": """
        xếp loại, xl, kq, kết quả, hoàn thành, đạt tỷ lệ, tỷ lệ, quân số, sĩ số, đảng số,
        tổng số, tổng, biên bản, nghị quyết số
    """,
    # exempt from meetings
    "r": "có lý do là, miễn sinh hoạt, miễn",
    # the village
    "b": "bản, thôn, khu phố, nhà văn hóa, nhà văn hoá, nvh, khu, xóm, làng",
    # the branch: subject or place
    "ç": "chi bộ, cb",
    # the village of who writes
    "ᵬ": "bản em, bản ta, bản mình, bản tôi, bản e, thôn em, khu em",
    # received, noted
    "a": """
        đã nhận, nhận được, đã nhận được, em nhận được, nhận rồi, đã nhận thông báo, rõ, rõ ạ, rõ
        rồi, đã rõ, nghe rõ, nắm được, đã nắm, em nắm được, biết rồi, em biết rồi, đã biết, đã
        xem, đã đọc, thông báo, tin nhắn, tiếp thu, ghi nhớ, đã hiểu, hiểu rồi, hiểu, xem rồi,
        nhận được tin, nhận tin, đã nhận tin, em nghe, tôi nghe, nghe, em đây, tôi đây, nghe đây,
        nhận lịch, đã nhận lịch, nhận được lịch, đã nhận được lịch, nhận thông báo, em nhận lịch,
        nhận tin rồi, đã đọc tin, em rõ, em rõ rồi, noted
    """,
    # greeting, small talk
    "i": """
        chào, xin chào, hello, hi, alo, alô, a lô, hế lô, chúc, chúc mừng, khỏe không, test,
        thử tin, bot, chào buổi sáng, sóng yếu, mất sóng, mạng yếu, mạng lag, sóng, chúc tết,
        cố lên
    """,
    # request to the service, not an answer
    "!": """
        stop, dừng, dừng lại, đừng nhắn, đừng gửi, đừng nhắn nữa, đừng gọi, không nhắn nữa, xóa,
        xoá, xóa số, hủy nhận tin, không nhận tin, nghỉ hưu, về hưu, chuyển công tác, chuyển đơn
        vị, thôi việc, nghỉ việc, chuyển sinh hoạt, nhầm số, nhầm người, sai người, sai số, trợ
        giúp, giúp, hướng dẫn, tổng hợp, tổng hợp tuần, danh sách, báo cáo tuần, thống kê, hình
        ảnh, tin nhắn thoại, ý kiến, góp ý, phản ánh, kiến nghị, đổi số, số mới, thay số, bỏ
        chặn, hết nhiệm kỳ, thôi giữ chức, không còn làm, không còn phụ trách, kế hoạch tháng,
        nhãn dán, sticker, file, tệp, video, gửi file, ghi âm, spam, lừa đảo, không còn là, thôi
        làm, hết làm, đừng làm phiền, help, menu, start, mật khẩu, mã, đăng nhập, xem lịch của,
        điểm, chấm điểm, thi đua, đề nghị, đề xuất, gửi ảnh, ảnh, không làm nữa, ko làm nữa,
        không phụ trách, ko phụ trách, không phụ trách nữa, gửi tài liệu, tài liệu, nghỉ công
        tác, ngừng gửi, ngừng nhắn, tắt thông báo, bỏ theo dõi, bàn giao, gạch tên, không thuộc,
        gọi lại, gọi em, gọi cho em, gọi lại cho em, bị ghi, bị ghi vắng, bị báo vắng, không biết
        dùng, ko biết dùng, không hiểu, ko hiểu, không hiểu gì, đọc không hiểu, kiểm tra lại
        giúp, ra khỏi chi bộ, ra khỏi đảng bộ, rời chi bộ, chuyển đi rồi, đã chuyển đi, chuyển đi
        nơi khác, là vợ, là chồng, là con, là con trai, là con gái, là con dâu, là con rể, là
        cháu, là bố, là mẹ, là em trai, bố tôi là, bố em là, mẹ tôi là, mẹ em là, chồng tôi là,
        chồng em là, vợ tôi là, vợ em là, ông tôi là, máy này, máy này của, máy của, điện thoại
        của, điện thoại này, xem lịch tháng, xem lịch tháng này, lịch tháng này, cách báo, cách
        báo vắng, không đọc được, không mở được, ko mở được, không mở được link, link, không nhận
        được mã, đọc tin, mới đọc tin, mới đọc được tin, giờ mới đọc được tin, hết pin, sắp hết
        pin, lái xe, đang lái xe, không biết nhóm, không biết nhóm này, sắp chuyển công tác, thôi
        phụ trách, em thôi phụ trách, không làm ở đấy nữa, không làm ở đó nữa, số này giờ, xem kế
        hoạch, xóa tên tôi, xóa tên em, xóa tên, chuyển xã
    """,
    # thanks
    "τ": """
        cảm ơn, cám ơn, thanks, tks, thank, cảm ơn nhiều, cmon, cảm ơn nhé, thank you,
        cảm ơn rất nhiều, xin cảm ơn, trân trọng cảm ơn, trân trọng
    """,
}
