"""SARIF 2.1.0, for code scanning and the tools around it.

SARIF files are uploaded and kept, so a result holds the place, the matched words and what to
consider, and nothing of the sentence around them, nor the headings above it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from strengthlint import __version__
from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.lexicon.entry import FAMILIES, Entry, Source
from strengthlint.pages import entry_markdown, entry_text
from strengthlint.report import DocumentReport, Report
from strengthlint.reporters import View
from strengthlint.reporters.places import has_lines, place, uri
from strengthlint.reporters.remarks import remark, standing_reason

__all__ = ["render"]


_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Level.RETHINK: "error", Level.REFLECT: "warning", Level.NOTE: "note"}

# The number goes up when fingerprints are made in another way, so that old ones are not compared.
_FINGERPRINT = "strengthlint/v1"


def render(report: Report, view: View) -> str:
    """The report as one SARIF run, in ASCII so that it survives every output encoding."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    rules = _rules(report)
    index = {rule["id"]: position for position, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "strengthlint",
                "semanticVersion": __version__,
                "rules": rules,
                "properties": {
                    "lexicon": {
                        "version": report.lexicon.version,
                        "digest": report.lexicon.digest,
                    }
                },
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [
            _result(document, diagnostic, index[diagnostic.code])
            for document, diagnostic in report.diagnostics()
        ],
    }


def _rules(report: Report) -> list[dict[str, Any]]:
    """The rules behind the results, in the order of their codes."""
    rules = {code: _rule(entry, report.sources) for code, entry in report.entries.items()}
    for _, diagnostic in report.diagnostics():
        if diagnostic.code not in rules:
            rules[diagnostic.code] = _rule_without_entry(diagnostic)
    return [rules[code] for code in sorted(rules)]


def _rule(entry: Entry, sources: Mapping[str, Source]) -> dict[str, Any]:
    family = FAMILIES.get(entry.family, entry.family)
    return {
        "id": entry.code,
        "name": entry.name,
        "shortDescription": {"text": entry.why},
        "fullDescription": {"text": f"{entry.why} {entry.ask}".strip()},
        "help": {
            "text": entry_text(entry, sources),
            "markdown": entry_markdown(entry, sources),
        },
        "defaultConfiguration": {"level": _LEVELS[entry.level]},
        "properties": {"tags": [family, *(tag for tag in entry.sectors if tag != family)]},
    }


def _rule_without_entry(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "id": diagnostic.code,
        "name": diagnostic.name,
        "shortDescription": {"text": diagnostic.why},
        "fullDescription": {"text": f"{diagnostic.why} {diagnostic.ask}".strip()},
        "help": {"text": diagnostic.why},
        "defaultConfiguration": {"level": _LEVELS[diagnostic.level]},
    }


def _result(document: DocumentReport, diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[diagnostic.level],
        "message": {"text": remark(diagnostic)},
        "locations": [_location(document, diagnostic)],
        "partialFingerprints": {_FINGERPRINT: diagnostic.fingerprint},
        # SARIF wants the list on every result where any has one; empty means that it stands.
        "suppressions": _suppressions(diagnostic),
    }


def _location(document: DocumentReport, diagnostic: Diagnostic) -> dict[str, Any]:
    where = diagnostic.location
    region = {"startLine": where.line, "startColumn": where.column}
    # Words that run over a page of a PDF end on a line that counts from the next page.
    if where.end_line >= where.line:
        region |= {"endLine": where.end_line, "endColumn": where.end_column}
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(document.path)},
            "region": region,
        }
    }
    if not has_lines(document.path, where):
        name = place(document.path, where, headings=False)
        kind = "paragraph" if where.page is None else "line"
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": name, "kind": kind}]
    return location


def _suppressions(diagnostic: Diagnostic) -> list[dict[str, str]]:
    if diagnostic.standing is Standing.OPEN:
        return []
    # A reason may quote what stands around the match ("part of a name (...)"); SARIF leaves that out.
    reason = standing_reason(diagnostic).split(" (")[0]
    return [{"kind": "external", "status": "accepted", "justification": reason}]


def _invocation(report: Report) -> dict[str, Any]:
    notifications: list[dict[str, Any]] = []
    for document in report.documents:
        if document.error is not None:
            kind, message = document.error.kind.value, document.error.message
            notifications.append(_notification(document, "error", kind, message))
        for gap in document.gaps:
            notifications.append(_notification(document, "warning", "gap", gap))
    notifications += [
        {"descriptor": {"id": "not-read"}, "level": "note", "message": {"text": unread.message}}
        for unread in report.not_read
    ]
    return {
        "executionSuccessful": report.exit_code != 2,
        "toolExecutionNotifications": notifications,
    }


def _notification(document: DocumentReport, level: str, kind: str, message: str) -> dict[str, Any]:
    return {
        "descriptor": {"id": kind},
        "level": level,
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(document.path)}}}],
    }
