"""Checks files, with several processes where there are many, and adds up what they give."""

from __future__ import annotations

import hashlib
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from strengthlint import readers
from strengthlint.config import Settings
from strengthlint.errors import ReadErrorKind, UnreadableDocument
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.entry import Entry
from strengthlint.linter import Linter, load_lexicon
from strengthlint.opening import read_bytes
from strengthlint.report import (
    DocumentReport,
    Levels,
    LexiconStamp,
    ReadFailure,
    Report,
    Results,
    Tally,
    UnreadType,
)
from strengthlint.run.cache import ResultCache, Seal
from strengthlint.run.discovery import Found, find_files, lock_of
from strengthlint.run.interruption import Interruption
from strengthlint.run.progress import Progress
from strengthlint.run.settings import SettingsOfFiles

if TYPE_CHECKING:
    from strengthlint.document import Document
    from strengthlint.run.long_files import Answer, LongFile, Part, Work
    from strengthlint.run.workers import Pool

    _Pool = Pool[Work, Answer]

__all__ = ["Checker", "Run", "check_paths", "start"]

_PARALLEL = 40
"""From this much effort on, starting more processes pays for itself; a short text is 1."""

_AHEAD = 16
"""Files for each worker that are looked at before results are waited for."""

_WAITING = 1000
_LOOK = 0.2


Afterwards = Callable[[Found, DocumentReport], DocumentReport]


class Checker:
    """Checks files that were found; what has the same settings shares a linter.

    It can be handed to another process, where it loads what it needs anew.

    Args:
        keep_documents: Whether reports hold the text that was read; then nothing is kept or taken
            from a cache.
        cache: Where results are kept; None for nowhere.
    """

    def __init__(self, *, keep_documents: bool = False, cache: ResultCache | None = None) -> None:
        self.keep_documents = keep_documents
        self.cache = None if keep_documents else cache
        self._linters: dict[Settings, Linter] = {}
        self._lexicons: dict[tuple[Path, ...], Lexicon] = {}

    def __getstate__(self) -> tuple[bool, ResultCache | None]:
        return self.keep_documents, self.cache

    def __setstate__(self, state: tuple[bool, ResultCache | None]) -> None:
        keep_documents, cache = state
        self.__init__(keep_documents=keep_documents, cache=cache)  # type: ignore[misc]

    def __call__(self, found: Found) -> DocumentReport:
        """Check one file and keep the result."""
        path = str(found.path)
        failure = _no_document(found)
        if failure is not None:
            return DocumentReport(path, failure)
        try:
            data = read_bytes(found.path)
        except UnreadableDocument as error:
            return DocumentReport(path, ReadFailure(error.kind, error.message))
        return self.check_bytes(path, data, found.settings)

    def check_bytes(
        self,
        name: str,
        data: bytes,
        settings: Settings,
        read: Callable[[], Document] | None = None,
    ) -> DocumentReport:
        """Check the bytes of a file, and keep the result.

        Args:
            name: What it is called.
            data: What is in it.
            settings: What is looked for.
            read: How it is read, where not by its suffix.
        """
        report = self.of(settings).check_bytes(name, data, read=read)
        # What is attached has names of its own, which are not kept.
        if self.cache is not None and not report.attached:
            self.cache.put(self._seal(self.cache, name, data, settings), report)
        return report

    def kept(self, found: Found) -> DocumentReport | None:
        """What an earlier run has kept of a file as it is now, or None."""
        if self.cache is None or _no_document(found) is not None:
            return None
        try:
            data = read_bytes(found.path)
        except UnreadableDocument:
            return None
        path = str(found.path)
        return self.cache.get(self._seal(self.cache, path, data, found.settings), path)

    def _seal(self, cache: ResultCache, name: str, data: bytes, settings: Settings) -> Seal:
        return cache.seal(data, PurePath(name).suffix, self.lexicon_of(settings), settings)

    def of(self, settings: Settings) -> Linter:
        """The linter for some settings.

        Raises:
            LexiconError: if the lexicon cannot be used.
            ConfigError: if the settings name a rule or a profile that there is not.
        """
        if settings not in self._linters:
            self._linters[settings] = Linter(
                settings, self.lexicon_of(settings), keep_documents=self.keep_documents
            )
        return self._linters[settings]

    def lexicon_of(self, settings: Settings) -> Lexicon:
        """The lexicon that some settings name.

        Raises:
            LexiconError: if the lexicon cannot be used.
        """
        if settings.lexicon not in self._lexicons:
            self._lexicons[settings.lexicon] = load_lexicon(settings)
        return self._lexicons[settings.lexicon]

    def lexicons(self) -> list[Lexicon]:
        """Those that were loaded, in that order."""
        return list(self._lexicons.values())


class Run(Results):
    """A run that goes on: its documents come as they are checked, and are counted as they pass.

    Args:
        first: Documents that are checked already.
        work: What gives the others.
        checker: Who checks them.
        settings: All settings that hold for documents of the run; at least one.
        after: What each document goes through in the end, in this order.
        not_read: Files in folders that are of a type that is not read.
    """

    def __init__(
        self,
        first: Sequence[tuple[Found, DocumentReport]],
        work: _Work,
        checker: Checker,
        settings: Sequence[Settings],
        after: Sequence[Afterwards] = (),
        not_read: tuple[UnreadType, ...] = (),
    ) -> None:
        levels = [Levels(each.show, each.fail_on) for each in settings]
        self.show, self.fail_on = levels[0].show, levels[0].fail_on
        self.levels_differ = len(set(levels)) > 1
        self.lexicon = _stamp([checker.lexicon_of(each) for each in settings])
        self.not_read = not_read
        self.allow_gaps = False
        self._first = first
        self._work = work
        self._checker = checker
        self._after = after
        self._passed = 0
        self._tally = Tally()

    @property
    def unchecked(self) -> int:
        """How many documents were not come to, since the run was interrupted."""
        return len(self._first) + len(self._work.found) - self._passed

    @property
    def tally(self) -> Tally:
        """Counts over the documents that have passed."""
        return self._tally

    def each(self) -> Iterator[DocumentReport]:
        """The documents in order, each as soon as it is checked."""
        for found, document in chain(self._first, self._work.each()):
            self._passed += 1
            for each in _with_attached(document):
                yield self._finish(found, each)

    def _finish(self, found: Found, document: DocumentReport) -> DocumentReport:
        for step in self._after:
            document = step(found, document)
        if self.levels_differ:
            levels = Levels(found.settings.show, found.settings.fail_on)
            document = replace(document, levels=levels)
        self._tally.add(document, self.levels(document))
        return document

    def finished(self) -> Report:
        """All of it, when the last document is checked."""
        documents = tuple(self.each())
        codes = sorted({d.code for document in documents for d in document.diagnostics})
        lexicons = self._checker.lexicons()
        entries = {code: entry for code in codes if (entry := _entry(code, lexicons)) is not None}
        return Report(
            documents,
            self.lexicon,
            entries,
            {key: source for lexicon in lexicons for key, source in lexicon.sources.items()},
            self.show,
            self.fail_on,
            self.not_read,
            self.allow_gaps,
            self.levels_differ,
            self.unchecked,
        )


def _with_attached(document: DocumentReport) -> Iterator[DocumentReport]:
    """A document, and behind it what is attached to it."""
    yield document
    for attached in document.attached:
        yield from _with_attached(attached)


def _entry(code: str, lexicons: Iterable[Lexicon]) -> Entry | None:
    for lexicon in lexicons:
        index = lexicon.index(code)
        if index is not None:
            return lexicon.entry(index)
    return None


def _stamp(lexicons: Iterable[Lexicon]) -> LexiconStamp:
    """One stamp for all lexicons of a run; folders may have different ones."""
    different = {lexicon.digest: lexicon for lexicon in lexicons}
    if len(different) == 1:
        (lexicon,) = different.values()
        return LexiconStamp(lexicon.version, lexicon.digest)
    versions = dict.fromkeys(lexicon.version for lexicon in different.values())
    joined = hashlib.sha256("\0".join(sorted(different)).encode()).hexdigest()[:16]
    return LexiconStamp(", ".join(versions), joined)


def check_paths(
    paths: Iterable[Path], settings: Settings | None = None, jobs: int | None = None
) -> Report:
    """Check files and folders and make the report.

    Args:
        paths: Files and folders.
        settings: What holds for all of them; where None, the nearest settings file of each.
        jobs: How many processes at most; where None, as many as there are cores, up to eight.

    Raises:
        LexiconError: if the lexicon cannot be used.
        ConfigError: if a settings file cannot be used.
    """
    of_files = SettingsOfFiles(settings)
    found = list(find_files(list(paths), of_files, readers.suffixes(), unread=readers.unread()))
    return start(found, Checker(), of_files.of_folder(Path()), jobs=jobs).finished()


def start(
    found: Sequence[Found],
    checker: Checker,
    settings: Settings,
    *,
    first: Sequence[tuple[Found, DocumentReport]] = (),
    after: Sequence[Afterwards] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
    interruption: Interruption | None = None,
) -> Run:
    """A run over files that were found; nothing is checked before its documents are asked for.

    Args:
        found: The files; those of a type that is not read are counted.
        checker: Who checks them.
        settings: What holds where there is no file.
        first: Documents that are checked already, from standard input for instance.
        after: What each document goes through in the end, in this order.
        jobs: How many processes at most; where None, as many as there are cores, up to eight.
        progress: Told of every document that is done.
        interruption: Asked whether to stop.

    Raises:
        LexiconError: if a lexicon cannot be used.
        ConfigError: if settings name a rule or a profile that there is not.
    """
    to_check = [item for item in found if not item.unread]
    different = list(dict.fromkeys(item.settings for item in to_check)) or [settings]
    for each in different:
        checker.of(each)  # a fault in the settings is told before anything is checked
    work = _Work(
        to_check,
        checker,
        jobs or min(os.cpu_count() or 1, 8),
        progress or Progress(0, is_wanted=False),
        interruption or Interruption(),
    )
    return Run(first, work, checker, different, after, _unread_types(found))


class _Work:
    """The checking of many files.

    Results are given in the order of the files, each as soon as all before it are there.
    """

    def __init__(
        self,
        found: Sequence[Found],
        checker: Checker,
        jobs: int,
        progress: Progress,
        interruption: Interruption,
    ) -> None:
        self.found = found
        self._checker = checker
        self._jobs = jobs
        self._progress = progress
        self._interruption = interruption
        self._ready: dict[int, DocumentReport] = {}
        self._long: dict[int, LongFile] = {}
        self._next = 0

    def each(self) -> Iterator[tuple[Found, DocumentReport]]:
        """Every file with its result; those that are there already, where somebody asked to stop."""
        for number, report in self._in_any_order():
            self._ready[number] = report
            self._progress.count(report)
            self._progress.look()
            while self._next in self._ready:
                yield self.found[self._next], self._ready.pop(self._next)
                self._next += 1
        for number in sorted(self._ready):
            yield self.found[number], self._ready[number]
        self._progress.stop()
        if self._checker.cache is not None:
            self._checker.cache.prune()

    def _in_any_order(self) -> Iterator[tuple[int, DocumentReport]]:
        pool: _Pool | None = None
        to_do: deque[int] = deque()
        try:
            for number, found in enumerate(self.found):
                if self._interruption.is_asked:
                    return
                kept = self._checker.kept(found)
                if kept is not None:
                    yield number, kept
                    continue
                parts = self._parts(number, pool)
                if not parts:
                    to_do.append(number)
                if pool is None and (parts or self._pays(to_do)):
                    pool = self._pool()
                if pool is not None:
                    self._begin(pool, number, parts)
                    yield from self._hand_over(pool, to_do)
            if pool is not None:
                yield from self._last(pool)
                return
            for number in to_do:
                if self._interruption.is_asked:
                    return
                with self._interruption.breakable():
                    report = self._checker(self.found[number])
                yield number, report
        except KeyboardInterrupt:
            if not self._interruption.is_asked:
                raise
        finally:
            if pool is not None:
                pool.stop()

    def _pool(self) -> _Pool:
        from strengthlint.run.long_files import Reading, lost
        from strengthlint.run.workers import Pool

        return Pool(Reading(self._checker), lost, self._jobs)

    def _parts(self, number: int, pool: _Pool | None) -> list[Part]:
        """The parts in which a file is to be read, where some worker would have nothing else to do."""
        left = len(self.found) - number - 1
        is_idle = pool is None or pool.backlog < self._jobs
        if self._jobs < 2 or self._checker.keep_documents or not (is_idle or left < 2 * self._jobs):
            return []
        from strengthlint.run.long_files import parts_of

        return parts_of(self.found[number], self._jobs)

    def _begin(self, pool: _Pool, number: int, parts: list[Part]) -> None:
        if not parts:
            return
        from strengthlint.run.long_files import LongFile

        self._long[number] = LongFile(parts)
        for part in parts:
            pool.submit(number, part)

    def _reports(
        self, pool: _Pool, seconds: float | None = None
    ) -> Iterator[tuple[int, DocumentReport]]:
        """The reports among what workers answer; what they give of parts is handed on."""
        for number, answer in pool.results() if seconds is None else pool.results(seconds):
            long = self._long.get(number)
            if isinstance(answer, DocumentReport):
                if long is not None:
                    self._progress.count_part(-long.done)
                yield number, answer
            elif long is not None:
                self._progress.count_part(long.share)
                work = long.take(answer)
                if work is not None:
                    pool.submit(number, work)

    def _pays(self, numbers: Iterable[int]) -> bool:
        """Whether more processes would be done with some files earlier than this one."""
        if self._jobs < 2:
            return False
        return sum(_effort(self.found[number]) for number in numbers) >= _PARALLEL

    def _hand_over(self, pool: _Pool, to_do: deque[int]) -> Iterator[tuple[int, DocumentReport]]:
        while to_do:
            pool.submit(to_do[0], self.found[to_do.popleft()])
        # What waits for one slow document stays bounded, and so does memory.
        is_full = pool.backlog > _AHEAD * self._jobs or len(self._ready) > _WAITING
        yield from self._reports(pool, _LOOK if is_full else 0)
        while pool.backlog > _AHEAD * self._jobs and not self._interruption.is_asked:
            yield from self._reports(pool)
            self._progress.look()

    def _last(self, pool: _Pool) -> Iterator[tuple[int, DocumentReport]]:
        while pool.backlog and not self._interruption.is_asked:
            yield from self._reports(pool)
            self._progress.look()


def _effort(found: Found) -> int:
    return {".pdf": 10, ".docx": 2}.get(found.path.suffix.lower(), 1)


def _no_document(found: Found) -> ReadFailure | None:
    """Why there is nothing to open, or None."""
    if found.empty_folder:
        return ReadFailure(ReadErrorKind.MISSING, _nothing_in(found))
    lock = lock_of(found.path.name)
    if not lock:
        return None
    return ReadFailure(
        ReadErrorKind.UNSUPPORTED,
        f"This is no document, but what marks “{lock}” as open while somebody works on it. "
        "Close the document and check that.",
    )


def _nothing_in(found: Found) -> str:
    if found.left_out_by:
        return (
            f"All that could be read in this folder is left out by {found.left_out_by}. "
            "Name a file to check it all the same."
        )
    return (
        "There is nothing in this folder that can be read. "
        f"Name a folder with files of these types: {', '.join(readers.suffixes())}."
    )


def _unread_types(found: Iterable[Found]) -> tuple[UnreadType, ...]:
    """The types that were met in folders and are not read, with what can be done."""
    counts = Counter(item.path.suffix.lower() for item in found if item.unread)
    advice = readers.unread()
    return tuple(UnreadType(suffix, counts[suffix], advice[suffix]) for suffix in sorted(counts))
