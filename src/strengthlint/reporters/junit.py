"""JUnit's XML, which every CI server shows as tests: a suite for each document, a case for each remark.

A case fails where the exit code says so too. What was not read is an error, what could be read only
in part is skipped; neither ever passes. Such reports are kept and shown to others, so they are
redacted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from strengthlint.report import Results
from strengthlint.reporters import View
from strengthlint.reporters.items import Item, of_document, of_run
from strengthlint.reporters.markup import HEAD, element
from strengthlint.reporters.places import portable_path

__all__ = ["REDACTS", "render"]

REDACTS = True

_IN_PART = ("not-read", "read-in-part")


def render(report: Results, view: View) -> str:
    """The report as one `testsuites` element."""
    suites = list(_suites(report, view))
    total: Counter[str] = Counter()
    for _, counts in suites:
        total += counts
    head: dict[str, str | int] = {"name": "strengthlint", **_written(total)}
    return HEAD + element("testsuites", head, (suite for suite, _ in suites))


def _suites(report: Results, view: View) -> Iterator[tuple[str, Counter[str]]]:
    for document in report.each():
        said = list(of_document(report, document, view))
        yield _suite(portable_path(document.path), said)
    run = list(of_run(report))
    if run:
        yield _suite("strengthlint", run)


def _suite(name: str, said: Sequence[Item]) -> tuple[str, Counter[str]]:
    outcomes = [_outcome(item) for item in said]
    # A document in which there is nothing to raise is a test that passes.
    cases = [_case(name, item) for item in said] or [
        element("testcase", {"name": "nothing to raise", "classname": name}, depth=2)
    ]
    counts = Counter(outcomes)
    counts["tests"] = len(cases)
    suite = element("testsuite", {"name": name, **_written(counts)}, cases, depth=1)
    return suite, counts


def _written(counts: Counter[str]) -> dict[str, int]:
    return {
        "tests": counts["tests"],
        "failures": counts["failure"],
        "errors": counts["error"],
        "skipped": counts["skipped"],
    }


def _outcome(item: Item) -> str:
    if item.name:
        return "failure" if item.fails else "passed"
    if item.fails:
        return "error"
    return "skipped" if item.code in _IN_PART else "passed"


def _case(path: str, item: Item) -> str:
    name = item.title
    head: dict[str, str | int] = {"name": name, "classname": path}
    if item.path is not None:
        head["file"] = path
    if item.location is not None:
        head["name"] = f"{name}, line {item.location.line}, column {item.location.column}"
        head["line"] = item.location.line
    outcome = _outcome(item)
    if outcome == "passed":
        inner = element("system-out", {}, text=item.message, depth=3)
    elif outcome == "skipped":
        inner = element("skipped", {"message": item.message}, depth=3)
    else:
        about: dict[str, str | int] = {"message": item.message, "type": item.kind or item.code}
        inner = element(outcome, about, text=_place(path, item), depth=3)
    return element("testcase", head, [inner], depth=2)


def _place(path: str, item: Item) -> str:
    """Where to look, for those servers that show the text of a failure and not its attributes."""
    where = "" if item.location is None else f":{item.location}"
    return f"{path}{where}: {item.title}: {item.message}"
