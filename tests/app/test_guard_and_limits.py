"""Who may ask, how much at a time, and what is told where it cannot be done."""

from __future__ import annotations

import json
import socket
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("starlette")

from serving import TOKEN

from strengthlint import readers
from strengthlint.app import site as site_module
from strengthlint.app.work import NONSENSE

if TYPE_CHECKING:
    from serving import Running
    from starlette.testclient import TestClient

TEXT = {"text": "Kev failed to engage."}


def upload(asked: dict[str, Any], data: bytes) -> bytes:
    return json.dumps(asked).encode() + b"\n" + data


def test_every_answer_is_safe_to_have(client: TestClient) -> None:
    for path in (f"/{TOKEN}/", "/nowhere", "/v2/languages", "/rules/BLM101", "/static/app.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "evil.example:8000", ""])
def test_no_other_name_leads_here(client: TestClient, host: str) -> None:
    for path in ("/v2/languages", f"/{TOKEN}/"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 403
        assert "under no other name" in answer.text


def test_no_other_site_can_post_or_read(client: TestClient) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "https://add-on.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"},
    ):
        answer = client.post(f"/{TOKEN}/check", json=TEXT, headers=headers)
        assert answer.status_code == 403, headers
    own = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
    assert client.post(f"/{TOKEN}/check", json=TEXT, headers=own).status_code == 200


def test_a_link_to_a_rule_may_be_followed(client: TestClient) -> None:
    visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    answer = client.get("/rules/BLM101", headers=visit)
    assert answer.status_code == 200
    assert "puts the responsibility" in answer.text.lower()
    picture = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/rules/BLM101", headers=picture).status_code == 403
    assert client.get("/rules/ABC999").status_code == 404


def test_an_address_of_an_earlier_start_says_so(client: TestClient) -> None:
    page = client.get("/fedcba9876543210/")
    assert page.status_code == 403
    assert "belongs to an earlier start" in page.text.replace("\n", " ").replace("    ", " ")
    answer = client.post("/fedcba9876543210/check", json=TEXT)
    assert answer.status_code == 403
    assert "earlier start" in answer.json()["error"]["message"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"{}", b"\xff\xfe", b"[" * 100_000])
def test_nonsense_is_told(client: TestClient, body: bytes) -> None:
    for path in ("check", "open", "copy", "report"):
        answer = client.post(f"/{TOKEN}/{path}", content=body)
        assert answer.status_code == 400
        assert answer.json()["error"]["message"].endswith("Reload the page.")


@pytest.mark.parametrize(
    "asked",
    [
        {"blocks": [{}]},
        {"blocks": [{"text": "x", "kind": "song"}]},
        {"blocks": "everything"},
        {"text": "x", "profile": "mars"},
    ],
)
def test_a_request_of_the_wrong_shape_is_told(client: TestClient, asked: dict[str, Any]) -> None:
    answer = client.post(f"/{TOKEN}/check", json=asked)
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["message"]
    assert client.post(f"/{TOKEN}/check", json=TEXT).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"accepted": [1]},
        {"accepted": 7},
        {"accepted": [{"number": "first", "code": "BLM101", "matched": "x", "text": "y"}]},
        {"left": [{"number": 1}]},
        {"rewritten": ["all of it"]},
    ],
)
def test_choices_of_the_wrong_shape_are_told(client: TestClient, asked: dict[str, Any]) -> None:
    for path in ("copy", "report"):
        body = upload({"name": "letter.txt", **asked}, b"Kev failed to engage.")
        answer = client.post(f"/{TOKEN}/{path}", content=body)
        assert answer.status_code == 422
        assert answer.json()["error"]["message"] == NONSENSE


def test_a_profile_that_is_there_no_more_is_told(client: TestClient) -> None:
    answer = client.post(f"/{TOKEN}/check", json={**TEXT, "profile": "mars"})
    assert answer.json()["error"]["message"] == (
        "What is chosen under “Where you write” is not there any more. "
        "Copy your text, then reload the page."
    )


def test_two_hundred_megabytes_are_refused_and_cost_nothing(running: Running) -> None:
    """The whole of it is sent, as a browser does, and the answer is read afterwards."""
    token = running.address.rstrip("/").rpartition("/")[2]
    head = upload({"name": "letter.docx"}, b"")
    for path, told in (
        (f"/{token}/open", "This file is 200 MB; the limit is 40 MB. Split it into parts"),
        (f"/{token}/check", "This text is 200 MB, which is more than is checked at once. Check it"),
        (
            "/v2/check",
            "Error: This text is 200 MB, which is more than is checked at once. Check it",
        ),
    ):
        asked = HTTPConnection("127.0.0.1", running.port, timeout=120)
        asked.putrequest("POST", path)
        asked.putheader("Content-Length", str(200_000_000))
        asked.endheaders(head)
        asked.send(bytes(1_000_000 - len(head)))
        for _ in range(199):
            asked.send(bytes(1_000_000))
        answer = asked.getresponse()
        assert answer.status == 413
        assert told in answer.read().decode()
        asked.close()
    assert is_there(running)


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"POST /v2/check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 900\r\n\r\ntext=Ke",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"",
    ],
)
def test_whoever_sends_nonsense_or_goes_away_is_let_go(running: Running, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", running.port), 20) as client:
        client.sendall(sent.replace(b"{port}", str(running.port).encode()))
    assert is_there(running)


def is_there(running: Running) -> bool:
    asked = HTTPConnection("127.0.0.1", running.port, timeout=60)
    asked.request("POST", "/v2/check", "text=Kev+failed+to+engage.&language=en-GB")
    return len(json.loads(asked.getresponse().read())["matches"]) == 1


def test_too_large_a_file_is_told_as_everywhere(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 2_000_000)
    monkeypatch.setattr(site_module, "_MOST_ASKED", 1000)
    answer = client.post(f"/{TOKEN}/open", content=upload({"name": "a.txt"}, b"x" * 5_000_000))
    assert answer.status_code == 413
    assert answer.json()["error"] == {
        "kind": "too-large",
        "message": readers.too_large(5_000_000).message,
    }


def test_too_long_a_text_is_told(client: TestClient) -> None:
    text = "word " * 250_000
    answer = client.post(f"/{TOKEN}/check", json={"text": text})
    assert answer.status_code == 422
    assert "1,250,000 characters" in answer.json()["error"]["message"]
    assert client.post("/v2/check", data={"text": text, "language": "en"}).status_code == 413


@pytest.mark.parametrize(
    ("name", "data"),
    [("scan.xyz", b"x"), ("letter.docx", b"PK"), ("letter.pdf", b"%PDF-1.4"), ("nul.txt", b"\0\1")],
)
def test_what_cannot_be_read_gets_the_same_sentence_at_every_door(
    client: TestClient, name: str, data: bytes
) -> None:
    from strengthlint.linter import Linter

    expected = Linter().check_bytes(name, data).error
    assert expected is not None
    for path in ("open", "report"):
        answer = client.post(f"/{TOKEN}/{path}", content=upload({"name": name}, data))
        assert answer.status_code == 422
        assert answer.json()["error"] == {"kind": expected.kind.value, "message": expected.message}
    answer = client.post(f"/{TOKEN}/copy", content=upload({"name": name}, data))
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]
