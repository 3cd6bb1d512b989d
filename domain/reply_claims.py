"""What a string of signs claims: negation scope, rhetorical questions, lateness, other people.

`reduce_signs` rewrites the signs of `reply_words` step by step, each step one fact about the
language, until the claims stand as Greek letters in the order they were made:

    α comes   β does not come   λ comes late   ω cannot yet   φ not busy
    ψ an obstacle over or denied   γ goes, unclear where   π is or goes somewhere near
    Π somebody else, by title and name
"""

import re

from domain.reply_steps import Steps

# Who is meant. A title with a name is somebody else; a title or pronoun at the end is politeness.
_PEOPLE = Steps(
    (r"(?:^|(?<=[,.yYv]))SJ(?=[^,.])", "I"),
    (r"I(?=[xBwhfdot_SD,·]*V[Gg])", "J"),
    (r"k[Pð]+(?=[,.]|$)|(?<=[,.])[PðO]+·*(?=[,.]|$)", ""),
    (r"(?<![GgMk])çS?(?=[NUcVGgABLτ_#<>[)R])|(?<!k)ç(?=S[NUcVGgABL<>[)R])", "O"),
    (r"ç", "M"),
    (r"N[CK]?[ʌß]", "_"),
    (r"\(u", "("),
    (r"(^|[,.])([^,.NUñ]*)ʋ(?=[,.?]|$|[tpqj8_τ·])", r"\1\2γ"),
    (r"ʋ", "g"),
    (r"\(t?[#/]gt?[#/]|(?<=[Bwhfdo])t?[#/]gt?[#/]", "/"),
    (r"\(?@g@", "@"),
    (r"Nφ", "φ"),
    (r"φ[JⱮ]N[ct]*[Gg]C?", "α"),
    (r"%#?·(?=S?[cVt]*[Gg])", "e%"),
    (r"ɔ(?=S[^,.])", ","),
    (r"ɔ(?=[&DBwhf])", ""),
    (r"ɔ", "_"),
    (r"⊘S?N[ct]*[Gg]C?[ΞC]*", "α"),
    (r"⊘S?(?:Ā|A+|B+):?", "ψ"),
    (r"⊘", "4"),
    (r"»(?=[cVtS]*[GgKʋ$])", "N"),
    (r"»", ""),
    (r"(?<=[GgAβ])C?ɦ|ɦ(?=,.*[GgA])|(?<=,)ɦ", ""),
    (r"ɦ", "H"),
    (r"[ðP]ƕ(?=S)", "ƕ"),
    (r"ƕ[SP]?C?[AⱯ]", "A"),
    (r"@t#", "@"),
    (r"ƕSE", "E"),
    (r"ƕK", ""),
    (r"(S[^,.]*[GgCAB:p])P\^{1,3}(?=[,.]|$)", r"\1"),
    (r"S·\^*", "S"),
    (r"Ǥ(?=[GgAMN])", ""),
    (r"Ǥ", "4"),
    (r"[·κʌ]", ""),
    (r"(?<=[S.,])ɲ|ɲ(?=[,.P]|$)", ""),
    (r"ɲ", "4"),
    (r"[Mt_4ΩO2b](?<!SM)ⱯC?|Ɐp|ƕ[ⱯA]", "γ"),
    (r"Ɐ", "A"),
    (r"ƕ", ""),
    (r"…", "."),
    (r"(?<=[SeżtWVTNcZHpm)])ǫ", "g"),
    (r"ǫ", ""),
    (r"(?<=[^,.])[,.]?[SPð]?τ[^,.GgABN]*[,.]*$|^[yYSPð]*τ[^,.GgABN]*[,.]+", ""),
    (r"k?C?(?<=[k][C])A", "A"),
    (r"k(?=[^,.])", ""),
    (r"FS(?=[NUcVGgAL])", "F"),
    (r"2(?=\{)", "4"),
    (r"\{[SFOPð]?[\^_]*", "ς"),
    (r"Na", "!"),
    (r"[Pð](?:\^{1,4}|_)", "Π"),
    (r"[PΠOðS]v|v", ""),
    (r"^([Yyai]*)[PΠð](?=[,.])", r"\1"),
    (r"[Pð](?=J?S)", ""),
    (r"(?<=[^,.MP2ðO])[PðS](?=[,.+?]|$)", ""),
    (r"^bS(?=N[cV]*M)", "O"),
    (r"Sƈ(?=[,.]|$)", "S4"),
    (r"ƈ", "c"),
    (r"S\^{1,3}(?=,)", ""),
    (r"(?<=[CGgAL])j(?=[,.]|$)", ""),
    (r"OS", "O"),
    (r"(?<=[GgCAB])O(?=[,.]|$)", ""),
    (r"(?:^|(?<=[,.]))[bᵬ](?=[BwhoNUAG])", "O"),
    (r"F[SP]?[mp&c]?=", "Ff"),
    (r"F[SP]?δ(?=[,.]|$)", "Ff"),
    (r"SS(?=N)", "HS"),
    (r"O?Mg(?=S)", ""),
    (r"i[PSð]*h", "i"),
    (r"(?<=[GgNKU])0", "C"),
    (r"(?:^|(?<=[,.]))0(?=[\^_])", "ð"),
    (r"(?<=.)0", "C"),
    (r"=", ""),
)

# An older person speaks of himself as "anh", "chú", "bác" when nobody else is the subject.
# Not so in an order or a leave given to another: "anh cứ đi đi".
# "thì" marks what is spoken of ("em thì đi được"), or stands in "đi thì đi"; else it is an "if".
_TOPIC = Steps(
    (r"(?<=[SBD&gk])ı(?=[,.]|$)", "w"),
    (r"^([yY]*)D,(?=S)", r"\1"),
    (r"^([yY]*)ı(?=S?[NVct]*[GgA])", r"\1"),
    (r"ıQ|ı[^,.]*:(?=[,.]|$)", "?"),
    (r"^([yYS]*)&?[tcV]*[Gg]ı(?=F?[hofdB])", r"\1"),
    (r"(?<=[SYyΠO\^b])ı|ıD(?=[Gg])", ""),
    (r"(.)ıD?\1", r"\1"),
    (r"^[^,.]*[PðΠOQF]\^*[^,.]*[Gg]C?ı(?=S?[VctZ]*[Gg])", "H"),
    (r"ı", "I"),
)

_ELDER = re.compile(r"P(?=[NUGgABLHTWVZKwhfdotYk$&δ@/])(?![^,.]*[Gg]g(?:[,.]|$))")

# Bare words that only their neighbours can tell apart: vang, ban, muon.
_BARE = Steps(
    (r"(?<=N)1", "A"),
    (r"^1(?=[D#tM]|B(?!N))", "A"),
    (r"1(?=,?[SPVcZH]*[NUGgABwhfdoLHT3])", "Y"),
    (r"(?<=[SNDJWV&])2|^2(?=[NnpDV])|(?:^|(?<=[SyYtkδ,.]))2(?=[wMJ)])", "B"),
    (r"(?<=[gMRGO])2|2(?=[_^])", "b"),
    (r"3(?=[gGM])", "W"),
    (r"3(?=%)", "L"),
    (r"(?<=[gGb])3|(?<=S)3(?=%|$|[,.])", "L"),
    (r"[123]", "4"),
    (r"(?<=B)\)", "M"),
)

_DEFERRED = Steps(
    (r"Ɖ[Sʌ]*[ĀA]", "4"),
    (r"¿[^,.?]*p(?=[,.]|$)", "H"),
    (r"[NƉ}]HS?", ""),
    (r"HS?¿", "H"),
    (r"D¿[SPOðF]?", "H"),
    (r"\$[żp]+", "ř"),
    (r"cĀ:|:cĀ", "4"),
    (r"[te]?Sß[g]?[ŧt]+(?=[,.]|$)", "H"),
    (r"Sß(?=[PðS,.]|$)", "H"),
    (r"U[_WZqH]+C", "H"),
    (r"(?:Ā|ß(?=[GAB]))(?=[^,.]*J[^,.])", "u"),
    (r"NĀ", "ψ"),
    (r"Ā", "A"),
    (r"NC?ß", "_"),
    (r"NH", "4"),
    (r"[te][SP]?ẍ|ẍe", "H"),
    (r"ẍ(?=[,GgA])|ẍ(?=c)", ""),
    (r"ẍ", "Y"),
    (r"δ[SP]?[^,.?GgAαβ]*?[H¿ß!$θŋ]", "H"),
    (r"[te][SP]?[He]?ß|ße", "H"),
    (r"¿", "Q"),
    (r"¤,(?=.*[GgNAB])", "E"),
    (r"¤", "H"),
    (r"W(?=[,.]|$)", "H"),
    (r"[δß]", ""),
    (r"\$(?=[^,.]*[GgCT])", ""),
    (r"\$", "H"),
    (r"(?<=[_4])ŋ", "4"),
    (r"ŋ(?=S?[NUGgTHc])", "H"),
    (r"ŋ", "A"),
    (r"θ(?=[Mtp,.]|$)", "A"),
    (r"θ", "H"),
)

_RHETORIC = Steps(
    (r"cř:(?!\?)|(?<=S):ř|[NU]ř|ř:(?!\?)J?[Gg]?", "B"),
    (r"c?[Q:]S?A:(?!\?)", "ψ"),
    (r"(?<=[Bwhfdox])(,?)QJ?S?(?:[Gg]+[CK]|K)(?!\?)", r"\1β"),
    (r"(?<!N)QJ?S?AC(?!\?)|X6(?!\?)", "α"),
    (
        r"QJS?[cV]*(?:[GgM]+[CK]|K)(?![NU:Q?Ķ])|(?<!N)(?<!Nc)[Gg]C?6(?=[,.]|$)|(?<!N)c[Gg]+[CK]:(?!\?)",
        "β",
    ),
    (r"(?<=[SGgJVC])ñC?p?(?=[,.jD]|$)", "β"),
    (r"c?B+::?[JⱮ]N[ct]*[Gg]C?", "α"),
    (r"N(?:c?[BD]|c):?[JⱮ]?N[ct]*[Gg]C?", "α"),
    (r"[LHTBwhfdox]:(?=S?V)", "Z"),
    (r"(?:(?<=S)|^):c?[Gg]+[CK](?!\?)|(?:(?<=S)|^):c[Gg]+[CK]?(?!\?)", "β"),
    (r"(?:(?<=S)|^):cB+(?!\?)", "φ"),
    (r":(?=S?V)", "Z"),
    (r"5[cStVM]*[Gg]C", "αγ"),
    (r"5[cStVM]*[Gg]|[Gg]C?5(?=[,.]|$)", "α"),
    (r"N[GgM]C?6Q?", "α"),
    (r"(?<!N)cA:(?!\?)", "α"),
    (r"(?<!N)cB+:(?!\?)", "φ"),
    (r"(?<!N)c[whfo]+:(?!\?)", "ψ"),
    (r"9S?[AX]M?|ñ[cVtC]*N[cVtCZ]*[Gg]C?|N[GgMA]NC(?![:Q?])", "α"),
    (r"ñ|NN", "N"),
    (r"[56]", "Q"),
)

_NEGATION = Steps(
    (r"NSC(?=[,.p]|$)|(?<=J)S?N(?=[,.]|$)", "β"),
    (r"h\*p?", "ψ"),
    (r"w(?=K)", ""),
    (r"f+żp(?=,|S)", "ψ"),
    (r"\*B+", "φ"),
    (r"[UN]\*(?=[Bwhfo])", ""),
    (r"(?<![NUQ])(?:[GgM]+K?|K)N[ct]*[CK](?::(?=[,.p]|$)|(?![NU?:Q6]))", "β"),
    (r"}(?=[SPO\^ΠF]|$)", "!"),
    (r"}", "N"),
    (r"N[ctV]*:[ctV]*[AB]", "ψ"),
    (r"(N[^,.?Q]*?):(?!\?)", r"\1"),
    (r"[NU][ct]*8|N[ctV]*[Gg]C?[tb]?8C?", "λ"),
    (r"N[ctVC]*[gG]?LC?(?!N)", "α"),
    (r"N[ctVC]*AM?C?(?!N)", "α"),
    (r"N[ctVCWTDk]+A", "ψ"),
    (r"N[c]?(?:&?[lℓ]|&b)(?=[,.]|$)", "o"),
    (r"N[ctV]*B+[Ωw]*(?!p)", "φ"),
    (r"U[ctV]*AM?:?", "ψ"),
    (r"(?:N[ctV]*|\*)[Bwhfdox]+|[Bwo]+żp?(?![^,.]*[Gg])", "ψ"),
    (r"N[cVtTCWZmMK=]{0,4}[Gg]{1,2}[CK]*[Ξ*q4ς]", "γ"),
    (r"N[cVtTCWZmMK=]{0,4}[Gg]{1,2}[CK]*|N[cVt]*[KC](?=[CKtpSPMDnj,.:]|$)", "β"),
    (r"(?<=S)(?:N[cV]*M|<)[CK]?", "β"),
    (r"U[cVtTC]*[GgK][CK]*", "ω"),
)

_MOTION = Steps(
    (r"[_>X]+p(?=S[cVt]*[Gg]C)|[_>X]+p,(?=S)", ""),
    (r"([Bwhfo][ℓl\^_&]*)g(?=[@t])", r"\1"),
    (r"(?<=x)Z(?=S?[Gg])", "V"),
    (r"&g+C?b", "α"),
    (r"&+b", "b"),
    (r"(?<=[VZ])S?D(?=[Gg])", ""),
    (r"&+l", "o"),
    (r"&+ℓ|g+&*ℓ", "π"),
    (r"[*][Gg]g?C?(?=[,.]|$)|CA|(?<!m)[Gg]C?g(?=[,.]|$)|Mg*ż", "γ"),
    (r"[Gg]+&?(?=[whf])", ""),
    (r"g+&?(?=o)", ""),
    (r"(?:\*[hxBd]|[CU]|[xd])p?m[cVt]*[Gg]{1,2}C?", "H"),
    (
        r"(?:(?<=@)|(?<=@S)|(?<=[eż%)])|(?<=[eż%)]S)|(?<=@t)|(?<=@tS))m[cVt]*[Gg]{1,2}[CK]?|m[cVt]*[Gg](?:b?[CK]|(?=[^,.]*[@%]))|ż[^,.?αβp]*[Gg][CK]*|[Oð]?V?Mq|e%|e[^.?αβ]*[Gg][CK]*",
        "λ",
    ),
    (r"m[cVt]*[Gg]", "γ"),
    (r"[Gg]?L", "λ"),
    (r"g+[MRb&]*[lo]", "o"),
    (r"G[MRb&]*[loπℓ]|&g|g\(|(?<!Z)gp|[Gg]F", "γ"),
    (r"[cpZK]*(?:G|K|g(?![_^4OΠ&]))[gG]?[CKp]*", "α"),
    (r"g+", "γ"),
    (r"AC?", "β"),
    (r"ψ:", "ψ"),
    (r"F+ψ", "ψ"),
    (r"ψp(?=S)", "ψ,"),
    (r"T[_VJ]*β", "β"),
)

# Whatever is told about the meeting itself is one thing here; reply_results tells them apart.
_MEETING_NEWS = str.maketrans("><)[]", "RRRRR")


def reduce_signs(text: str) -> str:
    """The signs with every claim replaced by its Greek letter; what nothing claims is kept."""
    text = _PEOPLE.rewrite(text)
    if "P" in text and "S" not in text and "ᵬ" not in text:
        text = _ELDER.sub("S", text)
    text = text.replace("ᵬ", "b").replace("ĉ", "V")
    for these in (_TOPIC, _BARE, _DEFERRED, _RHETORIC, _NEGATION, _MOTION):
        text = these.rewrite(text)
    return text.translate(_MEETING_NEWS)
