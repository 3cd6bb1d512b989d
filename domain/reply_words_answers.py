"""Words of an answer: yes, no, comes, does not come, late, perhaps."""

ANSWERS: dict[str, str] = {
    # yes
    "Y": """
        vâng, dạ vâng, vâng vâng, ừ, uh, um, ừm, ờ, uk, uhm, umk, ukm, ừa, ok, oke, oki, okie,
        okê, okla, okey, okay, okela, ô kê, ôk, ủn, uhuh, ừh, đồng ý, nhất trí, tán thành, chấp
        hành, tuân lệnh, yes, yep, duyệt, đúng rồi, đúng vậy, chuẩn, chuẩn rồi, dĩ nhiên rồi,
        chắc chắn rồi, tất nhiên rồi, oce, okk, okee, oh ok, vưng, vầng, zâng, dzâng, dâng, vg,
        không vấn đề gì, không vấn đề, ko vấn đề gì, không thành vấn đề, sẵn sàng, nhất trí cao,
        hoàn toàn nhất trí, ôkê, okok, ko vấn đề, k vấn đề, k vấn đề gì, hong vấn đề gì, rất sẵn
        lòng, sẵn lòng, được thôi, đc thôi, hẳn rồi, ukie, uki, ukii, okela ạ, yes sir, nhận lời,
        tôi nhận lời, phù hợp với em, có em nữa, thêm em, thêm em nữa, tính cả em, cho em một vé,
        cho em một chỗ, cho em 1 vé
    """,
    # polite opening
    "y": "dạ, rạ, dạ dạ, dạ ạ, zạ, dzạ, dạ thưa bác",
    # there is; emphatic yes
    "c": "có, có ạ, có chứ, cóa, có nhé, có mà",
    # no
    "N": """
        không, ko, k, kg, kh, khg, hk, hok, hông, hem, khum, hổng, chẳng, chả, nỏ, hôk, kô,
        khônh, khôn, đâu có, không hề, éo, đếch, đành không, không tài nào, còn lâu, đời nào,
        không còn, ko còn, k còn, nope, hổng có, hông có, ứ, chớ có, no no, đâu dám, nào dám,
        không dám, chả dám, chẳng dám, ko dám, không cách nào, chẳng cách nào, không có cách nào,
        ko cách nào, chẳng có cách nào
    """,
    # not yet
    "U": "chưa, chưa thể, chửa",
    # cannot
    "ñ": "không thể, ko thể, k thể, chả thể, chẳng thể, hok thể",
    # attend
    "G": """
        dự, tham gia, tham dự, đăng ký dự, đăng ký tham gia, có mặt đầy đủ, tgia, tg, có mặt, góp
        mặt, dự họp, đi họp, đi dự, đi dự họp, tham dự họp, đến dự, về dự, lên dự, xuống dự, sang
        dự, qua dự, vào dự, ra dự, đến họp, về họp, lên họp, xuống họp, sang họp, qua họp, vào
        họp, đến tham gia, về tham gia, lên tham gia, đi tham gia, tham gia họp, tham gia sinh
        hoạt, dự sinh hoạt, đi sinh hoạt, về sinh hoạt, đến sinh hoạt, sinh hoạt cùng, đến tham
        dự, đi tham dự, về tham dự, lên tham dự, sắp xếp dự, sắp xếp đi, sắp xếp được, sắp xếp
        về, sắp xếp về dự, bố trí dự, bố trí đi, bố trí được, thu xếp dự, thu xếp đi, thu xếp
        được, thu xếp về dự, thu xếp về, bố trí về dự, có măt, hiện diện, tới dự, tới họp, thăm
        gia, tới tham gia, tới tham dự, sắp xếp tham gia, bố trí tham gia, sắp xếp thời gian dự,
        bố trí thời gian dự, join, đến rồi, lên rồi, tới rồi, đến nơi, đến nơi rồi, đang lên rồi,
        tới nơi, tới nơi rồi, đang trên đường lên, đang trên đường đến, đang trên đường về bản,
        đang trên đường lên bản, đang trên đường tới, sẽ có mặt, đến có mặt, tham ja, tham za,
        đăng kí tham gia, đăng kí dự, góp mặt đầy đủ, đi bằng được, dự bằng được, tham gai
    """,
    # register: for the meeting, or with the service?
    "Ǥ": "đăng ký, đăng kí, đki",
    # go, come
    "g": """
        đi, đến, lên, sang, tới, vào, xuống, ik, đi lên, đi đến, về đến, lên đến, đi xuống, đi
        sang, đang lên, đang đến, qua đó, vô, zô, dzô, về đến nơi, về tới nơi, về tới
    """,
    # go home or come: alone it says neither
    "ʋ": "về, ra, trở về, quay về, đi về",
    # come over; without accents "too"
    "ǫ": "qua",
    # absent
    "A": """
        vắng, vắng mặt, khất, xin vắng, xin nghỉ, xin vắng mặt, xin phép vắng, xin phép nghỉ, xin
        phép vắng mặt, kiếu, xin kiếu, cáo lỗi, xin khất, vắng họp, xin nghĩ, xin phép nghĩ, miễn
        dự, xin miễn, xin rút, vắng bóng, vắng buổi, xin phép được vắng, xin phép được nghỉ, xin
        được vắng, xin được nghỉ, xin phép cho vắng, xin phép cho nghỉ, báo cáo vắng, bc vắng, xp
        vắng, xp nghỉ, lỡ hẹn, bỏ họp, bỏ buổi, đăng ký vắng, đăng ký nghỉ, xác nhận vắng, xn
        vắng, không tính em, không tính tôi, đừng tính em, trừ em, trừ em ra, không có em, từ
        chối, xin từ chối, off, xin off, absent, xin absent, xin được off, rút tên em, rút tên
        tôi, xin rút tên, báo off, nghỉ buổi này, không tham dự được, không tính e, ko tính em,
        ko tính e, k tính e, k tính em, hơi đâu mà đi, ai rảnh mà đi, ai hơi đâu mà đi, rảnh đâu
        mà đi, đi làm sao được, đi thế nào được, dự làm sao được, đi sao được, đi sao nổi, lên
        sao được, lên sao nổi, về sao được, về sao kịp, đi răng được, đi sao kịp, dự sao được,
        tham gia sao được, về thế nào được, lên thế nào được, không bố trí được thời gian, không
        sắp xếp được, không thu xếp được, ko sắp xếp được, không bố trí được, ko thu xếp được,
        không sắp xếp được thời gian, k sắp xếp được, k sắp xếp đc, ko sắp xếp đc, không sắp xếp
        đc, k thu xếp được, k bố trí được, ko bố trí được, không đi đâu hết, không đi đâu cả,
        không thu xếp được công việc, không sắp xếp được công việc, không bố trí được công việc,
        xin được vắng mặt, xin được nghỉ buổi, không nhận lời được, không nhận lời, đi làm sao
        nổi, về làm sao được, lên làm sao được, đi cái gì mà đi, đi đứng gì nữa, đi đứng gì, còn
        đi đứng gì
    """,
    # report absent
    "Ā": """
        báo vắng, báo nghỉ, báo vắng mặt, đã báo vắng, báo bận, nói vắng, nói bận, ghi vắng, kêu
        vắng, nói là vắng, nói nghỉ, ghi em vắng, ghi tôi vắng
    """,
    # off, rest: absent, or no meeting
    "Ɐ": "nghỉ, nghỉ họp, nghỉ buổi",
    # ask leave
    "k": """
        xin phép, xp, cho xin phép, xin phép ạ, em xin phép, xin cáo lỗi, cho em xin,
        cho tôi xin, cho mình xin, cho e xin
    """,
    # reluctance
    "j": """
        chịu, thôi, đành chịu, chịu thôi, thui, hẹn buổi sau, hẹn buổi khác, hẹn lần sau, hẹn lần
        khác, hẹn kỳ sau, hẹn dịp khác, để buổi sau, để lần sau, để kỳ sau, để buổi khác, để lần
        khác, để hôm khác, hẹn hôm khác, xin chịu, em xin chịu, cho em qua, cho em qua buổi này,
        bỏ qua em, tha cho em, thiếu em, khuyết em, coi như vắng em, coi như em vắng, cứ coi như
        em vắng, xem như em vắng, em trốn
    """,
    # late
    "L": """
        muộn, trễ, chậm, đi muộn, đến muộn, lên muộn, về muộn, vào muộn, qua muộn, sang muộn, tới
        muộn, xuống muộn, ra muộn, muộn giờ, trễ giờ, chậm giờ, đi trễ, đến trễ, tới trễ, lên
        trễ, về trễ, vào trễ, đi chậm, đến chậm, lên chậm, về chậm, tới chậm, muộn một chút, muộn
        chút, muộn tí, đi sau, đến sau, lên sau, vào sau, qua sau, sang sau, tới sau, xuống sau,
        dự muộn, dự trễ, có mặt muộn, có mặt sau, tham gia muộn, dự sau, mụn, late, nhỡ đầu giờ,
        lỡ đầu giờ, lỡ phần đầu, nhỡ phần đầu, đến hơi muộn, đi hơi muộn, lên hơi muộn, hơi muộn,
        có thể muộn, chậm trễ, vô sau, vô muộn, vô trễ, đến nửa chừng, vào nửa chừng, trễ nải,
        trể, trể giờ, đến trể, đi trể, tới trể, dự cuối buổi, kịp dự cuối buổi, dự nửa sau, dự
        được nửa sau, dự phần sau, nửa buổi sau, cuối buổi mới, dự được nửa buổi sau, dự được
        cuối buổi
    """,
    # in time
    "K": """
        kịp, về kịp, đến kịp, lên kịp, đi kịp, kịp về, kịp đến, kịp lên, kịp dự, kịp họp, đang về
        kịp
    """,
    # can; after a verb, done
    "C": "được, đc, đk, dk, đươc, nổi, đặng, được ạ, đượcc, đuợc, dược, đựơc",
    # on time, early
    "8": """
        kịp đầu giờ, kịp giờ, kịp từ đầu, kịp lúc đầu, kịp đúng giờ, kịp khai mạc, đúng giờ, sớm,
        đúng hẹn, đúng h, ngay, ngay được, kịp đâu giờ, đầu giờ, trước giờ họp, trước giờ khai
        mạc, trước giờ, kịp lúc khai mạc
    """,
    # never
    "9": "không bao giờ, ko bao giờ, chưa bao giờ, chưa khi nào, chưa lần nào",
    # certainly
    "Z": """
        chắc chắn, nhất định, đương nhiên, tất nhiên, dĩ nhiên, hẳn, cam kết, cam đoan, bảo đảm,
        đảm bảo, thế nào cũng, kiểu gì cũng, chắc ăn, dứt khoát, bằng mọi giá, bằng giá nào cũng,
        xin hứa, hứa, gì cũng, khẳng định, xin khẳng định, xung phong, xin xung phong, 100%,
        quyết tâm, nhất quyết, nắng mưa gì cũng, mưa gió thế nào cũng, mưa gió gì cũng, nắng mưa
        thế nào cũng, mưa gió cũng, thế nào em cũng, kiểu gì em cũng, thế nào tôi cũng, bằng mọi
        cách, như đinh đóng cột, chắc như đinh đóng cột, chắc như đinh
    """,
    # perhaps, will say later
    "H": """
        chắc, chắc là, có lẽ, có thể, có thể là, hình như, khả năng, có khả năng, khả năng là, có
        khi, có khi là, may ra, tùy, tuỳ, còn tùy, tùy tình hình, xem đã, để xem, để em xem, để
        tôi xem, để xem đã, để mình xem, xem thế nào, xem sao, xem thế nào đã, xem lại lịch, xem
        lịch, xem lại, tính sau, tính đã, báo lại sau, báo sau, trả lời sau, chưa biết, chưa biết
        được, chưa rõ, chưa chắc, chưa chắc chắn, chưa chắc được, không chắc, không chắc chắn,
        không chắc lắm, không biết, ko biết, k biết, không dám chắc, không dám hứa, chưa dám
        chắc, chưa dám hứa, chưa quyết, chưa quyết định, chưa sắp xếp được, chưa bố trí được,
        chưa thu xếp được, dự kiến, dự định, khó nói, hên xui, chắc cũng, e là, e rằng, sợ là,
        sợ, sợ rằng, ngại, khó, khó mà, hơi khó, khó đấy, khả năng cao, khả năng cao là, phân
        vân, lưỡng lự, cân nhắc, suy nghĩ, nghĩ đã, nghĩ là, nghĩ rằng, có thể không, đang xem,
        đang tính, đang sắp xếp, đang thu xếp, đang bố trí, để sắp xếp, năm mươi năm mươi, fifty
        fifty, lúc đó tính, đến lúc đó, đến hôm đó, chưa nói trước, chưa nói trước được, không
        nói trước được, khó nói trước, xem tình hình, theo tình hình, xem thời tiết, kiểm tra
        lại, check lại, rà lại, sẽ báo, sẽ báo lại, báo lại anh sau, thông báo lại, phản hồi sau,
        phản hồi lại, nhắn lại, chưa xác định, chưa xác định được, chưa có lịch, chờ lịch, chờ
        lãnh đạo, đợi lịch, chưa trả lời được, chưa trả lời, không rõ, chắc cú không, gọi lại
        sau, bán tín bán nghi, lơ mơ, chưa hứa trước được, không hứa trước, may thì, hy vọng, hi
        vọng, mong là, mong sao, gần như, hầu như, nhiều khả năng, ít khả năng, chừa biết, tùy cơ
        quan, do dự, để nghĩ, xem, kiểm tra lịch, chờ, đợi, rà lịch, chả biết, chẳng biết, nỏ
        biết, hông biết, kg biết, hok biết, hổng biết, có vẻ, có vẻ như, xem chừng, dường như,
        coi bộ, nghe chừng, đang chờ, đang đợi, phụ thuộc, còn phụ thuộc, đang xin, chờ ý kiến,
        đang chờ ý kiến, xin ý kiến, không nhớ, ko nhớ, tưởng, tưởng là, lo là, mới biết, mới
        biết được, mới rõ, mới rõ được, chưa chốt, chưa chốt được, coi đã, để coi, để coi đã, coi
        sao, coi thế nào, coi lại, coi lại lịch, không hứa được, ko hứa được, k hứa được, chưa
        hứa được, không dám nói trước, sáu mươi bốn mươi, do dự quá, khó lắm, nghe đâu, hình như
        là, chưa nắm lịch, chưa nắm được lịch, chưa nắm, từ từ em báo, từ từ báo, không nói chắc,
        không dám nói chắc, biết đâu, biết đâu đấy, biết đâu được, chưa biết chừng, không chừng,
        ko chừng, có thể sẽ, không biết chừng, chưa trả lời ngay được, chưa nói được, chưa khẳng
        định, chưa khẳng định được, không khẳng định, không khẳng định được, chưa chắc đã, lo
        không, lo rằng, lo ko, lo k, lo mưa, lo muộn, báo anh sau, báo chị sau, báo chú sau, báo
        bác sau, báo đồng chí sau, báo đ/c sau, báo lại chị sau, báo lại đồng chí sau, báo lại
        đ/c sau, chưa biết răng, chưa biết ra răng, chưa biết sao, chưa biết thế nào, chưa biết
        mô, nỏ biết mô, xem rồi báo, xem rồi báo lại, xem lại rồi báo, xem xong báo, nửa nọ nửa
        kia, nửa đi nửa không, căng, hơi căng, căng lắm, khó lòng, xin phép sếp đã, xin phép cơ
        quan đã, xin phép lãnh đạo đã, hỏi sếp, hỏi lãnh đạo, hỏi cơ quan, phải hỏi sếp, phải hỏi
        lãnh đạo, phải hỏi cơ quan, dự tính, đoán, đoán là, em đoán là, ai biết được, ai mà biết,
        ai mà biết được, trời biết, có trời mới biết, đến đâu hay đó, chưa dám nói trước, không
        dám nói, dự là, kn, kn cao, kn là, khó có thể, chắc thế, chắc vậy, chưa xếp lịch, lịch
        chưa có, lịch chưa chốt, chưa lên lịch, chưa phân ca, chưa phân ca trực, chưa phân lịch,
        chưa xếp được, nửa muốn đi nửa không, phấn đấu, không hẹn trước được, chưa hẹn trước
        được, không hẹn được, liệu, em liệu, để em liệu, liệu xem, phần trăm, chưa thể trả lời,
        chưa thể nói, bàn với vợ, bàn với chồng, hỏi vợ, hỏi chồng, để em bàn với vợ, để em bàn
        lại, chưa dám nói, chưa dám nói là, không dám nói là, chưa dám nói chắc
    """,
    # will say if something comes up: harmless beside an answer
    "ɦ": """
        có gì báo, có gì em báo, có gì tôi báo, có gì em báo lại, có gì em báo sau,
        có gì em báo lại sau, có gì thay đổi em báo, có gì thay đổi em báo lại,
        có thay đổi em báo, nếu có gì thay đổi em báo, nếu có thay đổi em báo,
        nếu có gì em báo, nếu có gì em báo lại, có gì thay đổi tôi báo, có gì thay đổi báo lại,
        nếu có gì thay đổi em sẽ báo, có gì thay đổi em sẽ báo, có gì e báo, có gì e báo lại,
        có gì báo lại, có gì báo sau, có gì mình báo, có gì mình báo lại
    """,
    # try
    "T": """
        cố gắng, cố, ráng, gắng, cố găng, cố gắng sắp xếp, cố gắng thu xếp, cố gắng bố trí, thử,
        cố thu xếp, sẽ cố, sẽ cố gắng, hết sức cố gắng, dám, cố mãi, cố mãi mà, cố mãi cũng
    """,
    # want, intend
    "W": "muốn, muốn là, định, tính, mong muốn, thích, tính là, định là, toan, rất muốn, thèm",
    # think
    "θ": "nghĩ",
    # ask
    "¿": "hỏi, hỏi ý kiến, hỏi lại",
    # report
    "ß": "báo, trả lời, phản hồi, nhắn, rep, thông tin lại",
    # let, so that
    "δ": "để",
    # arrange
    "$": """
        sắp xếp, thu xếp, bố trí, sắp xếp công việc, thu xếp công việc, bố trí công việc,
        sắp xếp thời gian, bố trí thời gian, thu xếp thời gian, sắp xếp lịch, tranh thủ,
        cố sắp xếp
    """,
    # indifferent
    "ɟ": """
        cũng được, cũng đc, cũng không sao, cũng chẳng sao, cũng ko sao, sao cũng được,
        thế nào cũng được, cũng ok, cũng được thôi, sao cũng đc
    """,
    # as always, unchanged
    "κ": """
        không thay đổi, không có gì thay đổi, không thay đổi gì, không đổi, giữ nguyên, ko đổi,
        ko thay đổi, như cũ, vẫn như cũ, như thường lệ, giữ lịch, theo đúng lịch,
        giữ nguyên lịch, vẫn giữ nguyên, giữ ngày, giữ ngày cũ, vẫn thế, vẫn vậy, như mọi tháng,
        như mọi khi, như mọi lần, như đã hẹn, như lịch, ngày cũ, giữ như cũ
    """,
    # nothing planned: not yet a yes
    "ψ": """
        không có lịch, ko có lịch, sếp cho đi, lãnh đạo cho đi, cơ quan cho đi, thủ trưởng cho
        đi, sếp cho nghỉ, cơ quan cho nghỉ, lãnh đạo cho nghỉ, sếp duyệt, cơ quan duyệt, lãnh đạo
        duyệt, sếp đồng ý, lãnh đạo đồng ý, cơ quan đồng ý, được cho đi, xin được sếp, xin được
        cơ quan, xin nghỉ được ở cơ quan, xin nghỉ được, sếp đồng ý cho, lãnh đạo đồng ý cho, cơ
        quan đồng ý cho, nghỉ trực, được nghỉ trực, không phải trực, ko phải trực, không phải đi
        công tác, đường thông, thông đường, nước rút, xe sửa xong, nghỉ ca
    """,
}

# Words worth recognising behind a slip of the finger.
FREQUENT = """
    không khong được vâng vắng tham gia đồng báo cáo phép nghỉ muộn chậm đến bận công việc trực
    chưa biết chắc thể nhưng cũng thôi sinh hoạt chính gắng trước xin lỗi thông cảm
"""

# Words that are run together when typed in haste: "emkhongdi", "tôidự".
GLUED = """
    em tôi mình cháu e t không ko k hok chưa được đc dc đk đi dự đến lên về tham gia có mặt vắng
    bận nghỉ họp muộn trễ ạ nhé nha ok vâng dạ xin sẽ ốm rồi r vẫn
"""
