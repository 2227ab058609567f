"""How well the linter judges labelled text: every set of a folder, by level and by kind.

    python benchmarks/judgement.py --eval ../shared/eval [--set NAME]... [--misses] [--false-alarms]
                                   [--by COLUMN]... [--code CODE]... [--notes FILE]

Sets: dev and dev2 (real sentences), notes and documents (lines as practitioners write them), whole
(documents with the places that are to be flagged), cases (small texts by kind of fault).

A finding counts where its standing is open and its level rethink or reflect. A row that is to be
flagged is found where such a finding overlaps its words. A row that is to stay quiet is a false
alarm where one speaks: on the trigger in dev and dev2, anywhere in the other sets. Rows and places
labelled `note` are counted apart: whatever is said there is neither right nor wrong.
`--misses` and `--false-alarms` print each row that goes wrong, with everything that was said.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Level, Standing
from strengthlint.document import Document
from strengthlint.linter import Linter

SETS = ("dev", "dev2", "notes", "documents", "whole", "cases")
Span = tuple[int, int]


@dataclass
class Row:
    """Something that was labelled, and what the linter says there.

    Attributes:
        id: Its name in the set.
        label: "flag", "note" or "quiet".
        text: The sentence, the line, or the line of a document.
        words: What is to be flagged, or the words that look as if.
        kinds: By what the set can be broken down: column and value.
        said: What speaks there and counts.
        besides: Other diagnostics of the row, for those who look into it.
    """

    id: str
    label: str
    text: str
    words: str
    kinds: dict[str, str] = field(default_factory=dict)
    said: list[Diagnostic] = field(default_factory=list)
    besides: list[Diagnostic] = field(default_factory=list)

    @property
    def level(self) -> Level | None:
        return max((d.level for d in self.said), default=None)


# Checking


def check_sentences(linter: Linter, sentences: Sequence[str]) -> list[list[Diagnostic]]:
    """The diagnostics of each sentence, each a document of its own; columns count its characters."""
    return [
        list(linter.check_document(Document.of_paragraph(sentence, "sentence")).diagnostics)
        for sentence in sentences
    ]


def counts(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic asks something of the writer at a level that is shown."""
    return diagnostic.standing is Standing.OPEN and diagnostic.level >= Level.REFLECT


def span(diagnostic: Diagnostic) -> Span:
    """Where a diagnostic stands in a text of one line."""
    return diagnostic.location.column - 1, diagnostic.location.end_column - 1


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# The sets


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file with tabs and no quoting."""
    head, *rows = path.read_text("utf-8").splitlines()
    names = head.split("\t")
    for row in rows:
        yield dict(zip(names, row.split("\t") + [""] * len(names), strict=False))


def sentences_of(folder: Path, name: str, linter: Linter) -> list[Row]:
    labels = {row["id"]: row for row in table(folder / f"{name}-labels.tsv")}
    given = list(table(folder / f"{name}-sentences.tsv"))
    rows = []
    for row, diagnostics in zip(
        given, check_sentences(linter, [row["sentence"] for row in given]), strict=True
    ):
        text, label = row["sentence"], labels[row["id"]]
        if label["start"]:
            where = int(label["start"]), int(label["end"])
        else:
            at = max(text.lower().find(row["trigger"].lower()), 0)
            where = at, at + len(row["trigger"])
        said = [d for d in diagnostics if counts(d) and overlap(span(d), where)]
        rows.append(
            Row(
                row["id"],
                "quiet" if label["label"] == "ok" else label["label"],
                text,
                text[where[0] : where[1]],
                {"source": row["source"].split(":")[0]},
                said,
                [d for d in diagnostics if d not in said],
            )
        )
    return rows


def lines_of(folder: Path, name: str, linter: Linter) -> list[Row]:
    given = list(table(folder / f"dev2-{name}.tsv"))
    rows = []
    for row, diagnostics in zip(
        given, check_sentences(linter, [row["sentence"] for row in given]), strict=True
    ):
        text, quiet = row["sentence"], row["expect"] == "quiet"
        at = text.find(row["phrase"])
        where = (0, len(text)) if quiet else (at, at + len(row["phrase"]))
        said = [d for d in diagnostics if counts(d) and overlap(span(d), where)]
        kinds = {"setting": row["setting"], "register": row["register"]}
        besides = [d for d in diagnostics if d not in said]
        rows.append(Row(row["id"], row["expect"], text, row["phrase"], kinds, said, besides))
    return rows


def whole_of(folder: Path, linter: Linter) -> list[Row]:
    """A row for each place of the gold files, and one for each finding outside of them."""
    rows = []
    versions = {row["file"]: row["version"] for row in table(folder / "documents" / "overview.tsv")}
    for gold in sorted((folder / "documents").glob("*.gold.tsv")):
        path = next(p for p in gold.parent.glob(gold.name.replace(".gold.tsv", ".*")) if p != gold)
        source = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        lines = source.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        places = [
            (
                (
                    starts[d.location.line - 1] + d.location.column - 1,
                    starts[d.location.end_line - 1] + d.location.end_column - 1,
                ),
                d,
            )
            for d in linter.check_bytes(path.name, source.encode()).diagnostics
            if not d.of_whole
        ]
        kinds = {"version": versions.get(path.name, "?"), "document": path.stem[3:]}
        taken: set[int] = set()
        for row in table(gold):
            # A phrase may run over a line's end in the file.
            words = re.compile(r"\s+".join(map(re.escape, row["phrase"].split())))
            start = starts[int(row["line"]) - 1]
            match = words.search(source, start) or words.search(source)
            if match is None:
                raise SystemExit(f"{gold.name}: “{row['phrase']}” is not in the document.")
            near = [(n, d) for n, (where, d) in enumerate(places) if overlap(where, match.span())]
            taken |= {n for n, _ in near}
            said = [d for _, d in near if counts(d)]
            rows.append(
                Row(
                    f"{path.name}:{row['line']}",
                    row["level"],
                    lines[int(row["line"]) - 1],
                    row["phrase"],
                    kinds,
                    said,
                    [d for _, d in near if d not in said],
                )
            )
        for n, (_, d) in enumerate(places):
            if n not in taken and counts(d):
                name = f"{path.name}:{d.location.line}"
                rows.append(Row(name, "quiet", d.excerpt.text, d.matched, kinds, [d]))
    return rows


def cases_of(folder: Path, linter: Linter) -> list[Row]:
    """A row for each case; `label` is "flag" where all the words are to be found."""
    rows = []
    for case in table(folder / "cases.tsv"):
        text = case["text"].replace("\\n", "\n")
        report = linter.check_bytes(f"case.{case['suffix']}", text.encode())
        open_ones = [d for d in report.diagnostics if counts(d)]
        besides = [d for d in report.diagnostics if d not in open_ones]
        quiet = case["expect"] == "quiet"
        words = "" if quiet else case["expect"].partition(":")[2].strip()
        label = "quiet" if quiet else "flag"
        if not quiet:
            found = [d.matched.casefold() for d in open_ones]
            missing = [
                word
                for word in words.split("; ")
                if not any(
                    word.casefold() in matched or matched in word.casefold() for matched in found
                )
            ]
            if missing:
                besides, open_ones = [*open_ones, *besides], []
        kinds = {"kind": case["kind"]}
        rows.append(Row(case["id"], label, case["text"], words, kinds, open_ones, besides))
    return rows


def rows_of(folder: Path, name: str, linter: Linter) -> list[Row]:
    if name in ("dev", "dev2"):
        return sentences_of(folder, name, linter)
    if name in ("notes", "documents"):
        return lines_of(folder, name, linter)
    return whole_of(folder, linter) if name == "whole" else cases_of(folder, linter)


# Figures


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "   –"


@dataclass
class Tally:
    """How the rows of a set, or of one kind of it, came out."""

    found: int = 0
    missed: int = 0
    false: int = 0
    quiet: int = 0
    notes: int = 0
    notes_said: int = 0

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Tally:
        flag = [row for row in rows if row.label == "flag"]
        quiet = [row for row in rows if row.label == "quiet"]
        note = [row for row in rows if row.label == "note"]
        found = sum(bool(row.said) for row in flag)
        return cls(
            found,
            len(flag) - found,
            sum(bool(row.said) for row in quiet),
            sum(not row.said for row in quiet),
            len(note),
            sum(bool(row.said) for row in note),
        )

    def line(self) -> str:
        flags, quiet = self.found + self.missed, self.quiet + self.false
        said = self.found + self.false
        return (
            f"precision {share(self.found, said)}  recall {share(self.found, flags)}   "
            f"found {self.found} of {flags}, false alarms {self.false} of {quiet}"
            + (f", notes spoken about {self.notes_said} of {self.notes}" if self.notes else "")
        )

    def whole_line(self) -> str:
        """For whole documents, where only false alarms make quiet rows."""
        return self.line().replace(f"alarms {self.false} of {self.false}", f"alarms {self.false}")

    def case_line(self) -> str:
        flags, quiet = self.found + self.missed, self.quiet + self.false
        return (
            f"as wanted {self.found + self.quiet} of {flags + quiet}   "
            f"open {self.found} of {flags}, quiet {self.quiet} of {quiet}"
        )


def print_set(name: str, rows: Sequence[Row], by: Sequence[str]) -> None:
    line = {"cases": Tally.case_line, "whole": Tally.whole_line}.get(name, Tally.line)
    print(f"\n{name:10} {line(Tally.of(rows))}")
    if name != "cases":
        for level in sorted(Level, reverse=True)[:2]:
            said = [row for row in rows if row.level is level]
            labels = Counter(row.label for row in said)
            print(
                f"  {level.value:22} right {share(labels['flag'], len(said))}  "
                f"optional {share(labels['note'], len(said))}  wrong {share(labels['quiet'], len(said))}   of {len(said)}"
            )
    for column in rows[0].kinds if rows else ():
        if by and column not in by:
            continue
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row.kinds[column]].append(row)
        if not by and len(groups) > 12:
            continue
        for value in sorted(groups):
            print(f"  {value[:44]:44} {line(Tally.of(groups[value]))}")


def print_wrong(row: Row, what: str) -> None:
    said = "; ".join(f"{d.code} {d.name} {d.level.value} “{d.matched}”" for d in row.said)
    besides = "; ".join(
        f"{d.code} {d.name} {d.level.value} {d.standing.value} “{d.matched}”"
        + (f" ({d.reason})" if d.reason else "")
        for d in row.besides
    )
    print(
        f"  {what} {row.id} [{row.words}] {said}" + (f"  | besides: {besides}" if besides else "")
    )
    print(f"      {' / '.join(row.kinds.values())}: {row.text}")


# The smoke sentences of the research notes


def smoke(notes: Path, linter: Linter, verbose: bool) -> None:
    text = notes.read_text("utf-8")
    must = _numbered(text.split("### 9.1")[1].split("### 9.2")[0])
    quiet = _numbered(text.split("### 9.2")[1].split("(45 and 48")[0])
    rows = []
    for sentences, label in ((must, "flag"), (quiet, "quiet")):
        found = check_sentences(linter, sentences)
        for number, (sentence, diagnostics) in enumerate(
            zip(sentences, found, strict=True), start=1
        ):
            said = [d for d in diagnostics if counts(d)]
            besides = [d for d in diagnostics if d not in said]
            rows.append(Row(f"{label}-{number}", label, sentence, "", {}, said, besides))
    wrong = [row for row in rows if bool(row.said) != (row.label == "flag")]
    print(
        f"\nsmoke      {len(must)} that must speak and {len(quiet)} that must stay quiet: "
        f"{len(wrong)} go the other way"
    )
    if verbose:
        for row in wrong:
            print_wrong(row, "missed" if row.label == "flag" else "false alarm")


def _numbered(text: str) -> list[str]:
    return [line.rsplit(" - ", 1)[0] for line in re.findall(r"^\d+\. (.*)$", text, re.MULTILINE)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--set", choices=SETS, action="append", dest="sets", metavar="NAME")
    parser.add_argument("--misses", action="store_true", help="print each row that is missed")
    parser.add_argument("--false-alarms", action="store_true", help="print each false alarm")
    parser.add_argument("-v", "--verbose", action="store_true", help="both of them")
    parser.add_argument(
        "--by", action="append", default=[], metavar="COLUMN", help="source, setting, register, …"
    )
    parser.add_argument(
        "--code", action="append", default=[], help="print only rows about which this code speaks"
    )
    parser.add_argument("--notes", type=Path, help="the research notes with smoke sentences")
    options = parser.parse_args()
    start = time.perf_counter()
    linter = Linter(Settings())
    for name in options.sets or SETS:
        rows = rows_of(options.eval, name, linter)
        print_set(name, rows, options.by)
        for row in rows:
            codes = {d.code for d in (*row.said, *row.besides)}
            if options.code and not any(c.startswith(tuple(options.code)) for c in codes):
                continue
            if row.label == "flag" and not row.said and (options.misses or options.verbose):
                print_wrong(row, "missed")
            if row.label == "quiet" and row.said and (options.false_alarms or options.verbose):
                print_wrong(row, "false alarm")
    if options.notes:
        smoke(options.notes, linter, options.verbose or options.misses or options.false_alarms)
    print(f"\n{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
