"""SARIF 2.1.0, for code scanning and the tools around it.

SARIF files are uploaded, kept and shown to others, so they are redacted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from strengthlint import __version__
from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Location
from strengthlint.lexicon.entry import FAMILIES, Entry, Source
from strengthlint.pages import entry_markdown, entry_text
from strengthlint.report import DocumentReport, Report
from strengthlint.reporters import View
from strengthlint.reporters.items import (
    Item,
    counted,
    of_run,
    on_reading,
    places_counted,
    swaps,
)
from strengthlint.reporters.places import has_lines, place, uri
from strengthlint.reporters.remarks import remark, standing_reason

__all__ = ["REDACTS", "render"]

REDACTS = True

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Level.RETHINK: "error", Level.REFLECT: "warning", Level.NOTE: "note"}

# The number goes up when fingerprints are made in another way, so that old ones are not compared.
_FINGERPRINT = "strengthlint/v1"

_BASE = "SRCROOT"
# What each is, and what to do.
_NOTIFICATIONS = {
    "not-read": (
        "A document that could not be read, or files of a type that is not read.",
        "Its message says what helps. A file that was not read is never a clean file.",
    ),
    "read-in-part": (
        "Something in a document that could not be read.",
        "Look at the words in it yourself.",
    ),
    "told": (
        "A line in a document that speaks to strengthlint and needs a look.",
        "Mend the line, or take it out.",
    ),
    "interrupted": (
        "The run was broken off before all documents were checked.",
        "Run it again; what was checked is kept.",
    ),
}


def render(report: Report, view: View) -> str:
    """The report as one SARIF run, in ASCII so that it survives every output encoding."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_Run(report, view).object()]}
    return json.dumps(log, indent=2) + "\n"


class _Run:
    """One run; knows which folder its paths are told from and which rules it names."""

    def __init__(self, report: Report, view: View) -> None:
        self._report = report
        self._view = view
        self._rules = list(_rules(report))
        self._index = {rule["id"]: position for position, rule in enumerate(self._rules)}

    def object(self) -> dict[str, Any]:
        report = self._report
        return {
            "tool": {
                "driver": {
                    "name": "strengthlint",
                    "semanticVersion": __version__,
                    "shortDescription": {"text": "A linter for language about people."},
                    "rules": self._rules,
                    "notifications": [
                        {
                            "id": key,
                            "shortDescription": {"text": what},
                            "fullDescription": {"text": what},
                            "help": {"text": advice},
                        }
                        for key, (what, advice) in _NOTIFICATIONS.items()
                    ],
                    "properties": {
                        "lexicon": {
                            "version": report.lexicon.version,
                            "digest": report.lexicon.digest,
                        }
                    },
                }
            },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                _BASE: {
                    "description": {
                        "text": "The top of the repository, or the folder that was worked in."
                    }
                }
            },
            "invocations": [self._invocation()],
            "results": list(self._counts() if self._view.statistics else self._results()),
        }

    # Results

    def _results(self) -> Iterator[dict[str, Any]]:
        for document, diagnostic in self._report.diagnostics():
            result = self._result(document.path, diagnostic.code, diagnostic.level)
            result["message"] = {"text": remark(diagnostic)}
            result["locations"] = [self._location(document, diagnostic)]
            related = [
                {"physicalLocation": self._physical(document, each)} for each in diagnostic.places
            ]
            if related:
                result["relatedLocations"] = related
            result["partialFingerprints"] = {_FINGERPRINT: diagnostic.fingerprint}
            # SARIF wants the list on every result where any has one; empty means that it stands.
            result["suppressions"] = _suppressions(diagnostic)
            fixes = list(self._fixes(document, diagnostic))
            if fixes:
                result["fixes"] = fixes
            yield result

    def _counts(self) -> Iterator[dict[str, Any]]:
        """A result for each rule in a document, with how often it speaks there."""
        for document in self._report.documents:
            for (code, _, level), count in counted(self._report, document):
                result = self._result(document.path, code, level)
                result["message"] = {"text": places_counted(count)}
                result["occurrenceCount"] = count
                yield result

    def _result(self, path: str, code: str, level: Level) -> dict[str, Any]:
        return {
            "ruleId": code,
            "ruleIndex": self._index[code],
            "level": _LEVELS[level],
            "message": {},
            "locations": [{"physicalLocation": {"artifactLocation": self._artifact(path)}}],
        }

    def _artifact(self, path: str) -> dict[str, Any]:
        place = uri(path, self._view.repository)
        # What lies elsewhere is told in full.
        return {"uri": place} if ":" in place else {"uri": place, "uriBaseId": _BASE}

    def _location(self, document: DocumentReport, diagnostic: Diagnostic) -> dict[str, Any]:
        where = diagnostic.location
        location: dict[str, Any] = {"physicalLocation": self._physical(document, where)}
        if not has_lines(document.path, where):
            name = place(document.path, where)
            kind = "paragraph" if where.page is None else "line"
            location["logicalLocations"] = [
                {"name": name, "fullyQualifiedName": name, "kind": kind}
            ]
        return location

    def _physical(self, document: DocumentReport, where: Location) -> dict[str, Any]:
        return {"artifactLocation": self._artifact(document.path), "region": _region(where)}

    def _fixes(self, document: DocumentReport, diagnostic: Diagnostic) -> Iterator[dict[str, Any]]:
        if diagnostic.standing is not Standing.OPEN:
            return
        for text in swaps(diagnostic):
            replacement = {
                "deletedRegion": _region(diagnostic.location),
                "insertedContent": {"text": text},
            }
            yield {
                "description": {"text": f"Write “{text}”."},
                "artifactChanges": [
                    {
                        "artifactLocation": self._artifact(document.path),
                        "replacements": [replacement],
                    }
                ],
            }

    # What happened

    def _invocation(self) -> dict[str, Any]:
        said = [
            *(item for each in self._report.documents for item in on_reading(self._report, each)),
            *of_run(self._report),
        ]
        return {
            # Something to rethink is a result, and no failure of the run.
            "executionSuccessful": self._report.exit_code in (0, 1),
            "toolExecutionNotifications": [self._notification(item) for item in said],
        }

    def _notification(self, item: Item) -> dict[str, Any]:
        notification: dict[str, Any] = {
            "descriptor": {"id": item.code, "index": list(_NOTIFICATIONS).index(item.code)},
            "level": item.severity.value,
            "message": {"text": item.message},
        }
        if item.kind:
            notification["properties"] = {"kind": item.kind}
        if item.path is not None:
            notification["locations"] = [
                {"physicalLocation": {"artifactLocation": self._artifact(item.path)}}
            ]
        return notification


def _region(where: Location) -> dict[str, int]:
    region = {"startLine": where.line, "startColumn": where.column}
    # Words that run over a page of a PDF end on a line that counts from the next page.
    if where.end_line >= where.line:
        region |= {"endLine": where.end_line, "endColumn": where.end_column}
    return region


def _suppressions(diagnostic: Diagnostic) -> list[dict[str, str]]:
    if diagnostic.standing is Standing.OPEN:
        return []
    kind = "inSource" if diagnostic.standing is Standing.SUPPRESSED else "external"
    return [{"kind": kind, "status": "accepted", "justification": standing_reason(diagnostic)}]


def _rules(report: Report) -> Iterable[dict[str, Any]]:
    """The rules behind the results, in the order of their codes."""
    rules = {code: _rule(entry, report.sources) for code, entry in report.entries.items()}
    for _, diagnostic in report.diagnostics():
        if diagnostic.code not in rules:
            rules[diagnostic.code] = _rule_without_entry(diagnostic)
    return (rules[code] for code in sorted(rules))


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
