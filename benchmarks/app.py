"""How long somebody waits at the page: for the first mark, for a changed word, for a long report.

Starts `strengthlint app`, asks it over HTTP, and, where Chromium and Playwright are there, does in a
browser what a person does. Give it letters to take the text from, else the examples are taken:

    python benchmarks/app.py [--text FILE …] [--runs 7] [--pages 40] [--no-browser]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

EXAMPLES = Path(__file__).parents[1] / "examples"
WARM = 15
"""Seconds after which a server is warm that nobody asks."""
LETTER = 450
"""Words of a letter of one page."""
PAGE = 500
"""Words on a page of a report."""

# Counts in the page itself, from now on until there is a mark more.
SINCE = """() => {
    const count = () => document.querySelectorAll("#view mark").length;
    const [before, since] = [count(), performance.now()];
    window.marked = new Promise((done) => {
        const seen = new MutationObserver(() => {
            if (count() <= before) return;
            seen.disconnect();
            requestAnimationFrame(() => done(performance.now() - since));
        });
        seen.observe(document.getElementById("view"), { childList: true, subtree: true });
    });
}"""
# What keeps the page from answering for 50 milliseconds or more, from now on.
TASKS = """() => {
    window.tasks = [];
    const seen = (list) => window.tasks.push(...list.getEntries().map((each) => each.duration));
    new PerformanceObserver(seen).observe({ type: "longtask" });
}"""
PASTE = """(text) => {
    const field = document.querySelector("#view textarea");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, nargs="*", default=[EXAMPLES / "note.txt"])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--no-browser", action="store_true")
    asked = parser.parse_args()
    words = [word for file in asked.text for word in file.read_text("utf-8").split(" ")]
    with tempfile.TemporaryDirectory() as folder:
        since = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "strengthlint", "app", "--no-browser"],
            cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            print(f"{'the address is there after':<52} {time.perf_counter() - since:8.2f} s")
            over_http(address, words, asked.runs, asked.pages)
            if shutil.which("chromium") and not asked.no_browser:
                in_a_browser(address, words, asked.runs, asked.pages)
        finally:
            server.terminate()
            server.wait(20)


def over_http(address: str, words: Sequence[str], runs: int, pages: int) -> None:
    first = next(timed(address, {"text": "He failed to engage."}))[0]
    print(f"{'first text (the worker starts)':<52} {first:8.2f} s")
    # What else first letters need is made while nobody asks.
    time.sleep(WARM)
    letters = [letter(words, number) for number in range(runs)]
    told = [list(timed(address, {"text": text, "page": f"{n}"})) for n, text in enumerate(letters)]
    say(f"a letter of {LETTER} words: its words", [parts[0][0] for parts in told])
    say("    and all of it as a whole", [parts[-1][0] for parts in told])
    told = [
        list(timed(address, {"text": f"He is lazy. {text}", "page": f"{n}"}))
        for n, text in enumerate(letters)
    ]
    say("    one sentence more: its words", [parts[0][0] for parts in told])
    say("    and all of it as a whole", [parts[-1][0] for parts in told])
    report = long_one(words, pages)
    for name, text in (("", report), (", one sentence more", f"He is lazy. {report}")):
        parts = list(timed(address, {"text": text, "page": "report"}))
        found = [at for at, part in parts if "remarks" in part]
        words_at = [at for at, part in parts if "remarks" in part and "isPart" not in part]
        count = sum("progress" in part for _, part in parts)
        say(f"{pages} pages{name}: the first remarks", found[:1])
        say(f"    all words ({count} times told how far)", words_at[:1])
        say("    and all of it as a whole", found[-1:])


def in_a_browser(address: str, words: Sequence[str], runs: int, pages: int) -> None:
    from playwright import sync_api

    with sync_api.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        pasted, typed = [], []
        for number in range(runs):
            page = browser.new_page()
            page.goto(address)
            page.wait_for_selector("#view textarea")
            pasted.append(until_pasted(page, letter(words, number)))
            page.wait_for_timeout(500)
            typed.append(until_typed(page))
            page.close()
        say("Chromium: a pasted letter, to its first mark", pasted)
        say("    a word typed, to its mark", typed)
        page = browser.new_page()
        page.goto(address)
        since = time.perf_counter()
        say(
            f"Chromium: {pages} pages, to the first mark",
            [until_pasted(page, long_one(words, pages))],
        )
        page.wait_for_selector("#working", state="hidden", timeout=600_000)
        say("    until nothing is read any more", [time.perf_counter() - since])
        say("    a word typed, to its mark", [until_typed(page)])
        for place, key in (("beginning", "Control+Home"), ("end", "Control+End")):
            page.keyboard.press(key)
            page.wait_for_timeout(2000)
            tasks = while_typed(page, "He came by for tea, and is lazy. ")
            say(f"    typing at the {place}: what stalls longest", [max(tasks, default=0)])
        browser.close()


def while_typed(page: Any, text: str) -> list[float]:
    """Seconds of each task above 50 milliseconds while somebody types, and until it is answered."""
    page.evaluate(TASKS)
    page.keyboard.type(text, delay=60)
    page.wait_for_timeout(2000)
    return [float(each) / 1000 for each in page.evaluate("window.tasks")]


def until_pasted(page: Any, text: str) -> float:
    """Seconds from a paste to the first mark."""
    page.evaluate(SINCE)
    page.evaluate(PASTE, text)
    return float(page.evaluate("window.marked")) / 1000


def until_typed(page: Any) -> float:
    """Seconds from the last letter of a word at the beginning to its mark."""
    page.focus("#view textarea")
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("He is laz. ")
    for _ in ". ":
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(1000)
    page.evaluate(SINCE)
    page.keyboard.type("y")
    return float(page.evaluate("window.marked")) / 1000


def letter(words: Sequence[str], number: int) -> str:
    """A letter like no other, so that nothing of it is known before."""
    body = islice(cycle(words), number * 37, number * 37 + LETTER)
    return f"Dear Mrs Khan {number},\n\nKev failed to engage with us.\n\n{' '.join(body)}"


def long_one(words: Sequence[str], pages: int) -> str:
    """A report in which no paragraph stands twice."""
    parts = [f"Week {n}. {letter(words, n * 13)}" for n in range(pages * PAGE // LETTER + 1)]
    return "\n\n".join(parts)


def timed(address: str, asked: dict[str, Any]) -> Iterator[tuple[float, dict[str, Any]]]:
    """The parts of an answer, each with the seconds until it was there."""
    since = time.perf_counter()
    request = urllib.request.Request(f"{address}check", json.dumps(asked).encode())
    with urllib.request.urlopen(request) as answer:
        for line in answer:
            yield time.perf_counter() - since, json.loads(line)


def say(what: str, seconds: Sequence[float]) -> None:
    most = f"   (at most {1000 * max(seconds):.0f})" if len(seconds) > 1 else ""
    print(f"{what:<52} {1000 * median(seconds):8.0f} ms{most}", flush=True)


if __name__ == "__main__":
    main()
