"""An option in its place: tense, number, person, article and capital of what it stands for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from strengthlint.diagnostic import Suggestion, SuggestionKind
from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.inflection import article
from strengthlint.lexicon.option import LISTED_VERB, Option, Slot
from strengthlint.wording.place import BE_TAGS, Kind, Names, Place, VerbForm, has_child, is_plural

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Rendering"]

_PIECE = re.compile(r"<([\w-]+)>|([A-Za-z’'-]+)~|([A-Za-z’'-]+)\(s\)")
_NAMED = re.compile(
    r"(?<!\w)\[(they|them|their|themselves)\](?:( +)([A-Za-z’'-]+)~)?", re.IGNORECASE
)
_VERB = re.compile(r"(not )?([A-Za-z’'-]+)~")
_AFTER_NOUN = re.compile(r"(?:who|whom|whose|that|with|of|for|to whom|for whom)\b")
"""How a description begins that can only stand behind its noun."""
_PHRASE = re.compile(r"(?:^| )(?:with|in|of|to|at|on|by|from|about|for|than|without|under)\b")
"""What a description holds that cannot stand before its noun."""
_DOING = re.compile(r"(?:not )?\w+ing\b")
"""How a description begins that tells what somebody does: it stands behind its noun, or behind "is"."""
_WHO = re.compile(r"\(s\)[^\[]*? (?:who|that)\b")
_WHO_DOES = re.compile(r" (?:who|that|whose) ")
_BEHIND_NOUN = re.compile(r" (?:who|that|whose|in|on|with|of) ")
_RELATIVE = frozenset(["who", "whose", "that", "which"])
_NEAR = 4
"""How many words behind the flagged ones are looked at for a noun that would be said twice."""
_BE = re.compile(r"(?:not )?be~")
_BE_FORMS = frozenset(word for word, tag in BE_TAGS.items() if tag in ("VBP", "VBZ", "VBD"))
_PAST = frozenset(["had", "was", "were", "would", "could", "might"])
_PERFECT = frozenset(["has", "have", "had"])
_SIMPLE = {"is": "VBZ", "are": "VBP", "was": "VBD", "were": "VBD", "am": "VBP"}
"""The simple form that a progressive becomes."""
_PERSON = re.compile(r"person\(s\) (?=\S)")
_POSSESSIVE = ("'s", "’s", "'", "’")
_GAP = "[..]"


class Rendering:
    """Renders options for one place.

    Args:
        lexicon: Knows the forms of words.
        place: The flagged words in their sentence.
        is_neutral: Whether nothing is taken from the sentence around them: the one who is meant is
            not named, and what they describe is a gap to fill.
    """

    def __init__(self, lexicon: Lexicon, place: Place, *, is_neutral: bool = False) -> None:
        self._lexicon = lexicon
        self._is_neutral = is_neutral
        self.place = place
        if is_neutral:
            subject = _GAP if place.subject else ""
            self.place = replace(place, names=Names(), subject=subject)

    def swap(self, option: Option) -> Suggestion | None:
        """An option that takes the very place of the flagged words; as one to consider where it cannot."""
        place = self.place
        if option.slot is Slot.ANYTHING:
            is_told = place.kind is Kind.PERSON and place.verb is None
            form = self._told_of_person() if is_told else self._form_of_match()
            text = self._inflect(option.text, form)
            if self._fits(text, option.text):
                return Suggestion(self._placed(text), SuggestionKind.SWAP)
            return None if "<" in text else Suggestion(text, SuggestionKind.INSTEAD)
        text = self._in_place(option)
        if "<" in text:
            return None
        if text and self._fits(text, option.text):
            kind = SuggestionKind.INSTEAD if "[" in text else SuggestionKind.SWAP
            return Suggestion(self._placed(text), kind)
        if place.kind in (Kind.PERSON, Kind.NOUN) and text:
            return None
        text = text or self._beside(option)
        return Suggestion(text, SuggestionKind.INSTEAD) if text and "<" not in text else None

    def instead(self, option: Option) -> str:
        """An option to consider, or "" where it cannot stand."""
        place = self.place
        if option.slot is Slot.ANYTHING:
            return self._inflect(option.text, self._form_of_match())
        if option.slot is Slot.ADVICE:
            return _capital(self._inflect(option.text, self._told()))
        if option.slot is Slot.SENTENCE:
            return "" if place.reversed else _capital(self._inflect(option.text, self._finite()))
        text = self._in_place(option)
        if text:
            return self._placed(text) if self._fits(text, option.text) else ""
        text = self._beside(option)
        return text if "<" not in text else ""

    # In the very place

    def _in_place(self, option: Option) -> str:
        """An option where the flagged words stood, or ""."""
        place, text = self.place, option.text
        if option.slot is Slot.VERB:
            stands = place.kind is Kind.VERB and not self._leaves_a_rest(text)
            return self._verb(text, place.form) if stands else ""
        if place.kind is Kind.VERB:
            return self._behind_be(option)
        if option.slot is Slot.PERSON:
            if place.kind is Kind.PERSON:
                return self._inflect(text, self._told_of_person())
            if place.kind is Kind.PREDICATE and place.form.copular and not place.passive:
                number = VerbForm.present(plural=place.form.plural)
                return self._with_article(self._inflect(text, number), number.plural)
            return ""
        if option.slot is Slot.NOUN:
            return (
                self._inflect(text, VerbForm.present(plural=place.plural))
                if place.kind is Kind.NOUN
                else ""
            )
        after = bool(_AFTER_NOUN.match(text))
        if place.kind in _stands_in(text):
            return self._inflect(text, place.form)
        if (
            not after
            and place.kind is Kind.PERSON
            and place.form.copular
            and self._has_no_article()
        ):
            return self._inflect(text, place.form)
        return ""

    def _leaves_a_rest(self, text: str) -> bool:
        """Whether what follows hangs on a noun that a verb would take away: "is a hoarder *who* …"."""
        last = self.place.tokens[-1]
        if not self.place.form.copular or last.i + 1 >= len(self.place.doc):
            return False
        if not text.startswith("be~") and any(map(self._goes_on_being, self.place.tokens)):
            return True
        after = last.nbor().lower_
        if after == "with":
            return not text.startswith(("have~", "be~"))
        return after in _RELATIVE

    def _goes_on_being(self, token: Token) -> bool:
        """Whether something else hangs on the same form of be: "was an addict and *proud*"."""
        return any(
            child.dep_ == "conj"
            and child.i > self.place.tokens[-1].i
            and (child.pos_ == "ADJ" or (child.pos_ == "NOUN" and has_child(child, "det")))
            and not has_child(child, "cop")
            for child in token.children
        )

    def _told_of_person(self) -> VerbForm:
        """The form of a verb behind a noun for people: "she was a child who *was* being ..."."""
        form = self.place.form
        if form.copular and form.tag == "VBD":
            return VerbForm("VBD", self.place.plural)
        return VerbForm.present(plural=self.place.plural)

    def _behind_be(self, option: Option) -> str:
        """A noun or a description behind the form of be that is one of the flagged words."""
        form = self.place.form
        if not form.copular or self.place.reversed or option.slot is Slot.NOUN:
            return ""
        number = VerbForm.present(plural=form.plural)
        if option.slot is Slot.DESCRIBE and _AFTER_NOUN.match(option.text):
            return ""
        text = self._inflect(option.text, number)
        if option.slot is Slot.PERSON:
            text = self._with_article(text, form.plural)
        return f"{self._verb('be~', form)} {text}"

    # Beside it: the words around are taken along

    def _beside(self, option: Option) -> str:
        """An option with the words around that it needs: "families who …", "she does not …"; or ""."""
        place = self.place
        if place.kind in (Kind.ATTRIBUTE, Kind.AFTER_NOUN):
            return self._behind_noun(option)
        if option.slot is Slot.VERB and not place.reversed:
            return self._clause(option)
        return ""

    def _behind_noun(self, option: Option) -> str:
        place = self.place
        assert place.head is not None  # noqa: S101 - it is what an attribute describes
        if not place.of_people:
            return ""
        number = VerbForm.present(plural=place.plural)
        text = option.text
        if option.slot is Slot.VERB:
            behind = f"who {self._verb(text, number)}"
        elif option.slot is Slot.PERSON and _PERSON.match(text):
            behind = self._inflect(_PERSON.sub("", text, count=1), number)
        elif option.slot is Slot.DESCRIBE and Kind.AFTER_NOUN in _stands_in(text):
            behind = self._inflect(text, number)
        else:
            return ""
        if place.kind is Kind.AFTER_NOUN:
            return behind
        first = place.tokens[-1].i + 1
        noun = "".join(t.text_with_ws for t in place.doc[first : place.head.i + 1]).strip()
        if self._is_neutral:
            noun = _GAP
        return self._placed(f"{noun} {behind}")

    def _clause(self, option: Option) -> str:
        place = self.place
        if place.kind not in (Kind.PREDICATE, Kind.PERSON):
            return ""
        if place.passive and not _BE.match(option.text):
            return ""
        if place.form.copular and place.subject:
            return f"{place.subject} {self._verb(option.text, place.form)}"
        if place.kind is Kind.PREDICATE and not place.form.tag and not place.subject:
            # A note: "Non-compliant." → "Not taking ...", "Has ..."
            tag = "VBZ" if self._is_stative(option.text) else "VBG"
            return self._placed(self._verb(option.text, VerbForm(tag, plural=False)))
        return ""

    # Forms

    def _form_of_match(self) -> VerbForm:
        """The form that a swap without a slot takes: of its verb, else of its noun."""
        place = self.place
        if place.verb is not None or place.kind is Kind.VERB:
            return place.form
        return VerbForm.present(
            plural=place.plural if place.noun is None else is_plural(place.noun)
        )

    def _finite(self) -> VerbForm:
        """The form of a verb with a subject of its own, in the tense of the flagged words."""
        plural = self.place.names.plural
        past = self.place.form.tag == "VBD"
        return VerbForm("VBD" if past else "VBP" if plural else "VBZ", plural)

    def _told(self) -> VerbForm:
        """The form of a verb that advice speaks of: "what be~ said" of an account is past."""
        form = self.place.form
        verb = self.place.verb
        helped = verb is not None and any(
            child.dep_ == "aux" and child.lower_ in _PERFECT for child in verb.children
        )
        perfect = form.tag == "VBN" and (helped or form.before.split(" ")[0] in _PERFECT)
        past = self.place.happened and (form.tag == "VBD" or perfect)
        return VerbForm("VBD" if past else "VBZ", plural=False)

    def _verb(self, pattern: str, form: VerbForm) -> str:
        """A verb with what belongs to it, in a form: "not take~ part" → "did not take part"."""
        pattern = LISTED_VERB.sub(self._listed_verb, pattern, count=1)
        found = _VERB.match(pattern)
        if found is None:
            return ""
        negated, lemma = bool(found[1]), found[2]
        rest = pattern[found.end() :]
        if form.tag == "VBG" and self._is_stative(pattern):
            simple = _SIMPLE.get(form.before)
            if simple is None and (form.before or self._is_progressive()):
                return ""
            form = VerbForm(simple, form.plural) if simple else form
        before = form.before
        verb = self._conjugated(lemma, form, negated=negated)
        past = form.tag == "VBD" or before in _PAST
        tag = "VBD" if past else "VBP" if form.plural else "VBZ"
        again = self.place.names.again or self.place.names
        rest = self._inflect(rest, VerbForm(tag, form.plural), again)
        return f"{before} {verb}{rest}".strip()

    def _listed_verb(self, match: re.Match[str]) -> str:
        """A verb that a list found, with its mark: "<deed>~" → "keep~ up"."""
        first, *others = self.place.lists.get(match[1], "").split(" ")
        return " ".join([f"{first}~", *others]) if first else match[0]

    def _is_stative(self, pattern: str) -> bool:
        """Whether a verb does not go into "is …ing": have, know, need."""
        found = _VERB.match(pattern)
        return found is not None and found[2] in self._lexicon.words.single("stative")

    def _is_progressive(self) -> bool:
        """Whether a form of be stands before the flagged verb and is none of them."""
        verb = self.place.verb or self.place.tokens[0]
        return any(
            child.dep_ == "aux" and child.lower_ in _BE_FORMS and child not in self.place.tokens
            for child in verb.children
        )

    def _conjugated(self, lemma: str, form: VerbForm, *, negated: bool) -> str:
        tag = form.tag or "VBZ"
        if tag in ("VB", "VBG", "VBN"):
            return f"{'not ' if negated else ''}{self._word(lemma, tag, plural=form.plural)}"
        if not negated:
            return self._word(lemma, tag, plural=form.plural)
        if lemma == "be":
            return f"{self._word('be', tag, plural=form.plural)} not"
        helper = {"VBD": "did", "VBZ": "does", "VBP": "do"}[tag]
        return f"{helper} not {lemma}"

    def _word(self, lemma: str, tag: str, *, plural: bool) -> str:
        if lemma == "be" and tag == "VBD":
            return "were" if plural else "was"
        return self._lexicon.verb(lemma, tag)

    def _inflect(self, pattern: str, form: VerbForm, names: Names | None = None) -> str:
        """A text with its lists put back, its nouns and verbs in form, and the one meant named."""
        tag = form.tag or "VBZ"
        one = names or self.place.names
        pattern = _NAMED.sub(lambda match: self._named(match, one, tag), pattern)

        # "person(s) who live~": the verb agrees with the noun before it.
        of_noun = _WHO.search(pattern)

        def replace(match: re.Match[str]) -> str:
            if match[1]:
                return self.place.lists.get(match[1], match[0])
            if match[2]:
                own = tag
                if (
                    of_noun is not None
                    and match.start() > of_noun.start()
                    and tag not in ("VBP", "VBZ", "VBD")
                ):
                    own = "VBP" if self.place.plural else "VBZ"
                return self._word(match[2], own, plural=form.plural)
            return self._lexicon.noun(match[3], plural=form.plural)

        return _PIECE.sub(replace, pattern)

    def _named(self, match: re.Match[str], names: Names, tag: str) -> str:
        """`[they]` as the one who is meant, and a verb right behind in agreement with it."""
        word = match[1].lower()
        text = {
            "they": names.subject,
            "them": names.object,
            "their": names.possessive,
            "themselves": names.reflexive,
        }[word]
        if match[1][0].isupper():
            text = _capital(text)
        if match[3] is None:
            return text
        own = "VBD" if tag == "VBD" else "VBP" if names.plural else "VBZ"
        return f"{text}{match[2]}{self._word(match[3], own, plural=names.plural)}"

    # Fit

    def _fits(self, text: str, pattern: str) -> bool:
        """Whether a text can stand where the match stood."""
        if "<" in text:
            return False
        place = self.place
        last = place.tokens[-1]
        after = place.doc[last.i + 1] if last.i + 1 < len(place.doc) else None
        ends_in_noun = pattern.split()[-1].endswith(("(s)", ">")) or pattern.split()[-1] == "people"
        possessive = after is not None and _is_possessive(after)
        if possessive and not ends_in_noun:
            return False
        if possessive and after is not None and len(after.text) == 1 and not text.endswith("s"):
            # "the pensioners' club", but "older people's club"
            return False
        if not self._fits_article(text) or self._is_said_behind(text):
            return False
        begins = (
            after is not None and after.dep_.startswith("nsubj") and after.lower_ not in _RELATIVE
        )
        if begins and _WHO_DOES.search(text):
            # "pupils who take little part you may teach": a clause of its own follows.
            return False
        if after is not None and self._parts_from_noun(text, after.lower_):
            return False
        if place.verb is not None or place.kind in (Kind.VERB, Kind.PREDICATE, Kind.AFTER_NOUN):
            return True
        if place.kind is Kind.ATTRIBUTE and place.noun is None:
            return True
        if not _BEHIND_NOUN.search(text):
            return True
        # A person-first phrase needs its noun free: "a chronic schizophrenic" has an adjective of its own.
        head = place.noun if place.noun is not None else last
        inside = range(place.tokens[0].i, last.i + 1)
        return not any(
            child.i not in inside
            and child.i < head.i
            and child.dep_ in ("amod", "compound")
            and not child.text[0].isdigit()
            and not child.like_num
            and not self._stays(child)
            for child in head.children
        )

    def _is_said_behind(self, text: str) -> bool:
        """Whether the words right behind say the last of a text again: "several *convictions* with eleven"."""
        last = self.place.tokens[-1]
        behind = {token.lower_ for token in self.place.doc[last.i + 1 : last.i + 1 + _NEAR]}
        own = {token.lower_ for token in self.place.tokens}
        return text.lower().rpartition(" ")[2] in behind - own

    def _parts_from_noun(self, text: str, after: str) -> bool:
        """Whether a text for people parts what follows from its noun: "people in poverty *of the town*"."""
        if after == "of":
            return self.place.kind is Kind.PERSON and bool(_BEHIND_NOUN.search(text))
        is_told = self.place.kind in (Kind.PREDICATE, Kind.VERB) and self.place.form.copular
        return after == "with" and is_told and bool(_WHO_DOES.search(text))

    def _stays(self, adjective: Token) -> bool:
        """Whether an adjective can stand before any noun for people: "young", "other"."""
        return adjective.lower_ in self._lexicon.words.single("plain-adjective")

    def _fits_article(self, text: str) -> bool:
        """Whether an "a" or "an" that stands before the match suits a text."""
        place = self.place
        first = place.tokens[0]
        before = place.doc[first.i - 1].lower_ if first.i and not place.article else ""
        if before not in ("a", "an") or place.kind in (Kind.VERB, Kind.AFTER_NOUN):
            return True
        return article(text) == before and not (place.plural and place.kind is not Kind.ATTRIBUTE)

    def _has_no_article(self) -> bool:
        place = self.place
        if place.article:
            return False
        first = place.tokens[0]
        before = place.doc[first.i - 1] if first.i else None
        return before is None or before.dep_ != "det"

    def _with_article(self, text: str, plural: bool) -> str:
        return text if plural or self.place.article else f"{article(text)} {text}"

    def _is_part(self) -> bool:
        """Whether the flagged words begin with the article that a part needs: "one of *the* homeless"."""
        first = self.place.tokens[0]
        if first.lower_ != "the" or first.i < 2:
            return False
        whole, part = first.nbor(-1), first.nbor(-2)
        return whole.lower_ == "of" and part.pos_ in ("DET", "NUM", "PRON")

    def _placed(self, text: str) -> str:
        """A text with the article, the pronoun and the capitals of what it stands for."""
        place = self.place
        if place.pronoun:
            return f"{place.pronoun} {text}"
        if place.article:
            plural = place.plural and place.verb is None
            text = text if plural else f"{article(text)} {text}"
        if self._is_part() and not text.startswith("the "):
            text = f"the {text}"
        letters = [token.text for token in place.tokens if token.is_alpha]
        if len(letters) > 1 and all(word.isupper() and len(word) > 1 for word in letters):
            return text.upper()
        # Only the start of a sentence gives its capital away; a name keeps it to itself.
        first = place.doc[place.tokens[0].i - 1] if place.article else place.tokens[0]
        starts = all(token.is_punct for token in place.doc[: first.i])
        if starts and first.text[:1].isupper():
            return _capital(text)
        return text


def _is_possessive(mark: Token) -> bool:
    """Whether an apostrophe behind words makes them somebody's: "the addicts' rooms"."""
    if mark.lower_ not in _POSSESSIVE:
        return False
    if mark.dep_ == "case":
        return True
    # A bare one may be read as a mark of quotation; that one has no noun behind it.
    following = mark.nbor() if mark.i + 1 < len(mark.doc) else None
    return len(mark.text) == 1 and following is not None and following.pos_ in ("NOUN", "ADJ")


def _stands_in(description: str) -> tuple[Kind, ...]:
    """Where a description can stand: before its noun, behind it, behind "is"."""
    if _AFTER_NOUN.match(description):
        return (Kind.AFTER_NOUN,)
    if _PHRASE.search(description) or _DOING.match(description):
        return (Kind.AFTER_NOUN, Kind.PREDICATE)
    return (Kind.ATTRIBUTE, Kind.PREDICATE)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
