"""PDF files, made of a few lines of code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def write(
    *pages: str,
    fonts: str = "",
    annotations: str = "",
    trailer: str = "",
    catalog: str = "",
    resources: str = "",
    page: str = "",
    objects: Mapping[int, str] | None = None,
) -> bytes:
    """A PDF of these pages, each given as drawing commands."""
    about = page
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    made = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        5: stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8", "x"),
        6: fonts or "<<>>",
        7: stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>",
            text(0, 5, "Typed in."),
        ),
    }
    for number, page in enumerate(pages):
        made[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{about}"
            f"/Contents {11 + 2 * number} 0 R/Annots[{annotations}]"
            f"/Resources<</Font<</F 3 0 R/B 4 0 R/X 6 0 R>>/XObject<</Im 5 0 R>>{resources}>>>>"
        )
        made[11 + 2 * number] = stream("", page)
    out = b"%PDF-1.4\n"
    offsets = {}
    for number, content in {**made, **(objects or {})}.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        out += f"{number} 1\n{offset:010d} 00000 n \n".encode()
    return out + f"trailer<</Size 99/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


def stream(about: str, content: str) -> str:
    return f"<<{about}/Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream"


def text(x: float, y: float, words: str, size: float = 11, font: str = "F") -> str:
    words = words.replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n"


def lines(words: Iterable[str], x: float = 70, y: float = 700, size: float = 11) -> str:
    return "".join(
        text(x, y - 1.3 * size * number, line, size) for number, line in enumerate(words)
    )
