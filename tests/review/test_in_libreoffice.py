"""Copies in LibreOffice: comments on the words, changes accepted and rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from office import TEXT, convert, needs_office, needs_uno, started
from test_docx_copies import ELSEWHERE, FAILED, IN_THE_BODY, VALUES
from word_copies import paragraph, reviewed, word_file

from strengthlint.readers._word.package import Package
from strengthlint.review._word.comments import remove_comments
from strengthlint.review._word.parts import Parts

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@needs_office
def test_comments_stand_on_the_words(tmp_path: Path) -> None:
    # What is deleted, and where a control begins, LibreOffice shows in its own way.
    names = [name for name in IN_THE_BODY if name not in {"round a deletion", "in a block control"}]
    data = word_file(*(paragraph(f"{name}:") + IN_THE_BODY[name] for name in names))
    copy = reviewed(data, *[FAILED] * len(names), each=True)
    (tmp_path / "copy.docx").write_bytes(copy.data)
    convert(tmp_path, "odt", "copy.docx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "copy.odt").read_bytes())) as file:
        content = etree.fromstring(file.read("content.xml"))
    seen = annotations(content)
    assert [words for words, _ in seen] == [FAILED] * len(names)
    for _, text in seen:
        assert text.index("strengthlint") < text.index("What was tried?") < text.index("BLM101")


@needs_office
def test_no_word_is_lost_where_comments_stand(tmp_path: Path) -> None:
    names = [*IN_THE_BODY, *VALUES]
    blocks = [paragraph(f"{n}:") + block for n, block in (IN_THE_BODY | VALUES).items()]
    data = word_file(*blocks, paragraph("The end."))
    copy = reviewed(data, *[FAILED] * len(names), each=True)
    (tmp_path / "before.docx").write_bytes(data)
    (tmp_path / "copy.docx").write_bytes(copy.data)
    convert(tmp_path, TEXT, "before.docx", "copy.docx")
    before, after = ((tmp_path / f"{n}.txt").read_text("utf-8-sig") for n in ("before", "copy"))
    # A word that is deleted stands in one of them.
    assert before.count(FAILED) == len(names) - 1
    assert after == before


def annotations(content: etree._Element) -> list[tuple[str, str]]:
    """For each comment of an OpenDocument text, the words that it is on, and what it says."""
    found: list[tuple[str, str]] = []
    words: dict[str, str] = {}
    said: dict[str, str] = {}
    inside: list[etree._Element] = []
    for event, node in etree.iterwalk(content, events=("start", "end")):
        name = node.get(f"{OFFICE}name") or ""
        if node.tag == f"{OFFICE}annotation":
            if event == "start":
                inside.append(node)
                said[name] = " ".join(" ".join(node.itertext()).split())
                continue
            inside.pop()
            words[name] = ""
        elif node.tag == f"{OFFICE}annotation-end" and event == "start":
            found.append((words.pop(name), said[name]))
        text = node.text if event == "start" else node.tail
        if not inside:
            for key in words:
                words[key] += text or ""
    return found


Look = Callable[[bytes], dict[str, str]]


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Look]:
    """Opens a file in one LibreOffice for all tests; gives what it sees."""
    folder = tmp_path_factory.mktemp("office")
    with started(folder) as ask:

        def see(data: bytes) -> dict[str, str]:
            file = folder / "copy.docx"
            # A LibreOffice without windows cannot draw comments.
            package = Package(data)
            parts = Parts(data, package)
            remove_comments(package, parts)
            file.write_bytes(parts.write())
            return ask("shown", str(file))  # type: ignore[no-any-return]

        yield see


@needs_uno
def test_accepting_and_rejecting_all(look: Look) -> None:
    names = [
        "in the middle of a run",
        "over split runs",
        "in a table",
        "in a link",
        "in a content control",
    ]
    data = word_file(*(paragraph("Next:") + IN_THE_BODY[name] for name in names), paragraph("."))
    copy = reviewed(data, *[FAILED] * len(names), each=True, suggest=True, swap="did not come")
    assert copy.changes == len(names)
    seen, before = look(copy.data), look(data)
    assert before["shown"].count(FAILED) == len(names)
    assert seen["rejected"] == before["shown"]
    assert seen["accepted"] == before["shown"].replace(FAILED, "did not come")


@needs_uno
@pytest.mark.parametrize("where", ["header", "footer", "footnote 1"])
def test_changes_outside_the_body(look: Look, where: str) -> None:
    data = ELSEWHERE[where][0]
    seen, before = look(reviewed(data, FAILED, suggest=True, swap="did not come").data), look(data)
    assert FAILED in before["shown"]
    assert seen["rejected"] == before["shown"]
    assert seen["accepted"] == before["shown"].replace(FAILED, "did not come")
