"""Runs the drawing commands of a page.

As pdfminer does, but for layers that are switched off, and spans that say themselves what they read
as; the commands are taken apart in `content`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.utils import decode_text

from strengthlint.readers._pdf.content import Picture, commands

__all__ = ["Interpreter", "Layers"]

# Colours and the look of lines tell nothing about the text.
_UNSEEN = frozenset(
    "CS cs SC SCN sc scn G g RG rg K k w J j M d ri i gs sh d0 d1 BX EX MP DP BI ID".split()
)


class Layers:
    """Which layers (optional content) a file shows as it opens.

    Args:
        catalog: Of the file.
    """

    def __init__(self, catalog: dict[str, Any]) -> None:
        properties = resolve1(catalog.get("OCProperties"))
        default = resolve1(properties.get("D")) if isinstance(properties, dict) else None
        self._off: set[int] = set()
        if not isinstance(properties, dict) or not isinstance(default, dict):
            return
        if getattr(resolve1(default.get("BaseState")), "name", "") == "OFF":
            self._off = _numbers(properties.get("OCGs")) - _numbers(default.get("ON"))
        self._off |= _numbers(default.get("OFF"))

    def hides(self, group: Any) -> bool:
        """Whether what belongs to a group, or to a set of groups, is switched off.

        Args:
            group: As it stands in the file: a reference or a dictionary.
        """
        if not self._off:
            return False
        if isinstance(group, PDFObjRef) and group.objid in self._off:
            return True
        members = resolve1(group)
        if not isinstance(members, dict) or "OCGs" not in members:
            return False
        groups = members["OCGs"]
        groups = groups if isinstance(groups, PDFObjRef) else resolve1(groups)
        if isinstance(groups, PDFObjRef) and isinstance(resolve1(groups), list):
            groups = resolve1(groups)
        one_by_one = groups if isinstance(groups, list) else [groups]
        off = [self.hides(one) for one in one_by_one]
        policy = getattr(resolve1(members.get("P")), "name", "AnyOn")
        return bool(off) and {
            "AllOn": any(off),
            "AnyOff": not any(off),
            "AllOff": not all(off),
        }.get(policy, all(off))


def _numbers(groups: Any) -> set[int]:
    found = resolve1(groups)
    if not isinstance(found, list):
        return set()
    return {group.objid for group in found if isinstance(group, PDFObjRef)}


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with a device of ours.

    Attributes:
        layers: Of the file.
    """

    layers: Layers | None = None

    def dup(self) -> Interpreter:
        """As upstream."""
        made = Interpreter(self.rsrcmgr, self.device)
        made.layers = self.layers
        return made

    def execute(self, streams: Sequence[object]) -> None:
        """As upstream: a stream that is being followed already is not followed again."""
        valid: list[PDFStream] = []
        self.stream_ids.clear()
        for item in streams:
            stream = stream_value(item)
            if stream.objid is None or stream.objid in self.parent_stream_ids:
                continue
            valid.append(stream)
            self.stream_ids.add(stream.objid)
        depth = self.device.depth  # type: ignore[attr-defined]
        try:
            self._follow(b"\n".join(stream.get_data() for stream in valid))
        finally:
            # A form that leaves a span open does not hide what follows it.
            self.device.close_to(depth)  # type: ignore[attr-defined]

    def _follow(self, data: bytes) -> None:
        known: dict[str, tuple[Any, int]] = {}
        for name, arguments in commands(data):
            if name not in known:
                method = name.replace("*", "_a").replace('"', "_w").replace("'", "_q")
                function = None if name in _UNSEEN else getattr(self, f"do_{method}", None)
                count = function.__code__.co_argcount - 1 if function is not None else 0
                known[name] = (function, count)
            function, count = known[name]
            if function is not None and len(arguments) >= count:
                function(*(arguments[-count:] if count else ()))

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show text."""
        if self.textstate.font is not None and isinstance(seq, list):
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def do_EI(self, obj: Any) -> None:  # noqa: N802
        """A picture among the commands."""
        if isinstance(obj, Picture):
            self.device.render_image("", obj)  # type: ignore[arg-type]

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802 - pdfminer's name
        """Begin a span: it may belong to a layer, or say what it reads as."""
        name = getattr(tag, "name", "")
        group: Any = props
        if hasattr(props, "name"):
            known = dict_value(self.resources.get("Properties", {})) if self.resources else {}
            group = known.get(props.name)
        hidden = name == "OC" and self.layers is not None and self.layers.hides(group)
        about = resolve1(group)
        said = resolve1(about.get("ActualText")) if isinstance(about, dict) else None
        text = decode_text(said) if isinstance(said, bytes) else None
        self.device.begin_span(hidden, text)  # type: ignore[attr-defined]

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        """Begin a span about which nothing is said."""
        self.device.begin_span(False, None)  # type: ignore[attr-defined]

    def do_EMC(self) -> None:  # noqa: N802
        """End the innermost span."""
        self.device.end_span()  # type: ignore[attr-defined]

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form or a picture, unless its layer is switched off."""
        name = getattr(xobjid_arg, "name", None)
        target = resolve1(self.xobjmap.get(name)) if name in self.xobjmap else None
        if not isinstance(target, PDFStream):
            return
        if self.layers is not None and "OC" in target and self.layers.hides(target["OC"]):
            return
        if "BBox" in target and len(list_value(target["BBox"])) != 4:
            return
        super().do_Do(xobjid_arg)
