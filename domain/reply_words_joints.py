"""Words that join or colour the others: but, because, if, what, politeness, corrections."""

# How words are shortened in haste; a phrase is also known with these.
SHORT: dict[str, tuple[str, ...]] = {
    "em": ("e",),
    "không": ("ko", "k", "kg", "hok"),
    "được": ("đc", "dc", "đk"),
    "gì": ("j",),
    "trước": ("trc",),
    "nhưng": ("nhg", "nhưg"),
    "với": ("vs",),
    "rồi": ("r",),
}

JOINTS: dict[str, str] = {
    # particles: dropped
    "": """
        ạ, nhé, nhá, nha, nhen, nghen, hí, nà, nì, nớ, đấy, đó, ấy, luôn, lắm, quá, rất, hơi, là,
        rằng, thưa, kính, dạ thưa, kính thưa, xin, sẽ, bị, cái, lun, chứ, chớ, chơ, nè, cơ, rứa,
        á, nhe, ha, ak, nka, nhak, ah, nghe em, nghe anh, nghe chị, nghe chú, mn, mng, nhen nhen,
        nghen anh, lớ, rưỡi, rưởi, số, lận, thấy, thành
    """,
    # soft words: no meaning here, but a lone "yes" beside them is no longer plain
    "·": """
        các, những, này, nữa, hihi, hehe, haha, huhu, hì, hi hi, wá, wa, zị, vậy, thế, thật, đúng
        là, thực sự, xin lỗi, sorry, mong thông cảm, thông cảm, mong anh thông cảm, mong đ/c
        thông cảm, mong đồng chí thông cảm, đỗ lỗi, một chút, chút, tí, tý, một tí, 1 tí, tiếc
        quá, tiếc, mọi khi, bình thường, như thường, đều, đầy đủ, đủ, nghiêm túc, nhỉ nhé, cơ mà,
        đơn giản, tất cả, trả lời muộn, rep muộn, báo muộn, nhắn muộn, trả lời chậm, báo cáo
        muộn, hồi âm muộn, phản hồi muộn, phản hồi chậm, trả lời trễ, giúp em, giúp tôi, ghi
        nhận, hiện, hiện tại, hiện nay, hiện đang, giờ này, làm ơn, phép, lại, mất rồi, thêm,
        riêng, việc của em, dùm, giùm, hộ, mình cũng, chính xác, sang năm, gì hết, gì cả, chi
        hết, thì ra, vừa, khi, lúc, không sao đâu, không vấn đề gì đâu, không phép, không lý do,
        không lí do, không có lý do, không có lí do, không xin phép, ko phép, k phép, ko lý do,
        trời, thời gian, không phải lo, đừng lo, yên tâm, cứ yên tâm, ko phải lo, gió, trời đất,
        đây, không quên, không quên đâu, từ đầu, từ đầu đến cuối, rất vui, hân hạnh, mọi tháng,
        như mọi lần trước, như trước, nghỉ làm, nghỉ dạy, xin nghỉ làm, xin nghỉ dạy, một lát,
        một xíu, xíu, còn gì, khỏi lo, thật sự, đáng tiếc, tiếc là, rất tiếc, khoan, khoan đã, từ
        từ, nhớ rồi, hẹn gặp, hẹn gặp lại, đã hẹn, khỏi nhắc, không phải nhắc, không cần nhắc, ko
        cần nhắc, đừng nhắc, đừng chờ, đừng đợi, khỏi chờ, khỏi đợi, không phải chờ, không cần
        chờ, khỏi hỏi, đừng hỏi, đừng đợi em, đừng chờ em, khỏi chờ em, khỏi đợi em, khỏi đợi
        tôi, khỏi chờ tôi, như đã báo, như đã nói, như em đã báo, như em báo, như em đã nói, ơ, ơ
        kìa, ui, úi, trời ơi, ôi trời, tiếc ghê, thật tiếc, đã phân công, được phân công, theo
        phân công, phân công của đ/c, xếp em vào, xếp tôi vào, ghi tên em, ghi tên tôi, mong đồng
        chí thông cảm cho, mong các đồng chí thông cảm, mong cả nhà thông cảm, mong mọi người
        thông cảm, thông cảm cho em, thông cảm cho tôi, rất mong thông cảm, lần này thì, ôi dào,
        không lo, ko lo, không lo lắng, hủy đăng ký, xóa đăng ký, hủy xác nhận, hủy đăng ký dự,
        hủy đăng kí, chọn, em chọn, phương án, lựa chọn, liền, liền đây, mong, rất mong, không
        ngại, ko ngại, không ngại mưa, chẳng ngại, chả ngại, ngại gì, vui vẻ, may quá, may thật,
        may mà, hoan hô, thật tình, quả thật, thật lòng, nói thật, thú thật, thật ra, tuân thủ,
        nghe lệnh, nhận nhiệm vụ, xin nhận nhiệm vụ, cuối cùng, hỉ, cho em một suất, một suất, cứ
        yên tâm đi, đồng ý cho em đi, đã xin phép cơ quan, đã xin phép sếp, đã xin phép lãnh đạo,
        chuẩn bị, câu trả lời, à thôi, ừ thôi, cứ ghi em, ghi em, chấm em, cứ chấm em, sr, sry,
        sori, tiện đường, lị, nhận phân công, em nhận phân công, phù hợp, miễn bàn, khỏi bàn,
        giống mọi lần, chốt lịch, chốt, vui lắm, đông vui
    """,
    # but, although
    "J": """
        nhưng, nhưng mà, nhg, nhưg, song, tuy nhiên, tuy, mặc dù, dù, dẫu, cho dù, mặc dầu, tuy
        vậy, tuy thế, bận hay không, bận hay rảnh, mưa hay nắng, nắng hay mưa, mưa hay tạnh, mưa
        hay không, ốm hay khỏe, bận hay không bận, kể cả, ngay cả, ai ngờ, ai dè
    """,
    # still, also
    "V": "vẫn, cũng, cx, vẫn sẽ, cũng sẽ, vẫn phải, vẩn, vẫn đang",
    # because; must
    "D": """
        vì, do, bởi, bởi vì, tại vì, lý do, lí do, với lý do, vì lý do, do là, nguyên nhân, vì
        là, phải, buộc phải, buộc, đành phải, bắt buộc phải, còn phải
    """,
    # therefore
    "n": "nên, nên là, cho nên, vì vậy, vì thế, do đó, do vậy, thành ra, đành, nên đành, thế nên",
    # if
    "I": """
        nếu, nếu như, nếu mà, giả sử, trừ khi, trừ phi, miễn là, lỡ mà, lỡ như, nhỡ mà, hễ, ngộ
        nhỡ, lỡ, nhỡ, phòng khi, giả dụ, ví như, lỡ khi, mưa là, mưa to là, trời mưa là, hễ mưa
        là, cứ mưa là, bận là, ốm là, trời mưa to là
    """,
    # and: a new clause
    ",": "và, rồi thì",
    # correction
    "E": """
        nhầm, em nhầm, nhầm ạ, nhầm rồi, sửa lại, sửa, đính chính, nói lại, à không, à quên, nhắn
        nhầm, gửi nhầm, bấm nhầm, ấn nhầm, đổi lại, cập nhật, cập nhật lại, báo lại là, báo lại
        rằng, viết nhầm, trả lời nhầm, xin sửa, xin đính chính, ý em là, ý là, ý tôi là, rút lại,
        đổi ý, em đổi ý, em sửa, sửa thành, xin sửa thành, đổi thành, xin đổi thành, đổi lại
        thành, xin đổi lại, nhắn lộn, bấm lộn, gửi lộn, ấn lộn, gõ nhầm, trả lời lộn, ghi nhầm,
        nói nhầm, tôi nói nhầm, em nói nhầm, báo nhầm, em báo nhầm, em sửa thành, tôi sửa thành,
        em sửa lại, em sửa lại thành, sửa giúp em, sửa hộ, sai rồi, ghi sai, ghi sai rồi, hệ
        thống ghi sai, sửa giúp
    """,
    # cancel
    "X": """
        hủy, huỷ, bỏ, xóa báo, hủy báo, hủy bỏ, rút, rút báo, xin rút báo, bỏ báo, xin hủy, xin
        huỷ, hủy giúp, rút lại lời, rút lời, rút lại đơn, rút đơn
    """,
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
        sao lại không, sao không, sao mà không, làm sao không, gì mà không, tội gì không, ai lại
        không, sao lại ko, sao ko, lẽ nào không, cớ gì không, việc gì không, sao k, sao lại k,
        răng không, răng lại không, làm sao mà không, làm sao lại không, sao lại chẳng, sao
        chẳng, cớ sao không, làm gì mà không, làm gì không, việc gì mà không, sao mà lại không,
        chứ răng không, chớ răng không, chứ sao không, chớ sao không, răng nỏ, chứ sao, chớ sao,
        chứ răng
    """,
    # "who would then", "how could": rhetorical
    "6": """
        thì ai đi, thì ai dự, thì ai, thì sao được, sao được, làm sao được, thế nào được, thì ai
        vào đây nữa, thì còn ai, mới lạ, mới là lạ
    """,
    # indefinite: a question, or "any" after a negation
    ":": """
        đâu, mô, gì, nào, chi, j, gì ạ, thế nào, ntn, như thế nào, như nào, kiểu gì, cái gì, mấy,
        ngày nào, hôm nào, khi nào, lúc nào, buổi nào, bữa nào, tuần nào, mấy ngày, mấy hôm, mấy
        bữa, gì đâu
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
    # it is not true that
    "⊘": """
        không có chuyện, ko có chuyện, làm gì có chuyện, không hề có chuyện, đâu có chuyện, có
        chuyện gì mà, không đời nào, đâu phải là, không phải chuyện, không có lý do gì để, không
        có lí do gì để, chẳng có lý do gì để, không có lý do gì mà, chẳng có lý do gì mà, không
        lý do gì, không có lý do nào để, chẳng lý do gì
    """,
    # "no matter", but before a verb "in no way"
    "»": "không sao, ko sao, k sao",
    # still; as for: before a person a new clause
    "ɔ": "còn",
    # but; after "no time" it says what for
    "Ɱ": "mà",
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
    "4": """
        khác, vắng quá, vắng thế, vắng vẻ, giá mà, giá như, thay đổi, đừng xếp em, đừng xếp tôi,
        đừng ghi em, đừng ghi tôi, đừng xếp, mãi
    """,
}
