"""What the worker process does: reads, checks, writes copies and reports; all of it in memory.

Every method takes and gives plain values, so that they can go through a pipe.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from strengthlint import limits
from strengthlint.app.blocks import Json, Places, blocks_of, document_of, remarks
from strengthlint.app.choices import Choices
from strengthlint.config import Settings
from strengthlint.diagnostic import Level
from strengthlint.document import Document
from strengthlint.errors import ReadErrorKind, StrengthlintError, UnreadableDocument
from strengthlint.readers import text as text_reader
from strengthlint.readers.normalise import without_lone_surrogates
from strengthlint.rechecking import Earlier
from strengthlint.report import DocumentReport
from strengthlint.run import Checker, Found, start

__all__ = ["MOST_CHARACTERS", "NONSENSE", "Work"]

MOST_CHARACTERS = 1_000_000
"""Of a text that is pasted or typed: a book of 400 pages."""

NONSENSE = "What was sent is not what this page sends. Reload the page."
"""What is told where a request has not the shape that it should have."""

_TEXT = "text.txt"
_MOST_SETTINGS = 16
_MOST_PAGES = 6
_WARM = "The homeless man failed to engage."


class Work:
    """Everything that is done with somebody's text.

    Args:
        settings: What holds where the page or a client says nothing else.
        is_wanted: Asked now and then whether anybody still waits for a check.
    """

    def __init__(self, settings: Settings, is_wanted: Callable[[], bool] = lambda: True) -> None:
        self._settings = settings
        self._is_wanted = is_wanted
        self._checker = Checker(keep_documents=True)
        self._seen: set[Settings] = set()
        self._pages: OrderedDict[str, Earlier] = OrderedDict()

    def warm_up(self) -> None:
        """Load what the first text would wait for."""
        linter = self._checker.of(self._settings)
        linter.check_text(_WARM)

    def check(self, asked: Json) -> Json:
        """Check a text, or the blocks of a document as they are now.

        Args:
            asked: `text` or `blocks`; `profile`; and `page`, by which a page is known that asks again,
                so that only what changed is looked at.

        Raises:
            Superseded: where the same page has asked anew.
        """
        settings = self._chosen(asked)
        try:
            if "blocks" in asked:
                document, places = document_of(asked["blocks"], str(asked.get("name") or _TEXT))
                _refuse_long(document.source)
            else:
                document = text_of(str(asked["text"]))
                places = Places(document, [0])
        except (AttributeError, LookupError, TypeError, ValueError):
            raise StrengthlintError(NONSENSE) from None
        earlier = self._earlier(str(asked.get("page", "")))
        linter = self._checker.of(settings)
        report = limits.within(
            lambda: linter.check_again(document, earlier, self._is_wanted), len(document.source)
        )
        told = remarks(report, places, self._checker.lexicon_of(settings))
        return {**_about(report), "remarks": told}

    def check_plain(self, text: str, settings: Settings) -> list[Json]:
        """The remarks on a text that are open and shown, for the LanguageTool protocol."""
        settings = self._known(settings)
        document = text_of(text)
        report = self._checked(document, settings)
        told = remarks(report, Places(document, [0]), self._checker.lexicon_of(settings))
        ranks = {level.value: level for level in Level}
        return [
            remark
            for remark in told
            if remark["block"] is not None
            and remark["standing"] == "open"
            and ranks[remark["level"]] >= settings.show
        ]

    def open(self, name: str, data: bytes, asked: Json) -> Json:
        """A document as the page shows it, with the remarks on it.

        Raises:
            UnreadableDocument: if it cannot be read.
        """
        settings = self._chosen(asked)
        report = self._checker.check_bytes(name, self._without_ours(name, data), settings)
        if report.error is not None:
            raise UnreadableDocument(report.error.kind, report.error.message)
        document = report.document
        if document is None:
            raise StrengthlintError(NONSENSE)
        about = _about(report)
        if report.attached:
            about["notices"].append("What is attached was read too; a report tells of it.")
        return {
            **about,
            "name": name,
            "blocks": list(blocks_of(document)),
            "remarks": remarks(report, Places(document), self._checker.lexicon_of(settings)),
            "copy": _form(name),
        }

    def copy(self, name: str, data: bytes, asked: Json) -> Json:
        """A copy of a document in its own form, with what was decided on the page.

        Raises:
            UnreadableDocument: if it cannot be read.
            StrengthlintError: if no copy can be made.
        """
        from strengthlint.review import Wishes, copy_name, writer_for

        writer = writer_for(Path(name))
        if writer is None:
            return self.report(name, data, asked)
        settings = self._chosen(asked)
        choices = Choices(asked.get("accepted", ()), asked.get("left", ()))

        def check(document: Document) -> DocumentReport:
            # As in a run: text pays for time; twice, since a copy is written too.
            limits.earn(2 * sum(len(segment.text) for segment in document.segments))
            return choices.applied(self._checked(document, settings))

        wishes = Wishes(settings.show, suggest=choices.has_accepted)
        copy = limits.within(lambda: writer.write(name, data, check, wishes))
        one, several = writer.REMARKS
        notes = [*choices.notes, *copy.notes, *copy.report.gaps]
        return {
            "name": copy_name(Path(name), "reviewed", PurePath(name).suffix).name,
            "data": copy.data,
            "told": f"{copy.remarks} {one if copy.remarks == 1 else several}"
            + (f", {copy.changes} tracked {_change(copy.changes)}" if copy.changes else ""),
            "notes": notes,
        }

    def report(self, name: str, data: bytes, asked: Json) -> Json:
        """The report on a document as a page for the browser.

        Raises:
            UnreadableDocument: if it cannot be read.
        """
        from strengthlint import reporters

        settings = self._chosen(asked)
        checked = self._checker.check_bytes(name, data, settings)
        if checked.error is not None:
            raise UnreadableDocument(checked.error.kind, checked.error.message)
        found = Found(Path(name), settings)
        report = start([], self._checker, settings, first=[(found, checked)]).finished()
        return {
            "name": f"{PurePath(name).stem}.reviewed.html",
            "data": reporters.render("html", report, reporters.View()).encode(),
            "told": "",
            "notes": [],
        }

    # How

    def _checked(self, document: Document, settings: Settings) -> DocumentReport:
        linter = self._checker.of(settings)
        characters = sum(len(segment.text) for segment in document.segments)
        return limits.within(lambda: linter.check_document(document), characters)

    def _earlier(self, page: str) -> Earlier:
        """What was found on a page before; of a few pages, and in memory alone."""
        if not page:
            return Earlier()
        earlier = self._pages.setdefault(page, Earlier())
        self._pages.move_to_end(page)
        if len(self._pages) > _MOST_PAGES:
            self._pages.popitem(last=False)
        return earlier

    def _without_ours(self, name: str, data: bytes) -> bytes:
        """A copy that we reviewed before, as it was without our remarks: a new copy starts there."""
        from strengthlint.review import writer_for

        writer = writer_for(Path(name))
        if writer is None:
            return data
        try:
            return limits.within(lambda: writer.clean(name, data)).data
        except StrengthlintError:
            # What cannot be written may well be read, and the reader knows best why not.
            return data

    def _chosen(self, asked: Json) -> Settings:
        profile = str(asked.get("profile") or self._settings.profile)
        return self._known(replace(self._settings, profile=profile))

    def _known(self, settings: Settings) -> Settings:
        """The settings, with room made where a client has asked with very many different ones."""
        if settings not in self._seen and len(self._seen) >= _MOST_SETTINGS:
            self._checker = Checker(keep_documents=True)
            self._seen.clear()
        self._seen.add(settings)
        return settings


def text_of(text: str) -> Document:
    """A text as it is typed or sent; places are places in it."""
    clean = without_lone_surrogates(text)
    _refuse_long(clean)
    return limits.within(
        lambda: Document(_TEXT, clean, tuple(text_reader.segments(clean))), len(clean)
    )


def _refuse_long(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise UnreadableDocument(
            ReadErrorKind.TOO_LARGE,
            f"This text has {len(text):,} characters; the limit is {MOST_CHARACTERS:,}. Save it as a "
            "file and drop that here, or check it in parts.",
        )


def _about(report: DocumentReport) -> Json:
    return {"gaps": list(report.gaps), "notices": list(report.notices), "words": report.words}


def _form(name: str) -> str:
    """What people call a copy in a document's own form; "" where only a page can be made."""
    from strengthlint.review import writer_for

    if writer_for(Path(name)) is None:
        return ""
    return "PDF" if PurePath(name).suffix.lower() == ".pdf" else "Word"


def _change(count: int) -> str:
    return "change" if count == 1 else "changes"
