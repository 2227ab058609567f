"""What stands around a sentence is known to its hits, whatever the format."""

from __future__ import annotations

from typing import Any

import pytest

from strengthlint import readers
from strengthlint.document import OffsetMap, Segment, SegmentKind
from strengthlint.engine import Engine
from strengthlint.engine.context import Surroundings
from strengthlint.lexicon import Lexicon

LISTS = {
    "council.md": ("The council:\n\n- failed to reply\n- closed\n", "The council:"),
    "not.txt": ("She is not:\n- lazy\n- late\n", "She is not:"),
    "last.md": ("We met her. She is not:\n\n- lazy\n- late\n", "She is not:"),
    "heading.md": ("# She is not:\n\n- lazy\n- late\n", "She is not:"),
    "open.md": ("People who\n\n* ring\n* write\n", "People who"),
    "long.txt": (
        "In your letters, please do not describe people as:\n- hard\n- far\n",
        "In your letters, please do not describe people as:",
    ),
}


@pytest.mark.parametrize(("name", "text", "expected"), [(n, *case) for n, case in LISTS.items()])
def test_every_item_knows_its_lead_in(name: str, text: str, expected: str) -> None:
    segments = list(readers.read(name, text.encode()).prose())
    around = Surroundings(segments)
    assert [around.lead_in(n) for n in range(len(segments))] == ["", expected, expected]


def test_a_list_without_a_lead_in_has_none() -> None:
    for text in ("She came. It rained.\n\n- One\n", "# Tasks\n\n- One\n", "- One\n- Two\n"):
        segments = list(readers.read("a.md", text.encode()).prose())
        assert Surroundings(segments).lead_in(len(segments) - 1) == ""


def test_an_item_with_a_colon_leads_into_the_list_within_it() -> None:
    text = "We never say:\n\n- of families:\n  - hard to reach\n\nThe end.\n\n- Bread\n"
    segments = list(readers.read("a.md", text.encode()).prose())
    around = Surroundings(segments)
    found = [around.lead_in(number) for number in range(len(segments))]
    assert found == ["", "We never say:", "of families:", "", ""]


def paragraphs(*texts: str, **rest: Any) -> Surroundings:
    return Surroundings(
        [
            Segment(text, SegmentKind.PARAGRAPH, OffsetMap.identity(len(text)), **rest)
            for text in texts
        ]
    )


def test_the_sentences_nearest_to_a_paragraph() -> None:
    around = paragraphs("One. Two.", "Three. Four.", "Five. Six.")
    assert [around.previous(number) for number in range(3)] == ["", "Two.", "Four."]
    assert [around.following(number) for number in range(3)] == ["Three.", "Five.", ""]
    around = paragraphs("One.", "", "Two.")
    assert (around.following(0), around.previous(2)) == ("", "")


def test_only_paragraphs_under_the_same_headings_are_neighbours() -> None:
    text = "# Tea\n\nOne.\n\n- Two.\n- Three.\n\nFour.\n\n# Milk\n\nFive.\n"
    segments = list(readers.read("a.md", text.encode()).prose())
    around = Surroundings(segments)
    assert [around.previous(number) for number in range(len(segments))] == [""] * len(segments)
    assert [around.following(number) for number in range(len(segments))] == [""] * len(segments)


def test_hits_know_the_sentences_beside_theirs(lexicon: Lexicon) -> None:
    text = "One.\n\nTwo was late. She failed to engage. Three left.\n\nShe failed to engage.\n\n# Four\n\nFive.\n"
    segments = list(readers.read("a.md", text.encode()).prose())
    hits = Engine(lexicon).find(segments)
    around = [(hit.sentence.previous, hit.sentence.following) for hit in hits]
    # A heading parts what stands above it from what stands below.
    assert around == [("Two was late.", "Three left."), ("Three left.", "")]
