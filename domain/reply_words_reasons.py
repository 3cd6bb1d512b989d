"""Words of what keeps somebody away: work, illness, family, floods, the way."""

REASONS: dict[str, str] = {
    # busy
    "B": """
        bận, bận việc, vướng, vướng việc, vướng lịch, mắc, mắc việc, mắc bận, kẹt, kẹt việc, kẹt
        lịch, có việc, có việc bận, có việc đột xuất, việc đột xuất, việc gấp, có việc gấp, có
        việc riêng, việc riêng, bận công chuyện, công chuyện, có chuyện, trùng lịch, trùng giờ,
        trùng, có lịch, có lịch khác, lịch khác, đột xuất, có lý do, có lí do, có phép, lý do
        riêng, lí do riêng, lý do cá nhân, lý do khách quan, dở việc, dở tay, bù đầu, ngập đầu,
        bận bịu, bận rộn, lu bu, bận tối mắt, không rảnh, ko rảnh, k rảnh, không có thời gian,
        hết phép, việc bận, có tý việc, có tí việc, có chút việc, có ít việc, chút việc, có công
        có việc, có hẹn, có công việc, có cuộc hẹn, bận đột xuất, vướng bận, vương việc, có cv,
        lí do cá nhân, vì lý do cá nhân, do cá nhân, cuộc họp khác, hai cuộc họp, 2 cuộc họp,
        cùng giờ, lịch kín, kín lịch, nhiều việc, nhiều việc quá, lắm việc, dở dang, vướng mắc,
        bất khả kháng, không cho đi, không cho nghỉ, không cho về, ko cho đi, ko cho nghỉ, ko cho
        về, k cho đi, k cho nghỉ, chưa cho về, chưa cho nghỉ, không cho phép, giao việc, giao
        việc khác, giao nhiệm vụ khác, không được nghỉ, ko được nghỉ, không xin nghỉ được, không
        xin phép được, bù đầu bù cổ, túi bụi, dính việc, dính lịch, kẹt công chuyện, mắc công
        chuyện, kẹt họp, mắc họp, sếp không cho đi, lãnh đạo không cho đi, cơ quan không cho đi,
        công ty không cho đi, thủ trưởng không cho đi, bác sĩ không cho đi, vợ không cho đi,
        chồng không cho đi, sếp ko cho đi, sếp không cho nghỉ, lãnh đạo không cho nghỉ, cơ quan
        không cho nghỉ, công ty không cho nghỉ, thủ trưởng không cho nghỉ, sếp không cho, lãnh
        đạo không cho, cơ quan không cho, công ty không cho, thủ trưởng không cho, bác sĩ không
        cho, trở ngại, còn bận, công việc nhiều, việc nhiều, nhiều công việc, làm dở, đang dở,
        làm dở báo cáo, còn dở, còn dở việc, thiếu người, lãnh đạo không duyệt, sếp không duyệt,
        cơ quan không duyệt, lãnh đạo không đồng ý, sếp không đồng ý, cơ quan không đồng ý, lãnh
        đạo không đồng ý cho đi, sếp không đồng ý cho đi, cơ quan không đồng ý cho đi, lấy đâu ra
        thời gian, lấy thời gian đâu, thời gian đâu, thời gian đâu mà đi, thời gian đâu ra, không
        ai chở, không ai đưa, không ai đón, không ai chở đi, không ai chở em đi, hết phép năm,
        bận suốt, kín lịch cả ngày, vc, có vc, bận vc
    """,
    # not busy at all, said as a question
    "φ": """
        bận gì đâu, vướng gì đâu, có bận gì đâu, có vướng gì đâu, vướng chi mô, bận chi mô,
        có bận chi mô, có vướng chi mô, có bận đâu, có vướng đâu, có vướng ngày nào đâu,
        có bận ngày nào đâu, có vướng hôm nào đâu, đâu có vướng gì, đâu có bận gì
    """,
    # work or study
    "w": """
        công tác, đi công tác, đang công tác, công tác xa, họp xã, họp huyện, họp tỉnh, họp ủy
        ban, họp ubnd, họp cơ quan, họp đảng ủy, họp hđnd, họp ở xã, họp ở huyện, họp ở tỉnh, họp
        trên xã, họp trên huyện, họp trên tỉnh, họp dưới huyện, họp dưới tỉnh, họp ban, họp giao
        ban, giao ban, tập huấn, đi tập huấn, lớp tập huấn, hội thảo, trực, trực cơ quan, ca
        trực, trực ca, trực đêm, trực bão, trực lũ, trực chỉ huy, trực ban, đi trực, phải trực,
        lịch trực, học, đi học, lớp trung cấp, trung cấp, tc chính trị, trung cấp chính trị, cao
        cấp lý luận, học nghị quyết, ôn thi, đi thi, kỳ thi, thi cử, coi thi, tiếp dân, tiếp
        đoàn, tiếp khách, đoàn kiểm tra, đoàn công tác, đoàn giám sát, thanh tra, diễn tập, tuần
        tra, việc cơ quan, công vụ, đi cơ sở, xuống cơ sở, đại hội, bầu cử, đi làm, làm ca, tăng
        ca, dạy, đi dạy, lên lớp, chấm thi, làm thêm giờ, lãnh đạo gọi, sếp gọi, sếp giao, cấp
        trên gọi, nhiệm vụ khác, đi huyện họp, chạy dự án, giải phóng mặt bằng, hội đồng nhân
        dân, hđnd, tiếp xúc cử tri, quyết toán, báo cáo gấp, việc xã, việc huyện, việc tỉnh, việc
        bản, khám tuyển, đi họp xã, đi họp huyện, đi họp tỉnh, đi họp ở xã, đi họp ở huyện, đi
        họp ở tỉnh, dự họp xã, dự họp huyện, dự họp tỉnh, dự họp ở xã, dự họp ở huyện, dự họp ở
        tỉnh, dự lớp, dự tập huấn, tham gia tập huấn, tham gia lớp, tham gia đoàn, dự đại hội, dự
        họp cơ quan, đi họp cơ quan, dự hội thảo, tham gia diễn tập, dự diễn tập, phòng chống
        bão, phòng chống lụt bão, chống bão, chống lũ, chữa cháy, cháy rừng, chữa cháy rừng, chăm
        ruộng, họp chi bộ khác, họp đảng bộ, họp ban chỉ đạo, họp gấp, họp hội đồng, họp trường,
        họp hội, đi coi thi, lên huyện họp, lên tỉnh họp, lên xã họp, xuống tỉnh họp, xuống huyện
        họp, ra tỉnh họp, ra xã họp, về tỉnh họp, về huyện họp, phải thi, có tiết, đi gác, phải
        gác, cứu hộ, cứu nạn, trực chốt, chốt trực, giấy mời họp, có giấy mời, chấm bài, tiếp
        công dân, họp chi ủy, có đoàn, đi họp trên huyện, đi họp trên tỉnh, đi họp trên xã, đi
        họp dưới huyện, đi họp dưới tỉnh, đi họp ngoài tỉnh, đi họp ngoài huyện, ca đêm, ca tối,
        đi ca, lịch dạy, gác thi, làm báo cáo, làm báo cáo gấp, đi cơ sở xã, dự hội nghị, hội
        nghị ở huyện, hội nghị ở tỉnh, hội nghị trên tỉnh, hội nghị trên huyện, đi hội nghị,
        nghiệm thu, đi nghiệm thu, kiểm tra rừng, đi kiểm tra rừng, tuần rừng, đi tuần rừng, bắt
        đối tượng, đi bắt đối tượng, chốt biên giới, ctac, đi ctac, đi ct, làm nhiệm vụ, đi làm
        nhiệm vụ, trực cháy rừng, họp trực tuyến, bảo vệ luận văn, bảo vệ luận án, đi kiểm tra,
        thủ trưởng giao việc, sếp giao việc, lãnh đạo giao việc, cơ quan giao việc, thủ trưởng
        giao việc khác, lãnh đạo giao việc khác, sếp giao việc khác, thủ trưởng giao nhiệm vụ,
        lãnh đạo giao nhiệm vụ, sếp giao nhiệm vụ, còn đi dạy, còn đi học, còn đi làm, còn trực,
        còn đi trực, còn phải trực, hội đồng, trường, y tế, trạm y tế, trạm xá, ở trường, trường
        học, cho đi công tác, cho đi học, cho đi tập huấn, đi công tác với sếp, đi với đoàn công
        tác, được cử đi tập huấn, cử đi tập huấn, được cử đi học, cử đi học, được cử đi, triệu
        tập, được triệu tập, có lệnh trực, lệnh trực, có lệnh, nhận lệnh, làm công ty, đi làm
        công ty, làm công nhân, hội nghị tổng kết, dự hội nghị tổng kết, tổng kết, dự tổng kết,
        đi tổng kết, sơ kết, bồi dưỡng, đi bồi dưỡng, lớp bồi dưỡng, bồi dưỡng nghiệp vụ, chở sếp
        đi, lái xe cho đoàn, lái xe cho, hồ sơ gấp, làm hồ sơ, hồ sơ, làm đêm, phải làm đêm,
        phiên trực, dập lửa, đi dập lửa, làm hồ sơ gấp, đang theo học, theo học, cơ quan em họp,
        cơ quan họp, đơn vị họp, đơn vị báo động, báo động, cấm trại, hành quân, đi hành quân,
        nghĩa vụ, đi nghĩa vụ, họp kiểm điểm, cơ quan em họp kiểm điểm
    """,
    # work that may or may not be an obstacle
    "Ω": """
        lớp, lớp học, cơ quan, công việc, làm việc, sở, ubnd, ủy ban, uỷ ban, công an, biên
        phòng, lý luận, cao cấp, nhiệm vụ, kiểm tra, giám sát, quân sự, tuyên truyền, khảo sát,
        điều tra, việc, hội nghị, họp đột xuất, giấy mời, giấy triệu tập
    """,
    # health
    "h": """
        ốm, bệnh, bịnh, đau, sốt, cúm, cảm cúm, cảm sốt, ho, viêm, mổ, phẫu thuật, viện, đi viện,
        nằm viện, nhập viện, vào viện, bệnh viện, bv, cấp cứu, khám, đi khám, khám bệnh, điều
        trị, chữa bệnh, sức khỏe, sức khoẻ, sk, sức khỏe yếu, mệt, không khỏe, ko khỏe, không
        được khỏe, yếu, huyết áp, tiểu đường, đau đầu, đau bụng, đau chân, đau lưng, đau răng,
        đau mắt, đau dạ dày, tai nạn, bị ngã, ngã xe, gãy chân, gãy tay, trẹo chân, bong gân,
        covid, sốt xuất huyết, thủy đậu, quai bị, mất giọng, nằm bẹp, liệt giường, tê liệt, thai,
        có thai, thai sản, nghỉ thai sản, nghỉ đẻ, đẻ mổ, sinh mổ, chóng mặt, đột quỵ, tai biến,
        uống thuốc, truyền nước, xạ trị, hóa trị, chạy thận, đi lại khó khăn, già yếu, đau khớp,
        gút, gout, sỏi thận, ruột thừa, nôn, tiêu chảy, ngộ độc, dị ứng, chăm người ốm, ngã, té,
        bị thương, chấn thương, khàn tiếng, ốm nặng, tuổi cao, người ốm, có người ốm, người bệnh,
        cách ly, say xe, trẹo, tụt huyết áp, sức khỏe kém, suy nhược, mỏi, kiệt sức, phát ban,
        zona, viêm họng, có bầu, mang bầu, bầu, tái khám, đi tái khám, tiêm, đi tiêm, xét nghiệm,
        đi xét nghiệm, nội soi, chụp chiếu, siêu âm, ốm nghén, dưỡng thai, tụt đường, tăng huyết
        áp, cao huyết áp, lên huyết áp, dưỡng bệnh, phục hồi, tiền đình, rối loạn tiền đình, cảm
        nắng, cảm lạnh, sốt rét, sốt cao, nhức đầu, mắt kém, chân đau, chân em đau, chân tôi đau,
        đau cái chân, nằm viện huyện, nằm viện tỉnh, già rồi, đau mắt đỏ, mắt đỏ, sợ lây, lây, li
        bì, bị nghén, nghén quá, đang nghén, bị cảm, cảm rồi, cảm nặng, đang cảm, cảm mạo, nghỉ
        sinh, thoát vị đĩa đệm, thoát vị, châm cứu, đi châm cứu, ong đốt, chó cắn, rắn cắn, sưng,
        sưng chân, sưng mặt, khớp gối, không dậy nổi, không dậy được, không đi lại được, không
        ngồi dậy được, chuyền nước, đang chuyền nước, bó bột, gãy, đau gối, đau vai, đau tay, đau
        khớp gối, đau họng, đau tim, đau tai
    """,
    # family
    "f": """
        đẻ, sinh con, vợ đẻ, sinh em bé, đám cưới, cưới, đám hỏi, ăn hỏi, dạm ngõ, lễ cưới, rước
        dâu, tang, đám tang, có tang, nhà có tang, đám ma, ma chay, đưa tang, việc hiếu, việc hỷ,
        hiếu hỷ, việc hỉ, giỗ, đám giỗ, giỗ bố, giỗ mẹ, việc nhà, việc gia đình, gia đình có
        việc, nhà có việc, có đám, đám, nhà có đám, đám ma nhà, cất nhà, dựng nhà, làm nhà, lên
        nhà mới, về nhà mới, tân gia, vào nhà mới, chăm con, trông con, chăm vợ, chăm mẹ, chăm
        bố, đón con, đưa con, họp phụ huynh, họp họ, việc họ, chuyện gia đình, chuyện nhà, bốc
        mộ, cải táng, lễ, làm vía, cúng, làm lý, lễ tang, qua đời, từ trần, hấp hối, mất rồi ạ,
        thôi nôi, đầy tháng, sinh nhật, chăm cháu, trông cháu, về quê, phụ hồ, có khách, nhà có
        khách, làm vía cho con, lo hậu sự, hậu sự, đám chay, 49 ngày, đi đám, ăn cưới, đi ăn
        cưới, ăn cỗ, ăn giỗ, làm đám, viếng, đi viếng, mừng thọ, cưới vợ, lấy vợ, lấy chồng,
        không ai trông, không có ai trông, sắp sinh, mới sinh, chuyển dạ, trở dạ, đau đẻ, ở cữ,
        lâm bồn, về ngoại, thăm con, trông, chịu tang, người mất, đưa dâu, con nhỏ, nhà có giỗ,
        có giỗ, gia đình, gđ, có đám hỏi, có đám cưới, có đám ma, có đám tang, có đám giỗ, gả
        con, có đám hiếu, có hỷ, nhà có hỷ, có hiếu, nhà có hiếu, đón dâu, đi đón dâu, cúng cơm
        mới, làm lễ, mâm cơm, con còn bé, con bé quá, con còn nhỏ, con nhỏ quá, bế con, nhập học,
        đưa con nhập học, đổ mái, vợ sắp sinh, rằm, lo đám, lo việc hiếu, lo việc nhà, lo việc
        gia đình, lo việc hỷ, lo đám cưới, lo đám tang, lo tang, xây nhà, đang xây, đang xây nhà,
        bạn cưới, bạn thân cưới, đứa bạn cưới, cưới bạn, đám cưới bạn, bác em mất, chú em mất, cô
        em mất, cậu em mất, dì em mất, bác tôi mất, chú tôi mất, cô tôi mất, hàng xóm có tang,
        hàng xóm có đám, nhà hàng xóm có đám, nhà hàng xóm có tang, cho con bú, mới đẻ xong, đẻ
        rồi, con bú, vợ sinh, vợ em sinh, vợ tôi sinh, đang sinh, đi sinh, sinh cháu, đẻ con, vợ
        sanh, vợ em sanh, vợ sắp sanh, sinh rồi, vừa sinh, em sinh, chị gái sinh, em gái sinh, em
        dâu sinh, gả chồng, gả chồng cho con, nhà mới, mừng nhà mới, họ có việc, dòng họ có việc,
        dòng họ, trăm ngày, 100 ngày, bốn chín ngày, thầy mo, cúng rằm, neo người, nhà neo người,
        con quấy, con khóc, ăn tân gia, đầy cữ, lại mặt, đưa mẹ, đưa bố, đưa vợ, đưa ông, đưa bà,
        lấy thuốc cho bố, lấy thuốc cho mẹ, đi lấy thuốc
    """,
    # disaster: no way through
    "d": """
        mưa lũ, lũ, lụt, lũ quét, lũ ống, lũ lụt, ngập, nước lũ, nước to, nước lớn, nước lên, sạt
        lở, sạt, sạt đường, lở đường, sạt taluy, sạt núi, lở núi, đường sạt, đường tắc, tắc
        đường, đường hỏng, đường trơn, trơn trượt, trơn lắm, đường lầy, lầy lội, đường lở, cầu
        trôi, trôi cầu, đứt cầu, cầu hỏng, cầu sập, suối to, không qua suối được, qua suối, lội
        suối, đường tắc do sạt lở, tắc đường do sạt lở, dông lốc, băng giá, cô lập, bị cô lập,
        chia cắt, bị chia cắt, thiên tai, cây đổ, đá lăn, lũ về, đường ngập, ngập đường, ngập
        cầu, nước dâng, sương muối, cháy, cháy nhà, hỏa hoạn, động đất, bão lũ, đường sá, ngầm
        tràn, ngầm, suối lũ, suối lớn, lũ lớn, lũ to, nước suối, nước suối to, nước suối lớn,
        nước suối lên, taluy, sạt lở taluy, đường bị sạt, đường bị tắc, đường bị chia cắt, bão
        to, bão về, bão lớn, không qua suối, đường hư, đứt đường, đường đứt, hỏng đường, lở đất,
        sạt đất, đường sạt lở, đường bị sạt lở, tốc mái, sập bếp, sập nhà, nhà sập, dọn lũ, kẹt
        suối, mắc kẹt, bị kẹt, cầu treo hỏng, cầu treo, mất nước, sạt mấy đoạn, đường sạt mấy
        đoạn
    """,
    # weather: not yet an obstacle
    "x": """
        mưa, mưa to, mưa lớn, bão, mưa bão, mưa gió, rét, rét hại, rét đậm, giông, dông, lốc, mất
        điện, sương mù, nắng nóng, mưa rất to, mưa rào, mưa dông, mưa to quá, thời tiết, thời
        tiết xấu, trời mưa, trời mưa to
    """,
    # other obstacle
    "o": """
        xe hỏng, hỏng xe, hư xe, xe hư, thủng lốp, hết xăng, xịt lốp, nổ lốp, đứt xích, chết máy,
        nhỡ xe, lỡ xe, không có xe, ko có xe, xe chết máy, mùa gặt, mùa màng, gặt, gặt lúa, đi
        gặt, cấy, đi cấy, cấy lúa, làm nương, đi nương, lên nương, đi rừng, lên rừng, đi rẫy, lên
        rẫy, làm ruộng, làm đồng, đi đồng, trên nương, ở nương, trên rẫy, đi lấy măng, bẻ măng,
        chặt luồng, đi luồng, trong rừng, thu hoạch, bán luồng, đi xa, ở xa, đường xa, đi vắng,
        vắng nhà, đi chơi, du lịch, đi du lịch, đi nghỉ mát, nghỉ mát, lợn, trâu, bò, trâu lạc,
        mất trâu, tìm trâu, xa nhà, đi buôn, đi chợ, làm ăn xa, làm ăn, đi làm ăn, đi làm xa,
        tết, ăn tết, về tết, nghỉ phép, phép năm, nghỉ lễ, nghỉ chế độ, mệt quá, lạc đường,
        chuyển nhà, sửa nhà, đón khách, đi đón, đi tàu, chuyến tàu, máy bay, chuyến bay, sân bay,
        chưa có xe, kẹt xe, tắc xe, thuyền, bè, phà, thủ tục, làm giấy tờ, ra tòa, ngân hàng,
        hỏng, hư, không có xe đi, không có phương tiện, thủng, không bắt được xe, dột, đổ bê
        tông, phơi lúa, hết xe, đi nghỉ, lợp nhà, không có xe lên, không có xe về, ko có xe đi,
        bẻ ngô, bẻ mía, chặt mía, trồng rừng, trồng sắn, trồng keo, trồng ngô, trồng mía, nhổ
        sắn, thu sắn, thu ngô, bán sắn, bán ngô, bán trâu, bán bò, bán lợn, bán măng, hái măng,
        lấy măng, lấy củi, phát nương, phát rẫy, đốt nương, đốt rẫy, cày, cày ruộng, đi cày, gặt
        đổi công, đi đổi công, tuốt lúa, làm cỏ, hái chè, chợ phiên, vào vụ, vụ mùa, thủng săm,
        xịt săm, hết xăng giữa đường, lỡ chuyến, lỡ chuyến xe, nhỡ chuyến, mất xe, không có ai
        chở, đò không chạy, phà không chạy, cháy xe, đi tham quan, tham quan, giao hàng, đi giao
        hàng, bán hàng, bận bán hàng, làm thuê, đi làm thuê, gửi sửa, xe gửi sửa, xe mượn, xe bị
        giữ, bị giữ xe, không biết đi xe, không ai đèo, hái cam, đi hái cam, xuất khẩu lao động,
        xklđ, đi lao động, thu măng, đi thu măng, tìm người mất tích, làm thuê ở, xe không nổ, xe
        không nổ máy, hỏng phanh, say rượu, say rồi
    """,
    # lost; of a relative: died
    "=": "mất",
    # over, cured; also "all"
    "*": """
        hết, khỏi, đỡ, xong việc rồi, hết việc rồi, xong hết việc, xong hết việc rồi,
        việc xong rồi, ra viện, xuất viện, ốm dậy, mới ốm dậy, vừa ốm dậy
    """,
    # free
    "ř": "rảnh, lịch trống, trống lịch, có thời gian, free, rảnh rỗi, rãnh",
    # far away
    "l": """
        hà nội, hn, thanh hóa, thanh hoá, quê, sài gòn, miền nam, ngoài bắc, trong nam, bình
        dương, nước ngoài, lào, trung quốc, đài loan, nhật, hàn quốc, trung ương, dưới xuôi,
        xuôi, nghệ an, sầm sơn, hải phòng, quảng ninh, vinh, đà nẵng, hồ chí minh, tphcm, hcm,
        bắc ninh, đồng nai, xa, dưới tỉnh, trên tỉnh, ngoài huyện, ngoài tỉnh, tỉnh, thành phố,
        tp, rừng, nương, rẫy, quê vợ, quê ngoại, trên tàu, biên giới, bển, bên đó, bên nớ, bên
        lào, bên trung quốc, bên đài loan, miền bắc, đà lạt, cần thơ, hải dương, hưng yên, nam
        định, thái nguyên
    """,
    # somewhere near: may still come
    "ℓ": "huyện, xã, nhà, thị trấn, cơ sở, trên xã, trên huyện, dưới huyện, dưới xã, trung tâm",
}
