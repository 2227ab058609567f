"""PDF files with highlights on the flagged words, each with a note.

Written with pypdf. A highlight has an appearance of its own, so that every viewer shows the same,
and stands in the coordinates of its page, so that rotated and cropped pages need nothing special.
"""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Document
from strengthlint.readers.pdf import Quad, quads, read
from strengthlint.review.copies import CannotCopy, Check, Cleaned, Copy, Wishes, source_range
from strengthlint.review.remarks import remark_on

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

__all__ = ["REMARKS", "clean", "write"]

REMARKS = ("highlight", "highlights")

AUTHOR = "strengthlint"
_NAME = "strengthlint-"
_COLORS = {
    Level.RETHINK: (0.98, 0.80, 0.93),
    Level.REFLECT: (0.74, 0.93, 0.95),
    Level.NOTE: (0.81, 0.87, 1.0),
}
_KEPT = (0.89, 0.94, 0.76)
_PRINT = 4
_SIGNED = 1
_ANNOTATIONS_ALLOWED = 3  # what a certified file says when notes may be added
_MOST_FIELDS = 10_000
_MARGIN = 1.0  # points
_INSET = 12.0
_SIZE = 20.0
_STAYS_UPRIGHT = _PRINT | 8 | 16  # neither made larger nor turned with the page

_AS_A_PAGE = "For a page with the remarks beside the text, name the copy with -o and .html."


def clean(name: str, data: bytes) -> Cleaned:
    """The file without our highlights.

    Raises:
        CannotCopy: if it cannot be written.
    """
    with _copying():
        writing = _Writing(data)
        cleaned = writing.written() if writing.removed else data
        return Cleaned(cleaned, writing.removed, writing.kept)


def write(name: str, data: bytes, check: Check, wishes: Wishes) -> Copy:
    """The file with highlights; what of ours was in it goes first.

    Raises:
        UnreadableDocument: if it cannot be read.
        CannotCopy: if it cannot be written.
    """
    document = read(name, data)
    report = check(document)
    wanted = [item for item in report.diagnostics if wishes.wants(item)]
    # The words of a PDF stay as they are.
    left_out = tuple(wishes.rewordings())
    if not wanted:
        return Copy(data, report, left_out=left_out)
    wholes = [item for item in wanted if item.of_whole]
    wanted = [item for item in wanted if not item.of_whole]
    places = quads(data, [source_range(item, document) for item in wanted])
    with _copying():
        writing = _Writing(data)
        if writing.page_count != len(document.page_starts):
            raise CannotCopy(
                "The pages of this PDF are damaged, so that nothing can be put on the right one. "
                f"Print it to a new PDF and review that. {_AS_A_PAGE}"
            )
        count = 0
        for item, own in zip(wanted, places, strict=True):
            count += writing.highlight(item, own, wishes)
        is_noted = bool(wholes) and writing.note(wholes, wishes)
        copied = writing.written()
        _insist_on_text(document, copied)
        notes = tuple(_notes(len(wanted), count, writing.kept, len(wholes) if is_noted else 0))
        return Copy(copied, report, count, notes=notes, left_out=left_out)


def _insist_on_text(document: Document, copied: bytes) -> None:
    """Look into the copy: what pypdf mends in a damaged file may be another thing than was read.

    Raises:
        UnreadableDocument: if the copy cannot be read.
        ValueError: if it holds another text.
    """
    if read(document.name, copied).source != document.source:
        raise ValueError("the copy holds another text")


def _notes(wanted: int, count: int, kept: int, wholes: int) -> Iterator[str]:
    if wholes:
        are = "One question" if wholes == 1 else f"{wholes} questions"
        yield f"{are} about the document as a whole: in a note at the top of its first page."
    if kept:
        were = "highlight was" if kept == 1 else "highlights were"
        yield f"{kept} earlier {were} kept, since somebody answered."
    missing = wanted - count
    if missing:
        are = "remark is" if missing == 1 else "remarks are"
        yield f"{missing} {are} not in the copy: there already, or without a place on the page."


@contextlib.contextmanager
def _copying() -> Iterator[None]:
    """Turn what pypdf has to say about odd files into one sentence."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except CannotCopy:
        raise
    except Exception as error:
        # Damaged files make pypdf raise nearly every error that Python has.
        raise CannotCopy(
            "This PDF is damaged in a way that lets it be read but not copied. Print it to a new "
            f"PDF and review that. {_AS_A_PAGE}"
        ) from error
    finally:
        logger.setLevel(before)


class _Writing:
    """A PDF that is being written anew; one that is signed is only added to.

    Attributes:
        removed: How many highlights of ours were in it and are taken out.
        kept: How many of ours stay, since somebody answered them.
    """

    def __init__(self, data: bytes) -> None:
        from pypdf import PdfReader, PdfWriter

        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise CannotCopy(
                "This PDF is protected against changes by its owner, so no copy with highlights is "
                f"made. {_AS_A_PAGE}"
            )
        self._count = 0
        self._kept: set[tuple[int, str]] = set()
        self._writer: PdfWriter
        if _refuse_certified(reader):
            self._writer = PdfWriter(io.BytesIO(data), incremental=True)
            self._pages = list(self._writer.pages)
            self.removed, self.kept = self._remove(self._pages)
        else:
            # Removed before everything is taken over, so that nothing of it is.
            self.removed, self.kept = self._remove(
                # pypdf hands out pages that are copies of what the file holds.
                page.indirect_reference.get_object() if page.indirect_reference else page
                for page in reader.pages
            )
            self._writer = PdfWriter(clone_from=reader)
            self._pages = list(self._writer.pages)

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def written(self) -> bytes:
        """The bytes of the copy."""
        out = io.BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def _remove(self, pages: Iterable[Any]) -> tuple[int, int]:
        """Take our highlights out; those that somebody answered stay. How many of each."""
        removed = kept = 0
        for number, page in enumerate(pages, 1):
            annotations = _annotations(page)
            answered = {
                _key(about["/IRT"])
                for _, about in annotations
                if "/IRT" in about and not _ours(about)
            }
            gone = {
                _key(item)
                for item, about in annotations
                if _ours(about) and _key(item) not in answered
            }
            for item, about in annotations:
                if _ours(about) and _key(item) not in gone:
                    kept += 1
                    self._kept.add((number, str(about.get("/Contents"))))
            if gone:
                removed += len(gone)
                left = [item for item, about in annotations if not _goes(item, about, gone)]
                self._set(page, left)
        return removed, kept

    def highlight(self, diagnostic: Diagnostic, places: Sequence[Quad], wishes: Wishes) -> bool:
        """Put a highlight on words; one for each page that they stand on. Whether there is any."""
        text = remark_on(diagnostic).text
        pages: dict[int, list[Quad]] = {}
        for place in places:
            pages.setdefault(place.page, []).append(place)
        is_there = False
        for number, own in pages.items():
            if (number, text) not in self._kept:
                self._add(number, own, text, diagnostic, wishes)
                is_there = True
        return is_there

    def note(self, diagnostics: Sequence[Diagnostic], wishes: Wishes) -> bool:
        """Put what is asked about the document as a whole on its first page, in one note.

        On words it would seem to be about them, and several would lie on one another.
        """
        from pypdf.generic import NameObject

        text = "\n\n".join(remark_on(item).text for item in diagnostics)
        if (1, text) in self._kept:
            return False
        page = self._pages[0]
        color = _COLORS[max(item.level for item in diagnostics)]
        annotation = self._annotation("/Text", _corner(page), text, color, _STAYS_UPRIGHT, wishes)
        annotation[NameObject("/Name")] = NameObject("/Comment")
        self._hang(page, annotation)
        return True

    def _add(
        self, number: int, own: Sequence[Quad], text: str, diagnostic: Diagnostic, wishes: Wishes
    ) -> None:
        from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

        page = self._pages[number - 1]
        is_open = diagnostic.standing is Standing.OPEN
        color = _COLORS[diagnostic.level] if is_open else _KEPT
        points = [point for quad in own for point in quad.corners]
        box = (
            min(x for x, _ in points) - _MARGIN,
            min(y for _, y in points) - _MARGIN,
            max(x for x, _ in points) + _MARGIN,
            max(y for _, y in points) + _MARGIN,
        )
        annotation = self._annotation("/Highlight", box, text, color, _PRINT, wishes)
        annotation[NameObject("/QuadPoints")] = ArrayObject(
            FloatObject(round(value, 3)) for point in points for value in point
        )
        annotation[NameObject("/AP")] = DictionaryObject(
            {NameObject("/N"): self._appearance(own, annotation["/Rect"], color)}
        )
        self._hang(page, annotation)

    def _annotation(
        self,
        kind: str,
        box: tuple[float, float, float, float],
        text: str,
        color: tuple[float, float, float],
        flags: int,
        wishes: Wishes,
    ) -> Any:
        """What all annotations of ours have."""
        from pypdf.generic import (
            ArrayObject,
            DictionaryObject,
            FloatObject,
            NameObject,
            NumberObject,
            TextStringObject,
        )

        self._count += 1
        when = TextStringObject(wishes.when.strftime("D:%Y%m%d%H%M%S"))
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): ArrayObject(FloatObject(round(value, 3)) for value in box),
                NameObject("/Contents"): TextStringObject(text),
                NameObject("/T"): TextStringObject(AUTHOR),
                NameObject("/NM"): TextStringObject(f"{_NAME}{self._count}"),
                NameObject("/M"): when,
                NameObject("/CreationDate"): when,
                NameObject("/C"): ArrayObject(FloatObject(part) for part in color),
                NameObject("/F"): NumberObject(flags),
            }
        )

    def _hang(self, page: Any, annotation: Any) -> None:
        from pypdf.generic import NameObject

        if page.indirect_reference is not None:
            annotation[NameObject("/P")] = page.indirect_reference
        held = [item for item, _ in _annotations(page)]
        self._set(page, [*held, self._writer._add_object(annotation)])

    def _appearance(self, own: Sequence[Quad], box: Any, color: tuple[float, float, float]) -> Any:
        """What a highlight looks like: areas that darken what is below them, as a marker does."""
        from pypdf.generic import DictionaryObject, NameObject, StreamObject

        lines = ["/Marker gs", "{:g} {:g} {:g} rg".format(*color)]
        for quad in own:
            upper_left, upper_right, lower_left, lower_right = quad.corners
            path = (lower_left, lower_right, upper_right, upper_left)
            lines += [
                f"{x:.3f} {y:.3f} {'l' if index else 'm'}" for index, (x, y) in enumerate(path)
            ]
            lines.append("h f")
        marker = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/ExtGState"),
                NameObject("/BM"): NameObject("/Multiply"),
            }
        )
        stream = StreamObject()
        stream.set_data("\n".join(lines).encode())
        stream.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): box,
                NameObject("/Resources"): DictionaryObject(
                    {NameObject("/ExtGState"): DictionaryObject({NameObject("/Marker"): marker})}
                ),
            }
        )
        return self._writer._add_object(stream)

    def _set(self, page: Any, annotations: Sequence[Any]) -> None:
        from pypdf.generic import ArrayObject, NameObject

        # An array of its own, since pages may share one.
        if annotations:
            page[NameObject("/Annots")] = ArrayObject(annotations)
        else:
            page.pop("/Annots", None)


def _corner(page: Any) -> tuple[float, float, float, float]:
    """A place for a note in the corner of a page that is seen at the top left, however it is turned."""
    box = page.cropbox
    left, bottom, right, top = (float(box[number]) for number in range(4))
    turned = int(page.get("/Rotate", 0) or 0) // 90 % 4
    x = left + _INSET if turned in (0, 1) else right - _INSET - _SIZE
    y = top - _INSET - _SIZE if turned in (0, 3) else bottom + _INSET
    return x, y, x + _SIZE, y + _SIZE


def _annotations(page: Any) -> list[tuple[Any, Any]]:
    """The annotations of a page: what stands in its array, and the dictionary behind it."""
    held = page.get("/Annots")
    array = held.get_object() if held is not None else None
    found = []
    for item in array if isinstance(array, list) else ():
        about = item.get_object()
        found.append((item, about if isinstance(about, dict) else {}))
    return found


def _key(item: Any) -> Any:
    """What tells one annotation from another."""
    number = getattr(item, "idnum", None)
    if number is None:
        reference = getattr(item, "indirect_reference", None)
        number = getattr(reference, "idnum", None)
    return number if number is not None else id(item)


def _ours(about: Any) -> bool:
    return about.get("/T") == AUTHOR and str(about.get("/NM", "")).startswith(_NAME)


def _goes(item: Any, about: Any, gone: set[Any]) -> bool:
    """Whether an annotation is ours and goes, or the window of one that does."""
    if _key(item) in gone:
        return True
    parent = about.get("/Parent")
    return about.get("/Subtype") == "/Popup" and parent is not None and _key(parent) in gone


def _refuse_certified(reader: PdfReader) -> bool:
    """Whether the file is signed, so that it may only be added to.

    Raises:
        CannotCopy: if its signature forbids to add notes.
    """
    root = reader.root_object
    permissions = _object(_object(root.get("/Perms")).get("/DocMDP"))
    for reference in _object(permissions.get("/Reference")) or ():
        allowed = _object(_object(reference).get("/TransformParams")).get("/P", 2)
        if allowed != _ANNOTATIONS_ALLOWED:
            raise CannotCopy(
                "This PDF is certified, and its signature allows no notes: a copy with highlights "
                f"would no longer hold. {_AS_A_PAGE}"
            )
    form = _object(root.get("/AcroForm"))
    flags = form.get("/SigFlags", 0)
    return bool(isinstance(flags, int) and flags & _SIGNED and _has_signature(form))


def _has_signature(form: Any) -> bool:
    fields = list(_object(form.get("/Fields")) or ())
    for _ in range(_MOST_FIELDS):
        if not fields:
            return False
        field = _object(fields.pop())
        if field.get("/FT") == "/Sig" and field.get("/V") is not None:
            return True
        fields.extend(_object(field.get("/Kids")) or ())
    return False


def _object(value: Any) -> Any:
    """What a value refers to; an empty dictionary where there is nothing."""
    found = value.get_object() if value is not None else None
    return found if found is not None else {}
