"""Word 97-2003: by a library or by LibreOffice, and what only has the name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from strengthlint import readers
from strengthlint.cli import main
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers import doc
from strengthlint.readers._word import binary, office

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    "data",
    [
        rb"{\rtf1 She told us.}",
        b"<html><body><p>She told us.",
        b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>She told us.",
    ],
)
def test_what_only_has_the_name_is_read_as_what_it_is(data: bytes) -> None:
    assert [segment.text for segment in readers.read("a.doc", data).segments] == ["She told us."]


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "find_spec", lambda name: None)
    monkeypatch.setattr(office, "find_office", lambda: "")
    readers.suffixes.cache_clear()
    readers.unread.cache_clear()


@pytest.mark.usefixtures("nothing_installed")
def test_without_a_converter_a_folder_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        (tmp_path / "a.md").write_text("She told us.\n", encoding="utf-8")
        (tmp_path / "a.doc").write_bytes(OLE)
        (tmp_path / "b.doc").write_bytes(OLE)
        monkeypatch.chdir(tmp_path)
        result = CliRunner().invoke(main, ["check", "."])
        told = " ".join(result.stdout.split())
        assert "2 .doc files were not read: install strengthlint[doc] or LibreOffice" in told
        assert result.exit_code == 0
        result = CliRunner().invoke(main, ["check", "a.doc"])
        assert "Install strengthlint[doc] or LibreOffice" in " ".join(result.stdout.split())
        assert result.exit_code == 2
    finally:
        readers.suffixes.cache_clear()
        readers.unread.cache_clear()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ReadErrorKind.DAMAGED),
        (OLE + b"\0" * 600, ReadErrorKind.UNSUPPORTED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ReadErrorKind.ENCRYPTED),
        (OLE + "WordDocument".encode("utf-16-le"), ReadErrorKind.DAMAGED),
    ],
)
def test_what_cannot_be_read(
    data: bytes, kind: ReadErrorKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binary, "convert", lambda *_: False)
    if data.startswith(OLE):
        pytest.importorskip("doc2docx")
    with pytest.raises(UnreadableDocument) as error:
        doc.read("a.doc", data)
    assert error.value.kind is kind


def test_what_the_library_lost_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("doc2docx")
    monkeypatch.setattr(binary, "_insist_on_word", lambda data: None)
    monkeypatch.setattr(binary, "convert", lambda *_: False)

    def lossy(source: Path, target: Path) -> tuple[str, ...]:
        target.write_bytes(b"docx")
        return ("Lost.",)

    monkeypatch.setattr(binary, "_by_library", lossy)
    assert binary.to_docx(b"x") == (b"docx", ("Lost.",))


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for the converter")
def test_a_converter_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "soffice"
    sleeper.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
    sleeper.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: str(sleeper))
    monkeypatch.setattr(office, "_LONGEST", 0.2)
    source = tmp_path / "in" / "a.doc"
    source.parent.mkdir()
    source.write_bytes(b"x")
    assert not office.convert(source, "docx", source.with_suffix(".docx"))
