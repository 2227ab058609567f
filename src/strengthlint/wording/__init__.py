"""Suggestions that fit: offered only where they can stand, in the form that stands there.

What an option can stand for is said in the lexicon (`verb: …`); what the flagged words are is said by
the grammar (`wording.place`); `wording.rendering` gives the option the number, tense, person, article
and capital of its place. An option that would not read well is left out: the reason and the question
stand alone then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from strengthlint.diagnostic import Suggestion, SuggestionKind
from strengthlint.engine import Hit
from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.entry import Entry
from strengthlint.lexicon.option import Option, Scope, Slot
from strengthlint.wording.place import Place, Places
from strengthlint.wording.rendering import Rendering

__all__ = ["Wording"]


class Wording:
    """Makes the suggestions of a lexicon fit their places."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._places = Places(lexicon)
        self._asked: tuple[Hit, Place] | None = None

    def suggestions(self, hit: Hit, entry: Entry) -> tuple[Suggestion, ...]:
        """What to consider for a hit, swaps first, advice last; empty where nothing fits."""
        if not entry.swap and not entry.instead:
            return ()
        place = self._place(hit)
        offered: dict[str, Suggestion] = {}
        for suggestion in self._all(
            Rendering(self._lexicon, place),
            Rendering(self._lexicon, place, is_neutral=True),
            entry,
        ):
            offered.setdefault(suggestion.text, suggestion)
        return tuple(offered.values())

    def ask(self, hit: Hit, entry: Entry) -> str:
        """The question for a hit: of one person, or of several and people in general."""
        if not entry.ask_many or self._place(hit).scope is not Scope.MANY:
            return entry.ask
        return entry.ask_many

    def _place(self, hit: Hit) -> Place:
        """What the words of a hit are; found once for its question and its suggestions."""
        if self._asked is None or self._asked[0] is not hit:
            self._asked = (hit, self._places.place(hit))
        return self._asked[1]

    def _all(self, rendering: Rendering, neutral: Rendering, entry: Entry) -> Iterator[Suggestion]:
        later: list[Suggestion] = []
        fitted: list[Option] = []
        for option in entry.swap:
            if any(_says_more(better, option) for better in fitted):
                continue
            offered = rendering.swap(option)
            if offered is None:
                continue
            unnamed = neutral.swap(option)
            offered = _beside(offered, unnamed.text if unnamed is not None else "")
            if offered.kind is SuggestionKind.SWAP:
                fitted.append(option)
                yield offered
            else:
                later.append(offered)
        advice: list[Suggestion] = []
        for option in entry.instead:
            text = rendering.instead(option) if _suits(option, rendering.place) else ""
            if text:
                offered = Suggestion(text, SuggestionKind.INSTEAD)
                offered = _beside(offered, neutral.instead(option))
                if option.slot is Slot.ADVICE:
                    advice.append(offered)
                else:
                    yield offered
        # What only stands beside the sentence is not needed where something stands in it.
        yield from (offered for offered in later if not fitted or "[" in offered.text)
        yield from advice


def _beside(offered: Suggestion, neutral: str) -> Suggestion:
    """A suggestion with its neutral wording, where that is another."""
    # What cannot be said without the words around is not said at all.
    return offered if neutral == offered.text else replace(offered, neutral=neutral or "[..]")


def _says_more(better: Option, option: Option) -> bool:
    """Whether an option that was offered leaves nothing for another to say.

    Where "has diabetes" stands, "is a person with diabetes" would say it the long way; where "pupils who …"
    keeps the word that was found, "people who …" would lose it.
    """
    if better.slot is Slot.VERB:
        return option.slot is not Slot.VERB
    return better.slot is option.slot and "<" in better.text and "<" not in option.text


def _suits(option: Option, place: Place) -> bool:
    """Whether an option is for whom the place speaks of."""
    if option.suits is Scope.ONE:
        return place.scope is Scope.ONE and place.happened
    if option.suits is Scope.MANY:
        return place.scope is Scope.MANY
    return True
