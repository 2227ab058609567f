"""What stands in quotation marks: each text, and the parts of it that are somebody's own words."""

from __future__ import annotations

import pytest

from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine.quotation import is_callout, ranges


def segment(text: str) -> Segment:
    return Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)))


CUT_SHORT = frozenset(("til",))

QUOTED = [
    ("Kim said nothing.", []),
    # Marks that open one way and close another.
    ("Kim said “come in” twice.", ["come in"]),
    ("Kim said “come in“ twice.", ["come in"]),
    ('Kim said “come in" twice.', ["come in"]),
    ("Kim sagte „komm“ twice.", ["komm"]),
    ("Kim sagte „komm” twice.", ["komm"]),
    ('Kim sagte „komm" twice.', ["komm"]),
    ("Kim dit « entrez » twice.", [" entrez "]),
    ("Kim sagte »komm« twice.", ["komm"]),
    ("Kim dit ‹ici› and ›there‹ too.", ["ici", "there"]),
    ("“One” and “two” are words.", ["One", "two"]),
    ("“One”“two” are words.", ["One", "two"]),
    # The nearest mark closes.
    ("Kim said “one” and “two” here.", ["one", "two"]),
    ('Kim said „one“ and "two” here.', ["one", "two"]),
    # A quotation that goes on in the next paragraph.
    ("Kim said: “I waited all day.", ["I waited all day."]),
    ("Kim a dit: « Je reste.", [" Je reste."]),
    ("Kim sagte: „Ich bleibe.", ["Ich bleibe."]),
    ("The arrow » stands alone.", []),
    ("The arrow ‹ stands alone, “so” it does.", ["so"]),
    # Straight marks.
    ('Kim said "come in" twice.', ["come in"]),
    ('Kim said "one" and "two" here.', ["one", "two"]),
    ('"Come in", Kim said.', ["Come in"]),
    ('Kim said ("come in") twice.', ["come in"]),
    ('A board of 5" by 7" was cut.', []),
    ('Kim said "come in twice.', []),
    ('Kim said " come in " twice.', []),
    ('Kim said a"b"c twice.', []),
    # Single marks, which an apostrophe looks like.
    ("Kim said ‘come in’ twice.", ["come in"]),
    ("Kim said 'come in' twice.", ["come in"]),
    ("Kim said 'one' and 'two' here.", ["one", "two"]),
    ("Kim said 'I can't come in' twice.", ["I can't come in"]),
    ("In the '90s Kim's friends' house was cold.", []),
    ("Wait 'til the neighbours' van comes.", []),
    ("WAIT 'TIL THE NEIGHBOURS' VAN COMES.", []),
    ("The tenants' room was cold.", []),
    ("Kim said ‘come in twice.", []),
]


@pytest.mark.parametrize(("text", "quoted"), QUOTED)
def test_what_stands_in_quotation_marks(text: str, quoted: list[str]) -> None:
    found = sorted(ranges(text, CUT_SHORT))
    # A range may begin at the mark or behind it.
    assert [text[start:end].lstrip("“„«»‹›\"'‘") for start, end in found] == quoted


def test_a_box_of_the_writers_own() -> None:
    assert is_callout(segment("[!NOTE] Kim waited."))
    assert not is_callout(segment("Kim waited [!NOTE]."))
