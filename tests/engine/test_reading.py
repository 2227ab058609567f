"""How a sentence is read: behind its list's lead-in, and without a label before it."""

from __future__ import annotations

import pytest

from strengthlint.engine import grammar
from strengthlint.engine.reading import Reader
from strengthlint.lexicon import Lexicon


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon) -> Reader:
    return Reader(grammar.load(), lexicon.words)


# A lead-in, an item, and what the grammar reads.
READ = [
    ("", "She ==failed== to call.", "She failed to call."),
    # A label is no part of the sentence.
    ("", "Outcome: ==failed== to call.", "failed to call."),
    ("", "Plan for next week: ==failed== to call.", "failed to call."),
    # Too long for a label.
    ("", "Plan for all next week: ==failed== to call.", "Plan for all next week: failed to call."),
    ("", ": ==failed== to call.", ": failed to call."),
    ("", "It ==failed==:", "It failed:"),
    ("", "Outcome: ==failed==", "failed"),
    # The match stands in the label.
    ("", "==Failed== visit: she was out.", "Failed visit: she was out."),
    ("", "A ==visit==: she was out.", "A visit: she was out."),
    ("", "Failed visits==:== she was out.", "Failed visits: she was out."),
    # Somebody as a label is the subject.
    ("", "Kim: ==failed== to call.", "Kim failed to call."),
    ("", "The council: ==failed== to call.", "The council failed to call."),
    ("", "Old ==Kim==: failed to call.", "Old Kim: failed to call."),
    ("", "Kim==:== failed to call.", "Kim: failed to call."),
    # An item goes on from its lead-in.
    ("She is not:", "==lazy== at all.", "She is not lazy at all."),
    ("She is not: –", "==lazy==", "She is not lazy"),
    ("People who…", "==refuse== help", "People who refuse help"),
    ("The council:", "==failed== to call.", "The council failed to call."),
    ("They:", "==failed== to call.", "They failed to call."),
    ("Kim:", "==failed== to call.", "Kim failed to call."),
    ("They often:", "==fail== to call.", "They often fail to call."),
    ("She is not:", "==lazy== Kim:", "She is not lazy Kim:"),
    # A title does not.
    ("Reasons for coming:", "==failed== to call.", "failed to call."),
    ("Kim Brown:", "==failed== to call.", "failed to call."),
    ("Reasons:", "==failed== to call.", "failed to call."),
    # Nor does an item that has its own subject, unless the lead-in cannot end there.
    ("The council:", "She ==failed== to call.", "She failed to call."),
    ("The council:", "The tenant ==failed== to call.", "The tenant failed to call."),
    ("We know that:", "She ==failed== to call.", "We know that She failed to call."),
    # Nothing to go on from.
    (":", "==failed== to call.", "failed to call."),
    ("The bread " + "and the milk " * 12 + "of:", "==failed== to call.",
     "The bread " + "and the milk " * 12 + "of failed to call."),
    ("The bread " + "and the milk " * 13 + "of:", "==failed== to call.", "failed to call."),
    # A label within an item.
    ("The council:", "Outcome: ==failed== to call.", "failed to call."),
]  # fmt: skip


@pytest.mark.parametrize(("lead_in", "written", "read"), READ)
@pytest.mark.parametrize("start", [0, 7])
def test_what_the_grammar_reads(
    reader: Reader, lead_in: str, written: str, read: str, start: int
) -> None:
    before, word, after = written.split("==")
    text = before + word + after
    doc = grammar.load().make_doc(text)
    at = next(token.i for token in doc if token.idx == len(before))
    reading = reader.read(doc, start, lead_in, at)
    assert reading.doc.text == read
    assert reading.doc[at + reading.shift].text == word
    # Every token of the sentence knows where it stands in the text.
    assert len(reading.starts) == len(reading.doc)
    for token, place in zip(reading.doc, reading.starts, strict=True):
        assert place == -1 or text[place - start :].startswith(token.text)
    assert reading.starts[at + reading.shift] == start + len(before)
    assert reader.plain(doc, start).starts == tuple(start + token.idx for token in doc)
