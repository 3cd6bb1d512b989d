"""Words that join or colour the others: but, because, if, what, politeness, corrections."""

JOINTS: dict[str, str] = {
    # particles: dropped
    "": """
        ạ, nhé, nhá, nha, nhen, nghen, hí, lớ, nà, nì, nớ, đấy, đó, ấy, luôn, lắm, quá, rất, hơi,
        là, rằng, thưa, kính, dạ thưa, kính thưa, xin, sẽ, bị, cái, lun, chứ, chớ, chơ, nè, cơ,
        thôi nhé, thôi ạ, rứa, á, nhe, ha, ak, nka, nhak, ah, nghe em, nghe anh, nghe chị,
        nghe chú
    """,
    # soft words: no meaning here, but a lone "yes" beside them is no longer plain
    "·": """
        các, những, này, nữa, hihi, hehe, haha, huhu, hì, hi hi, wá, wa, zị, vậy, thế, thật,
        đúng là, thực sự, xin lỗi, sorry, mong thông cảm, thông cảm, mong anh thông cảm,
        mong đ/c thông cảm, mong đồng chí thông cảm, đỗ lỗi, nhận lỗi, một chút, chút, tí, tý,
        một tí, 1 tí, tiếc quá, tiếc, mọi khi, bình thường, như thường, đều, đầy đủ, đủ,
        nghiêm túc, nhỉ nhé, cơ mà, đơn giản, tất cả, trả lời muộn, rep muộn, báo muộn,
        nhắn muộn, trả lời chậm, báo cáo muộn, hồi âm muộn, phản hồi muộn, phản hồi chậm,
        trả lời trễ, giúp em, giúp tôi, ghi nhận, hiện, hiện tại, hiện nay, hiện đang, giờ này,
        làm ơn, phép, lại, mất rồi, thêm, riêng, việc của em, dùm, giùm, hộ, mình cũng,
        chính xác, sang năm, gì hết, gì cả, chi hết, gì đâu, thì ra, vừa, khi, lúc, ko sao,
        không sao, không sao đâu, không vấn đề gì đâu, không phép, không lý do, không lí do,
        không có lý do, không có lí do, không xin phép, ko phép, k phép, ko lý do, trời,
        thời gian, không phải lo, đừng lo, yên tâm, cứ yên tâm, ko phải lo, gió, trời đất, đây,
        không quên, không quên đâu, từ đầu, từ đầu đến cuối, rất vui, hân hạnh, mọi tháng,
        như mọi lần trước, như trước, nghỉ làm, nghỉ dạy, xin nghỉ làm, xin nghỉ dạy, một lát,
        một xíu, xíu, còn gì, hủy đăng ký, xóa đăng ký, hủy xác nhận, khỏi lo, thật sự,
        đáng tiếc, tiếc là, rất tiếc, khoan, khoan đã, từ từ, nhớ rồi, hủy đăng ký dự, hẹn gặp,
        hẹn gặp lại, đã hẹn
    """,
    # but, although
    "J": """
        nhưng, nhưng mà, nhg, nhưg, song, tuy nhiên, mà, tuy, mặc dù, dù, dẫu, cho dù, mặc dầu,
        tuy vậy, tuy thế
    """,
    # still, also
    "V": "vẫn, cũng, cx, vẫn sẽ, cũng sẽ, vẫn phải",
    # because; must
    "D": """
        vì, do, bởi, bởi vì, tại vì, lý do, lí do, với lý do, vì lý do, do là, nguyên nhân,
        vì là, phải
    """,
    # therefore
    "n": "nên, nên là, cho nên, vì vậy, vì thế, do đó, do vậy, thành ra, đành, nên đành, thế nên",
    # if
    "I": """
        nếu, nếu như, nếu mà, giả sử, trừ khi, trừ phi, miễn là, lỡ mà, lỡ như, nhỡ mà, hễ,
        ngộ nhỡ
    """,
    # and: a new clause
    ",": "và, rồi thì",
    # correction
    "E": """
        nhầm, em nhầm, nhầm ạ, nhầm rồi, sửa lại, sửa, đính chính, nói lại, à không, à quên,
        nhắn nhầm, gửi nhầm, bấm nhầm, ấn nhầm, đổi lại, cập nhật, cập nhật lại, báo lại là,
        báo lại rằng, viết nhầm, trả lời nhầm, xin sửa, xin đính chính, ý em là, ý là, ý tôi là,
        rút lại, đổi ý, em đổi ý
    """,
    # cancel
    "X": "hủy, huỷ, bỏ, xóa báo, hủy báo, hủy bỏ, rút",
    # report again: correction or later
    "¤": "báo lại",
    # confirm
    "ẍ": "xác nhận, xn, xin xác nhận, confirm",
    # go ahead and
    "ĉ": "cứ, vẫn cứ",
    # then, as for
    "ı": "thì",
    # "why not ...": a rhetorical yes
    "5": """
        sao lại không, sao không, sao mà không, làm sao không, gì mà không, tội gì không,
        ai lại không, sao lại ko, sao ko, lẽ nào không, cớ gì không, việc gì không, sao k,
        sao lại k, răng không, răng lại không, làm sao mà không, làm sao lại không,
        sao lại chẳng, sao chẳng, cớ sao không, làm gì mà không, làm gì không, việc gì mà không,
        sao mà lại không
    """,
    # "who would then", "how could": rhetorical
    "6": "thì ai đi, thì ai dự, thì ai, thì sao được, sao được, làm sao được, thế nào được",
    # indefinite: a question, or "any" after a negation
    ":": """
        đâu, mô, gì, nào, chi, j, gì ạ, thế nào, ntn, như thế nào, như nào, kiểu gì, cái gì, mấy,
        ngày nào, hôm nào, khi nào, lúc nào, buổi nào, bữa nào, tuần nào
    """,
    # question
    "Q": """
        mấy giờ, mấy h, ở đâu, họp đâu, chỗ nào, gì vậy, gì thế, nội dung gì, nội dung,
        bao nhiêu, bn, bao giờ, làm sao, làm thế nào, ai, những ai, ai đi, có ai, sao, tại sao,
        vì sao, hả, hở, hử, nhỉ, chăng, có phải, có bị, có phải không, hay sao, họp mô, ở mô,
        răng, chi rứa, gì rứa, khi mô, bao lâu, thế ạ, hay là, à, xin hỏi, cho hỏi, cho em hỏi,
        mấy người, có cần, cần gì, có phải là, không nhỉ, ko nhỉ, thứ mấy, ngày mấy, mùng mấy,
        sao vậy, sao thế, rứa à, gì z, có sao không, hay, hay anh, hay em, hay chị, bao xa,
        bao nhiêu người, ai thay
    """,
    # tag question
    "Ķ": """
        được không, đc không, dc ko, dc k, được ko, phải không, đúng không, đúng ko, hay không,
        ra sao, có được không, có đúng không, hay ko, được hay không, đc ko, dc không
    """,
    # it is not (so, I, necessary)
    "}": "không phải, ko phải, k phải",
    # do not
    "Ɖ": "đừng, khỏi cần, không cần, ko cần",
    # give, let, for
    "ƕ": "cho",
    # remember
    "ɲ": "nhớ",
    # other verbs and moods: harmless, but a negation before them is about them
    "ʌ": """
        gửi, báo cáo, bc, b/c, trình bày, đưa, đón, chở, chăm, chăm sóc, gặp, gặp nhau, ghi, vui
    """,
    # bare "dc"
    "0": "dc",
    # makes the rest ambiguous
    "4": "khác, vắng quá, vắng thế, vắng vẻ, giá mà, giá như, mong",
}
