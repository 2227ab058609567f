"""What the tests of the readers share: that every place is exact, and real files by LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from office import convert

from strengthlint.document import Document

Summary = list[tuple[str, str]]


def _check(document: Document) -> Document:
    last = -1
    for segment in document.segments:
        assert segment.text == " ".join(segment.text.split())
        assert len(segment.offsets) == len(segment.text)
        for run in segment.offsets.runs:
            assert 0 <= run.source_start <= run.source_end <= len(document.source)
            if run.is_linear:
                source = document.source[run.source_start : run.source_end]
                text = segment.text[run.start : run.end]
                # One blank or one hyphen for another is all that may differ.
                assert all(
                    was == is_now
                    or (is_now == " " and was.isspace())
                    or (is_now == "-" and was in "\u2010\u2011")
                    for was, is_now in zip(source, text, strict=True)
                )
        location = document.location(segment, 0, len(segment.text))
        assert location.line <= document.source.count("\n") + document.source.count("\r") + 1
        start = segment.offsets.runs[0].source_start
        assert start >= last or segment.kind.value in {"caption", "comment"}
        last = max(last, start)
    return document


@pytest.fixture
def exact() -> Callable[[Document], Document]:
    """Checks that each character of each segment stands where its map says; gives the document."""
    return _check


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], bytes]:
    """A file as LibreOffice writes it: a flat OpenDocument file, its suffix, the one wanted."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")

    def made(text: str, suffix: str, wanted: str) -> bytes:
        source = folder / f"document.{suffix}"
        target = folder / f"document.{wanted}"
        source.write_text(text, encoding="utf-8")
        target.unlink(missing_ok=True)
        convert(folder, wanted, source.name)
        return target.read_bytes()

    return made
