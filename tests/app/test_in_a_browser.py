"""The page in Chromium, as people use it: by mouse, by keyboard alone, on a phone, in the dark."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")
pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

import docx
from office import TEXT as WORDS
from office import convert
from plans import DEFICIT, STRENGTHS
from playwright import sync_api as playwright
from serving import Running, question, start, swap
from test_work import word_letter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A busy machine takes its time; nothing here says how long.
playwright.expect.set_options(timeout=60_000)
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

TEXT = """Dear Mrs Khan,

Kev failed to engage with us. 😀 He is non-compliant.

He likes tea.
"""
NewPage = Callable[..., Any]
# Whether a website may ask this machine at all is a question that Chromium puts before ours.
ARGUMENTS = ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, running: Running) -> Iterator[NewPage]:
    """Opens the page; at the end nothing was asked of anybody else, and no script had failed."""
    contexts = []
    asked: list[str] = []
    failed: list[str] = []

    def opened(address: str = running.address, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert failed == []
    assert not [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]


def field(page: Page) -> Any:
    return page.get_by_role("textbox", name="Your text")


def write(page: Page, text: str) -> None:
    field(page).click()
    page.keyboard.insert_text(text)


def marked(page: Page, count: int) -> list[str]:
    """The words that are marked, once there are so many."""
    playwright.expect(page.locator("#view mark")).to_have_count(count)
    return page.locator("#view mark").all_inner_texts()  # type: ignore[no-any-return]


def drop(page: Page, name: str, data: bytes) -> None:
    """A file is let go over the page, as from a folder."""
    held = page.evaluate_handle(
        """([name, bytes]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], name));
            return data;
        }""",
        [name, list(data)],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": held})


def test_pasted_text_is_marked_and_a_swap_can_be_undone(new_page: NewPage) -> None:
    page = new_page()
    write(page, TEXT)
    assert marked(page, 2) == ["failed to engage", "non-compliant"]
    summary = page.locator("#summary")
    playwright.expect(summary).to_contain_text("2 places to think about")
    playwright.expect(summary).to_contain_text("2 of 3 passages read well as they are")
    page.get_by_role("button", name="“failed to engage”").click()
    card = page.locator(".card.now")
    playwright.expect(card).to_contain_text(question())
    card.get_by_text("Who says so").click()
    assert card.locator("details li").count() > 0
    card.get_by_role("button", name=f"Write “{swap()}”").click()
    assert marked(page, 1) == ["non-compliant"]
    assert field(page).input_value() == TEXT.replace("failed to engage", swap())
    # The next remark is at hand at once.
    assert page.evaluate("document.activeElement.textContent") == "“non-compliant”"
    page.get_by_role("button", name="Undo").click()
    assert field(page).input_value() == TEXT
    assert marked(page, 2) == ["failed to engage", "non-compliant"]


def test_typing_keeps_the_caret_and_moves_the_marks(new_page: NewPage) -> None:
    page = new_page()
    write(page, TEXT)
    marked(page, 2)
    page.keyboard.press("Control+Home")
    page.keyboard.type("He is lazy. ")
    # Before anything is asked the marks stand on their words.
    assert page.locator("#view mark").all_inner_texts()[-2:] == [
        "failed to engage",
        "non-compliant",
    ]
    assert marked(page, 3) == ["lazy", "failed to engage", "non-compliant"]
    assert page.evaluate("document.activeElement.selectionStart") == len("He is lazy. ")


def test_what_is_left_stays_left(new_page: NewPage) -> None:
    page = new_page()
    write(page, TEXT)
    marked(page, 2)
    page.get_by_role("button", name="“failed to engage”").click()
    page.get_by_role("button", name="Leave it").click()
    assert marked(page, 1) == ["non-compliant"]
    playwright.expect(page.locator("#summary")).to_contain_text("You have left 1 as it is.")
    field(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Hello. He is lazy. ")
    assert marked(page, 2) == ["lazy", "non-compliant"]
    page.get_by_role("button", name="“failed to engage”").click()
    page.get_by_role("button", name="Take it up again").click()
    assert marked(page, 3) == ["lazy", "failed to engage", "non-compliant"]


def test_a_letter_is_dropped_changed_and_comes_back_as_a_copy(
    new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(accept_downloads=True)
    drop(page, "letter.docx", word_letter())
    assert marked(page, 3) == ["failed to engage", "non-compliant", "The homeless"]
    assert page.locator(".document h2").inner_text().startswith("A visit")
    assert page.locator(".document ul li").count() == 1
    assert page.locator(".document td, .document th").count() == 4
    page.locator("mark a", has_text="failed to engage").click()
    page.get_by_role("button", name=f"Write “{swap()}”").click()
    assert marked(page, 2) == ["non-compliant", "The homeless"]
    page.get_by_role("button", name="Leave it").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a Word copy").click()
    assert download.value.suggested_filename == "letter.reviewed.docx"
    playwright.expect(page.locator("#told")).to_contain_text("2 comments, 1 tracked change")
    copy = tmp_path / "letter.reviewed.docx"
    download.value.save_as(copy)
    assert [comment.author for comment in docx.Document(str(copy)).comments] == ["strengthlint"] * 2
    if shutil.which("soffice"):
        convert(tmp_path, WORDS, copy.name)
        text = (tmp_path / "letter.reviewed.txt").read_text("utf-8-sig")
        assert f"{swap()} with us." in text
    page.keyboard.press("Control+z")
    assert marked(page, 2) == ["failed to engage", "The homeless"]


def test_a_passage_of_a_letter_is_put_in_own_words(new_page: NewPage, tmp_path: Path) -> None:
    page = new_page(accept_downloads=True)
    drop(page, "letter.docx", word_letter())
    marked(page, 3)
    page.locator("mark a", has_text="failed to engage").click()
    page.get_by_role("button", name="In my own words").click()
    # The words are chosen, so that what is typed takes their place.
    page.keyboard.type("has not met")
    page.keyboard.press("Escape")
    assert marked(page, 2) == ["non-compliant", "The homeless"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a Word copy").click()
    playwright.expect(page.locator("#told")).to_contain_text("your own words in one place")
    copy = tmp_path / "letter.reviewed.docx"
    download.value.save_as(copy)
    if shutil.which("soffice"):
        convert(tmp_path, WORDS, copy.name)
        text = (tmp_path / "letter.reviewed.txt").read_text("utf-8-sig")
        assert "has not met with us." in text
    with page.expect_download():
        page.get_by_role("button", name="Save a report").click()
    playwright.expect(page.locator("#told")).to_contain_text(
        "one passage is not in it: copy the text"
    )
    page.get_by_role("button", name="Edit as plain text").click()
    assert "Kev has not met with us." in field(page).input_value()
    assert "Day\tWhat happened" in field(page).input_value()


# No paragraph twice, so that each is looked at.
REPORT = [
    f"Kev failed to engage with team {n}. He is lazy. {'We met, and had tea. ' * 20}"
    for n in range(220)
]


@pytest.mark.parametrize("form", ["a letter", "a text"])
def test_a_report_of_forty_pages_shows_how_far_it_is_and_can_be_written_in(
    new_page: NewPage, form: str
) -> None:
    page = new_page()
    so_far = page.get_by_role("progressbar")
    if form == "a letter":
        drop(page, "report.docx", word_letter(*REPORT))
    else:
        write(page, "\n\n".join(REPORT))
    playwright.expect(so_far).to_be_visible()
    text = page.locator("#working-on").inner_text()
    # How far it is: by pages, and then the whole.
    told = r"Page \d+ of about \d+ is read(; .* left)?\.|Looking at it as a whole; .* left\."
    assert re.fullmatch(told, text), text
    assert 0 <= float(so_far.get_attribute("value")) < float(so_far.get_attribute("max"))
    # Meanwhile the page is there to write in, and what is written is seen.
    if form == "a letter":
        playwright.expect(page.locator(".document .block")).to_have_count(226)
        page.locator(".document .block").nth(1).dblclick()
        page.keyboard.press("Control+Home")
        page.keyboard.type("She is lazy. ")
        page.keyboard.press("Escape")
        assert page.locator(".document .block").nth(1).inner_text().startswith("She is lazy. Kev")
    else:
        page.keyboard.press("Control+Home")
        page.keyboard.type("She is lazy. ")
        assert field(page).input_value().startswith("She is lazy. Kev")
    playwright.expect(page.locator("#view mark")).to_have_count(442 if form == "a letter" else 441)
    playwright.expect(so_far).to_be_hidden()


def test_reading_is_stopped_and_taken_up_again(new_page: NewPage) -> None:
    page = new_page()
    drop(page, "report.docx", word_letter(*REPORT))
    # In the first moment in which it can be seen: reading may be done in the next.
    page.wait_for_function(
        "() => { const stop = document.querySelector('#stop');"
        " const shown = document.querySelector('.document .block');"
        " if (!shown || !stop || !stop.offsetParent) return false; stop.click(); return true; }"
    )
    playwright.expect(page.locator("#stopped")).to_be_visible()
    playwright.expect(page.get_by_role("progressbar")).to_be_hidden()
    found = page.locator("#view mark").count()
    # What was asked before does not come any more.
    write_in = new_page()
    write(write_in, "Kev failed to engage.")
    assert marked(write_in, 1) == ["failed to engage"]
    assert page.locator("#view mark").count() == found
    page.get_by_role("button", name="Read on").click()
    playwright.expect(page.locator("#view mark")).to_have_count(441)
    playwright.expect(page.locator("#stopped")).to_be_hidden()


def test_the_text_as_a_whole_is_asked_about_apart(new_page: NewPage) -> None:
    page = new_page()
    write(page, DEFICIT)
    wholes = page.locator("#wholes")
    playwright.expect(wholes.locator("summary").first).to_have_text(
        "3 questions about the text as a whole"
    )
    summary = page.locator("#summary")
    playwright.expect(summary).to_contain_text(f"{page.locator('#view mark').count()} places")
    wholes.locator("summary").first.click()
    card = wholes.locator(".card", has_text="choose, decide or do")
    card.get_by_role("button").first.click()
    playwright.expect(card).to_contain_text("done to Colin")
    playwright.expect(card).to_contain_text("“Colin was referred by the council.”")
    assert card.get_by_role("button", name="Show in the text").count() == 0
    card.get_by_role("button", name="Leave it").click()
    playwright.expect(summary).to_contain_text("You have left 1 as it is.")
    # Words first, then the whole, when one goes through them.
    write(page, " ")
    page.get_by_role("button", name="Next", exact=True).click()
    assert page.locator(".card.now").evaluate("card => Boolean(card.closest('#wholes'))") is False
    page.keyboard.press("Control+End")
    field(page).click()
    page.get_by_role("button", name="Previous", exact=True).click()
    assert page.locator(".card.now").evaluate("card => Boolean(card.closest('#wholes'))") is True


def test_what_is_there_already_is_said(new_page: NewPage) -> None:
    page = new_page()
    write(page, STRENGTHS)
    playwright.expect(page.locator("#summary .good", has_text="Colin").first).to_be_visible()


def test_all_of_it_by_keyboard_alone(new_page: NewPage) -> None:
    page = new_page()

    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            here = page.evaluate(
                "(e => e.getAttribute('aria-label') || e.textContent)(document.activeElement)"
            )
            if here == name:
                return
        raise AssertionError(name)

    tab_to("Your text")
    page.keyboard.insert_text(TEXT)
    marked(page, 2)
    tab_to("Next")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "“failed to engage”"
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    tab_to(f"Write “{swap()}”")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "“non-compliant”"
    tab_to("Leave it")
    page.keyboard.press("Space")
    playwright.expect(page.locator("#summary")).to_contain_text(
        "Nothing here asks for other words."
    )
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 640), ("dark", 360)])
def test_the_page_is_accessible(new_page: NewPage, scheme: str, width: int) -> None:
    """Half of 1280 is what is left at a zoom of 200 %."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = new_page(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True,
        reduced_motion="reduce",
    )  # fmt: skip

    def look() -> None:
        found = axe.run(page).response["violations"]
        assert not [(item["id"], item["nodes"][0]["html"]) for item in found]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    look()
    write(page, TEXT)
    marked(page, 2)
    page.get_by_role("button", name="“failed to engage”").click()
    look()
    page.get_by_role("button", name="Leave it").click()
    drop(page, "letter.docx", word_letter())
    playwright.expect(page.locator(".document")).to_be_visible(timeout=20_000)
    marked(page, 3)
    page.locator("mark a").first.click()
    page.locator(".card.now summary").click()
    look()
    page.goto(page.locator(".card.now details a").evaluate("link => link.href"))
    look()


def test_a_hostile_letter_is_shown_and_not_run(new_page: NewPage) -> None:
    hostile = (
        "<script>document.title = 'run'</script> <img src=x onerror=\"document.title = 'run'\"> "
        "</textarea><style>*{display:none}</style> {{ 7 * 7 }}\n\nKev failed to engage.\n\n"
        "[x](javascript:document.title='run')"
    )
    page = new_page()
    write(page, hostile)
    assert marked(page, 1) == ["failed to engage"]
    page.get_by_role("button", name="“failed to engage”").click()
    page.get_by_role("button", name="Undo")
    drop(page, "<img src=x onerror=alert(1)>.docx", word_letter(hostile))
    playwright.expect(page.locator(".document")).to_be_visible(timeout=20_000)
    assert "<script>document.title" in page.locator(".document").inner_text()
    assert page.locator(".document script, .document img, .document style").count() == 0
    assert page.locator("#name").inner_text() == "<img src=x onerror=alert(1)>.docx"
    assert page.title() == "Read it together – strengthlint"


def test_two_tabs_do_not_disturb_each_other(new_page: NewPage) -> None:
    first, second = new_page(), new_page()
    write(first, "Kev failed to engage.")
    write(second, "The homeless came.")
    assert marked(first, 1) == ["failed to engage"]
    assert marked(second, 1) == ["The homeless"]
    first.keyboard.type(" He is non-compliant.")
    assert marked(first, 2) == ["failed to engage", "non-compliant"]
    assert marked(second, 1) == ["The homeless"]


def test_a_profile_is_remembered_and_nothing_else(new_page: NewPage, running: Running) -> None:
    page = new_page()
    write(page, "The special education student failed to engage.")
    playwright.expect(page.locator("#view mark", has_text="failed to engage")).to_have_count(1)
    page.get_by_label("Where you write").select_option("us")
    marked(page, 2)
    page.goto(running.address)
    playwright.expect(page.get_by_label("Where you write")).to_have_value("us")
    assert field(page).input_value() == ""
    stored = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
    assert stored == ["strengthlint-profile=us", 0, 0]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are told otherwise there")
def test_a_killed_worker_and_a_stopped_program(new_page: NewPage, tmp_path: Path) -> None:
    server = start(tmp_path)
    try:
        page = new_page(server.address)
        write(page, "Kev failed to engage.")
        marked(page, 1)
        listed = subprocess.run(
            ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(server.process.pid)],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        workers = [line.split()[0] for line in listed.splitlines() if "spawn_main" in line]
        assert workers
        for worker in workers:
            os.kill(int(worker), signal.SIGKILL)
        page.keyboard.type(" He is non-compliant.")
        assert marked(page, 2) == ["failed to engage", "non-compliant"]
    finally:
        server.process.terminate()
        server.process.wait(20)
    page.keyboard.type(" Tea.")
    trouble = page.locator("#trouble")
    playwright.expect(trouble).to_contain_text("Your text is still here")
    assert field(page).input_value() == "Kev failed to engage. He is non-compliant. Tea."


def test_what_cannot_be_read_is_told_and_costs_nothing(new_page: NewPage) -> None:
    page = new_page()
    write(page, TEXT)
    marked(page, 2)
    drop(page, "scan.docx", b"PK nothing")
    trouble = page.locator("#trouble")
    playwright.expect(trouble).to_contain_text("scan.docx: ")
    assert field(page).input_value() == TEXT
    page.set_input_files("#file", {"name": "a.xyz", "mimeType": "x/y", "buffer": b"x"})
    playwright.expect(trouble).to_contain_text("Files of this type (.xyz) cannot be read")


def test_a_letter_is_read_to_its_end_where_the_next_one_cannot_be_read(new_page: NewPage) -> None:
    page = new_page()
    drop(page, "report.docx", word_letter(*REPORT))
    playwright.expect(page.locator(".document .block")).to_have_count(226)
    page.set_input_files("#file", {"name": "a.xyz", "mimeType": "x/y", "buffer": b"x"})
    playwright.expect(page.locator("#trouble")).to_contain_text("Files of this type (.xyz)")
    playwright.expect(page.locator("#view mark")).to_have_count(441)


def test_a_page_of_another_origin_is_let_in_only_where_it_was_named(
    browser: Browser, running: Running
) -> None:
    ask = """async (address) => {
        try {
            const body = new URLSearchParams({ text: "Kev failed to engage.", language: "en-GB" });
            const answer = await fetch(address, { method: "POST", body });
            return (await answer.json()).matches.length;
        } catch (error) {
            return error.name;
        }
    }"""
    context = browser.new_context()
    context.route(
        "**/*.example/**",
        lambda route: route.fulfill(body="<p>Another site", content_type="text/html"),
    )
    page = context.new_page()
    address = f"http://127.0.0.1:{running.port}/v2/check"
    page.goto("http://friend.example/")
    assert page.evaluate(ask, address) == 1
    page.goto("http://stranger.example/")
    assert page.evaluate(ask, address) == "TypeError"
    assert page.evaluate(ask, f"{running.address}check") == "TypeError"
    context.close()
