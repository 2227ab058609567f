"""Who may ask, how much at a time, and what is told where it cannot be done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("starlette")

from serving import TOKEN

from strengthlint import readers
from strengthlint.app import site as site_module

if TYPE_CHECKING:
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
