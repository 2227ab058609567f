"""A lexicon entry as a page: one form for `explain`, the documentation and SARIF help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from strengthlint.diagnostic import Level
from strengthlint.lexicon.entry import (
    FAMILIES,
    Agreement,
    Entry,
    EntryKind,
    Example,
    Expectation,
    Source,
)
from strengthlint.lexicon.evidence import NEEDED, Evidence, Proof
from strengthlint.lexicon.option import Option, Scope
from strengthlint.underlining import carets, wrapped

__all__ = ["entry_markdown", "entry_summary", "entry_text"]

_WIDTH = 80

_AGREEMENT = {
    Agreement.CONSENSUS: "widely agreed",
    Agreement.CONTESTED: "people differ",
    Agreement.SECTOR: "agreed in its sector",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """One point of a section; marked words stand out, a link leads on."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with a list below it, or with paragraphs where `is_list` is false."""

    heading: str
    items: tuple[_Item, ...]
    is_list: bool = True


def entry_markdown(
    entry: Entry, sources: Mapping[str, Source], evidence: Evidence | None = None
) -> str:
    """The page of an entry in Markdown.

    Args:
        entry: The entry.
        sources: The sources of the lexicon by key; a key that is not there is shown as it is.
        evidence: What was read about it, where that is to be told.
    """
    parts = [f"# {_escaped(_title(entry))}", _escaped(_about(entry))]
    for section in _sections(entry, sources, evidence):
        parts.append(f"## {section.heading}")
        if section.is_list:
            parts.append("\n".join(f"- {_markdown(item)}" for item in section.items))
        else:
            parts.extend(_markdown(item) for item in section.items)
    return "\n\n".join(parts) + "\n"


def entry_text(
    entry: Entry, sources: Mapping[str, Source], evidence: Evidence | None = None
) -> str:
    """The same page in plain text for a terminal of 80 columns.

    Args:
        entry: The entry.
        sources: The sources of the lexicon by key; a key that is not there is shown as it is.
        evidence: What was read about it, where that is to be told.
    """
    parts = [_title(entry), "\n".join(_text(_Item(_about(entry)), ""))]
    for section in _sections(entry, sources, evidence):
        bullet = "- " if section.is_list else ""
        lines = [line for item in section.items for line in _text(item, f"  {bullet}")]
        parts.append("\n".join([section.heading, *lines]))
    return "\n\n".join(parts) + "\n"


def entry_summary(entry: Entry) -> str:
    """An entry in one line: code, level, name and the reason."""
    return f"{entry.code}  {_level(entry):<7}  {entry.name}: {_one_line(entry.why)}"


def _title(entry: Entry) -> str:
    return f"{entry.name} ({entry.code})"


def _level(entry: Entry) -> str:
    return "keep" if entry.kind is EntryKind.KEEP else entry.level.value


def _about(entry: Entry) -> str:
    """Level, family, sectors and agreement in one line."""
    parts = [f"Level: {_level(entry)}", f"family: {FAMILIES.get(entry.family, entry.family)}"]
    if entry.sectors:
        parts.append(f"sectors: {', '.join(entry.sectors)}")
    if entry.kind is EntryKind.WORDING:
        parts.append(_AGREEMENT[entry.agreement])
    if entry.speaks_in_quotes:
        parts.append("speaks in quotations too")
    return "; ".join(parts)


def _sections(
    entry: Entry, sources: Mapping[str, Source], evidence: Evidence | None
) -> Iterator[_Section]:
    """What the page says, in order; a section with nothing in it is left out."""
    is_keep = entry.kind is EntryKind.KEEP
    sections = (
        _Section("Left as they are", _phrases(entry.flag) if is_keep else ()),
        _Section("Speaks where all of this was counted", _counted(entry)),
        _Section("Flagged", _examples(entry, Expectation.FLAG)),
        _Section("Not flagged", _examples(entry, Expectation.PASS)),
        _Section(
            "Instead",
            (*_options(entry.swap, "fits in place"), *_options(entry.instead)),
        ),
        _Section("Why", _paragraph(entry.why), is_list=False),
        _Section("A question worth asking", _paragraph(entry.ask), is_list=False),
        _Section("A question about several people", _paragraph(entry.ask_many), is_list=False),
        _Section("Known limits", _limits(entry)),
        _Section("Evidence", _evidence(entry, evidence), is_list=False),
        _Section("Sources", tuple(_source(key, sources) for key in entry.sources)),
        _Section("Reviewed", _paragraph(entry.reviewed), is_list=False),
        _Section("Agreed by", tuple(_Item(_one_line(text)) for text in entry.panel)),
        _Section("Formerly", _paragraph(", ".join(entry.formerly)), is_list=False),
    )
    return (section for section in sections if section.items)


def _counted(entry: Entry) -> tuple[_Item, ...]:
    return tuple(map(_Item, entry.reckoning.counted)) if entry.reckoning else ()


def _paragraph(text: str) -> tuple[_Item, ...]:
    return (_Item(_one_line(text)),) if text.strip() else ()


def _examples(entry: Entry, expectation: Expectation, lead: str = "") -> tuple[_Item, ...]:
    return tuple(_example(example, lead) for example in entry.examples_of(expectation))


def _example(example: Example, lead: str) -> _Item:
    marks = tuple((start + len(lead), end + len(lead)) for start, end in example.marks)
    return _Item(lead + example.text, marks)


def _limits(entry: Entry) -> tuple[_Item, ...]:
    return (
        *_examples(entry, Expectation.KNOWN_MISS, "Not noticed yet: "),
        *_examples(entry, Expectation.KNOWN_FALSE_ALARM, "Flagged without need: "),
    )


def _evidence(entry: Entry, evidence: Evidence | None) -> tuple[_Item, ...]:
    """How its findings were judged in texts that nobody wrote for it; nothing where none were."""
    if evidence is None or not (evidence.read or evidence.earlier):
        return ()
    lines = []
    if evidence.read:
        lines.append(f"{evidence} ({', '.join(evidence.texts)}).")
        level = entry.level.value
        needed = 100 * NEEDED.get(entry.level, 0)
        what = "right" if entry.level is Level.RETHINK else "right or optional"
        lines += {
            Proof.BORNE_OUT: [f"That bears out the level {level}."],
            Proof.FEW: [f"That bears out the level {level} so far, but few were read."],
            Proof.NOT_BORNE_OUT: [
                f"That does not bear out the level {level}: {needed:.0f} in 100 are to be {what}."
            ],
        }.get(evidence.proof(entry), [])
    if evidence.earlier:
        one = evidence.earlier == 1
        lines.append(
            f"{evidence.earlier:,} more {'was' if one else 'were'} read of an earlier form of this "
            "entry, which no longer counts."
        )
    return (_Item(" ".join(lines)),)


def _phrases(phrases: Iterable[str]) -> tuple[_Item, ...]:
    """Phrases of the lexicon as people would say them.

    The mark for "any form" goes, and the name of a word list becomes a gap to fill.
    """
    return tuple(_Item(_spoken(phrase)) for phrase in phrases)


_SCOPES = {Scope.ONE: "of one person", Scope.MANY: "of several, or in general"}


def _options(options: Iterable[Option], remark: str = "") -> Iterator[_Item]:
    """Options as people would say them, with what is to be known about each."""
    for option in options:
        remarks = [text for text in (remark, _SCOPES.get(option.scope)) if text]
        yield _Item(_spoken(option.shown) + (f" ({', '.join(remarks)})" if remarks else ""))


def _spoken(phrase: str) -> str:
    return re.sub(r"<([\w-]+)>", r"[\1]", _one_line(phrase)).replace("~", "")


def _source(key: str, sources: Mapping[str, Source]) -> _Item:
    source = sources.get(key)
    if source is None:
        return _Item(key)
    year = f" ({source.year})" if source.year else ""
    is_link = re.fullmatch(r"https?://\S+", source.url) is not None
    return _Item(source.title + year, link=source.url if is_link else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _markdown(item: _Item) -> str:
    text = ""
    position = 0
    for start, end in item.marks:
        text += f"{_escaped(item.text[position:start])}**{_escaped(item.text[start:end])}**"
        position = end
    text += _escaped(item.text[position:])
    return f"[{text}](<{item.link}>)" if item.link else text


def _escaped(text: str) -> str:
    """Text that Markdown shows as it stands; gaps such as `[..]` must not turn into links."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)


def _text(item: _Item, lead: str) -> Iterator[str]:
    """The lines of an item, the first one after `lead`, with carets below marked words."""
    indent = " " * len(lead)
    lines = wrapped(item.text, _WIDTH - len(lead))
    for number, (start, end) in enumerate(lines):
        yield (indent if number else lead) + item.text[start:end]
        underline = carets(item.text, (start, end), item.marks)
        if underline:
            yield indent + underline
    # An address stays whole, so that it can be clicked or copied.
    if item.link:
        yield indent + item.link
