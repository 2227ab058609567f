"""Form fields and typed notes, as a viewer shows them over the page."""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, decode_text, mult_matrix

from strengthlint.readers._pdf.device import page_matrix
from strengthlint.readers._pdf.interpreter import Interpreter

__all__ = ["draw_annotations"]

_MOST = 5_000
# Form fields and what is typed or stamped onto a page; comments are not part of the text.
_PRINTED = frozenset({"Widget", "FreeText", "Stamp"})
_HIDDEN, _NO_VIEW = 2, 32
_PASSWORD = 1 << 13
_CHOICES = 50


def draw_annotations(interpreter: Interpreter, page: Any) -> None:
    """Draw the annotations of a page that belong to its text.

    A field or note without an appearance of its own, which a viewer would set anew, is set here.
    """
    for reference in (resolve1(page.annots) or [])[:_MOST]:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        kind = getattr(resolve1(annotation.get("Subtype")), "name", "")
        flags = resolve1(annotation.get("F"))
        hidden = isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)
        layers = interpreter.layers
        if layers is not None and "OC" in annotation and layers.hides(annotation["OC"]):
            hidden = True
        if kind not in _PRINTED or hidden:
            continue
        device: Any = interpreter.device
        letters = len(device.glyphs)
        stream = _appearance(annotation)
        place = _numbers(annotation.get("Rect"))
        if stream is not None and place is not None:
            _draw(interpreter, page, stream, place)
        if place is not None and len(device.glyphs) == letters:
            text = _value(annotation) if kind == "Widget" else _contents(annotation, kind)
            if text.strip():
                corners = [
                    apply_matrix_pt(page_matrix(page), (place[at], place[at + 1])) for at in (0, 2)
                ]
                left, right = sorted(x for x, _ in corners)
                low, high = sorted(y for _, y in corners)
                device.put_text(text, (left, low, right, high))


def _appearance(annotation: dict[str, Any]) -> Any:
    """What an annotation looks like in its present state, or None."""
    looks = resolve1(annotation.get("AP"))
    look = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    if isinstance(look, dict):
        state = resolve1(annotation.get("AS"))
        look = resolve1(look.get(getattr(state, "name", "")))
    return look if isinstance(look, PDFStream) else None


def _numbers(box: Any) -> list[float] | None:
    found = [resolve1(number) for number in resolve1(box) or ()]
    if len(found) == 4 and all(isinstance(number, (int, float)) for number in found):
        return [float(number) for number in found]
    return None


def _draw(interpreter: Interpreter, page: Any, stream: Any, place: list[float]) -> None:
    box = _numbers(stream.get("BBox"))
    if box is None:
        return
    own = tuple(resolve1(number) for number in resolve1(stream.get("Matrix")) or MATRIX_IDENTITY)
    corners = [apply_matrix_pt(own, (x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    fit = (1, 0, 0, 1, min(place[0], place[2]) - left, min(place[1], place[3]) - low)
    matrix = mult_matrix(own, mult_matrix(fit, page_matrix(page)))
    resources = resolve1(stream.get("Resources")) or page.resources
    interpreter.subinterp().render_contents(resources, [stream], ctm=matrix)


def _inherited(annotation: dict[str, Any], key: str) -> Any:
    field: Any = annotation
    for _ in range(10):
        value = resolve1(field.get(key))
        if value is not None:
            return value
        field = resolve1(field.get("Parent"))
        if not isinstance(field, dict):
            break
    return None


def _value(annotation: dict[str, Any]) -> str:
    """What was typed into a text field or chosen in a list; never a password."""
    kind = getattr(_inherited(annotation, "FT"), "name", "")
    flags = _inherited(annotation, "Ff")
    if kind not in {"Tx", "Ch"} or (kind == "Tx" and isinstance(flags, int) and flags & _PASSWORD):
        return ""
    value = _inherited(annotation, "V")
    chosen = value if isinstance(value, list) else [value]
    shown = {}
    if kind == "Ch":
        for option in (_inherited(annotation, "Opt") or [])[:1000]:
            pair = resolve1(option)
            if isinstance(pair, list) and len(pair) == 2:
                shown[_text(pair[0])] = _text(pair[1])
    texts = [_text(one) for one in chosen[:_CHOICES]]
    return "\n".join(shown.get(text, text) for text in texts if text)


def _contents(annotation: dict[str, Any], kind: str) -> str:
    return _text(annotation.get("Contents")) if kind == "FreeText" else ""


def _text(value: Any) -> str:
    found = resolve1(value)
    if isinstance(found, PDFStream):
        found = found.get_data()
    return decode_text(found) if isinstance(found, bytes) else ""
