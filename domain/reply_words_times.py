"""Words of time: when, before, after, minutes; dates and how long a spell of time is."""

TIMES: dict[str, str] = {
    # when
    "t": """
        hôm nay, tối nay, chiều nay, sáng nay, trưa nay, đêm nay, mai, ngày mai, tối mai, sáng
        mai, chiều mai, hôm sau, mốt, ngày kia, kia, hôm đó, hôm ấy, hôm này, bữa ni, bữa nay,
        bữa đó, đợt này, đợt ni, lần này, lần ni, ni, chừ, bây giờ, bây chừ, thứ hai, thứ ba, thứ
        tư, thứ năm, thứ sáu, thứ bảy, thứ 2, thứ 3, thứ 4, thứ 5, thứ 6, thứ 7, chủ nhật, cn,
        tuần này, tháng này, hôm, ngày, tối, sáng, chiều, trưa, đêm, tuần, mùng, mồng, đúng ngày,
        nay, lúc nào cũng, sắp tới, kịp thời, khoảng, tầm, độ, chừng, mọi hôm, đúng lịch, theo
        lịch, cuối tuần, đầu tuần, vừa rồi, giờ đó, kì này, kì ni, hn này, sáng sớm, tối đó, hôm
        họp, bữa họp, lịch, thứ, đúng, giờ, chậm nhất, muộn nhất, trễ nhất, lát, lát nữa, tí nữa,
        chốc nữa, lúc nữa, xíu nữa, tý nữa, dạo này, mấy hôm nay, mấy ngày nay, mấy bữa nay, mấy
        bữa ni, sắp, bữa, bữa nớ, hôm nớ, bữa ấy, bựa ni, bựa nay, bựa nớ, tối ni, sáng ni, chiều
        ni, hôm ni, mỗi lần, kém, mấy ngày rồi, mấy hôm rồi, mấy bữa rồi, mấy ngày liền, mấy hôm
        liền, vào chiều, vào tối, vào sáng, vào trưa, vào lúc, vào ngày, vào thứ, vào hôm, vào
        cuối, vào đầu, vào giờ, mấy ngày tới, còn hiện tại, còn bây giờ, còn giờ, giờ thì, bây
        giờ thì, vào chủ nhật, vào cn, vào buổi, vào thứ bảy, đêm qua, bữa đó thì, hôm đó thì,
        hôm ấy thì, hôm nớ thì, đợt này thì, buổi này thì, tối đó thì, kỳ này thì, bữa nớ thì,
        ngày đó thì, chút nữa, từ chiều, từ sáng, từ trưa, từ hôm qua, từ hôm trước
    """,
    # last time, before
    "u": """
        hôm qua, tối qua, hôm kia, lần trước, tháng trước, hôm trước, kỳ trước, đợt trước, hồi
        trước, tuần trước, buổi trước, trước đây, năm ngoái, sáng qua, chiều qua, bữa trước, lúc
        trước, lúc nãy, hồi nãy, nãy, ban nãy, vừa qua, tuần qua, tháng qua, lúc đầu, ban đầu,
        hồi đầu, mới đầu, lúc sáng, lúc trưa, lúc chiều, hồi sáng, hồi trưa, hồi chiều, vừa nãy,
        khi nãy, nãy giờ, buổi rồi, tháng rồi, kỳ rồi, tuần rồi, bữa rồi, đợt rồi, lần rồi, năm
        rồi, quý rồi, hôm nọ, quý trước, bữa nọ, hôm bữa
    """,
    # next time
    "ł": """
        buổi sau, kỳ sau, tháng sau, lần sau, hôm khác, đợt sau, lần khác, buổi khác, dịp khác,
        tháng tới, lần tới, kì sau, kỳ tới, tháng khác, phiên sau, mai mốt, sau này
    """,
    # a time that may lie beyond the meeting asked about: "tuần sau em bận"
    "ŧ": "tuần sau, tuần tới, tháng, cuối tháng, đầu tháng, tháng chạp, tháng giêng",
    # before, ahead of
    "q": "trước, trc, trước đi, trước nhé",
    # after
    "e": """
        sau, sau đó, rồi sau, sau khi, xong thì, xong em, xong mới, rồi mới, xong rồi mới, xong
        việc, làm xong, họp xong em, học xong, trực xong, hết giờ làm, tan làm, tan học, xong
        xuôi, tan ca
    """,
    # only then, just now
    "m": "mới, thì mới",
    # done
    "p": "rồi, r, rùi, rồi ạ, rầu, gồi, đã",
    # leave early
    "7": "về sớm, về trước, xin về sớm, xin về trước, ra về sớm, rút sớm",
    # minutes
    "%": """
        phút, phut, ph, nửa tiếng, nửa giờ, nửa h, một tiếng, 1 tiếng, mấy phút, ít phút,
        một lúc, tiếng, vài phút
    """,
    # finished
    "ż": "xong",
    # whole, to the end
    "Ξ": "cả buổi, hết buổi, toàn bộ, trọn vẹn, đến cuối, đến hết, đến hết buổi, cả, hết cả",
    # manner: alone, by car
    "ς": "một mình, trực tiếp, xe, xe máy, xe ôm, ô tô, xe khách, đi bộ",
    # being in the middle of, being at
    "&": """
        đang, đang ở, ở, trên, dưới, trong, ngoài, ở trên, ở dưới, ở trong, ở ngoài, đang ở trên,
        đang ở dưới, tại, còn đang, nằm, đang nằm, còn nằm
    """,
    # since, from
    "(": "từ, từ hôm",
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
    "mươi": "muoi",
    "lăm": "lam",
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
