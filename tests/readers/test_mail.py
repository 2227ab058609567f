"""Messages: the writer's words, told from the mail they answer, signatures and attachments."""

from __future__ import annotations

import base64
import contextlib
import struct
from collections.abc import Callable
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from strengthlint.cli import main
from strengthlint.document import Document, SegmentKind
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.readers import eml, msg
from strengthlint.readers._mail.authorship import Whose, whose

Exact = Callable[[Document], Document]


def mail(text: str = "", html: str = "", subject: str = "Café", **attached: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "Kim <kim@example.org>"
    message["Subject"] = subject
    if text:
        message.set_content(text)
    if html:
        if text:
            message.add_alternative(html, subtype="html")
        else:
            message.set_content(html, subtype="html")
    for name, data in attached.items():
        message.add_attachment(
            data,
            maintype="application",
            subtype="octet-stream",
            filename=f"../{name.replace('_', '.')}",
        )
    return message.as_bytes()


def own(document: Document) -> list[str]:
    return [s.text for s in document.segments if s.kind is not SegmentKind.QUOTATION]


ANSWERS = [
    "On Mon, 2 Mar 2026 at 09:00, Sam Roe <sam@example.org> wrote:\n\nold words",
    "On Monday, 2 March 2026 at 09:00, Sam Roe\n<sam@example.org> wrote:\n> old words",
    "-----Original Message-----\nFrom: Sam\nold words",
    "---------- Forwarded message ---------\nold words",
    "Begin forwarded message:\n\nold words",
    "________________________________\nFrom: Sam Roe\nSent: Monday\nold words",
    "From: Sam Roe\nSent: 2 March 2026\nTo: Kim\nSubject: x\n\nold words",
    "> old words",
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_answered_is_quotation(answer: str, exact: Exact) -> None:
    document = exact(eml.read("a.eml", mail(f"Dear Sam,\n\nShe told us.\n\n{answer}\n")))
    assert own(document) == ["Café", "Dear Sam,", "She told us."]
    assert "old words" in " ".join(segment.text for segment in document.segments)


def test_words_between_and_below_marked_lines_are_the_writers() -> None:
    text = "On 2 March, Sam wrote:\n> first question\n\nFirst answer.\n\n> second question\n\nSecond answer.\n"
    assert own(eml.read("a.eml", mail(text))) == ["Café", "First answer.", "Second answer."]


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("-- \nKim Doe\nHousing First team", []),
        ("Kind regards,\n\nKim Doe\nHousing First team\n01234 567890", ["Kind regards,"]),
        ("Thanks\nKim", ["Thanks"]),
        ("Sent from my iPhone", []),
        ("This email is confidential and intended for the addressee only.", []),
        ("Best wishes\nKim Doe\nP.S. I will bring the key.", ["Best wishes", "P.S. I will bring the key."]),
        ("Thanks\nI will call again tomorrow.", ["Thanks", "I will call again tomorrow."]),
        ("From: today we open at nine.", ["From: today we open at nine."]),
    ],
)  # fmt: skip
def test_signatures(end: str, kept: list[str]) -> None:
    document = eml.read("a.eml", mail(f"She told us.\n\n{end}\n"))
    assert own(document) == ["Café", "She told us.", *kept]


@pytest.mark.parametrize(
    "rest",
    [
        "<div class=gmail_quote><div class=gmail_attr>On x, Sam wrote:</div><p>old</p></div>",
        "<blockquote type=cite><p>old</p></blockquote>",
        "<div id=appendonsend></div><p>old</p>",
        "<div id=divRplyFwdMsg><b>From:</b> Sam<br><b>Sent:</b> x</div><p>old</p>",
        "<p>From: Sam<br>Sent: x<br>To: y</p><p>old</p>",
        "<div class=moz-signature>Kim</div>",
        "<div id=Signature>Kim</div>",
        "<p>Kind regards</p><p>Kim Doe</p>",
    ],
)
def test_web_pages_as_mail(rest: str, exact: Exact) -> None:
    html = f"<p>She told <b>us</b>.</p><pre>As it is.</pre>{rest}"
    document = exact(eml.read("a.eml", mail("plain", html)))
    assert own(document)[:3] == ["Café", "She told us.", "As it is."]
    assert {"old", "Kim", "Kim Doe", "Sam"}.isdisjoint(own(document))


def test_the_source_is_the_message_as_it_is_read() -> None:
    document = eml.read("a.eml", mail("Dear Sam,\n\nShe told us.\n"))
    assert document.source.startswith("Café\n\nDear Sam,\n\nShe told us.")
    told = document.segments[2]
    assert str(document.location(told, 4, 8)) == "5:5"
    assert told.trail == ("Café",)
    assert document.segments[0].kind is SegmentKind.HEADING


def test_the_subject_of_an_answer_is_not_the_writers() -> None:
    document = eml.read("a.eml", mail("a", subject="RE: The homeless"))
    assert document.segments[0].kind is SegmentKind.QUOTATION


def test_flowed_text_and_encodings() -> None:
    raw = b"Subject: =?iso-8859-1?q?Caf=E9?=\nContent-Type: text/plain; charset=iso-8859-1; format=flowed\n\n"
    document = eml.read("a.eml", raw + b"She told \nus in the caf\xe9 \x93here\x94.\n\nEnd\n")
    assert [s.text for s in document.segments] == ["Café", "She told us in the café “here”.", "End"]


def test_attachments_are_told_or_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inner = mail("He failed to engage.", note_txt=b"She failed to engage.")
    data = mail(
        "We met.", note_txt=b"She failed to engage.", x_ppt=b"x", logo_png=b"x", mail_eml=inner
    )
    Path("a.eml").write_bytes(data)

    def run(*more: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["check", "a.eml", "--output-format", "concise", *more])
        return result.exit_code, result.stdout

    code, told = run()
    assert code == 0
    assert "note.txt, x.ppt, mail.eml were attached and not read; --attachments" in told
    code, told = run("--attachments")
    assert code == 1
    assert "a.eml: read in part: x.ppt was attached and not read." in told
    assert "a.eml/note.txt:1:5: BLM101" in told
    assert "a.eml/mail.eml:3:4: BLM101" in told
    assert "a.eml/mail.eml/note.txt:1:5: BLM101" in told
    Path(".strengthlint.yaml").write_text("attachments: true\n", encoding="utf-8")
    assert run() == (code, told)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ReadErrorKind.DAMAGED),
        (b"just text\n", ReadErrorKind.UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0", ReadErrorKind.UNSUPPORTED),
        (b"Subject: a\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\n--x--\n", ReadErrorKind.ENCRYPTED),
        (b"Subject: a\nContent-Type: application/pkcs7-mime\n\nAA==\n", ReadErrorKind.ENCRYPTED),
        (b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2000)), ReadErrorKind.TOO_LARGE),
        (b"Subject: a\n\n" + b"\n" * 2_100_000, ReadErrorKind.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_cannot_be_read(data: bytes, kind: ReadErrorKind) -> None:
    with pytest.raises(UnreadableDocument) as error:
        eml.read("a.eml", data)
    assert error.value.kind is kind
    assert error.value.message.endswith(".")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"\n".join(ANSWERS).split("\n"), "", "Thanks", "Kim", "-- ", "Yes, we met.", "PS. x"]
        ),
        max_size=25,
    )
)
def test_every_line_is_somebodys_and_none_is_lost(lines: list[str]) -> None:
    assert len(whose(lines)) == len(lines)
    document = eml.read("a.eml", b"Subject: x\n\n" + "\n".join(lines).encode())
    words = " ".join(segment.text for segment in document.segments).split()
    wanted = [word for line in lines for word in line.replace(">", " > ").split()]
    assert [w for w in wanted if w.isalpha() and w not in words] == []


def test_a_first_line_may_be_anybodys() -> None:
    assert whose(["> a"]) == [Whose.ANSWERED]
    assert whose([]) == []


# Outlook


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB) with these streams; "a/b" is a stream b in a storage a."""
    sector = 512
    nodes: list[tuple[str, int, bytes, list[int]]] = [("Root Entry", 5, b"", [])]
    places = {"": 0}
    for path, data in streams.items():
        parent = ""
        parts = path.split("/")
        for depth, part in enumerate(parts):
            here = "/".join(parts[: depth + 1])
            if here not in places:
                last = depth == len(parts) - 1
                places[here] = len(nodes)
                nodes[places[parent]][3].append(len(nodes))
                # Everything is a large stream, so that there is no small stream to keep.
                nodes.append((part, 2 if last else 1, data.ljust(4096, b"\0") if last else b"", []))
            parent = here
    sizes = {places[path]: len(data) for path, data in streams.items()}
    fat: list[int] = []
    body = b""
    starts: dict[int, int] = {}
    for number, (_, kind, data, _) in enumerate(nodes):
        if kind == 2:
            data = data.ljust(-(-len(data) // sector) * sector, b"\0")
            count = len(data) // sector
            starts[number] = len(fat)
            fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
            body += data
    entries = b""
    siblings: dict[int, int] = {}
    for _, _, _, children in nodes:
        siblings.update(pairwise(children))
    for number, (name, kind, _, children) in enumerate(nodes):
        encoded = (name + "\0").encode("utf-16-le")
        size = max(4096, sizes[number]) if kind == 2 else 0
        entries += encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIII", len(encoded), kind, 1, 0xFFFFFFFF, siblings.get(number, 0xFFFFFFFF),
            children[0] if children else 0xFFFFFFFF, b"", 0, 0, 0,
            starts.get(number, 0xFFFFFFFE), size, 0,
        )  # fmt: skip
    entries = entries.ljust(-(-len(entries) // sector) * sector, b"\0")
    directory = len(fat)
    count = len(entries) // sector
    fat += [*range(directory + 1, directory + count), 0xFFFFFFFE]
    tables = 1
    while len(fat) + tables > tables * 128:
        tables += 1
    table = len(fat)
    fat += [0xFFFFFFFD] * tables
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * sector, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, tables, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    head += struct.pack("<109I", *range(table, table + tables), *[0xFFFFFFFF] * (109 - tables))
    return head + body + entries + packed


def properties(header: int, **numbers: int) -> bytes:
    entries = b"".join(
        struct.pack("<HHIII", 3, int(tag[1:], 16), 6, value, 0) for tag, value in numbers.items()
    )
    return b"\0" * header + entries


def outlook(body: str = "", **more: bytes) -> dict[str, bytes]:
    wide = "utf-16-le"
    streams = {
        "__properties_version1.0": properties(32, x3FDE=65001),
        "__substg1.0_0037001F": "Visit".encode(wide),
        **{f"__substg1.0_{tag[1:]}": data for tag, data in more.items()},
    }
    if body:
        streams["__substg1.0_1000001F"] = body.encode(wide)
    return streams


def test_outlook_text() -> None:
    text = "She told us.\r\n\r\nKind regards\r\nKim Doe\r\n\r\nFrom: Sam\r\nSent: x\r\nold\r\n"
    document = msg.read("a.msg", compound(outlook(text)))
    assert own(document) == ["Visit", "She told us.", "Kind regards"]


def test_outlook_web_page_and_rich_text() -> None:
    page = "<p>Caf\u00e9 visit</p>".encode()
    assert own(msg.read("a.msg", compound(outlook(x10130102=page)))) == ["Visit", "Café visit"]
    from compressed_rtf import compress

    rich = compress(rb"{\rtf1\ansi She told {\b us}.\par{\*\htmltag <p>}Soon.\par}")
    document = msg.read("a.msg", compound(outlook("plain", x10090102=rich)))
    assert own(document) == ["Visit", "She told us.", "Soon."]
    # Padding and a broken checksum make it unreadable; the plain text stands beside it.
    document = msg.read("a.msg", compound(outlook("plain", x10090102=b"x" * 5000)))
    assert own(document) == ["Visit", "plain"]


def test_outlook_eight_bit_text() -> None:
    streams = outlook(x1000001E="naïve".encode("cp1252"))
    streams["__properties_version1.0"] = properties(32, x3FFD=1252)
    assert own(msg.read("a.msg", compound(streams)))[-1].rstrip("\0") == "naïve"


def test_outlook_attachments() -> None:
    wide = "utf-16-le"
    streams = outlook("See attached.")
    for number, hidden in ((0, 0), (1, 1)):
        folder = f"__attach_version1.0_#0000000{number}"
        streams[f"{folder}/__properties_version1.0"] = properties(8, x7FFE=hidden)
        streams[f"{folder}/__substg1.0_3707001F"] = f"..\\note{number}.txt".encode(wide)
        streams[f"{folder}/__substg1.0_37010102"] = b"She told us. " * 400
    inner = "__attach_version1.0_#00000002"
    streams[f"{inner}/__properties_version1.0"] = properties(8)
    streams[f"{inner}/__substg1.0_3001001F"] = "Forwarded".encode(wide)
    for name, data in outlook("Inner words.").items():
        streams[f"{inner}/__substg1.0_3701000D/{name}"] = data
    document = msg.read("a.msg", compound(streams))
    assert [a.name for a in document.attachments] == ["note0.txt", "Forwarded.eml"]
    assert document.attachments[0].data.startswith(b"She told us. She")
    assert own(eml.read("a.eml", document.attachments[1].data)) == ["Visit", "Inner words."]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ReadErrorKind.DAMAGED),
        (b"Subject: x\n\ny", ReadErrorKind.UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ReadErrorKind.DAMAGED),
        (compound(outlook("a"))[:1500], ReadErrorKind.DAMAGED),
        (compound({"WordDocument": b"x"}), ReadErrorKind.UNSUPPORTED),
        (compound(outlook("a", x001A001F="IPM.Note.SMIME".encode("utf-16-le"))), ReadErrorKind.ENCRYPTED),
    ],
)  # fmt: skip
def test_what_is_no_outlook_message(data: bytes, kind: ReadErrorKind) -> None:
    with pytest.raises(UnreadableDocument) as error:
        msg.read("a.msg", data)
    assert error.value.kind is kind
    assert error.value.message.endswith(".")


@pytest.mark.parametrize("part", range(1, 10))
def test_a_message_that_breaks_off_is_damaged_or_read(part: int) -> None:
    whole = compound(outlook("She told us."))
    with contextlib.suppress(UnreadableDocument):
        assert "Visit" in own(msg.read("a.msg", whole[: len(whole) * part // 10]))


def test_quoted_printable_and_base64_give_the_same() -> None:
    text = "She told us about the café.\n"
    head = b"Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    one = eml.read("a.eml", head + b"base64\n\n" + base64.b64encode(text.encode()))
    two = eml.read("a.eml", head + b"8bit\n\n" + text.encode())
    assert [s.text for s in one.segments] == [s.text for s in two.segments]
