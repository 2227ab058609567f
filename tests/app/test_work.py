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

from strengthlint.app.work import Holding, Work
from strengthlint.config import Settings
from strengthlint.review._word.markup import OWN_WORDS

if TYPE_CHECKING:
    from serving import Running
    from starlette.testclient import TestClient

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

LETTER = [
    "Dear Mrs Khan,",
    "Kev failed to engage with us.",
    "He is non-compliant. 😀 He likes tea.",
]


@pytest.fixture(scope="module")
def work() -> Work:
    return Work(Holding(Settings()))


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


def opened(work: Work, name: str, data: bytes) -> dict[str, Any]:
    """All that is told of a document that is opened: first what it says, then the remarks."""
    parts: list[dict[str, Any]] = []
    work._tell = parts.append
    last = work.open(name, data, {})
    return {key: value for part in (*parts, last) for key, value in part.items()}


def lines(answer: Any) -> dict[str, Any]:
    """The parts of an answer that comes in lines."""
    parts = [json.loads(line) for line in answer.text.splitlines()]
    return {key: value for part in parts for key, value in part.items()}


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
    told = opened(work, "letter.docx", word_letter())
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
    told = opened(work, "a.eml", message.as_bytes())
    assert any("letter.docx was attached and not read" in gap for gap in told["gaps"])
    both = Work(Holding(Settings(attachments=True))).open("a.eml", message.as_bytes(), {})
    assert both["notices"] == ["What is attached was read too; a report tells of it."]


def test_blocks_that_come_back_are_checked_as_they_are_now(work: Work) -> None:
    letter = opened(work, "letter.docx", word_letter())
    blocks = letter["blocks"]
    again = work.check({"blocks": blocks, "name": "letter.docx"})
    places = [(r["block"], r["start"], r["end"], r["code"]) for r in letter["remarks"]]
    assert [(r["block"], r["start"], r["end"], r["code"]) for r in again["remarks"]] == places
    blocks[2]["text"] = (
        "  \u00a0We have not found a way to help Kev yet. 😀 \u00a0He is a  junkie. "
    )
    blocks[3]["text"] = ""
    again = work.check({"blocks": blocks, "page": "b"})
    found = [(r["block"], words(blocks[r["block"]]["text"], r)) for r in again["remarks"]]
    assert (2, "is a  junkie") in found
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
    letter = lines(client.post(f"/{TOKEN}/open", content=upload({"name": "letter.docx"}, data)))
    first, second, third = letter["remarks"]
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
    again = lines(client.post(f"/{TOKEN}/open", content=upload({"name": "a.docx"}, answer.content)))
    assert [r["code"] for r in again["remarks"]] == [r["code"] for r in letter["remarks"]]


def test_own_words_are_tracked_changes_of_their_writer(client: TestClient) -> None:
    """Beside a wording that was taken, at the ends of a passage, in a list and in a table."""
    data = word_letter()
    letter = lines(client.post(f"/{TOKEN}/open", content=upload({"name": "letter.docx"}, data)))
    texts = [block["text"] for block in letter["blocks"]]
    first = letter["remarks"][0]
    now = {
        1: "Dear Mrs and Mr Khan,",
        2: f"Today Kev {swap()} with us, and we asked why.",
        3: "He likes tea.",
        4: "",
        8: "Nine people came.",
    }
    asked = {
        "name": "letter.docx",
        "accepted": [{**first, "text": swap()}],
        "left": [],
        "rewritten": [{"block": n, "before": texts[n], "after": text} for n, text in now.items()],
    }
    answer = client.post(f"/{TOKEN}/copy", content=upload(asked, data))
    told = json.loads(urllib.parse.unquote(answer.headers["strengthlint-told"]))
    assert told["told"].startswith("1 comment, 1 tracked change, your own words in 6 places")
    assert told["isWhole"]
    assert told["notes"] == []
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml"))
    ours = {mark.get(f"{W}author"): [] for mark in body.iter("{*}ins", "{*}del")}
    for mark in body.iter("{*}ins", "{*}del"):
        ours[mark.get(f"{W}author")].append("".join(mark.itertext()))
    assert ours["strengthlint"] == ["failed to engage", swap()]
    assert "Tea and cake" in ours[OWN_WORDS]
    again = lines(client.post(f"/{TOKEN}/open", content=upload({"name": "a.docx"}, answer.content)))
    # As they are read again, with our own wording taken out and theirs kept.
    assert [block["text"] for block in again["blocks"]] == [
        texts[0], now[1], "Today Kev failed to engage with us, and we asked why.", now[3],
        *texts[5:8], now[8],
    ]  # fmt: skip


def test_own_words_over_a_wording_that_was_taken(client: TestClient) -> None:
    data = word_letter()
    letter = lines(client.post(f"/{TOKEN}/open", content=upload({"name": "letter.docx"}, data)))
    first = letter["remarks"][0]
    before = letter["blocks"][2]["text"]
    after = "Kev was not asked by us."
    asked = {
        "name": "letter.docx",
        "accepted": [{**first, "text": swap()}],
        "rewritten": [{"block": 2, "before": before, "after": after}],
    }
    answer = client.post(f"/{TOKEN}/copy", content=upload(asked, data))
    again = lines(client.post(f"/{TOKEN}/open", content=upload({"name": "a.docx"}, answer.content)))
    assert again["blocks"][2]["text"] == after


def test_own_words_where_no_change_can_stand_are_a_comment(client: TestClient) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("On ")
    paragraph._p.append(
        etree.fromstring(
            f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr=" DATE "><w:r><w:t>Monday</w:t></w:r></w:fldSimple>'
        )
    )
    paragraph.add_run(" Kev came.")
    file = io.BytesIO()
    document.save(file)
    asked = {
        "name": "a.docx",
        "rewritten": [
            {"block": 0, "before": "On Monday Kev came.", "after": "On Friday Kev came."},
            {"block": 0, "before": "What was never there.", "after": "Lost?"},
        ],
    }
    answer = client.post(f"/{TOKEN}/copy", content=upload(asked, file.getvalue()))
    told = json.loads(urllib.parse.unquote(answer.headers["strengthlint-told"]))
    assert "your own words in one place" in told["told"]
    assert told["notes"] == ["What you wrote in one passage is not in it: copy the text for that."]
    assert not told["isWhole"]
    (comment,) = docx.Document(io.BytesIO(answer.content)).comments
    assert comment.author == OWN_WORDS
    assert comment.text.startswith("Write here: “Friday”")


def test_a_long_document_is_shown_at_once_and_its_words_before_the_whole(work: Work) -> None:
    paragraphs = [
        "Ali came on Monday. He failed to engage. We will help him. He hopes to move."
    ] * 30
    parts: list[dict[str, Any]] = []
    work._tell = parts.append
    last = work.open("letter.docx", word_letter(*paragraphs), {"page": "long"})
    assert "blocks" in parts[0]
    words, *_ = [part for part in parts if "remarks" in part]
    assert [r["code"] for r in last["remarks"] if r["block"] is None] != []
    assert words["remarks"] == [r for r in last["remarks"] if r["block"] is not None]
    parts.clear()
    blocks = opened(work, "letter.docx", word_letter(*paragraphs))["blocks"]
    parts.clear()
    work._tell = parts.append
    again = work.check({"blocks": blocks, "page": "long"})
    assert [r["code"] for r in again["remarks"]] == [r["code"] for r in last["remarks"]]


def test_what_is_found_on_the_first_pages_is_told_before_the_last_is_read(work: Work) -> None:
    text = "\n\n".join(f"Week {n}. Kev failed to engage. {'We had tea. ' * 20}" for n in range(60))
    told: list[dict[str, Any]] = []
    work._tell = told.append
    last = work.check({"text": text, "page": "parts"})
    parts = [part["remarks"] for part in told if part.get("isPart")]
    assert len(parts) > 2
    found = [(each["start"], each["code"]) for part in parts for each in part]
    assert found == [
        (each["start"], each["code"]) for each in last["remarks"] if each["code"] == "BLM101"
    ]
    # What is changed later is told before all the others.
    told.clear()
    work.check({"text": f"{text} He is non-compliant.", "page": "parts"})
    assert [each["matched"] for each in told[0]["remarks"]] == ["failed to engage", "non-compliant"]


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
