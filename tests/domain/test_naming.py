"""A code comes first, then a whole name, then words of a name; nothing typed means nobody."""

from domain.ids import PersonId
from domain.naming import by_name, named
from domain.people import Person

HA = Person(PersonId(1), "CB01", "Hà Văn Lò", "", ())
HA_LONG = Person(PersonId(2), "CB02", "Hà Văn Lò Ngàm", "", ())
CODED = Person(PersonId(3), "CB03", "CB01 Vi", "", ())
KNOWN = (HA, HA_LONG, CODED)


def test_a_code_comes_before_a_name() -> None:
    assert named("cb01", KNOWN) == (HA,)


def test_a_whole_name_comes_before_its_words() -> None:
    assert by_name("ha van lo", KNOWN) == (HA,)


def test_words_in_any_order_find_all_who_have_them() -> None:
    assert by_name("lò hà", KNOWN) == (HA, HA_LONG)


def test_nothing_typed_means_nobody() -> None:
    assert named("  ", KNOWN) == ()
    assert named("Vi Văn", KNOWN) == ()
