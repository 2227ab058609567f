"""LanguageTool's protocol: what clients send, and what they get."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("starlette")

from serving import question, swap

from strengthlint.app.languagetool import Asked, BadRequest, read_request, settings_for
from strengthlint.config import Settings
from strengthlint.diagnostic import Level

if TYPE_CHECKING:
    from serving import Running
    from starlette.testclient import TestClient

    from strengthlint.lexicon import Lexicon

FORM = "application/x-www-form-urlencoded"


def asked(**fields: str) -> Asked:
    return read_request(urlencode(fields).encode(), FORM)


def matches(client: TestClient, **fields: Any) -> list[dict[str, Any]]:
    answer = client.post("/v2/check", data={"language": "en-GB", **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()["matches"]  # type: ignore[no-any-return]


def words(text: str, match: dict[str, Any]) -> str:
    """The words of a match, cut as its clients cut: by UTF-16 code units."""
    units = text.encode("utf-16-le")
    start = 2 * match["offset"]
    return units[start : start + 2 * match["length"]].decode("utf-16-le")


def test_a_match_says_what_clients_show(client: TestClient) -> None:
    text = "Kev failed to engage with the service."
    [match] = matches(client, text=text)
    assert words(text, match) == "failed to engage"
    assert match["message"].startswith("“failed to engage” puts the responsibility")
    assert match["message"].endswith(question())
    assert match["shortMessage"] == question()
    assert [each["value"] for each in match["replacements"]] == [swap()]
    assert match["sentence"] == text
    assert match["rule"]["id"] == "BLM101"
    assert match["rule"]["category"]["id"] == "STYLE"
    assert match["rule"]["issueType"] == "style"
    assert match["rule"]["urls"] == [{"value": "http://127.0.0.1:8000/rules/BLM101"}]
    context = match["context"]
    assert context["text"][context["offset"] :][: context["length"]] == "failed to engage"


def test_places_count_utf_16_code_units(client: TestClient) -> None:
    text = "😀 R&D met. 👩‍👧 Kev failed to engage.\r\n\r\n𝒳 He is non-compliant 🙂."
    found = matches(client, text=text)
    assert [words(text, match) for match in found] == ["failed to engage", "non-compliant"]


def test_mark_up_is_left_out_and_counted(client: TestClient) -> None:
    pieces = [
        {"markup": "<p title='😀'>"},
        {"text": "Kev "},
        {"markup": "<b>"},
        {"text": "failed"},
        {"markup": "</b>"},
        {"text": " to engage"},
        {"markup": "</p><p>", "interpretAs": "\n\n"},
        {"text": "He is "},
        {"markup": "<i>"},
        {"text": "non-compliant"},
        {"markup": "</i>"},
        {"text": "."},
    ]
    sent = "".join(piece.get("text") or piece["markup"] for piece in pieces)
    found = matches(client, data=json.dumps({"annotation": pieces}))
    assert [words(sent, match) for match in found] == ["failed</b> to engage", "non-compliant"]


def test_an_unencoded_body_is_read_as_libreoffice_means_it() -> None:
    body = "text=R&D: Kev failed – at 100% – to “engage” & more.&language=en-US".encode()
    assert read_request(body, FORM) == Asked(
        "R&D: Kev failed – at 100% – to “engage” & more.", language="en-US"
    )
    assert read_request(b"text=R&D&language=en-GB", FORM).text == "R&D"
    assert read_request("text=Zoë".encode(), FORM).text == "Zoë"
    assert asked(text="R&D + Zoë = 5 %41", language="en").text == "R&D + Zoë = 5 %41"


@pytest.mark.parametrize(
    ("language", "code"),
    [("auto", "en-GB"), ("en", "en"), ("EN-us", "en-US"), ("", "en-GB"), ("en-ZA", "en-ZA")],
)
def test_english_is_known_by_its_codes(language: str, code: str) -> None:
    assert asked(text="x", language=language).language == code


def test_auto_takes_the_english_that_somebody_prefers() -> None:
    assert asked(text="x", language="auto", preferredVariants="de-DE,en-US").language == "en-US"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "There is no text to check"),
        ({"text": "x", "language": "fr"}, "“fr” is not a language that strengthlint reads"),
        ({"text": "x", "data": "{}"}, "not both"),
        ({"data": "[]"}, "is to be JSON such as"),
        ({"data": '{"annotation": [{}]}'}, "is to be JSON such as"),
        ({"data": '{"annotation": [{"text": 5}]}'}, "is to be JSON such as"),
        ({"text": "x", "enabledOnly": "true"}, "needs “enabledRules”"),
        ({"text": "x", "level": "high"}, "either “default” or “picky”"),
    ],
)
def test_what_makes_no_sense_is_told(client: TestClient, fields: dict[str, str], told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        asked(**fields)
    answer = client.post("/v2/check", data=fields)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("Error: ")
    assert told in answer.text


def test_rules_are_switched(client: TestClient) -> None:
    text = "Kev failed to engage. He is non-compliant."
    assert [words(text, m) for m in matches(client, text=text)] == [
        "failed to engage",
        "non-compliant",
    ]
    without = matches(client, text=text, disabledRules="failed-to-engage,BLM,WHITESPACE_RULE")
    assert not [match for match in without if match["rule"]["id"].startswith("BLM")]
    only = matches(client, text=text, enabledRules="BLM101", enabledOnly="true")
    assert [words(text, match) for match in only] == ["failed to engage"]
    assert not matches(client, text=text, enabledRules="GERMAN_SPELLER", enabledOnly="true")


def test_picky_shows_notes_too(lexicon: Lexicon) -> None:
    settings = Settings(show=Level.RETHINK)
    assert settings_for(asked(text="x"), settings, lexicon).show is Level.RETHINK
    assert settings_for(asked(text="x", level="picky"), settings, lexicon).show is Level.NOTE


def test_half_an_emoji_costs_nothing(client: TestClient) -> None:
    half = json.dumps({"annotation": [{"text": "\ud83d Kev failed to engage."}]})
    [match] = matches(client, data=half)
    assert (match["offset"], match["length"]) == (6, 16)


def test_languages_are_listed(client: TestClient) -> None:
    languages = client.get("/v2/languages").json()
    assert {"name": "English (GB)", "code": "en", "longCode": "en-GB"} in languages


def test_what_the_protocol_has_not_is_told(client: TestClient) -> None:
    answer = client.get("/v2/check?text=x")
    assert answer.status_code == 405
    assert answer.text == "Error: strengthlint answers POST /v2/check and GET /v2/languages."
    assert client.post("/v2/words/add").status_code == 404


def test_other_origins_come_in_only_where_they_were_let_in(client: TestClient) -> None:
    fields = {"text": "Kev failed to engage.", "language": "en"}
    friend = {"Origin": "https://add-on.example"}
    answer = client.post("/v2/check", data=fields, headers=friend)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "https://add-on.example"
    asks = {**friend, "Access-Control-Request-Private-Network": "true"}
    preflight = client.options("/v2/check", headers=asks)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-private-network"] == "true"
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9999"):
        refused = client.post("/v2/check", data=fields, headers={"Origin": origin})
        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers
        assert "--allow-origin" in refused.text


def test_the_client_of_pypi_works_as_it_is(running: Running) -> None:
    language_tool = pytest.importorskip("language_tool_python")
    with language_tool.LanguageTool(
        "en-GB", remote_server=f"http://127.0.0.1:{running.port}"
    ) as tool:
        text = "😀 The wheelchair-bound man from R&D came. Kev failed to engage."
        found = tool.check(text)
        cut = [text[match.offset : match.offset + match.error_length] for match in found]
        assert cut == ["wheelchair-bound man", "failed to engage"]
        assert tool.correct("Kev failed to engage.") == f"Kev {swap()}."
