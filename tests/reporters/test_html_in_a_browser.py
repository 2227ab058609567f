"""The page in Chromium: accessible by axe in light, dark and narrow windows; nothing is fetched."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from test_html_reporter import NOTE, reported
from test_rates import ABOUT, counted

from strengthlint.diagnostic import Level
from strengthlint.figures import Figures
from strengthlint.figures.history import point_of
from strengthlint.report import Report
from strengthlint.reporters import View, render
from strengthlint.reporters.overview import overview
from strengthlint.tables.page import page as page_of_notes

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

LONG = """# A visit

The homeless man is non-compliant, hard to reach, and she suffers from
depression. He committed suicide. “I am an addict,” she said.

## What next

The elderly are a burden.
"""


def the_text() -> str:
    return render("html", reported(note__md=NOTE, long__md=LONG, clean__txt="Tea."), View())


def the_figures(report: Report) -> str:
    week = timedelta(days=7)
    now = datetime(2026, 11, 28, tzinfo=timezone.utc)
    figures = Figures.of(report)
    points = [
        replace(
            point_of(report, figures, now + number * week), lexicon=f"{number // 2}", words=words
        )
        for number, words in enumerate((9000, 10000, 12000))
    ]
    return overview(
        replace(report, unchecked=3, show=Level.NOTE), figures, View(), points, "Our letters"
    )


def the_notes() -> str:
    rates = counted()
    rates.not_read = 2
    rates.tell(7, "This row has 4 cells and the head has 3.")
    return page_of_notes(rates, ABOUT)


@pytest.mark.parametrize("which", ["text", "figures", "notes"])
def test_the_page_is_accessible_and_fetches_nothing(
    which: str, report: Report, tmp_path: Path
) -> None:
    page_file = tmp_path / "report.html"
    made = {"text": the_text, "figures": lambda: the_figures(report), "notes": the_notes}
    page_file.write_text(made[which](), "utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme, width in (("light", 1280), ("dark", 1280), ("light", 360)):
            # axe is a script, and the page allows none.
            context = browser.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
            )
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(page_file.as_uri())
            found = axe.Axe().run(page).response["violations"]
            assert not [(item["id"], item["nodes"][0]["html"]) for item in found]
            assert asked == [page_file.as_uri()]
            # Nothing sticks out at the side.
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            context.close()
        browser.close()
