"""The words of replies: which sign each word or phrase stands for when a reply is understood.

A reply becomes a string of one-letter signs, and the rules of `reply_claims` are patterns over that
string. To teach a word, add it under its sign; the longest phrase wins. Phrases are written with
their accents; they also match typed without, unless `BARE` says what the bare form means.
"""

# Signs without words of their own: `^` a proper name, `_` an unknown word, `#` a number, `@` a time
# of day, `/` a date, `~` a ratio, `+` and `-` emoji, `1` `2` `3` the bare words vang, ban and muon.
FILLER = ""

PHRASES: dict[str, str] = {
    # particles: dropped
    FILLER: """
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
    # oneself
    "S": """
        em, e, tôi, mình, mk, tui, tớ, cháu, tao, choa, t, bản thân em, bản thân tôi, chúng em,
        bọn em, chúng tôi, vợ chồng em, hai anh em, ad em
    """,
    # form of address, also how an older person calls himself
    "P": "anh, a, chị, chú, bác, cô, ông anh",
    # relative
    "F": """
        vợ, chồng, con, con trai, con gái, bố, mẹ, ba, má, ông, bà, ông cụ, bà cụ, cụ, bố vợ,
        mẹ vợ, bố chồng, mẹ chồng, ông nội, ông ngoại, bà nội, bà ngoại, bố mẹ, em trai, em gái,
        anh trai, chị gái, cháu nội, cháu ngoại, các cháu, vợ con, thằng cu, thằng con, đứa con,
        con dâu, con rể, thông gia, họ hàng, người thân, người nhà, mẹ già, bố già, bu, thầy u,
        cháu bé, bé nhà, cậu, dì, mợ, thím, vợ em, vợ tôi, chồng em, chồng tôi, con em, con tôi,
        bố em, bố tôi, mẹ em, mẹ tôi, cháu em, cháu nhà em, ông em, bà em, vk, ck, vợ mình,
        con mình, bố mình, mẹ mình, nhà vợ, nhà chồng, bên vợ, bên ngoại, bên nội, nhà em,
        nhà tôi, nhà mình, nhà tớ, nhà có, nhà đang có, nhà vừa có
    """,
    # somebody else
    "O": """
        mọi người, người khác, ai đó, anh ấy, chị ấy, đồng chí ấy, đ/c ấy, anh ta, nó, họ,
        bí thư, phó bí thư, trưởng bản, trưởng thôn, bí thư chi bộ, cán bộ, chủ tịch, bà con,
        đảng viên, dân, cả chi bộ, lãnh đạo, thủ trưởng, đồng nghiệp, các đồng chí khác,
        người ta, ông ấy, bà ấy, cô ấy, chú ấy, bác ấy, cậu ấy, anh kia, chi đoàn, nhiều người,
        nhiều đồng chí, nhiều đ/c, một số đồng chí, bà con trong bản, người dân, chúng nó,
        toàn thể, người, đv, sếp, thầy, không ai, ko ai, k ai, không có ai, ko có ai, cấp trên,
        cả bản, cả thôn, cả xã, cả làng, cả nhà, cả khu
    """,
    # attend
    "G": """
        dự, tham gia, tham dự, đăng ký dự, đăng ký tham gia, đăng ký, có mặt đầy đủ, tgia, tg,
        có mặt, góp mặt, dự họp, đi họp, đi dự, đi dự họp, tham dự họp, đến dự, về dự, lên dự,
        xuống dự, sang dự, qua dự, vào dự, ra dự, đến họp, về họp, lên họp, xuống họp, sang họp,
        qua họp, vào họp, đến tham gia, về tham gia, lên tham gia, đi tham gia, tham gia họp,
        tham gia sinh hoạt, dự sinh hoạt, đi sinh hoạt, về sinh hoạt, đến sinh hoạt,
        sinh hoạt cùng, đến tham dự, đi tham dự, về tham dự, lên tham dự, sắp xếp dự, sắp xếp đi,
        sắp xếp được, sắp xếp về, sắp xếp về dự, bố trí dự, bố trí đi, bố trí được, thu xếp dự,
        thu xếp đi, thu xếp được, thu xếp về dự, thu xếp về, bố trí về dự, có măt, hiện diện,
        tới dự, tới họp, thăm gia, tới tham gia, tới tham dự, sắp xếp tham gia, bố trí tham gia,
        sắp xếp thời gian dự, bố trí thời gian dự, join, đến rồi, lên rồi, tới rồi, đến nơi,
        đến nơi rồi, đang lên rồi, tới nơi, tới nơi rồi, đang trên đường lên,
        đang trên đường đến, đang trên đường về bản, đang trên đường lên bản,
        đang trên đường tới, sẽ có mặt, đến có mặt, tham ja, tham za
    """,
    # go, come
    "g": """
        đi, đến, lên, sang, tới, vào, xuống, ik, đi lên, đi đến, về đến, lên đến, đi xuống,
        đi sang, đang lên, đang đến, qua đó
    """,
    # absent
    "A": """
        vắng, vắng mặt, khất, xin vắng, xin nghỉ, xin vắng mặt, xin phép vắng, xin phép nghỉ,
        xin phép vắng mặt, kiếu, xin kiếu, cáo lỗi, xin khất, vắng họp, xin nghĩ, xin phép nghĩ,
        miễn dự, xin miễn, xin rút, vắng bóng, vắng buổi, xin phép được vắng, xin phép được nghỉ,
        xin được vắng, xin được nghỉ, xin phép cho vắng, xin phép cho nghỉ, báo cáo vắng,
        bc vắng, xp vắng, xp nghỉ, lỡ hẹn, bỏ họp, bỏ buổi, đăng ký vắng, đăng ký nghỉ,
        xác nhận vắng, xn vắng, không tính em, không tính tôi, đừng tính em, trừ em, trừ em ra,
        không có em
    """,
    # ask leave
    "k": """
        xin phép, xp, cho xin phép, xin phép ạ, em xin phép, xin cáo lỗi, cho em xin,
        cho tôi xin, cho mình xin, cho e xin
    """,
    # late
    "L": """
        muộn, trễ, chậm, đi muộn, đến muộn, lên muộn, về muộn, vào muộn, qua muộn, sang muộn,
        tới muộn, xuống muộn, ra muộn, muộn giờ, trễ giờ, chậm giờ, đi trễ, đến trễ, tới trễ,
        lên trễ, về trễ, vào trễ, đi chậm, đến chậm, lên chậm, về chậm, tới chậm, muộn một chút,
        muộn chút, muộn tí, đi sau, đến sau, lên sau, vào sau, qua sau, sang sau, tới sau,
        xuống sau, dự muộn, dự trễ, có mặt muộn, có mặt sau, tham gia muộn, dự sau, mụn, late,
        nhỡ đầu giờ, lỡ đầu giờ, lỡ phần đầu, nhỡ phần đầu, đến hơi muộn, đi hơi muộn,
        lên hơi muộn, hơi muộn, có thể muộn, chậm trễ
    """,
    # in time
    "K": "kịp, về kịp, đến kịp, lên kịp, đi kịp, kịp về, kịp đến, kịp lên, kịp dự, kịp họp",
    "k2": "",
    # can; after a verb, done
    "C": "được, đc, đk, dk, đươc, nổi, đặng, được ạ, đượcc, đuợc, dược, đựơc",
    # there is; emphatic yes
    "c": "có, có ạ, có chứ, cóa, có nhé",
    # no
    "N": """
        không, ko, k, kg, kh, khg, hk, hok, hông, hem, khum, hổng, chẳng, chả, nỏ, hôk, kô,
        khônh, khôn, đâu có, không hề, khó có thể, éo, đếch, đành không, không tài nào, còn lâu,
        đời nào, không còn, ko còn, k còn
    """,
    # not yet
    "U": "chưa, chưa thể, chửa",
    # yes
    "Y": """
        vâng, dạ vâng, vâng vâng, ừ, uh, um, ừm, ờ, uk, uhm, umk, ukm, ừa, ok, oke, oki, okie,
        okê, okla, okey, okay, okela, ô kê, ôk, ủn, uhuh, ừh, đồng ý, nhất trí, tán thành,
        chấp hành, tuân lệnh, yes, yep, duyệt, đúng rồi, đúng vậy, chuẩn, chuẩn rồi,
        dĩ nhiên rồi, chắc chắn rồi, tất nhiên rồi, oce, okk, okee, oh ok, vưng, vầng, zâng,
        dzâng, dâng, vg, không vấn đề gì, không vấn đề, ko vấn đề gì, không thành vấn đề,
        sẵn sàng, nhất trí cao, hoàn toàn nhất trí, ôkê, okok
    """,
    # polite opening
    "y": "dạ, rạ, dạ dạ, dạ ạ, zạ",
    # certainly
    "Z": """
        chắc chắn, nhất định, đương nhiên, tất nhiên, dĩ nhiên, hẳn, cam kết, cam đoan, bảo đảm,
        đảm bảo, thế nào cũng, kiểu gì cũng, chắc ăn, dứt khoát, bằng mọi giá, bằng giá nào cũng,
        xin hứa, hứa, gì cũng, khẳng định, xin khẳng định
    """,
    # perhaps, will say later
    "H": """
        chắc, chắc là, có lẽ, có thể, có thể là, hình như, khả năng, có khả năng, khả năng là,
        có khi, có khi là, may ra, tùy, tuỳ, còn tùy, tùy tình hình, xem đã, để xem, để em xem,
        để tôi xem, để xem đã, để mình xem, xem thế nào, xem sao, xem thế nào đã, xem lại lịch,
        xem lịch, xem lại, tính sau, tính đã, báo lại sau, báo sau, trả lời sau, chưa biết,
        chưa biết được, chưa rõ, chưa chắc, chưa chắc chắn, chưa chắc được, không chắc,
        không chắc chắn, không chắc lắm, không biết, ko biết, k biết, không dám chắc,
        không dám hứa, chưa dám chắc, chưa dám hứa, chưa quyết, chưa quyết định,
        chưa sắp xếp được, chưa bố trí được, chưa thu xếp được, dự kiến, dự định, khó nói,
        hên xui, chắc cũng, e là, e rằng, sợ là, sợ, sợ rằng, ngại, khó, khó mà, hơi khó,
        khó đấy, khả năng cao, khả năng cao là, phân vân, lưỡng lự, cân nhắc, suy nghĩ, nghĩ đã,
        nghĩ là, nghĩ rằng, có gì báo, có gì em báo, có thể không, đang xem, đang tính,
        đang sắp xếp, đang thu xếp, đang bố trí, để sắp xếp, năm mươi năm mươi, fifty fifty,
        lúc đó tính, đến lúc đó, đến hôm đó, chưa nói trước, chưa nói trước được,
        không nói trước được, khó nói trước, xem tình hình, theo tình hình, xem thời tiết,
        kiểm tra lại, check lại, rà lại, sẽ báo, sẽ báo lại, báo lại anh sau, thông báo lại,
        phản hồi sau, phản hồi lại, nhắn lại, chưa xác định, chưa xác định được, chưa có lịch,
        chờ lịch, chờ lãnh đạo, đợi lịch, chưa trả lời được, chưa trả lời, không rõ,
        chắc cú không, gọi lại sau, bán tín bán nghi, lơ mơ, chưa hứa trước được,
        không hứa trước, may thì, hy vọng, hi vọng, mong là, mong sao, gần như, hầu như,
        nhiều khả năng, ít khả năng, chừa biết, tùy cơ quan, do dự, để nghĩ, xem, kiểm tra lịch,
        chờ, đợi, rà lịch, chả biết, chẳng biết, nỏ biết, hông biết, kg biết, hok biết,
        hổng biết, có vẻ, có vẻ như, xem chừng, dường như, coi bộ, nghe chừng, đang chờ,
        đang đợi, phụ thuộc, còn phụ thuộc, đang xin, chờ ý kiến, đang chờ ý kiến, xin ý kiến,
        không nhớ, ko nhớ
    """,
    # try
    "T": """
        cố gắng, cố, ráng, gắng, cố găng, cố gắng sắp xếp, cố gắng thu xếp, cố gắng bố trí, thử,
        cố thu xếp, sẽ cố, sẽ cố gắng, hết sức cố gắng, dám
    """,
    # if
    "I": """
        nếu, nếu như, nếu mà, giả sử, trừ khi, trừ phi, miễn là, lỡ mà, lỡ như, nhỡ mà, hễ,
        ngộ nhỡ
    """,
    # want, intend
    "W": "muốn, muốn là, định, tính, mong muốn, thích, tính là, định là, toan, rất muốn, thèm",
    # busy
    "B": """
        bận, bận việc, vướng, vướng việc, vướng lịch, mắc, mắc việc, mắc bận, kẹt, kẹt việc,
        kẹt lịch, có việc, có việc bận, có việc đột xuất, việc đột xuất, việc gấp, có việc gấp,
        có việc riêng, việc riêng, bận công chuyện, công chuyện, có chuyện, trùng lịch,
        trùng giờ, trùng, có lịch, có lịch khác, lịch khác, đột xuất, có lý do, có lí do,
        có phép, lý do riêng, lí do riêng, lý do cá nhân, lý do khách quan, dở việc, dở tay,
        không bố trí được thời gian, không sắp xếp được, không thu xếp được, ko sắp xếp được,
        không bố trí được, ko thu xếp được, không sắp xếp được thời gian, bù đầu, ngập đầu,
        bận bịu, bận rộn, lu bu, bận tối mắt, không rảnh, ko rảnh, k rảnh, không có thời gian,
        hết phép, việc bận, có tý việc, có tí việc, có chút việc, có ít việc, chút việc,
        có công có việc, có hẹn, có công việc, có cuộc hẹn, bận đột xuất, vướng bận, vương việc,
        có cv, lí do cá nhân, vì lý do cá nhân, do cá nhân, cuộc họp khác, hai cuộc họp,
        2 cuộc họp, cùng giờ, lịch kín, kín lịch, nhiều việc, nhiều việc quá, lắm việc, dở dang,
        vướng mắc
    """,
    # work or study
    "w": """
        công tác, đi công tác, đang công tác, công tác xa, họp xã, họp huyện, họp tỉnh,
        họp ủy ban, họp ubnd, họp cơ quan, họp đảng ủy, họp hđnd, họp ở xã, họp ở huyện,
        họp ở tỉnh, họp trên xã, họp trên huyện, họp trên tỉnh, họp dưới huyện, họp dưới tỉnh,
        họp ban, họp giao ban, giao ban, tập huấn, đi tập huấn, lớp tập huấn, hội thảo, trực,
        trực cơ quan, ca trực, trực ca, trực đêm, trực bão, trực lũ, trực chỉ huy, trực ban,
        đi trực, phải trực, lịch trực, học, đi học, lớp trung cấp, trung cấp, tc chính trị,
        trung cấp chính trị, cao cấp lý luận, học nghị quyết, ôn thi, đi thi, kỳ thi, thi cử,
        coi thi, tiếp dân, tiếp đoàn, tiếp khách, đoàn kiểm tra, đoàn công tác, đoàn giám sát,
        thanh tra, diễn tập, tuần tra, việc cơ quan, công vụ, đi cơ sở, xuống cơ sở, đại hội,
        bầu cử, đi làm, làm ca, tăng ca, dạy, đi dạy, lên lớp, chấm thi, làm thêm giờ,
        lãnh đạo gọi, sếp gọi, sếp giao, cấp trên gọi, nhiệm vụ khác, đi huyện họp, chạy dự án,
        giải phóng mặt bằng, hội đồng nhân dân, hđnd, tiếp xúc cử tri, quyết toán, báo cáo gấp,
        việc xã, việc huyện, việc tỉnh, việc bản, khám tuyển, đi họp xã, đi họp huyện,
        đi họp tỉnh, đi họp ở xã, đi họp ở huyện, đi họp ở tỉnh, dự họp xã, dự họp huyện,
        dự họp tỉnh, dự họp ở xã, dự họp ở huyện, dự họp ở tỉnh, dự lớp, dự tập huấn,
        tham gia tập huấn, tham gia lớp, tham gia đoàn, dự đại hội, dự họp cơ quan,
        đi họp cơ quan, dự hội thảo, tham gia diễn tập, dự diễn tập, phòng chống bão,
        phòng chống lụt bão, chống bão, chống lũ, chữa cháy, cháy rừng, chữa cháy rừng,
        chăm ruộng, họp chi bộ khác, họp đảng bộ, họp ban chỉ đạo, họp gấp, họp hội đồng,
        họp trường, họp hội, đi coi thi, lên huyện họp, lên tỉnh họp, lên xã họp, xuống tỉnh họp,
        xuống huyện họp, ra tỉnh họp, ra xã họp, về tỉnh họp, về huyện họp, phải thi, có tiết,
        đi gác, phải gác, cứu hộ, cứu nạn, trực chốt, chốt trực, giấy triệu tập, giấy mời họp,
        giấy mời, có giấy mời, chấm bài, tiếp công dân, họp chi ủy, có đoàn, đi họp trên huyện,
        đi họp trên tỉnh, đi họp trên xã, đi họp dưới huyện, đi họp dưới tỉnh, đi họp ngoài tỉnh,
        đi họp ngoài huyện
    """,
    # health
    "h": """
        ốm, bệnh, bịnh, đau, sốt, cảm, cúm, cảm cúm, cảm sốt, ho, viêm, mổ, phẫu thuật, viện,
        đi viện, nằm viện, nhập viện, vào viện, bệnh viện, bv, cấp cứu, khám, đi khám, khám bệnh,
        điều trị, chữa bệnh, sức khỏe, sức khoẻ, sk, sức khỏe yếu, mệt, không khỏe, ko khỏe,
        không được khỏe, yếu, huyết áp, tiểu đường, đau đầu, đau bụng, đau chân, đau lưng,
        đau răng, đau mắt, đau dạ dày, bị đau, tai nạn, bị ngã, ngã xe, gãy chân, gãy tay,
        trẹo chân, bong gân, covid, sốt xuất huyết, thủy đậu, quai bị, mất giọng, nằm bẹp,
        liệt giường, tê liệt, thai, có thai, thai sản, nghỉ thai sản, nghỉ đẻ, đẻ mổ, sinh mổ,
        chóng mặt, đột quỵ, tai biến, uống thuốc, truyền nước, xạ trị, hóa trị, chạy thận,
        đi lại khó khăn, già yếu, đau khớp, gút, gout, sỏi thận, ruột thừa, nôn, tiêu chảy,
        ngộ độc, dị ứng, chăm người ốm, ngã, té, bị thương, chấn thương, khàn tiếng, ốm nặng,
        tuổi cao, người ốm, có người ốm, người bệnh, cách ly, say rượu, say xe, trẹo,
        tụt huyết áp, sức khỏe kém, bị gãy, suy nhược, mỏi, kiệt sức, phát ban, zona, viêm họng,
        có bầu, mang bầu, bầu
    """,
    # family
    "f": """
        đẻ, sinh con, vợ đẻ, sinh em bé, đám cưới, cưới, đám hỏi, ăn hỏi, dạm ngõ, lễ cưới,
        rước dâu, tang, đám tang, có tang, nhà có tang, đám ma, ma chay, đưa tang, việc hiếu,
        việc hỷ, hiếu hỷ, việc hỉ, giỗ, đám giỗ, giỗ bố, giỗ mẹ, việc nhà, việc gia đình,
        gia đình có việc, nhà có việc, có đám, đám, nhà có đám, đám ma nhà, cất nhà, dựng nhà,
        làm nhà, lên nhà mới, về nhà mới, tân gia, vào nhà mới, chăm con, trông con, chăm vợ,
        chăm mẹ, chăm bố, đón con, đưa con, họp phụ huynh, họp họ, việc họ, chuyện gia đình,
        chuyện nhà, bốc mộ, cải táng, lễ, làm vía, cúng, làm lý, lễ tang, qua đời, từ trần,
        hấp hối, mất rồi ạ, thôi nôi, đầy tháng, sinh nhật, chăm cháu, trông cháu, về quê,
        phụ hồ, có khách, nhà có khách, làm vía cho con, lo hậu sự, hậu sự, đám chay, 49 ngày,
        đi đám, ăn cưới, đi ăn cưới, ăn cỗ, ăn giỗ, làm đám, viếng, đi viếng, mừng thọ, cưới vợ,
        lấy vợ, lấy chồng, không ai trông, không có ai trông, sinh, sanh, sắp sinh, mới sinh,
        chuyển dạ, trở dạ, đau đẻ, ở cữ, lâm bồn, về ngoại, thăm con, trông, chịu tang,
        người mất, đưa dâu, con nhỏ, nhà có giỗ, có giỗ, gia đình, gđ, có đám hỏi, có đám cưới,
        có đám ma, có đám tang, có đám giỗ, gả con, có đám hiếu
    """,
    # disaster: no way through
    "d": """
        mưa lũ, lũ, lụt, lũ quét, lũ ống, lũ lụt, ngập, nước lũ, nước to, nước lớn, nước lên,
        sạt lở, sạt, sạt đường, lở đường, sạt taluy, sạt núi, lở núi, đường sạt, đường tắc,
        tắc đường, đường hỏng, đường trơn, trơn trượt, trơn lắm, đường lầy, lầy lội, đường lở,
        cầu trôi, trôi cầu, đứt cầu, cầu hỏng, cầu sập, suối to, không qua suối được, qua suối,
        lội suối, đường tắc do sạt lở, tắc đường do sạt lở, dông lốc, băng giá, cô lập,
        bị cô lập, chia cắt, bị chia cắt, thiên tai, cây đổ, đá lăn, lũ về, đường ngập,
        ngập đường, ngập cầu, nước dâng, sương muối, cháy, cháy nhà, hỏa hoạn, động đất, bão lũ,
        đường sá
    """,
    # other obstacle
    "o": """
        xe hỏng, hỏng xe, hư xe, xe hư, thủng lốp, hết xăng, xịt lốp, nổ lốp, đứt xích, chết máy,
        nhỡ xe, lỡ xe, không có xe, ko có xe, xe chết máy, mùa gặt, mùa màng, gặt, gặt lúa,
        đi gặt, cấy, đi cấy, cấy lúa, làm nương, đi nương, lên nương, đi rừng, lên rừng, đi rẫy,
        lên rẫy, làm ruộng, làm đồng, đi đồng, trên nương, ở nương, trên rẫy, đi lấy măng,
        bẻ măng, chặt luồng, đi luồng, trong rừng, thu hoạch, bán luồng, đi xa, ở xa, đường xa,
        đi vắng, vắng nhà, đi chơi, du lịch, đi du lịch, đi nghỉ mát, nghỉ mát, lợn, trâu, bò,
        trâu lạc, mất trâu, tìm trâu, xa nhà, đi buôn, đi chợ, làm ăn xa, làm ăn, đi làm ăn,
        đi làm xa, tết, ăn tết, về tết, nghỉ phép, phép năm, nghỉ lễ, nghỉ chế độ, mệt quá,
        lạc đường, chuyển nhà, sửa nhà, đón khách, đi đón, đi tàu, chuyến tàu, máy bay,
        chuyến bay, sân bay, chưa có xe, kẹt xe, tắc xe, thuyền, bè, phà, thủ tục, làm giấy tờ,
        ra tòa, ngân hàng, hỏng, hư, không có xe đi, không có phương tiện, xây nhà, đang xây,
        thủng, không bắt được xe, dột, đổ bê tông, phơi lúa, hết xe, đi nghỉ, lợp nhà,
        không có xe lên, không có xe về, ko có xe đi
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
    # correction
    "E": """
        nhầm, em nhầm, nhầm ạ, nhầm rồi, sửa lại, sửa, đính chính, nói lại, à không, à quên,
        nhắn nhầm, gửi nhầm, bấm nhầm, ấn nhầm, đổi lại, cập nhật, cập nhật lại, báo lại là,
        báo lại rằng, viết nhầm, trả lời nhầm, xin sửa, xin đính chính, ý em là, ý là, ý tôi là,
        rút lại, đổi ý, em đổi ý
    """,
    # cancel
    "X": "hủy, huỷ, bỏ, xóa báo, hủy báo, hủy bỏ, rút",
    # the meeting
    "M": """
        họp, sinh hoạt, buổi họp, cuộc họp, buổi, buổi này, buổi sinh hoạt, sinh hoạt chi bộ,
        họp chi bộ, kỳ họp, phiên họp, kỳ sinh hoạt, shcb, sh, cuộc, kỳ này, họp cb, buổi sh,
        họp định kỳ, sinh hoạt định kỳ, sinh hoạt tháng, họp tháng, sh chi bộ, shđk, họp bản,
        họp dân, thường kỳ, chuyên đề, hai buổi, các buổi, sinh hoạt chuyên đề,
        sinh hoạt thường kỳ, họp thường kỳ, buổi tối nay, lịch họp
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
    # far away
    "l": """
        hà nội, hn, thanh hóa, thanh hoá, quê, sài gòn, miền nam, ngoài bắc, trong nam,
        bình dương, nước ngoài, lào, trung quốc, đài loan, nhật, hàn quốc, trung ương, dưới xuôi,
        xuôi, nghệ an, sầm sơn, hải phòng, quảng ninh, vinh, đà nẵng, hồ chí minh, tphcm, hcm,
        bắc ninh, đồng nai, xa, dưới tỉnh, trên tỉnh, ngoài huyện, ngoài tỉnh, tỉnh, thành phố,
        tp, rừng, nương, rẫy, quê vợ, quê ngoại, trên tàu, biên giới
    """,
    # when
    "t": """
        hôm nay, tối nay, chiều nay, sáng nay, trưa nay, đêm nay, mai, ngày mai, tối mai,
        sáng mai, chiều mai, hôm sau, mốt, ngày kia, kia, hôm đó, hôm ấy, hôm này, bữa ni,
        bữa nay, bữa đó, đợt này, đợt ni, lần này, lần ni, ni, chừ, bây giờ, bây chừ, thứ hai,
        thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, thứ 2, thứ 3, thứ 4, thứ 5, thứ 6, thứ 7,
        chủ nhật, cn, tuần này, tuần sau, tháng này, tuần tới, hôm, ngày, tối, sáng, chiều, trưa,
        đêm, tuần, tháng, mùng, mồng, đúng ngày, nay, lúc nào cũng, sắp tới, kịp thời, khoảng,
        tầm, độ, chừng, mọi hôm, đúng lịch, theo lịch, cuối tuần, đầu tuần, vừa rồi, giờ đó,
        kì này, kì ni, hn này, cuối tháng, đầu tháng, sáng sớm, tối đó, hôm họp, bữa họp, lịch,
        thứ, đúng, giờ, chậm nhất, muộn nhất, trễ nhất, lát, lát nữa, tí nữa, chốc nữa, lúc nữa,
        xíu nữa, tý nữa, dạo này, mấy hôm, mấy hôm nay, mấy ngày, mấy ngày nay, mấy bữa,
        mấy bữa nay, mấy bữa ni, sắp
    """,
    # before, ahead of
    "q": "trước, trc, trước đi, trước nhé",
    # after
    "e": """
        sau, sau đó, rồi sau, sau khi, xong thì, xong em, xong mới, rồi mới, xong rồi mới,
        xong việc, làm xong, họp xong em, học xong, trực xong, hết giờ làm, tan làm, tan học,
        xong xuôi
    """,
    # only then, just now
    "m": "mới, thì mới, mãi mới",
    # done
    "p": "rồi, r, xong rồi, rùi, rồi ạ, rầu, gồi, đã, vừa xong",
    # over, cured; also "all"
    "*": """
        hết, khỏi, đỡ, xong việc rồi, hết việc rồi, xong hết việc, xong hết việc rồi,
        việc xong rồi, ra viện, xuất viện, ốm dậy, mới ốm dậy, vừa ốm dậy
    """,
    # being in the middle of, being at
    "&": """
        đang, đang ở, ở, trên, dưới, trong, ngoài, ở trên, ở dưới, ở trong, ở ngoài, đang ở trên,
        đang ở dưới, tại
    """,
    # since, from
    "(": "từ, từ hôm",
    # weather: not yet an obstacle
    "x": """
        mưa, mưa to, mưa lớn, bão, mưa bão, mưa gió, rét, rét hại, rét đậm, giông, dông, lốc,
        mất điện, sương mù, nắng nóng
    """,
    # indefinite: a question, or "any" after a negation
    ":": """
        đâu, mô, gì, nào, chi, j, gì ạ, thế nào, ntn, như thế nào, như nào, kiểu gì, cái gì, mấy,
        ngày nào, hôm nào, khi nào, lúc nào, buổi nào, bữa nào, tuần nào
    """,
    # minutes
    "%": """
        phút, phut, ph, nửa tiếng, nửa giờ, nửa h, một tiếng, 1 tiếng, mấy phút, ít phút,
        một lúc, tiếng, vài phút
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
    # received, noted
    "a": """
        đã nhận, nhận được, đã nhận được, em nhận được, nhận rồi, đã nhận thông báo, rõ, rõ ạ,
        rõ rồi, đã rõ, nghe rõ, nắm được, đã nắm, em nắm được, biết rồi, em biết rồi, đã biết,
        đã xem, đã đọc, thông báo, tin nhắn, tiếp thu, ghi nhớ, đã hiểu, hiểu rồi, hiểu, xem rồi,
        nhận được tin, nhận tin, đã nhận tin, em nghe, tôi nghe, nghe, em đây, tôi đây, nghe đây
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
        xoá, xóa số, hủy nhận tin, không nhận tin, nghỉ hưu, về hưu, chuyển công tác,
        chuyển đơn vị, thôi việc, nghỉ việc, chuyển sinh hoạt, nhầm số, nhầm người, sai người,
        sai số, trợ giúp, giúp, hướng dẫn, tổng hợp, tổng hợp tuần, danh sách, báo cáo tuần,
        thống kê, hình ảnh, tin nhắn thoại, ý kiến, góp ý, phản ánh, kiến nghị, đổi số, số mới,
        thay số, bỏ chặn, hết nhiệm kỳ, thôi giữ chức, không còn làm, không còn phụ trách,
        kế hoạch tháng, nhãn dán, sticker, file, tệp, video, gửi file, ghi âm, spam, lừa đảo,
        không còn là, thôi làm, hết làm, đừng làm phiền, help, menu, start, mật khẩu, mã,
        đăng nhập, xem lịch của, điểm, chấm điểm, thi đua, đề nghị, đề xuất, gửi ảnh, ảnh,
        không làm nữa, ko làm nữa, không phụ trách, ko phụ trách, không phụ trách nữa,
        gửi tài liệu, tài liệu, nghỉ công tác, ngừng gửi, ngừng nhắn, tắt thông báo, bỏ theo dõi,
        bàn giao, gạch tên, không thuộc, gọi lại, gọi em, gọi cho em, gọi lại cho em, bị ghi,
        bị ghi vắng, bị báo vắng
    """,
    # stand-in
    "s": """
        dự thay, đi thay, họp thay, thay em, thay tôi, thay mình, nhờ, ủy quyền, uỷ quyền, cử,
        thay mặt, thay thế, thay, dự hộ, đi hộ, họp hộ, đi giúp, dự giúp, hộ em, hộ tôi,
        người thay, tìm người, đổi cho, đổi ca, đổi với, đi thế, dự thế, đi dự thay, đi họp thay,
        dự họp thay, giao cho, phân công, cắt cử
    """,
    # reluctance
    "j": "chịu, thôi, đành chịu, chịu thôi, thui",
    # lost; of a relative: died
    "=": "mất",
    # vocative
    "v": "ơi, ơi ạ, êi, à ơi",
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
    # leave early
    "7": "về sớm, về trước, xin về sớm, xin về trước, ra về sớm, rút sớm",
    # on time, early
    "8": """
        kịp đầu giờ, kịp giờ, kịp từ đầu, kịp lúc đầu, kịp đúng giờ, kịp khai mạc, đúng giờ, sớm,
        đúng hẹn, đúng h, ngay, ngay được, kịp đâu giờ, đầu giờ
    """,
    # never
    "9": "không bao giờ, ko bao giờ, chưa bao giờ, chưa khi nào, chưa lần nào",
    # comrade and other address that is never oneself
    "ð": "đồng chí, đ/chí, đchi, bạn, các bác, các anh, các đồng chí, các chị, anh chị",
    # arrange
    "$": """
        sắp xếp, thu xếp, bố trí, sắp xếp công việc, thu xếp công việc, bố trí công việc,
        sắp xếp thời gian, bố trí thời gian, thu xếp thời gian, sắp xếp lịch, tranh thủ,
        cố sắp xếp
    """,
    # together with
    "{": "cùng, với, vs, đi cùng với",
    # it is not (so, I, necessary)
    "}": "không phải, ko phải, k phải",
    # last time, before
    "u": """
        hôm qua, tối qua, hôm kia, lần trước, tháng trước, hôm trước, kỳ trước, đợt trước,
        hồi trước, tuần trước, buổi trước, trước đây, năm ngoái, sáng qua, chiều qua, bữa trước,
        lúc trước, lúc nãy, hồi nãy, nãy, ban nãy, vừa qua, tuần qua, tháng qua
    """,
    # next time
    "ł": """
        buổi sau, kỳ sau, tháng sau, lần sau, hôm khác, đợt sau, lần khác, buổi khác, dịp khác,
        tháng tới, lần tới, kì sau, kỳ tới, buổi tới, tháng khác, phiên sau, mai mốt, sau này
    """,
    # think
    "θ": "nghĩ",
    # let, so that
    "δ": "để",
    # ask
    "¿": "hỏi, hỏi ý kiến, hỏi lại",
    # report
    "ß": "báo, trả lời, phản hồi, nhắn, rep, thông tin lại",
    # work that may or may not be an obstacle
    "Ω": """
        lớp, lớp học, cơ quan, công việc, làm việc, sở, ubnd, ủy ban, uỷ ban, công an,
        biên phòng, lý luận, cao cấp, nhiệm vụ, kiểm tra, giám sát, quân sự, tuyên truyền,
        khảo sát, điều tra, việc, hội nghị, họp đột xuất
    """,
    # the branch: subject or place
    "ç": "chi bộ, cb",
    # thanks
    "τ": """
        cảm ơn, cám ơn, thanks, tks, thank, cảm ơn nhiều, cmon, cảm ơn nhé, thank you,
        cảm ơn rất nhiều, xin cảm ơn, trân trọng cảm ơn, trân trọng
    """,
    # report again: correction or later
    "¤": "báo lại",
    # bare "dc"
    "0": "dc",
    # makes the rest ambiguous
    "4": "khác, vắng quá, vắng thế, vắng vẻ, giá mà, giá như, mong",
    # whole, to the end
    "Ξ": "cả buổi, hết buổi, toàn bộ, trọn vẹn, đến cuối, đến hết, đến hết buổi, cả, hết cả",
    # go ahead and
    "ĉ": "cứ, vẫn cứ",
    # finished
    "ż": "xong",
    # somewhere near: may still come
    "ℓ": "huyện, xã, nhà, thị trấn, cơ sở, trên xã, trên huyện, dưới huyện, dưới xã, trung tâm",
    # cannot
    "ñ": "không thể, ko thể, k thể, chả thể, chẳng thể, hok thể",
    # manner: alone, by car
    "ς": "một mình, trực tiếp, xe, xe máy, xe ôm, ô tô, xe khách, đi bộ",
    # then, as for
    "ı": "thì",
    # do not
    "Ɖ": "đừng, khỏi cần, không cần, ko cần",
    # confirm
    "ẍ": "xác nhận, xn, xin xác nhận, confirm",
    # report absent
    "Ā": "báo vắng, báo nghỉ, báo vắng mặt, đã báo vắng, báo bận",
    # free
    "ř": "rảnh, lịch trống, trống lịch, có thời gian",
    # and: a new clause
    ",": "và, rồi thì",
    # tag question
    "Ķ": """
        được không, đc không, dc ko, dc k, được ko, phải không, đúng không, đúng ko, hay không,
        ra sao, có được không, có đúng không, hay ko, được hay không, đc ko, dc không
    """,
    # come over; without accents "too"
    "ǫ": "qua",
    # give, let, for
    "ƕ": "cho",
    # remember
    "ɲ": "nhớ",
    # nothing planned: not yet a yes
    "ψ": "không có lịch, ko có lịch",
    # off, rest: absent, or no meeting
    "Ɐ": "nghỉ, nghỉ họp, nghỉ buổi",
    # as always, unchanged
    "κ": """
        không thay đổi, không có gì thay đổi, không thay đổi gì, không đổi, giữ nguyên, ko đổi,
        ko thay đổi, như cũ, vẫn như cũ, như thường lệ, giữ lịch, theo đúng lịch,
        giữ nguyên lịch, vẫn giữ nguyên, giữ ngày, giữ ngày cũ, vẫn thế, vẫn vậy, như mọi tháng,
        như mọi khi, như mọi lần, như đã hẹn, như lịch, ngày cũ, giữ như cũ
    """,
    # indifferent
    "ɟ": """
        cũng được, cũng đc, cũng không sao, cũng chẳng sao, cũng ko sao, sao cũng được,
        thế nào cũng được, cũng ok, cũng được thôi, sao cũng đc
    """,
    # go home or come: alone it says neither
    "ʋ": "về, ra, trở về, quay về, đi về",
    # other verbs and moods: harmless, but a negation before them is about them
    "ʌ": """
        gửi, báo cáo, bc, b/c, trình bày, đưa, đón, chở, chăm, chăm sóc, gặp, gặp nhau, ghi, vui
    """,
    # the village of who writes
    "ᵬ": "bản em, bản ta, bản mình, bản tôi, bản e, thôn em, khu em",
}

# What a word means when it is typed without accents and several words share that spelling. The
# digits 1 to 4 stay ambiguous until the signs around them decide.
BARE: dict[str, str] = {
    "vang": "1",
    "them": "",
    "cham": "L",
    "lam viec": "Ω",
    "no": "4",
    "day": "",
    "hoi": "¿",
    "rang": "",
    "chu": "P",
    "nho": "ɲ",
    "ha": "Q",
    "nay": "t",
    "anh": "P",
    "bo": "F",
    "dua con": "f",
    "dc": "0",
    "dang": "&",
    "chang": "N",
    "tuy": "J",
    "doi lich": "4",
    "de nghi": "!",
    "doi": "4",
    "mong": "4",
    "viec ban": "B",
    "hop ban": "M",
    "hop ho": "s",
    "chuyen nha": "o",
    "hu": "4",
    "song": "J",
    "co sao khong": "Q",
    "u": "Y",
    "ban": "2",
    "muon": "3",
    "dau": ":",
    "dung": "4",
    "con": "F",
    "nhung": "J",
    "toi": "S",
    "nghi": "ŋ",
    "thi": "ı",
    "gio": "4",
    "thu": "4",
    "di cho": "4",
    "mat": "=",
    "mua": "x",
    "qua": "",
    "nha": "",
    "co": "ƈ",
    "da": "y",
    "tre": "L",
    "hong": "N",
    "de": "δ",
    "cu": "ĉ",
    "ra": "ʋ",
    "do": "D",
    "so": "4",
    "ma": "J",
    "mai": "t",
    "ho": "O",
    "hoc": "w",
    "ni": "t",
    "ba": "F",
    "a": "",
    "an": "4",
    "vo": "F",
    "cung": "V",
    "du": "G",
    "tang": "f",
    "on": "4",
    "lu": "d",
    "hi": "i",
    "ly": "4",
    "cap": "4",
    "lop": "w",
    "sao": "Q",
    "chua": "U",
    "tinh": "4",
    "xa": "ℓ",
    "ca": "Ξ",
    "la": "",
    "hen": "4",
    "moi": "4",
    "ve": "ʋ",
    "sang": "g",
    "len": "g",
    "toan": "4",
    "cho": "ƕ",
    "mo": ":",
    "giao": "4",
    "sai": "4",
    "nao": ":",
    "hoan": "R",
    "di": "g",
    "den": "g",
    "y": "4",
    "may": "Q",
    "thay": "s",
    "thoi": "j",
    "tai": "D",
    "ngay": "t",
    "tren": "&",
    "trong": "&",
    "chi": "P",
    "gi": ":",
    "voi": "{",
    "o": "&",
    "bao": "ß",
    "va": "4",
    "le": "4",
    "bao ban": "Ā",
    "dam": "4",
    "nhan": "4",
    "co the": "H",
}
del PHRASES["k2"]

# One sign for each emoji that carries an answer; the others are dropped.
EMOJI: dict[str, str] = {
    "👍": "+",
    "👌": "+",
    "✅": "+",
    "🆗": "+",
    "✔": "+",
    "👎": "-",
    "❌": "-",
    "🚫": "-",
    "⛔": "-",
    "❓": "?",
    "❔": "?",
}

# Minutes of a spell of time, by its words without accents.
MINUTES: dict[str, int] = {
    "phut": 1,
    "ph": 1,
    "tieng": 60,
    "mot tieng": 60,
    "nua tieng": 30,
    "nua gio": 30,
    "nua h": 30,
}

# Common names that are also words once the accents are gone: after a title they are names.
NAMES: frozenset[str] = frozenset(
    [
        "ha",
        "mai",
        "vi",
        "lo",
        "lu",
        "luong",
        "ngan",
        "pham",
        "hoa",
        "hai",
        "ba",
        "tu",
        "nam",
        "sau",
        "bay",
        "thao",
        "thanh",
        "binh",
        "hung",
        "dung",
        "tuan",
        "son",
        "thang",
        "quang",
        "minh",
        "hanh",
        "phuong",
        "cao",
        "mua",
        "sung",
        "giang",
        "bui",
        "vu",
        "do",
        "le",
        "tran",
        "hoang",
        "hong",
        "huong",
        "hue",
        "lan",
        "linh",
        "loan",
        "nga",
        "thuy",
        "tam",
        "tan",
        "thinh",
        "thu",
        "xuan",
        "ha",
        "yen",
        "an",
        "bao",
        "dat",
        "duc",
        "hien",
        "hieu",
        "hoan",
        "khanh",
        "kien",
        "lam",
        "long",
        "manh",
        "nhung",
        "phuc",
        "quy",
        "quyen",
        "tien",
        "toan",
        "trung",
        "truong",
        "tung",
        "tuyet",
        "viet",
        "vinh",
    ]
)

# Words of dates and times: accented spelling -> the plain form that `reply_dates` reads. A word
# with other accents that folds to one of the plain forms ("mãi" to "mai") means nothing.
DATE_WORDS: dict[str, str] = {
    "mai": "mai",
    "mốt": "kia",
    "kia": "kia",
    "nay": "nay",
    "này": "nay",
    "ni": "nay",
    "nớ": "do",
    "hôm": "hom",
    "bữa": "hom",
    "ngày": "ngay",
    "mùng": "mung",
    "mồng": "mung",
    "thứ": "thu",
    "tháng": "thang",
    "năm": "nam",
    "tuần": "tuan",
    "chủ": "chu",
    "nhật": "nhat",
    "hai": "hai",
    "ba": "ba",
    "tư": "bon",
    "bốn": "bon",
    "sáu": "sau6",
    "bảy": "bay",
    "bẩy": "bay",
    "một": "mot",
    "tám": "tam",
    "chín": "chin",
    "mười": "muoi",
    "đến": "den",
    "tới": "toi",
    "hết": "het",
    "từ": "tu",
    "sang": "sang",
    "qua": "qua",
    "sau": "sau",
    "sáng": "sangs",
    "tối": "tois",
    "chiều": "chieu",
    "trưa": "trua",
    "đêm": "dem",
    "giờ": "gio",
    "phút": "phut",
    "rưỡi": "ruoi",
    "rưởi": "ruoi",
    "kém": "kem",
    "cả": "ca",
    "cuối": "cuoi",
    "đầu": "dau",
    "giữa": "giua",
    "và": "va",
    "âm": "am",
    "tết": "tet",
    "giêng": "gieng",
    "chạp": "chap",
    "vào": "vao",
    "trong": "trong",
    "tiếng": "tieng",
    "khuya": "dem",
    "qúa": "_",
    "quá": "_",
    "trước": "truoc",
    "còn": "con",
}
