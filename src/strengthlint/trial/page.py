"""A sheet of findings as one HTML page that needs nothing else and keeps nothing.

The verdicts live in the page until they are saved as a CSV file, which is what is read back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files

from strengthlint.lexicon.spreadsheet import guard
from strengthlint.reporters.page import colours
from strengthlint.trial import Finding
from strengthlint.trial.sheet import QUESTION, Verdict, cells, headings

__all__ = ["render"]

_LABELS = {
    Verdict.YES: "Yes",
    Verdict.OPTIONAL: "Optional",
    Verdict.NO: "No",
}


def render(
    findings: Sequence[Finding],
    verdicts: Mapping[tuple[str, str], Verdict],
    *,
    name: str,
    blind: bool = False,
) -> str:
    """The whole page.

    Args:
        findings: In the order in which they are shown.
        verdicts: What is known already, by code and fingerprint.
        name: What the CSV file is called that the page saves.
        blind: Whether it says nothing of codes and levels.
    """
    return "\n".join(_page(findings, verdicts, name, blind)) + "\n"


def _page(
    findings: Sequence[Finding],
    verdicts: Mapping[tuple[str, str], Verdict],
    name: str,
    blind: bool,
) -> Iterator[str]:
    count = "1 finding" if len(findings) == 1 else f"{len(findings):,} findings"
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield "<title>Findings to judge</title>"
    yield f"<style>\n{colours()}\n{_part('page.css')}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield "<h1>Findings to judge</h1>"
    yield (
        f"<p>{count}. For each: <strong>{escape(QUESTION)}</strong> "
        "Would a good colleague have raised these words, here, with the person who wrote them?</p>"
    )
    yield (
        "<p>Yes: they would. Optional: sensible people would differ. No: another sense, somebody "
        "else’s view, or nothing to raise.</p>"
    )
    yield (
        "<p>Keys: y, o and n answer and go on; arrow up and down move. Nothing is kept by this page: "
        "save before you close it.</p>"
    )
    yield "<noscript><p>Saving needs JavaScript. Without it, judge a sheet in CSV.</p></noscript>"
    yield "</header>"
    yield '<form id="bar" hidden><p id="progress" role="status"></p>'
    yield '<p><button type="button" id="save">Save the verdicts</button></p></form>'
    yield '<main id="findings">'
    for number, finding in enumerate(findings):
        verdict = verdicts.get((finding.key.code, finding.key.fingerprint))
        yield from _finding(number, finding, verdict, blind)
    yield "</main>"
    yield f'<script type="application/json" id="data">{_data(findings, name, blind)}</script>'
    yield f"<script>\n{_part('page.js')}</script>"
    yield "</body>"
    yield "</html>"


def _part(name: str) -> str:
    return files("strengthlint.trial").joinpath(name).read_text(encoding="utf-8")


def _finding(number: int, finding: Finding, verdict: Verdict | None, blind: bool) -> Iterator[str]:
    sentence, start, end = finding.sentence, finding.start, finding.end
    yield f'<article id="f{number}" tabindex="-1">'
    before = f'<span class="around">{escape(finding.before)}</span> ' if finding.before else ""
    after = f' <span class="around">{escape(finding.after)}</span>' if finding.after else ""
    yield (
        f"<p>{before}{escape(sentence[:start])}<mark>{escape(sentence[start:end])}</mark>"
        f"{escape(sentence[end:])}{after}</p>"
    )
    yield f'<fieldset><legend class="hidden">{escape(QUESTION)}</legend>'
    for value, label in _LABELS.items():
        checked = " checked" if value is verdict else ""
        yield (
            f'<label><input type="radio" name="v{number}" value="{value.value}"{checked}> '
            f"{label}</label>"
        )
    yield "</fieldset>"
    if not blind:
        about = f"{finding.key.code} {finding.name}, {finding.level}"
        yield f'<p class="about">{escape(about)} · {escape(finding.place)}</p>'
    yield "</article>"


def _data(findings: Sequence[Finding], name: str, blind: bool) -> str:
    """The rows that are saved, without verdicts; "</script>" cannot end it early."""
    rows = [[guard(cell) for cell in cells(finding, None, blind=blind)] for finding in findings]
    data = {"name": name, "headings": headings(blind=blind), "rows": rows}
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
