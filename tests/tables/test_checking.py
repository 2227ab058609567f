"""From notes to findings: exact rows, nothing of the note around the words, together or alone."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.config import Settings
from strengthlint.diagnostic import Level
from strengthlint.lexicon import Lexicon
from strengthlint.linter import Linter
from strengthlint.tables import Finding, Note, NoteChecker, checking, columns
from strengthlint.tables.checking import Known, Outcome, TextChecker

NOTE = "Met Kim at home. She failed to engage with the visit."
RTF = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Met Kim.\par She {\b failed} to engage.\par}"
HTML = "<div>Met Kim.</div><div>She <b>failed</b>&nbsp;to engage.</div>"


@pytest.fixture(scope="module")
def checker(lexicon: Lexicon) -> NoteChecker:
    return NoteChecker(Settings(), lexicon)


def found(checker: NoteChecker, *notes: Note) -> list[Finding]:
    return list(checker.findings(notes))


def test_a_row_says_where_and_which_words_and_nothing_else_of_the_note(
    checker: NoteChecker,
) -> None:
    (row,) = found(checker, Note("17", NOTE, "note", 4))
    assert row == Finding(
        row=4,
        id="17",
        text_column="note",
        line=1,
        character=22,
        code="BLM101",
        name="failed-to-engage",
        family="BLM",
        level="rethink",
        standing="open",
        reason="",
        matched="failed to engage",
        sentence=None,
    )


def test_the_sentence_is_there_for_those_who_ask(lexicon: Lexicon) -> None:
    (row,) = found(NoteChecker(Settings(), lexicon, with_sentence=True), Note(None, NOTE))
    assert row.sentence == "She failed to engage with the visit."
    assert row.id is None


def test_the_columns_are_those_of_a_row() -> None:
    names = [column.name for column in columns(with_sentence=True)]
    assert names == list(Finding._fields)
    assert [column.name for column in columns()] == names[:-1]
    lacking = [column.name for column in columns(with_sentence=True) if column.may_lack]
    assert lacking == ["row", "id", "sentence"]
    assert {column.name: column.type for column in columns()}["line"] is int


def test_quoted_words_keep_their_standing_and_tell_no_name(checker: NoteChecker) -> None:
    rows = found(checker, Note("1", "Kim said, “I am lazy and I failed to engage.”"))
    assert {row.standing for row in rows} == {"quoted"}
    assert all(row.reason for row in rows)
    assert "Kim" not in " ".join(row.reason for row in rows)


def test_show_says_what_becomes_a_row(lexicon: Lexicon) -> None:
    notes = [Note("1", "He suffers from asthma. She is a carer and has complex needs.")]

    def levels(show: Level) -> list[str]:
        return [row.level for row in found(NoteChecker(Settings(show=show), lexicon), *notes)]

    every = levels(Level.NOTE)
    assert levels(Level.RETHINK) == [level for level in every if level == "rethink"]
    assert set(every) > set(levels(Level.RETHINK))


def test_html_and_rtf_are_read_as_they_look(checker: NoteChecker) -> None:
    assert [(row.code, row.matched) for row in found(checker, Note("1", HTML), Note("2", RTF))] == [
        ("BLM101", "failed to engage")
    ] * 2


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("&lt;p&gt;She failed&amp;nbsp;to engage.&lt;/p&gt;", ["failed to engage"]),
        ("She refused <5 ml> & failed to engage.", ["failed to engage"]),
        ("R&amp;D says that she failed to engage.", ["failed to engage"]),
        ("She said nothing.\r\n\r\nFailed to engage.", ["Failed to engage"]),
        (RTF.replace("Met Kim", "Zoë ☕ 😀 met Kim"), ["failed to engage"]),
        ("<p style='x'>She<br>was here.</p>", []),
        (r"{\rtf1\ansi }", []),
        ("", []),
        ("   ", []),
    ],
)
def test_what_cells_hold(checker: NoteChecker, text: str, matched: list[str]) -> None:
    wanted = [row.matched for row in found(checker, Note("1", text)) if row.code == "BLM101"]
    assert wanted == matched


def test_a_note_that_cannot_be_read_is_a_row(checker: NoteChecker) -> None:
    (row,) = found(checker, Note("9", "{\\rtf1 " + "{" * 300_000, "note", 2))
    assert (row.row, row.id, row.standing, row.code) == (2, "9", "not-read", "")
    assert row.reason == "This note is rich text (RTF) or HTML that could not be read."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (RTF[:60], "This note breaks off before its end, so something may be missing."),
        (
            "failed to engage and then " * 80,
            "One sentence is longer than 250 words and could not be parsed.",
        ),
    ],
)
def test_what_of_a_note_was_not_read_is_a_row(checker: NoteChecker, text: str, reason: str) -> None:
    first = found(checker, Note("1", text))[0]
    assert (first.standing, first.reason) == ("read-in-part", reason)


def test_one_that_takes_too_long_costs_no_other(
    checker: NoteChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Linter.check_documents

    def slow(self: Linter, documents: list[object]) -> object:
        while any("endless" in document.source for document in documents):  # type: ignore[attr-defined]
            pass
        return real(self, documents)  # type: ignore[arg-type]

    monkeypatch.setattr(Linter, "check_documents", slow)
    monkeypatch.setattr("strengthlint.limits.SECONDS", 0.2)
    rows = found(checker, Note("1", NOTE), Note("2", "An endless one."), Note("3", NOTE + " Bye."))
    assert [(row.id, row.standing) for row in rows] == [
        ("1", "open"), ("2", "not-read"), ("3", "open"),
    ]  # fmt: skip
    assert rows[1].reason == "This note took too much time or memory, and was given up."


def test_rules_about_a_whole_document_speak_only_if_asked(lexicon: Lexicon) -> None:
    long = (
        "Ola was referred in May. Ola was assessed by the nurse. He was placed on a list and he was sent a "
        "letter. He was told to wait. He has arrears and poor sleep. He was moved to a room on the first floor "
        "and was reminded of the rules. He must keep the room clear. He is to attend every week. "
    ) * 3

    def codes(settings: Settings) -> set[str]:
        return {row.code[:3] for row in found(NoteChecker(settings, lexicon), Note("1", long))}

    assert "SUM" not in codes(Settings(show=Level.NOTE))
    assert "SUM" in codes(Settings(extend_select=("SUM",), show=Level.NOTE))


def test_the_same_text_is_checked_once(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = TextChecker.__call__

    def counting(self: TextChecker, texts: list[str]) -> object:
        seen.extend(texts)
        return real(self, texts)

    monkeypatch.setattr(TextChecker, "__call__", counting)
    checker = NoteChecker(Settings(), lexicon)
    notes = [Note(str(number), NOTE if number % 2 else "Tea.", "", number) for number in range(600)]
    rows = found(checker, *notes)
    assert sorted(seen) == sorted([NOTE, "Tea."])
    assert [row.row for row in rows] == list(range(1, 600, 2))


def test_what_is_known_stays_bounded() -> None:
    known = Known(2)
    for text in ("a", "b"):
        known.put(Known.digest(text), checking.Outcome(words=1))
    assert known.get(Known.digest("a")) is not None
    known.put(Known.digest("c"), checking.Outcome(words=1))
    assert known.get(Known.digest("b")) is None
    assert known.get(Known.digest("a")) is not None


def test_it_goes_to_another_process_without_the_lexicon(lexicon: Lexicon) -> None:
    checker = TextChecker(Settings(profile="uk"), lexicon, with_sentence=True)
    data = pickle.dumps(checker)
    assert len(data) < 5000
    again = pickle.loads(data)  # noqa: S301 - our own bytes
    assert again([NOTE]) == checker([NOTE])


def test_a_note_says_what_a_file_of_its_text_would(linter: Linter, checker: NoteChecker) -> None:
    text = (
        "Visit\n\n- Kim refused support.\n- She has complex needs.\n\nThe homeless were moved on."
    )
    expected = [
        (each.code, each.matched, each.location.line, each.location.column)
        for each in linter.check_text(text).diagnostics
        if each.level >= Level.REFLECT
    ]
    rows = found(checker, Note("1", text))
    assert [(row.code, row.matched, row.line, row.character) for row in rows] == expected
    assert expected


TEXTS = [
    NOTE, HTML, RTF, "", "Tea.", "Refused meds.", "They said that he is lazy.", "Non-compliant.",
    "The council failed to reply.", "She suffers from asthma and is a victim.",
]  # fmt: skip


@pytest.fixture(scope="module")
def check(lexicon: Lexicon) -> TextChecker:
    return TextChecker(Settings(), lexicon)


@pytest.fixture(scope="module")
def alone(check: TextChecker) -> dict[str, Outcome]:
    """What each text gives where it is the only one."""
    return {text: check([text])[0] for text in TEXTS}


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(st.sampled_from(TEXTS), max_size=30), together=st.integers(1, 9))
def test_how_many_go_together_never_changes_what_is_found(
    check: TextChecker, alone: dict[str, Outcome], texts: list[str], together: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "TOGETHER", together)
        assert check(texts) == [alone[text] for text in texts]


def test_a_rule_that_is_not_there_is_told(lexicon: Lexicon) -> None:
    from strengthlint.errors import UnknownRule

    with pytest.raises(UnknownRule):
        NoteChecker(replace(Settings(), select=("BLM999",)), lexicon)
