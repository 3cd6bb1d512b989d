"""Words for people: oneself, relatives, others, address; names that are also words."""

PEOPLE: dict[str, str] = {
    # oneself
    "S": """
        em, e, tôi, mình, mk, tui, tớ, cháu, tao, choa, t, bản thân em, bản thân tôi, chúng em,
        bọn em, chúng tôi, vợ chồng em, hai anh em, ad em, tau, tui đây, bản thân, vợ chồng tôi,
        vợ chồng mình, hai vợ chồng em, hai vợ chồng tôi, anh em tôi
    """,
    # form of address, also how an older person calls himself
    "P": "anh, a, chị, chú, bác, cô, ông anh, c, cj, chj",
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
        mọi người, người khác, ai đó, anh ấy, chị ấy, đồng chí ấy, đ/c ấy, anh ta, nó, họ, bí
        thư, phó bí thư, trưởng bản, trưởng thôn, bí thư chi bộ, cán bộ, chủ tịch, bà con, đảng
        viên, dân, cả chi bộ, lãnh đạo, thủ trưởng, đồng nghiệp, các đồng chí khác, người ta, ông
        ấy, bà ấy, cô ấy, chú ấy, bác ấy, cậu ấy, anh kia, chi đoàn, nhiều người, nhiều đồng chí,
        nhiều đ/c, một số đồng chí, bà con trong bản, người dân, chúng nó, toàn thể, người, đv,
        sếp, thầy, không ai, ko ai, k ai, không có ai, ko có ai, cấp trên, cả bản, cả thôn, cả
        xã, cả làng, cả nhà, cả khu, ông nhà tôi, ông nhà em, bà nhà tôi, bà nhà em, anh nhà em,
        ông xã, bà xã, ông xã tôi, ông xã em, bà xã tôi, bà xã em
    """,
    # comrade and other address that is never oneself
    "ð": "đồng chí, đ/chí, đchi, bạn, các bác, các anh, các đồng chí, các chị, anh chị",
    # vocative
    "v": "ơi, ơi ạ, êi, à ơi, cả nhà ơi, mọi người ơi, anh em ơi",
    # together with
    "{": "cùng, với, vs, đi cùng với",
    # stand-in
    "s": """
        dự thay, đi thay, họp thay, thay em, thay tôi, thay mình, nhờ, ủy quyền, uỷ quyền, cử,
        thay mặt, thay thế, thay, dự hộ, đi hộ, họp hộ, đi giúp, dự giúp, hộ em, hộ tôi, người
        thay, tìm người, đổi cho, đổi ca, đổi với, đi dự thay, đi họp thay, dự họp thay, giao
        cho, phân công, cắt cử, đi thế cho, đi thế em, đi thế tôi, dự thế em, dự thế cho
    """,
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
