"""What the worker does with a text and a file: checks, changes, copies."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import urllib.parse
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("starlette")

import docx
from lxml import etree
from serving import TOKEN, question, swap

from strengthlint.app.work import Work
from strengthlint.config import Settings

if TYPE_CHECKING:
    from serving import Running
    from starlette.testclient import TestClient

LETTER = [
    "Dear Mrs Khan,",
    "Kev failed to engage with us.",
    "He is non-compliant. 😀 He likes tea.",
]


@pytest.fixture(scope="module")
def work() -> Work:
    return Work(Settings())


def word_letter(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.add_heading("A visit", 1)
    for paragraph in paragraphs or LETTER:
        document.add_paragraph(paragraph)
    document.add_paragraph("Tea and cake", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Day", "What happened", "Monday", "The homeless came."),
        strict=True,
    ):
        cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def words(text: str, remark: dict[str, Any]) -> str:
    return text.encode("utf-16-le")[2 * remark["start"] : 2 * remark["end"]].decode("utf-16-le")


def test_a_text_has_its_remarks_where_a_browser_counts_them(work: Work) -> None:
    text = "😀 Dear Ann,\r\n\r\nKev failed to engage 🙂 and\nis  non-compliant."
    told = work.check({"text": text})
    assert [words(text, remark) for remark in told["remarks"]] == [
        "failed to engage",
        "non-compliant",
    ]
    assert {remark["block"] for remark in told["remarks"]} == {0}
    first = told["remarks"][0]
    assert first["ask"] == question()
    assert first["sources"]
    assert {"text": swap(), "kind": "swap"} in first["suggestions"]


def test_a_document_comes_as_it_reads(work: Work) -> None:
    told = work.open("letter.docx", word_letter(), {})
    blocks = told["blocks"]
    assert [block["kind"] for block in blocks] == [
        "heading", "paragraph", "paragraph", "paragraph", "list-item",
        "table-cell", "table-cell", "table-cell", "table-cell",
    ]  # fmt: skip
    assert [(b["cell"]["row"], b["cell"]["column"]) for b in blocks[5:]] == [
        (1, 1), (1, 2), (2, 1), (2, 2),
    ]  # fmt: skip
    assert len({b["cell"]["table"] for b in blocks[5:]}) == 1
    found = [(r["block"], words(blocks[r["block"]]["text"], r)) for r in told["remarks"]]
    assert found == [(2, "failed to engage"), (3, "non-compliant"), (8, "The homeless")]
    assert told["copy"] == "Word"


def test_what_is_attached_is_never_passed_over_in_silence(work: Work) -> None:
    message = EmailMessage()
    message["Subject"] = "A visit"
    message.set_content("Kev failed to engage.")
    message.add_attachment(word_letter(), maintype="a", subtype="b", filename="letter.docx")
    told = work.open("a.eml", message.as_bytes(), {})
    assert any("letter.docx was attached and not read" in gap for gap in told["gaps"])
    both = Work(Settings(attachments=True)).open("a.eml", message.as_bytes(), {})
    assert both["notices"] == ["What is attached was read too; a report tells of it."]


def test_blocks_that_come_back_are_checked_as_they_are_now(work: Work) -> None:
    opened = work.open("letter.docx", word_letter(), {})
    blocks = opened["blocks"]
    again = work.check({"blocks": blocks, "name": "letter.docx"})
    places = [(r["block"], r["start"], r["end"], r["code"]) for r in opened["remarks"]]
    assert [(r["block"], r["start"], r["end"], r["code"]) for r in again["remarks"]] == places
    blocks[2]["text"] = (
        "  \u00a0We have not found a way to help Kev yet. 😀 \u00a0He is a  junkie. "
    )
    blocks[3]["text"] = ""
    again = work.check({"blocks": blocks, "page": "b"})
    found = [(r["block"], words(blocks[r["block"]]["text"], r)) for r in again["remarks"]]
    assert (2, "a  junkie") in found or (2, "junkie") in found
    assert (8, "The homeless") in found
    assert not any(block == 3 for block, _ in found)


def test_a_page_that_asks_again_gets_what_a_new_one_would(work: Work) -> None:
    paragraphs = ["Dear Mr Khan,", *["Kev failed to engage. Tea was had."] * 60]
    work.check({"text": "\n\n".join(paragraphs), "page": "a"})
    paragraphs[0] = "The bins are emptied on Monday by the council."
    paragraphs[30] = "Refused support 😀, non-compliant."
    text = "\n\n".join(paragraphs)
    again = work.check({"text": text, "page": "a"})
    assert again == work.check({"text": text})
    assert any(words(text, remark) == "non-compliant" for remark in again["remarks"])


def upload(asked: dict[str, Any], data: bytes) -> bytes:
    return json.dumps(asked).encode() + b"\n" + data


def test_a_copy_holds_what_was_decided(client: TestClient) -> None:
    data = word_letter()
    opened = client.post(f"/{TOKEN}/open", content=upload({"name": "letter.docx"}, data)).json()
    first, second, third = opened["remarks"]
    asked = {
        "name": "letter.docx",
        "accepted": [{**first, "text": first["suggestions"][0]["text"]}],
        "left": [second],
    }
    answer = client.post(f"/{TOKEN}/copy", content=upload(asked, data))
    assert answer.status_code == 200
    told = json.loads(urllib.parse.unquote(answer.headers["strengthlint-told"]))
    assert told["name"] == "letter.reviewed.docx"
    assert told["told"] == "2 comments, 1 tracked change"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    assert ["".join(node.itertext()) for node in body.iter("{*}ins")] == [swap()]
    assert ["".join(node.itertext()) for node in body.iter("{*}del")] == ["failed to engage"]
    comments = [comment.text for comment in docx.Document(io.BytesIO(answer.content)).comments]
    assert len(comments) == 2
    assert not any("non-compliant" in comment for comment in comments)
    assert third["code"] in comments[1]
    # What was reviewed may be opened again, and counts from the words as they were.
    again = client.post(f"/{TOKEN}/open", content=upload({"name": "a.docx"}, answer.content)).json()
    assert [r["code"] for r in again["remarks"]] == [r["code"] for r in opened["remarks"]]


def test_a_choice_on_words_that_are_gone_is_told(client: TestClient) -> None:
    choice = {"number": 0, "code": "BLM101", "matched": "failed to attend", "text": "came late"}
    asked = {"name": "letter.docx", "accepted": [choice]}
    answer = client.post(f"/{TOKEN}/copy", content=upload(asked, word_letter()))
    told = json.loads(urllib.parse.unquote(answer.headers["strengthlint-told"]))
    assert told["notes"][0].startswith("One choice was made on words that are not in the file")
    assert "tracked" not in told["told"]


def test_what_has_no_copy_of_its_own_becomes_a_page(client: TestClient) -> None:
    asked = {"name": "../../note.md"}
    answer = client.post(f"/{TOKEN}/copy", content=upload(asked, b"# A\n\nKev failed to engage.\n"))
    assert "note.reviewed.html" in answer.headers["content-disposition"]
    assert "failed to engage</mark>" in answer.text


def test_profiles_hold(work: Work) -> None:
    text = "The special education student came late to the review."
    codes = {
        p: {r["code"] for r in work.check({"text": text, "profile": p})["remarks"]}
        for p in ("uk", "us")
    }
    assert "LAB571" in codes["us"] - codes["uk"]


def test_a_worker_that_dies_takes_nothing_along(client: TestClient) -> None:
    desk = client.site.typing  # type: ignore[attr-defined]
    assert client.post(f"/{TOKEN}/check", json={"text": "Tea."}).status_code == 200
    before = desk.pid
    os.kill(before, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    answer = client.post(f"/{TOKEN}/check", json={"text": "Kev failed to engage."})
    assert [remark["code"] for remark in answer.json()["remarks"]] == ["BLM101"]
    assert desk.pid != before


def test_a_fault_says_nothing_of_the_text(
    client: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = {"blocks": [{"text": "Xylophonia", "kind": "song"}]}
    answer = client.post(f"/{TOKEN}/check", json=asked)
    assert answer.status_code == 422
    assert "Xylophonia" not in answer.text
    out, err = capfd.readouterr()
    assert "Xylophonia" not in out + err


def test_nothing_is_stored_and_nothing_is_logged(running: Running, tmp_path: Path) -> None:
    """A word that was checked, dropped and copied is in no file that the server could write."""
    import urllib.request

    marker = "Qzvxmarker"
    data = word_letter(f"{marker} failed to engage.")

    def post(path: str, body: bytes) -> bytes:
        request = urllib.request.Request(running.address + path, body)  # noqa: S310
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.read()  # type: ignore[no-any-return]

    assert marker.encode() in post("check", json.dumps({"text": f"{marker} is lazy."}).encode())
    for path in ("open", "copy", "report"):
        assert post(path, upload({"name": f"{marker}.docx"}, data))
    folders = {running.errors.parent, Path(os.environ["STRENGTHLINT_CACHE_DIR"]), Path("/tmp")}  # noqa: S108
    for folder in folders:
        for file in folder.glob("**/*" if folder != Path("/tmp") else "*"):  # noqa: S108
            if file.is_file() and os.access(file, os.R_OK):
                assert marker not in file.name
                assert marker.encode() not in file.read_bytes()
