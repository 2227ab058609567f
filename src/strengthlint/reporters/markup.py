"""XML that every program reads, whatever a document or a file name holds; not a reporter itself."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from strengthlint.reporters.places import printable

__all__ = ["HEAD", "element"]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(
    name: str,
    attributes: dict[str, str | int],
    content: Iterable[str] = (),
    *,
    text: str = "",
    depth: int = 0,
) -> str:
    """An element in ASCII, with a line break behind it.

    Args:
        name: Its name.
        attributes: In this order.
        content: Elements in it.
        text: Text in it, in place of elements.
        depth: How far it is indented.
    """
    indent = "  " * depth
    head = f"{indent}<{name}" + "".join(
        f' {key}="{_written(str(value))}"' for key, value in attributes.items()
    )
    inner = "".join(content)
    if inner:
        return f"{head}>\n{inner}{indent}</{name}>\n"
    return f"{head}>{_written(text)}</{name}>\n" if text else f"{head}/>\n"


def _written(text: str) -> str:
    # XML knows no control characters, not even escaped.
    return escape(printable(text)).encode("ascii", "xmlcharrefreplace").decode()
