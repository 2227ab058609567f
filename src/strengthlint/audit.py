"""Lints the lexicon itself: every example is tried, every suggestion read, every message heard.

`strengthlint lexicon check` prints what this finds, in a practice lead's words; CI fails on it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from strengthlint.config import Settings
from strengthlint.diagnostic import Diagnostic, Level, Standing, SuggestionKind
from strengthlint.document import Document
from strengthlint.errors import Problem
from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.entry import (
    Agreement,
    Entry,
    EntryKind,
    Example,
    Expectation,
    is_own,
)
from strengthlint.lexicon.evidence import ENOUGH, NEEDED, EvidenceRow, Proof, evidence_of
from strengthlint.lexicon.loading import Layer, check_layers
from strengthlint.lexicon.option import Slot
from strengthlint.lexicon.phrase import Phrase
from strengthlint.lexicon.standing_rule import StandingExample
from strengthlint.linter import Linter

if TYPE_CHECKING:
    from strengthlint.engine import Engine, Hit
    from strengthlint.standing import StandingJudge

__all__ = [
    "audit",
    "bare_phrases",
    "check_lexicon",
    "failing_examples",
    "failing_reflections",
    "failing_signs",
    "failing_standings",
    "not_proved",
    "reads_on",
    "stale",
    "whole",
]

_UNKIND = re.compile(
    r"\b(?:errors?|wrong|offensive|banned?|inappropriate|you should|you must|forbidden|violat\w+)\b",
    re.IGNORECASE,
)
# never_suggest: identity-first and person-first are not turned into each other, no diagnosis is given.
_NEVER_SUGGEST = re.compile(
    r"\b(?:(?:people|person|individuals?|adults?|children|man|woman) with (?:an? )?(?:disabilit(?:y|ies)|autism)"
    r"|(?:substance|alcohol) use disorder|differently abled)\b",
    re.IGNORECASE,
)
_WHY_WORDS = 30
_NO_WORDS = re.compile(r"\[[^\]]*\]|<[\w-]+>~?")
"""What holds no words of an option: its gaps, and what stands for words that were found."""
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*|\d+")
_STARTS_AS_VERB = re.compile(r"(?:[A-Z][a-z]+s|Can|May|Often \w+s|Sometimes \w+s) ")


def check_lexicon(layers: Sequence[tuple[Path, str]]) -> list[Problem]:
    """Every problem of some layers: form first, then what the examples show."""
    compiled, problems = check_layers([Layer(folder, label) for folder, label in layers], "check")
    problems = list(problems)
    if compiled["entries"]:
        # In its JSON form tuples are lists; the same way as from the cache.
        import json

        lexicon = Lexicon(json.loads(json.dumps(compiled)))
        problems += audit(lexicon)
    return sorted(problems, key=lambda problem: (problem.path, problem.line))


def stale(lexicon: Lexicon, month: str, *, after_months: int = 24) -> list[Entry]:
    """The entries whose review is due in a month such as "2026-11", oldest first."""
    year, number = map(int, month.split("-"))
    limit = year * 12 + number - after_months
    due = [e for e in lexicon.entries() if int(e.reviewed[:4]) * 12 + int(e.reviewed[5:]) <= limit]
    return sorted(due, key=lambda entry: (entry.reviewed, entry.code))


def not_proved(
    lexicon: Lexicon, rows: Sequence[EvidenceRow]
) -> dict[Proof, list[tuple[Entry, Problem]]]:
    """The entries whose level the evidence does not bear out, by how far it goes, with what to say.

    Notes need no evidence and are not among them.
    """
    by_code: dict[str, list[EvidenceRow]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    found: dict[Proof, list[tuple[Entry, Problem]]] = defaultdict(list)
    for entry in lexicon.entries():
        evidence = evidence_of(entry, by_code[entry.code])
        proof = evidence.proof(entry)
        if proof is Proof.NOT_BORNE_OUT:
            share, needed = evidence.share(entry.level), NEEDED[entry.level]
            what = "right" if entry.level is Level.RETHINK else "right or optional"
            message = (
                f"The level {entry.level.value} is not borne out. {evidence}. "
                f"That is {100 * share:.0f} in 100 {what}; {100 * needed:.0f} are needed."
            )
            hint = "Narrow the phrases or the conditions, or lower the level."
        elif proof is Proof.FEW:
            message = f"The level {entry.level.value} rests on little. {evidence}."
            hint = f"Read {ENOUGH} or more with “strengthlint lexicon try”."
        elif proof is Proof.NOT_READ:
            again = f" ({evidence.earlier:,} of an earlier form were.)" if evidence.earlier else ""
            message = f"Nothing was read yet that bears out the level {entry.level.value}.{again}"
            hint = "Try it with “strengthlint lexicon try”, and have the findings judged."
        else:
            continue
        found[proof].append((entry, _problem(entry, 0, message, hint)))
    return found


def audit(lexicon: Lexicon) -> list[Problem]:
    """Every problem that shows only when the lexicon is used."""
    linter = whole(lexicon)
    problems: list[Problem] = []
    entries = list(lexicon.entries())
    for entry in entries:
        problems += _wording(entry)
    problems += _examples(linter, entries)
    problems += _facts(lexicon, entries)
    problems += _suggestions(linter, entries)
    problems += _phrases(linter, entries)
    problems += _order(entries)
    problems += failing_standings(lexicon)
    problems += failing_signs(lexicon)
    problems += failing_reflections(lexicon)
    return problems


def failing_examples(lexicon: Lexicon, entries: Sequence[Entry]) -> list[Problem]:
    """The examples of some entries that do not show what they are to show."""
    return list(_examples(whole(lexicon), entries))


def whole(lexicon: Lexicon) -> Linter:
    """A linter in which every entry takes part, also those that a profile has off."""
    settings = Settings(profile="uk") if "uk" in lexicon.profiles else Settings()
    if "uk" not in lexicon.profiles:
        lexicon.profiles["uk"] = {"about": "", "on": [], "off": [], "note": []}
    return Linter(replace(settings, select=("ALL",)), lexicon)


def _problem(entry: Entry, line: int, message: str, hint: str = "", path: str = "") -> Problem:
    label = f"{entry.code} {entry.name}"
    return Problem(path or entry.path, line or entry.line, label, message, hint)


def _of_example(entry: Entry, example: Example, message: str, hint: str = "") -> Problem:
    return _problem(entry, example.line, message, hint, example.path)


def _said(entry: Entry) -> tuple[str, ...]:
    return (entry.reckoning.says, entry.reckoning.there) if entry.reckoning else ()


def reads_on(why: str) -> bool:
    """Whether a reason starts with a verb, so that it reads on from the flagged words."""
    return bool(_STARTS_AS_VERB.match(why))


def _wording(entry: Entry) -> Iterator[Problem]:
    options = [option.text for option in (*entry.instead, *entry.swap)]
    for text in (entry.why, entry.ask, entry.ask_many, *_said(entry), *options):
        found = _UNKIND.search(text)
        if found:
            yield _problem(
                entry,
                0,
                f"“{found[0]}” sounds like a verdict: {text}",
                "Say it as a colleague would.",
            )
    for text in options:
        found = _NEVER_SUGGEST.search(text)
        if found:
            yield _problem(
                entry,
                0,
                f"“{found[0]}” is never suggested: {text}",
                "See “Wording” in lexicon/README.md.",
            )
    if entry.kind is not EntryKind.REFLECTION and not reads_on(entry.why):
        yield _problem(
            entry,
            0,
            f"“why” does not read on from the flagged words: “…” {entry.why[:1].lower()}{entry.why[1:]}",
            "Start it with a verb: Puts …, Names …, Says …, Can sound …",
        )
    if len(entry.why.split()) > _WHY_WORDS:
        yield _problem(
            entry, 0, f"“why” has {len(entry.why.split())} words; {_WHY_WORDS} are enough."
        )
    for key, ask in (("ask", entry.ask), ("ask-many", entry.ask_many)):
        if ask and not ask.endswith("?"):
            yield _problem(entry, 0, f"“{key}” is not a question: {ask}")
    if entry.kind is EntryKind.WORDING:
        if not entry.ask and entry.family != "STG":
            yield _problem(
                entry,
                0,
                "There is no “ask”.",
                "Add a question that helps to write something better.",
            )
        if not entry.sources:
            yield _problem(
                entry, 0, "There are no sources.", "Name at least one, or leave the entry out."
            )
        if not entry.instead and not entry.swap and entry.level is not Level.NOTE:
            yield _problem(
                entry, 0, "It offers nothing to write instead.", "Add two or three under “instead”."
            )
    if entry.agreement is Agreement.CONTESTED and "?" not in entry.ask:
        yield _problem(
            entry,
            0,
            "A contested entry speaks as a question.",
            "Add an “ask” that holds both sides open.",
        )


def _facts(lexicon: Lexicon, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Options that say what neither the flagged words nor the writer said.

    Outside its gaps an option may hold the words of its own phrases and the plain words of the list
    `plain-word`. Advice is not looked at: it says what to do, and nothing of what happened.
    """
    plain = lexicon.words.single("plain-word")
    if not plain:
        return
    known = {form for word in plain for form in _forms(lexicon, word)}
    for index, entry in enumerate(entries):
        options = [o for o in (*entry.swap, *entry.instead) if o.slot is not Slot.ADVICE]
        if not options:
            continue
        said = {
            part.lower()
            for phrase in lexicon.phrases(index)[0]
            for slot in phrase
            for row in (lexicon.lists[slot.list_name] if slot.list_name else slot.words)
            for word in row
            for part in _WORD.findall(word)
        }
        for option in options:
            text = _NO_WORDS.sub(" ", option.text).replace("(s)", "").replace("~", "")
            words = [word.lower().rstrip("'’") for word in _WORD.findall(text)]
            new = [word for word in words if word not in known and not said & _forms(lexicon, word)]
            if new:
                yield _problem(
                    entry,
                    0,
                    f"“{new[0]}” may be a fact that nobody recorded: {option.text}",
                    "Ask for it in a gap, such as [what happened], or add the word to the list “plain-word”"
                    " if it can be said without knowing more.",
                )


def _forms(lexicon: Lexicon, word: str) -> set[str]:
    """A word in every form that it would have as a noun and as a verb."""
    forms = {word, lexicon.noun(word, plural=True)}
    return forms | {lexicon.verb(word, tag) for tag in ("VBZ", "VBD", "VBN", "VBG")}


def _check_all(linter: Linter, texts: Sequence[str]) -> dict[int, list[Diagnostic]]:
    """The diagnostics of many texts, by the place of the text; each is a document of its own."""
    reports = linter.check_documents([Document.of_paragraph(text) for text in texts])
    return {place: list(report.diagnostics) for place, report in enumerate(reports)}


def _range(diagnostic: Diagnostic) -> tuple[int, int]:
    return diagnostic.location.column - 1, diagnostic.location.end_column - 1


def _examples(linter: Linter, entries: Sequence[Entry]) -> Iterator[Problem]:
    pairs = [
        (entry, example)
        for entry in entries
        for example in entry.examples
        if example.text.strip() and entry.kind is not EntryKind.REFLECTION
    ]
    found = _check_all(linter, [" ".join(example.text.split()) for _, example in pairs])
    for place, (entry, example) in enumerate(pairs):
        diagnostics = found[place]
        open_ones = [d for d in diagnostics if d.standing is Standing.OPEN]
        own = [_range(d) for d in open_ones if d.code == entry.code]
        if example.expectation is Expectation.FLAG:
            yield from _flagged(entry, example, own, diagnostics)
        elif example.expectation is Expectation.PASS:
            for diagnostic in open_ones:
                if _range(diagnostic) in example.marks and diagnostic.code != entry.code:
                    continue
                by = (
                    "it"
                    if diagnostic.code == entry.code
                    else f"{diagnostic.code} {diagnostic.name}"
                )
                yield _of_example(
                    entry,
                    example,
                    f"This example is to stay quiet, but {by} speaks about “{diagnostic.matched}”:\n"
                    f"    {example.text}",
                    "Narrow the phrases or the conditions, or choose an example without these words.",
                )
        elif example.expectation is Expectation.KNOWN_MISS and own:
            yield _of_example(
                entry,
                example,
                f"This known miss is found now:\n    {example.text}",
                "Move it to “flag”, and mark the words.",
            )
        elif example.expectation is Expectation.KNOWN_FALSE_ALARM and not own:
            yield _of_example(
                entry,
                example,
                f"This known false alarm is quiet now:\n    {example.text}",
                "Move it to “pass”.",
            )


def _flagged(
    entry: Entry, example: Example, own: list[tuple[int, int]], diagnostics: Sequence[Diagnostic]
) -> Iterator[Problem]:
    text = " ".join(example.text.split())
    if sorted(own) == sorted(example.marks):
        return
    if own:
        words = " and ".join(f"“{text[start:end]}”" for start, end in sorted(own))
        yield _of_example(
            entry,
            example,
            f"The flagged words are {words}, the marks say otherwise:\n    {_marked(example)}",
            "Move the == marks, or change the phrase.",
        )
        return
    reasons = [d for d in diagnostics if d.code == entry.code]
    hint = "Add a phrase or widen the conditions, or move the example to “known-miss”."
    if reasons:
        hint = f"It was found, but taken as quiet: {reasons[0].reason}."
    else:
        others = {
            f"{d.code} {d.name}"
            for d in diagnostics
            if any(_range(d)[0] < end and start < _range(d)[1] for start, end in example.marks)
        }
        if others:
            hint = (
                f"{' and '.join(sorted(others))} speaks there instead; one of them may be too wide."
            )
    yield _of_example(
        entry,
        example,
        f"This example is to be flagged, but nothing is found:\n    {_marked(example)}",
        hint,
    )


def _marked(example: Example) -> str:
    text = example.text
    for start, end in sorted(example.marks, reverse=True):
        text = f"{text[:start]}=={text[start:end]}=={text[end:]}"
    return text


def _suggestions(linter: Linter, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Each swap in each flagged example, and each `instead` by itself, are quiet."""
    texts: list[str] = []
    places: list[tuple[Entry, str, tuple[int, int]]] = []
    examples = [
        (entry, example)
        for entry in entries
        for example in entry.examples_of(Expectation.FLAG)
        if example.text.strip() and entry.kind is not EntryKind.REFLECTION
    ]
    found = _check_all(linter, [" ".join(x.text.split()) for _, x in examples])
    for place, (entry, example) in enumerate(examples):
        text = " ".join(example.text.split())
        for diagnostic in found[place]:
            if diagnostic.code != entry.code or diagnostic.standing is not Standing.OPEN:
                continue
            start, end = _range(diagnostic)
            for suggestion in diagnostic.suggestions:
                if suggestion.kind is SuggestionKind.SWAP:
                    texts.append(text[:start] + suggestion.text + text[end:])
                    places.append((entry, suggestion.text, (start, start + len(suggestion.text))))
    for entry in entries:
        for text in (option.text for option in entry.instead):
            plain = re.sub(r"\[(they|them|their)\]", r"\1", text)
            plain = re.sub(r"\[[^\]]*\]", "something", plain).replace("~", "").replace("(s)", "")
            texts.append(plain)
            places.append((entry, text, (0, len(plain))))
    found = _check_all(linter, texts)
    told: set[tuple[str, str]] = set()
    for place, (entry, text, (start, end)) in enumerate(places):
        for diagnostic in found[place]:
            at, to = _range(diagnostic)
            open_one = diagnostic.standing is Standing.OPEN and at < end and start < to
            if open_one and (entry.code, text) not in told:
                told.add((entry.code, text))
                yield _problem(
                    entry,
                    0,
                    f"The suggestion “{text}” is itself spoken about by {diagnostic.code} {diagnostic.name} "
                    f"(“{diagnostic.matched}”).",
                    "Choose other words.",
                )


def _phrases(linter: Linter, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Every phrase finds its own base form, and none stands for too many."""
    from strengthlint.engine import Engine
    from strengthlint.engine.gate import Gate
    from strengthlint.engine.matching import MAX_PATTERNS

    lexicon = linter.lexicon
    matching, gate = Engine(lexicon).matching, Gate(lexicon)
    for index, entry in enumerate(entries):
        for text, phrase in zip(entry.flag, lexicon.phrases(index)[0], strict=True):
            count = len(matching.patterns(phrase))
            if count > MAX_PATTERNS:
                yield _problem(
                    entry,
                    0,
                    f"“{text}” stands for {count} phrases; {MAX_PATTERNS} are the limit.",
                    "Split it up.",
                )
                continue
            for words in islice(_base_forms(phrase, lexicon), 2):
                sample = " ".join(words)
                gated = index in gate.candidates(sample)
                doc = matching.tokenize(sample)
                if not gated or index not in matching.find(doc, matching.places([index])):
                    yield _problem(
                        entry,
                        0,
                        f"“{text}” does not find its own words: “{sample}”.",
                        "Report this.",
                    )


def bare_phrases(lexicon: Lexicon) -> list[Problem]:
    """Phrases of which only words that stand everywhere are left without what is optional in them.

    An entry with a condition that asks who is meant, or for words near by, may have such phrases.
    """
    everywhere = lexicon.words.single("function-word")
    found = []
    for index, entry in enumerate(lexicon.entries()):
        if entry.when.asks_who_is_meant or entry.when.near or entry.when.as_:
            continue
        for text, phrase in zip(entry.flag, lexicon.phrases(index)[0], strict=True):
            rest = [slot for slot in phrase if not slot.optional]
            bracketed = {
                word for slot in phrase if slot.optional for row in slot.words for word in row
            }
            if everywhere.issuperset(bracketed) or any(slot.list_name or slot.gap for slot in rest):
                continue
            bare = list(_base_forms(phrase, lexicon))
            if all(everywhere.issuperset(form) for form in bare):
                message = f"Without its brackets “{text}” is only “{' '.join(bare[0])}”."
                hint = "Take the brackets from the word that carries the sense, or add a condition."
                found.append(_problem(entry, 0, message, hint))
    return found


def _base_forms(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The plainest readings of a phrase: nothing optional, first and last choices."""
    rows = [
        lexicon.lists[slot.list_name] if slot.list_name else slot.words
        for slot in phrase
        if not slot.optional and not slot.gap
    ]
    plain = [[row for row in choices if "-" not in row] or list(choices) for choices in rows]
    for combination in product(*([choices[0], choices[-1]] for choices in plain)):
        yield tuple(word for row in combination for word in row)


def failing_reflections(lexicon: Lexicon) -> list[Problem]:
    """The examples of rules about a whole document that do not show what they are to show."""
    return list(_reflections(lexicon))


def _reflections(lexicon: Lexicon) -> Iterator[Problem]:
    from strengthlint import readers
    from strengthlint.engine import Engine
    from strengthlint.reflection import reflected

    engine = Engine(lexicon)
    for index in sorted(lexicon.reflections):
        entry = lexicon.entry(index)
        for example in entry.examples:
            document = readers.read("example.md", example.text.encode())
            segments = list(document.prose())
            found = reflected(engine, document, segments, [index], whatever_it_is=True)
            speaks = found is not None and bool(found.remarks)
            is_to_speak = example.expectation in (
                Expectation.FLAG, Expectation.KNOWN_FALSE_ALARM
            )  # fmt: skip
            if speaks is is_to_speak or found is None:
                continue
            counts = ", ".join(
                f"{each.what} {len(each.sentences)}"
                for each in found.summary.counts
                if each.sentences
            )
            does = "speaks" if speaks else "is quiet"
            message = (
                f"This example is to show the opposite, but the rule {does}:\n    {example.text}"
            )
            yield _of_example(entry, example, message, f"It was counted: {counts}.")


def failing_signs(lexicon: Lexicon) -> list[Problem]:
    """The examples of signs that do not show what they are to show."""
    return list(_signs(lexicon))


def _signs(lexicon: Lexicon) -> Iterator[Problem]:
    """Of every sign: the marked words of some examples count by it, in others nothing does."""
    from strengthlint import readers
    from strengthlint.engine import Engine
    from strengthlint.reflection import shown_by

    engine = Engine(lexicon)
    for sign, _ in lexicon.signs:
        for example in sign.examples:
            document = readers.read("example.md", example.text.encode())
            words = shown_by(engine, document, sign.name)
            wanted = {example.text[start:end] for start, end in example.marks}
            if example.quoted and not wanted <= words:
                message = f"“{'”, “'.join(sorted(wanted - words))}” does not count: {example.text}"
            elif not example.quoted and words:
                message = f"“{'”, “'.join(sorted(words))}” counts, and should not: {example.text}"
            else:
                continue
            hint = "Change the phrases, “who” or “unless”, or the example."
            yield Problem(sign.path, example.line or sign.line, sign.name, message, hint)


def failing_standings(lexicon: Lexicon) -> list[Problem]:
    """The examples of standings that do not show what they are to show."""
    return list(_standings(lexicon))


def _standings(lexicon: Lexicon) -> Iterator[Problem]:
    """Of every standing: for the words of some examples it holds, for those of others nothing does."""
    from strengthlint import readers
    from strengthlint.engine import Engine
    from strengthlint.standing import StandingJudge

    engine = Engine(lexicon)
    judge = StandingJudge(engine)
    for rule, _ in lexicon.standings:
        for example in rule.examples:
            document = readers.read("example.md", example.text.encode())
            for start, end in example.marks:
                words = example.text[start:end]
                hit = _hit(engine, document, start, end)
                problem = _standing_problem(judge, rule.name, hit, words, example)
                if problem:
                    yield Problem(rule.path, example.line, rule.name, *problem)


def _hit(engine: Engine, document: Document, start: int, end: int) -> Hit | None:
    """The words at a place of a document, as if an entry had found them."""
    prose = list(document.prose())
    words = document.source[start:end]
    for number, segment in enumerate(prose):
        at = segment.text.find(words)
        while at >= 0:
            if segment.offsets.source(at, at + len(words)) == (start, end):
                return engine.hit_at(prose, number, at, at + len(words))
            at = segment.text.find(words, at + 1)
    return None


def _standing_problem(
    judge: StandingJudge, name: str, hit: Hit | None, words: str, example: StandingExample
) -> tuple[str, str] | None:
    if hit is None:
        return (
            f"“{words}” cannot be found in this example:\n    {example.text}",
            "Mark whole words.",
        )
    if example.quoted:
        holding = judge.holding(hit)
        if name in holding:
            return None
        others = f"{', '.join(holding)} does instead." if holding else ""
        return (
            f"This standing is to hold for “{words}”, but it does not:\n    {example.text}",
            others or "Add a phrase, or give it a longer reach.",
        )
    reason = judge.reason(hit)
    if not reason:
        return None
    return (
        f"“{words}” is to stay the writer's own, but it counts as quoted ({reason}):\n    {example.text}",
        "Narrow the phrases or the reach, or add to “unless”. "
        f"Held by: {', '.join(judge.holding(hit)) or 'a name, a reference or quotation marks'}.",
    )


def _order(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Codes of the built-in lexicon in another order; an organisation sorts its own as it likes."""
    last: dict[str, tuple[int, str]] = {}
    built_in = (entry for entry in entries if not is_own(entry.code))
    for entry in sorted(built_in, key=lambda entry: (entry.path, entry.line)):
        before = last.get(entry.path)
        if before and (entry.code < before[1]):
            yield _problem(
                entry,
                0,
                f"{entry.code} stands after {before[1]}.",
                "Sort the entries of a file by code.",
            )
        last[entry.path] = (entry.line, entry.code)
