"""LanguageTool's HTTP protocol, so that its clients work as they are.

Its form is that of LanguageTool's own server: https://languagetool.org/http-api/. Places count UTF-16
code units of the text as it was sent, with its mark-up.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, unquote_to_bytes

from strengthlint import __version__
from strengthlint.app.blocks import Json
from strengthlint.config import Settings
from strengthlint.diagnostic import Level
from strengthlint.errors import StrengthlintError, UnknownRule
from strengthlint.lexicon import Lexicon
from strengthlint.readers.normalise import without_lone_surrogates

__all__ = ["LANGUAGES", "Asked", "BadRequest", "answer", "read_request", "settings_for"]

_VARIANTS = {
    "en-GB": "English (GB)",
    "en": "English",
    "en-US": "English (US)",
    "en-AU": "English (Australian)",
    "en-CA": "English (Canadian)",
    "en-NZ": "English (New Zealand)",
    "en-ZA": "English (South African)",
}
LANGUAGES: list[dict[str, str]] = [
    {"name": name, "code": "en", "longCode": code} for code, name in _VARIANTS.items()
]
"""What `GET /v2/languages` answers."""

_DEFAULT = "en-GB"
_KNOWN = frozenset(
    "text data language username apikey token dicts motherTongue preferredVariants enabledRules "
    "disabledRules enabledCategories disabledCategories enabledOnly level mode allowIncompleteResults "
    "useragent abtest sourceLanguage sourceText filterDictionaryMatches enableTempOffRules "
    "enableHiddenRules altLanguages ruleValues preferredLanguages noopLanguages toneTags inputLogging "
    "textSessionId callback c instanceId v".split()
)
_UNENCODED = re.compile(rb"[^\x21-\x7e]")
_CONTEXT = 40
_MOST_REPLACEMENTS = 10
_SHORT = {
    "rethink": "Worth rethinking",
    "reflect": "Worth a thought",
    "note": "A choice of words",
}


class BadRequest(StrengthlintError):  # noqa: N818 - says what it is
    """A request that makes no sense; one sentence on what is missing, for whoever wrote the client."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks for.

    Attributes:
        text: To be checked, without mark-up.
        marks: Where mark-up was left out: the place in `text` from which on places are shifted, and
            by how much; both in code units, in order.
        language: The code of a language that is known.
        enabled: Rules or families to look for too.
        disabled: Rules or families to leave out.
        enabled_only: Whether only `enabled` are looked for.
        is_picky: Whether notes are wanted too.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    language: str = _DEFAULT
    enabled: tuple[str, ...] = ()
    disabled: tuple[str, ...] = ()
    enabled_only: bool = False
    is_picky: bool = False


def read_request(body: bytes, content_type: str) -> Asked:
    """What a client asks for with the body of its request.

    Raises:
        BadRequest: if it makes no sense.
    """
    if content_type.partition(";")[0].strip().lower() == "multipart/form-data":
        raise BadRequest("Send the fields as application/x-www-form-urlencoded.")
    fields = _fields(body)
    if "text" in fields and "data" in fields:
        raise BadRequest("Send either “text” or “data”, not both.")
    marks: tuple[tuple[int, int], ...] = ()
    if "text" in fields:
        text = without_lone_surrogates(fields["text"])
    elif "data" in fields:
        text, marks = _annotated(fields["data"])
    else:
        raise BadRequest("There is no text to check: send it as “text”, or annotated as “data”.")
    language = _language(fields.get("language", ""), fields.get("preferredVariants", ""))
    enabled = _listed(fields, "enabledRules", "enabledCategories")
    enabled_only = fields.get("enabledOnly", "").lower() in ("true", "yes")
    if enabled_only and not enabled:
        raise BadRequest("“enabledOnly” needs “enabledRules”, which names the rules to check.")
    level = fields.get("level", "default").lower() or "default"
    if level not in ("default", "picky"):
        raise BadRequest("“level” is either “default” or “picky”.")
    return Asked(
        text,
        marks,
        language,
        enabled,
        _listed(fields, "disabledRules", "disabledCategories"),
        enabled_only,
        level == "picky",
    )


def settings_for(asked: Asked, settings: Settings, lexicon: Lexicon) -> Settings:
    """The settings with what a client asks for; names of rules that are not ours mean nothing."""
    enabled = _ours(asked.enabled, lexicon)
    if asked.enabled_only:
        # Only rules of another program: then there is nothing to look for.
        settings = replace(settings, select=enabled) if enabled else _none(settings)
    else:
        settings = replace(settings, extend_select=(*settings.extend_select, *enabled))
    return replace(
        settings,
        ignore=(*settings.ignore, *_ours(asked.disabled, lexicon)),
        show=Level.NOTE if asked.is_picky else settings.show,
    )


def answer(asked: Asked, remarks: Iterable[Json], lexicon: Lexicon, address: str) -> Json:
    """What a client is told.

    Args:
        asked: What it asked for.
        remarks: As `Work.check_plain` gives them, on `asked.text`.
        lexicon: What spoke.
        address: Where the pages of the rules are, for instance "http://127.0.0.1:8010".
    """
    variant = {"name": _VARIANTS[asked.language], "code": asked.language}
    units = asked.text.encode("utf-16-le")
    return {
        "software": {
            "name": "strengthlint",
            "version": __version__,
            "buildDate": "",
            "apiVersion": 1,
            "premium": False,
            "status": "",
        },
        "warnings": {"incompleteResults": False},
        "language": {**variant, "detectedLanguage": {**variant, "confidence": 1.0}},
        "matches": [_match(asked, remark, lexicon, address, units) for remark in remarks],
    }


def _match(asked: Asked, remark: Json, lexicon: Lexicon, address: str, units: bytes) -> Json:
    start, end = remark["start"], remark["end"]
    index = lexicon.index(remark["code"])
    family = remark["code"].rstrip("0123456789")
    offset = _sent(asked.marks, start, is_end=False)
    swaps = [each["text"] for each in remark["suggestions"] if each["kind"] == "swap"]
    return {
        "message": f"{remark['message']} {remark['ask']}".strip(),
        # In its dialog LibreOffice shows this alone.
        "shortMessage": remark["ask"] or _SHORT[remark["level"]],
        "replacements": [{"value": text} for text in swaps[:_MOST_REPLACEMENTS]],
        "offset": offset,
        "length": _sent(asked.marks, end, is_end=True) - offset,
        "context": _context(units, start, end),
        "sentence": remark["sentence"],
        "type": {"typeName": "Other"},
        "rule": {
            "id": remark["code"],
            "description": remark["name"].capitalize(),
            "issueType": "style",
            "category": {"id": "STYLE", "name": "Style"},
            "urls": [{"value": f"{address}/rules/{remark['code']}"}] if index is not None else [],
            "tags": [family, remark["level"]],
            "isPremium": False,
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _context(units: bytes, start: int, end: int) -> Json:
    """The words with a little before and after them; line ends become spaces, as many."""
    first, last = max(0, start - _CONTEXT), end + _CONTEXT
    text = units[2 * first : 2 * last].decode("utf-16-le", "replace")
    before, after = "..." if first else "", "..." if 2 * last < len(units) else ""
    return {
        "text": before + re.sub(r"[\r\n\t]", " ", text) + after,
        "offset": start - first + len(before),
        "length": end - start,
    }


def _fields(body: bytes) -> dict[str, str]:
    """The fields of a form; LibreOffice 7.4 sends its text as it is, so “R&D” must not end it."""
    parsed = parse_qs(
        body.decode("latin-1"), keep_blank_values=True, encoding="utf-8", errors="replace"
    )
    if body.startswith(b"text=") and (_UNENCODED.search(body) or not parsed.keys() <= _KNOWN):
        text, rest = body[5:], b""
        if b"&language=" in text:
            text, _, rest = text.rpartition(b"&language=")
        language, _, others = rest.partition(b"&")
        further = parse_qs(others.decode("latin-1"), encoding="utf-8", errors="replace")
        return {
            **{key: values[-1] for key, values in further.items()},
            "text": text.decode("utf-8", "replace"),
            "language": unquote_to_bytes(language).decode("utf-8", "replace"),
        }
    return {key: values[-1] for key, values in parsed.items()}


def _annotated(data: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of annotated data, and where what was left out shifts places."""
    try:
        pieces = json.loads(data)["annotation"]
        texts: list[str] = []
        marks: list[tuple[int, int]] = []
        length = sent = 0
        for piece in pieces:
            if "text" in piece:
                text = without_lone_surrogates(piece["text"])
                sent += _units(text)
            else:
                text = without_lone_surrogates(piece.get("interpretAs", ""))
                sent += _units(piece["markup"])
            texts.append(text)
            length += _units(text)
            if sent - length != (marks[-1][1] if marks else 0):
                marks.append((length, sent - length))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadRequest(
            "“data” is to be JSON such as {“annotation”: [{“text”: “A ”}, {“markup”: “<b>”}]}; each "
            "part has either “text” or “markup”, and may have “interpretAs”."
        ) from None
    return "".join(texts), tuple(marks)


def _sent(marks: Sequence[tuple[int, int]], place: int, *, is_end: bool) -> int:
    """A place in the text as a place in what was sent.

    Mark-up that stands right at a place is before words that start there, and after words that end
    there.
    """
    number = bisect_right(marks, (place - is_end, 1 << 62)) - 1
    return place + (marks[number][1] if number >= 0 else 0)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _language(code: str, preferred: str) -> str:
    code = code.strip() or "auto"
    if code.lower() == "auto":
        wanted = [each.strip() for each in preferred.split(",")]
        return next((each for each in wanted if each in _VARIANTS), _DEFAULT)
    known = {each.lower(): each for each in _VARIANTS}
    if code.lower() in known:
        return known[code.lower()]
    raise BadRequest(
        f"“{code[:20]}” is not a language that strengthlint reads. It reads English: "
        f"auto, {', '.join(_VARIANTS)}."
    )


def _listed(fields: dict[str, str], *names: str) -> tuple[str, ...]:
    return tuple(
        rule.strip()
        for name in names
        for rule in fields.get(name, "").split(",")
        if rule.strip() and rule.strip().upper() != "ALL"
    )


def _ours(rules: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    found = []
    for rule in rules:
        try:
            lexicon.selected([rule])
        except UnknownRule:
            continue
        found.append(rule)
    return tuple(dict.fromkeys(found))


def _none(settings: Settings) -> Settings:
    return replace(settings, ignore=(*settings.ignore, "ALL"))
