"""What the worker process does: reads, checks, writes copies and reports; all of it in memory.

Every method takes and gives plain values, so that they can go through a pipe.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
from strengthlint.rechecking import Earlier, rest
from strengthlint.report import DocumentReport
from strengthlint.run import Checker, Found, start
from strengthlint.run.current import Stamp

__all__ = ["MOST_CHARACTERS", "NONSENSE", "Holding", "Work"]

MOST_CHARACTERS = 1_000_000
"""Of a text that is pasted or typed: a book of 400 pages."""

NONSENSE = "What was sent is not what this page sends. Reload the page."
"""What is told where a request has not the shape that it should have."""

_NO_PROFILE = "What is chosen under “Where you write” is not there any more. Copy your text, then reload the page."
_TEXT = "text.txt"
_MOST_SETTINGS = 16
_MOST_PAGES = 6
_WARM = "The homeless man failed to engage."
_LETTER = (
    "Dear Mrs Ali,",
    "I am writing about Joe Bell, who is 54 and has lived at Elm House since March. Joe suffers from asthma "
    "and is hard to reach. He was referred by the council and was placed on the second floor.",
    "Joe said: “I want my own front door, and a cat.” His sister rings him on Sundays, and he is good with "
    "engines. He refused his medication twice, and has failed to engage with the group.",
    "He lacks insight and can be aggressive. He was assessed by the nurse, who decided that he needs to be "
    "monitored. He claims that nobody told him. The homeless are often seen as a burden.",
    "Next steps: we will ring Joe on Monday and ask what would help. The service has not yet replied to him. "
    "He will be supported to make a plan, and to see the doctor about his chest. Non-compliant so far.",
    "Yours sincerely, Ann Reed",
)
"""What a first letter may well hold, so that it finds all in place that it needs."""
_FIRST, _BETWEEN = 0.4, 0.2
"""Seconds until progress is told for the first time, and from one time to the next."""
_LONG = 6000
"""Characters of a document that is not answered about in one piece."""
_WORTH_TELLING = {"words": 3000, "whole": 100}
"""Below a page nobody is told how far it is, however busy a machine may be."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds where the page or a client says nothing else.

    Attributes:
        settings: The settings.
        lexicons: Tells their lexicons from what they were.
        trouble: What is wrong with settings that therefore do not hold, one sentence each.
    """

    settings: Settings
    lexicons: Stamp = ()
    trouble: tuple[str, ...] = ()


class Work:
    """Everything that is done with somebody's text.

    Args:
        holding: What holds at first.
        is_wanted: Asked now and then whether anybody still waits for a check.
        tell: Given what there is to tell before the work is done: `progress`, with what is `done` of
            how much (`of`), or a part of the answer.
    """

    def __init__(
        self,
        holding: Holding,
        is_wanted: Callable[[], bool] = lambda: True,
        tell: Callable[[Json], None] = lambda told: None,
    ) -> None:
        self._holding = holding
        self._is_wanted = is_wanted
        self._tell = tell
        self._checker = Checker(keep_documents=True)
        self._seen: set[Settings] = set()
        self._pages: OrderedDict[str, Earlier] = OrderedDict()

    def hold(self, holding: Holding) -> None:
        """Take what holds from now on."""
        if holding.lexicons != self._holding.lexicons:
            self._checker = Checker(keep_documents=True)
            self._seen.clear()
        self._holding = holding

    def warm_up(self) -> None:
        """Load what the first text would wait for."""
        linter = self._checker.of(self._holding.settings)
        linter.check_text(_WARM)

    def made_ready(self) -> Iterator[None]:
        """Make, a little a step, what first letters would wait for; for when nobody asks."""
        linter = self._checker.of(self._holding.settings)
        for number in range(len(_LETTER)):
            linter.check_again(text_of("\n\n".join(_LETTER[: number + 1])), Earlier(), whole=False)
            yield
        linter.check_document(text_of("\n\n".join(_LETTER)))
        yield
        yield from linter.made_ready()

    def check(self, asked: Json) -> Json:
        """Check a text, or the blocks of a document as they are now.

        Args:
            asked: `text` or `blocks`; `profile`; and `page`, by which a page is known that asks again,
                so that only what changed is looked at.

        Raises:
            rechecking.Superseded: where the same page has asked anew.
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
        lexicon = self._checker.lexicon_of(settings)

        def found(report: DocumentReport) -> list[Json]:
            return remarks(report, places, lexicon)

        look = self._look(settings, str(asked.get("page", "")), found)
        return self._answer(found, limits.within(lambda: look(document), len(document.source)))

    def _look(
        self, settings: Settings, page: str, found: Callable[[DocumentReport], list[Json]]
    ) -> Callable[[Document], DocumentReport]:
        """Checks a document for a page: its words first, which is told, then all of it as a whole.

        What is found in a few paragraphs is told at once: nobody waits for the last page.
        """
        earlier, linter = self._earlier(page), self._checker.of(settings)

        def look(document: Document) -> DocumentReport:
            is_long = sum(len(segment.text) for segment in document.segments) > _LONG

            def part(report: DocumentReport) -> None:
                if is_long:
                    self._tell({"isPart": True, "remarks": found(report)})

            words = linter.check_again(
                document,
                earlier,
                self._is_wanted,
                whole=False,
                told=Slowly(self._tell, "words"),
                partly=part,
            )
            if not earlier.is_behind:
                return words
            self._tell(self._answer(found, words))
            rest(len(document.source), self._is_wanted)
            return linter.check_again(
                document, earlier, self._is_wanted, told=Slowly(self._tell, "whole")
            )

        return look

    def check_plain(self, text: str, settings: Settings) -> list[Json]:
        """The remarks on a text that are open and shown, for the LanguageTool protocol.

        What is asked about a text as a whole stands at no place of it, so that a client would underline
        words that nobody means; it is not asked here.
        """
        settings = self._known(settings)
        document = text_of(text)
        linter = self._checker.of(settings)
        report = limits.within(
            lambda: linter.check_again(document, Earlier(), whole=False), len(document.source)
        )
        told = remarks(report, Places(document, [0]), linter.lexicon)
        ranks = {level.value: level for level in Level}
        return [
            remark
            for remark in told
            if remark["standing"] == "open" and ranks[remark["level"]] >= settings.show
        ]

    def open(self, name: str, data: bytes, asked: Json) -> Json:
        """The remarks on a document; the document as the page shows it is told before.

        Raises:
            rechecking.Superseded: where nobody waits any more.
            UnreadableDocument: if it cannot be read.
        """
        settings = self._chosen(asked)
        lexicon = self._checker.lexicon_of(settings)

        def found(report: DocumentReport) -> list[Json]:
            document = report.document
            return [] if document is None else remarks(report, Places(document), lexicon)

        look = self._look(settings, str(asked.get("page", "")), found)

        def shown(document: Document) -> DocumentReport:
            # It can be read while its words are looked at.
            self._tell({"name": name, "blocks": list(blocks_of(document)), "copy": _form(name)})
            return look(document)

        linter = self._checker.of(settings)
        report = linter.check_bytes(name, self._without_ours(name, data), shown)
        if report.error is not None:
            raise UnreadableDocument(report.error.kind, report.error.message)
        if report.document is None:
            raise StrengthlintError(NONSENSE)
        told = self._answer(found, report)
        if report.attached:
            told["notices"].append("What is attached was read too; a report tells of it.")
        return told

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
        choices = _choices(asked)

        def check(document: Document) -> DocumentReport:
            # As in a run: text pays for time; twice, since a copy is written too.
            limits.earn(2 * sum(len(segment.text) for segment in document.segments))
            return choices.applied(self._checked(document, settings))

        wishes = Wishes(
            settings.show,
            suggest=choices.has_accepted,
            rewordings=lambda: choices.rewordings,
        )
        copy = limits.within(lambda: writer.write(name, data, check, wishes))
        one, several = writer.REMARKS
        told = [f"{copy.remarks} {one if copy.remarks == 1 else several}"]
        if copy.changes:
            told.append(f"{copy.changes} tracked {_change(copy.changes)}")
        if copy.reworded:
            places = "one place" if copy.reworded == 1 else f"{copy.reworded} places"
            told.append(f"your own words in {places} for you to look at once more")
        left_out = len({each.span.segment for each in copy.left_out}) + choices.lost
        return {
            "name": copy_name(Path(name), "reviewed", PurePath(name).suffix).name,
            "data": copy.data,
            "told": ", ".join(told),
            "notes": [*choices.notes, *copy.notes, *copy.report.gaps, *_left_out(left_out)],
            "isWhole": not left_out,
        }

    def report(self, name: str, data: bytes, asked: Json) -> Json:
        """The report on a document as a page for the browser.

        Raises:
            UnreadableDocument: if it cannot be read.
        """
        from strengthlint import reporters

        settings = self._chosen(asked)
        rewritten = _choices(asked).passages
        checked = self._checker.check_bytes(name, data, settings)
        if checked.error is not None:
            raise UnreadableDocument(checked.error.kind, checked.error.message)
        found = Found(Path(name), settings)
        report = start([], self._checker, settings, first=[(found, checked)]).finished()
        return {
            "name": f"{PurePath(name).stem}.reviewed.html",
            "data": reporters.render("html", report, reporters.View()).encode(),
            "told": "",
            "notes": _left_out(rewritten),
            "isWhole": not rewritten,
        }

    # How

    def _checked(self, document: Document, settings: Settings) -> DocumentReport:
        linter = self._checker.of(settings)
        characters = sum(len(segment.text) for segment in document.segments)
        return limits.within(lambda: linter.check_document(document), characters)

    def _answer(
        self, found: Callable[[DocumentReport], list[Json]], report: DocumentReport
    ) -> Json:
        return {**self._about(report), "remarks": found(report)}

    def _about(self, report: DocumentReport) -> Json:
        return {
            "gaps": list(report.gaps),
            "notices": [*self._holding.trouble, *report.notices],
            "words": report.words,
            "show": self._holding.settings.show.value,
            "there": [] if report.summary is None else list(report.summary.already_there),
        }

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
        settings = self._holding.settings
        profile = str(asked.get("profile") or settings.profile)
        if profile not in self._checker.lexicon_of(settings).profiles:
            raise StrengthlintError(_NO_PROFILE)
        return self._known(replace(settings, profile=profile))

    def _known(self, settings: Settings) -> Settings:
        """The settings, with room made where a client has asked with very many different ones."""
        if settings not in self._seen and len(self._seen) >= _MOST_SETTINGS:
            self._checker = Checker(keep_documents=True)
            self._seen.clear()
        self._seen.add(settings)
        return settings


class Slowly:
    """Tells how much is done where that takes a while, and no oftener than people can read.

    Args:
        tell: Is given `progress`: what is looked at (`what`), what is `done`, `of` how much.
        what: "words", counted in characters, or "whole", in sentences.
    """

    def __init__(self, tell: Callable[[Json], None], what: str) -> None:
        self._tell = tell
        self._what = what
        self._next = time.monotonic() + _FIRST

    def __call__(self, done: int, of: int) -> None:
        """Take what is done now."""
        if of >= _WORTH_TELLING[self._what] and (now := time.monotonic()) >= self._next:
            self._next = now + _BETWEEN
            self._tell({"progress": {"what": self._what, "done": done, "of": of}})


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


def _choices(asked: Json) -> Choices:
    try:
        return Choices(*(asked.get(name, ()) for name in ("accepted", "left", "rewritten")))
    except (AttributeError, LookupError, TypeError, ValueError):
        raise StrengthlintError(NONSENSE) from None


def _form(name: str) -> str:
    """What people call a copy in a document's own form; "" where only a page can be made."""
    from strengthlint.review import writer_for

    if writer_for(Path(name)) is None:
        return ""
    return "PDF" if PurePath(name).suffix.lower() == ".pdf" else "Word"


def _left_out(passages: int) -> list[str]:
    """What is said where somebody's own words are not in a copy."""
    if not passages:
        return []
    where = "in one passage" if passages == 1 else f"in {passages} passages"
    return [f"What you wrote {where} is not in it: copy the text for that."]


def _change(count: int) -> str:
    return "change" if count == 1 else "changes"
