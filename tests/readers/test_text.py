"""Plain text: encodings, what is no text, and where paragraphs and notes begin."""

from __future__ import annotations

import contextlib
import re
import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.document import Document, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers.text import decode, read

CASES = sorted(Path(__file__).with_name("cases").glob("*.txt"))


def parse(text: str) -> Document:
    return read("note.txt", text.encode())


def texts(text: str) -> list[str]:
    return [segment.text for segment in parse(text).segments]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(segment.kind.value, segment.text) for segment in parse(text).segments]


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_case(case: Path) -> None:
    document = read(case.name, case.read_bytes())
    found = []
    for segment in document.segments:
        place = document.location(segment, 0, len(segment.text))
        entry: dict[str, object] = {
            "text": segment.text,
            "kind": segment.kind.value,
            "place": f"{place.line}:{place.column}-{place.end_line}:{place.end_column}",
        }
        if segment.trail:
            entry["trail"] = list(segment.trail)
        found.append(entry)
    assert found == yaml.safe_load(case.with_suffix(".segments.yaml").read_text("utf-8"))


SAMPLE = "Zoë’s “note”: she’s been ‘placed’ – £5.\r\nEnd"


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE.encode(),
        SAMPLE.encode("utf-8-sig"),
        SAMPLE.encode("utf-16"),
        b"\xfe\xff" + SAMPLE.encode("utf-16-be"),
        SAMPLE.encode("utf-16-le"),
        SAMPLE.encode("utf-16-be"),
        SAMPLE.encode("utf-32"),
        SAMPLE.encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == SAMPLE


def test_bytes_that_windows_leaves_undefined_do_not_matter() -> None:
    assert decode(b"caf\xe9 \x81\x8d\x8f\x90\x9d") == "café " + "\ufffd" * 5


def test_flawed_utf8_is_still_utf8() -> None:
    assert decode("Zoë’s café".encode() + b"\xe2") == "Zoë’s café\ufffd"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 word/document.xml", ["Word document", ".docx"]),
        (b"PK\x03\x04 xl/workbook.xml", ["Excel"]),
        (b"PK\x03\x04 whatever", ["compressed", "Unpack"]),
        (b"%PDF-1.7\n", ["PDF", ".pdf"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", ["older", ".docx"]),
        (b"{\\rtf1 hello}", ["RTF", ".rtf"]),
        (b"\x89PNG\r\n\x1a\n\x00", ["picture"]),
        (b"\xff\xd8\xff\xe0\x00", ["picture"]),
        (b"some \x00 bytes \x00\x00\x01", ["not a text file"]),
        (b"\x01\x02\x03\x04 text", ["not a text file"]),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, words: list[str]) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("note.txt", data)
    assert caught.value.kind is ReadErrorKind.UNSUPPORTED
    assert all(word in caught.value.message for word in words)
    assert caught.value.message.startswith("This is not a text file")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \t\r\n", b"\xff\xfe", b"---\n===\n"])
def test_nothing_to_read(data: bytes) -> None:
    assert read("note.txt", data).segments == ()


def test_wrapped_lines_are_joined() -> None:
    text = (
        "The household was allocated to the team in March after a referral from\n"
        "the school. Since then the worker has visited five times and has agreed\n"
        "a plan with both parents, who chose what matters to them most."
    )
    assert texts(text) == [" ".join(text.split())]


def test_a_word_divided_at_a_line_end_is_joined() -> None:
    text = (
        "The household was allocated to the team in March after they asked for sup-\n"
        "port. Since then the worker has visited five times and has seen self-\n"
        "neglect."
    )
    (found,) = texts(text)
    assert "asked for support." in found
    assert "self-neglect" in found


def test_one_note_a_line() -> None:
    text = (
        "Called client, no answer.\nRefused to engage today\nSupport worker visited at the hostel"
    )
    assert texts(text) == text.split("\n")


def test_long_lines_are_paragraphs() -> None:
    line = "She chose what matters to her and the worker wrote it down as she said it. " * 4
    assert len(texts(f"{line}\n{line}\n{line}")) == 3


@pytest.mark.parametrize(
    "start",
    [
        "12/03/2024 ",
        "12.03.24: ",
        "2024-03-12 ",
        "3rd March 2024 – ",
        "Mon 12/3 ",
        "14:30 ",
        "9am ",
        "Action: ",
    ],
)
def test_stamps_and_labels_begin_a_note(start: str) -> None:
    first = f"{start}Visited at home with the health visitor and talked about the move to"
    text = f"{first}\na new flat.\n{start}Called."
    assert texts(text) == [f"{first} a new flat.", f"{start}Called."]


@pytest.mark.parametrize("line", ["12. She had by then", "Shelter: a charity which"])
def test_a_wrapped_line_that_looks_like_a_start_is_not_one(line: str) -> None:
    text = (
        "He lived with his grandmother, who had cared for him and for his sister\n"
        "since he was four, and then until the end of the year in which he became\n"
        f"{line} moved into supported housing nearby."
    )
    assert len(texts(text)) == 1


@pytest.mark.parametrize("mark", ["-", "*", "•", "1.", "(a)", "iv)", "- [ ]", "–", "o\t"])
def test_lists(mark: str) -> None:
    text = f"{mark} one is wrapped\n  over lines\n{mark} two"
    assert kinds(text) == [("list-item", "one is wrapped over lines"), ("list-item", "two")]
    document = parse(text)
    assert document.location(document.segments[1], 0, 1).column == len(mark) + 2


def test_quoted_lines() -> None:
    document = parse("Hi,\n> he failed to\n> engage\n>> at all\n\n>50% of people")
    assert [(segment.kind, segment.text) for segment in document.segments][1:] == [
        (SegmentKind.QUOTATION, "he failed to engage at all"),
        (SegmentKind.PARAGRAPH, ">50% of people"),
    ]
    assert document.source_text(document.segments[1], 3, 19) == "failed to\n> engage"


def test_headings_and_their_trail() -> None:
    text = """CASE SUMMARY
============

Background
----------
She lives with her mother and both of them have asked for some help at home.

Next steps

She will call us when she is ready, and we agreed to wait for that until May.

Needs:
- a ramp
- a break

She chose both.
"""
    document = parse(text)
    assert [(segment.kind.value, segment.trail) for segment in document.segments] == [
        ("heading", ()),
        ("heading", ("CASE SUMMARY",)),
        ("paragraph", ("CASE SUMMARY", "Background")),
        ("heading", ("CASE SUMMARY",)),
        ("paragraph", ("CASE SUMMARY", "Next steps")),
        ("heading", ("CASE SUMMARY", "Next steps")),
        ("list-item", ("CASE SUMMARY", "Next steps", "Needs:")),
        ("list-item", ("CASE SUMMARY", "Next steps", "Needs:")),
        ("paragraph", ("CASE SUMMARY", "Next steps")),
    ]


@pytest.mark.parametrize("text", ["Kind regards\n\nJo Bloggs", "Dear Sam,\n\n" + "Thank you. " * 9])
def test_letters_have_no_headings(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"paragraph"}


def check_places(document: Document) -> None:
    for segment in document.segments:
        assert segment.text == " ".join(segment.text.split())
        assert len(segment.offsets) == len(segment.text)
        for word in re.finditer(r"[^\W_]+", segment.text):
            source = document.source_text(segment, *word.span())
            source = source.replace("\ufb03", "ffi")
            assert "".join(re.findall(r"[^\W_]", source)) == word.group()


LINES = st.text(alphabet="aé B.:;->*•1/\ufb03\u00ad\u2011\xa0\n\r\n\t=#", max_size=120)


@settings(max_examples=400)
@given(LINES)
def test_words_are_found_again_and_none_is_lost(text: str) -> None:
    document = parse(text)
    check_places(document)
    found = "".join(segment.text for segment in document.segments)
    # The other letters may be the mark of a list.
    assert found.count("é") == text.count("é")


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=200), LINES.map(lambda text: text.encode("utf-16"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocument):
        check_places(read("note.txt", data))


WORDS = st.lists(st.sampled_from(["we", "and", "support", "they", "visited", "home"]), min_size=40)


@settings(max_examples=100)
@given(WORDS, st.integers(50, 100))
def test_any_wrap_width_is_undone(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert texts(textwrap.fill(text, width)) == [text]


@pytest.mark.parametrize(
    "text",
    ["\n" * 500_000, "a\n" * 50_000, "> " * 100_000, "- " * 100_000, "A" * 500_000, "1." * 100_000],
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    check_places(parse(text))
