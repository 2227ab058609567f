"""What flagged words are in their sentence: which part of speech they fill, of whom they speak.

Labels are those of Universal Dependencies, tags those of the Penn Treebank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from strengthlint.engine import Hit
from strengthlint.engine.discourse import Subject, morph
from strengthlint.engine.roles import Roles, antecedent
from strengthlint.lexicon.compiled import Lexicon
from strengthlint.lexicon.option import Scope

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from strengthlint.lexicon.phrase import Slot

__all__ = ["BE_TAGS", "Kind", "Names", "Place", "Places", "VerbForm", "has_child", "is_plural"]

BE_TAGS = {
    "am": "VBP", "is": "VBZ", "are": "VBP", "was": "VBD", "were": "VBD", "be": "VB", "been": "VBN",
    "being": "VBG", "'s": "VBZ", "’s": "VBZ", "'re": "VBP", "’re": "VBP", "'m": "VBP", "’m": "VBP",
}  # fmt: skip
"""The forms of be with their Penn tags."""
_HAVE = frozenset(["have", "has", "had", "'ve", "’ve", "'d", "’d"])
_WHOLE = {
    "wo": "will",
    "ca": "can",
    "sha": "shall",
    "'ll": "will",
    "’ll": "will",
    "'d": "would",
    "’d": "would",
}
_NOMINAL = ("nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "dep", "root")


class Kind(Enum):
    """What flagged words are in their sentence."""

    PERSON = "person"
    """A noun for people, with its article: "an addict", "the homeless"."""
    NOUN = "noun"
    """Any other noun."""
    ATTRIBUTE = "attribute"
    """Before the noun that they describe: "a *vulnerable* man"."""
    PREDICATE = "predicate"
    """Said of somebody behind a verb that stays: "she is *vulnerable*"."""
    AFTER_NOUN = "after noun"
    """Behind the noun that they describe: "a man *in denial*"."""
    VERB = "verb"
    """A verb with what belongs to it."""
    OTHER = "other"
    """Anything else, and everything in a sentence that was not parsed."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    """The form in which a verb stands.

    Attributes:
        tag: Penn tag (VB, VBD, VBG, VBN, VBP, VBZ).
        plural: Whether its subject takes "are" and "were".
        before: Words of the flagged ones that stay before another verb: "has" of "has disengaged".
        copular: Whether the verb only joins what is said to its subject: "*is* vulnerable".
    """

    tag: str
    plural: bool
    before: str = ""
    copular: bool = False

    @classmethod
    def present(cls, *, plural: bool) -> VerbForm:
        """The present tense that goes with a noun."""
        return cls("VBP" if plural else "VBZ", plural)


@dataclass(frozen=True, slots=True)
class Names:
    """How to name the one who is meant."""

    subject: str = "they"
    object: str = "them"
    possessive: str = "their"
    reflexive: str = "themselves"
    plural: bool = True
    again: Names | None = None
    """How to name the one meant a second time in a clause, where the first is a name."""


_HE = Names("he", "him", "his", "himself", plural=False)
_SHE = Names("she", "her", "her", "herself", plural=False)
_YOU = Names("you", "you", "your", "yourself")


@dataclass
class Place:
    """Flagged words in their sentence.

    Attributes:
        doc: The sentence.
        tokens: The flagged words, without an article or pronoun that the match was widened by.
        kind: What they are.
        form: The form of their verb, or of the verb that joins them to their subject.
        article: Whether the match holds an article before them.
        pronoun: The pronoun that the match was widened by ("He" of "He's"), or "".
        plural: Whether the noun that they are or describe is plural.
        head: The noun that they describe, where it stands behind or before them.
        of_people: Whether that noun is one for people.
        subject: The words of their subject as they stand, or "".
        names: How to name the one who is meant.
        scope: Whether they speak of one person, or of several and people in general.
        happened: Whether they tell what is or was, and not what may, should or might be.
        reversed: Whether words around turn them into their opposite.
        lists: What stood for each word list, as text.
        noun: The noun of the phrase, whose number a swap takes, where there is one.
        verb: The verb of the phrase, whose form a swap takes, where there is one.
        is_base: Whether that verb stands in its base form, by its spelling.
        counted: Whether that noun is plural by the form that the phrase found; None where it does not say.
        passive: Whether the form of be around them makes a passive ("was *sectioned*").
    """

    doc: Doc
    tokens: list[Token]
    kind: Kind = Kind.OTHER
    form: VerbForm = field(default_factory=lambda: VerbForm("VBZ", plural=False))
    article: bool = False
    pronoun: str = ""
    plural: bool = False
    head: Token | None = None
    of_people: bool = False
    subject: str = ""
    names: Names = field(default_factory=Names)
    scope: Scope = Scope.ANY
    happened: bool = True
    reversed: bool = False
    lists: dict[str, str] = field(default_factory=dict)
    noun: Token | None = None
    verb: Token | None = None
    is_base: bool = False
    counted: bool | None = None
    passive: bool = False


class Places:
    """Finds what flagged words are.

    Args:
        lexicon: Its lists `thing`, `thing-ending`, `negation`, `modal`, `supposing`, `she-word`, `he-word`
            are used where they are there.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._roles = Roles(lexicon.words)
        self._rows: dict[str, list[str]] = {}

    def place(self, hit: Hit) -> Place:
        """What the words of a hit are in their sentence."""
        doc = hit.sentence.doc
        assert doc is not None  # noqa: S101 - a hit is made from a doc
        place = _words(hit, doc)
        self._take_phrase(hit, place)
        if not hit.sentence.parsed:
            self._take_unparsed(place)
            return place
        root = _root(place.tokens)
        self._take_kind(place, root)
        place.of_people = place.head is not None and self._roles.role(place.head).is_person
        described = self._described(place, root)
        self._take_whom(hit, place, described)
        verb = _verb_of(place, root)
        place.reversed = self._is_reversed(place, root, verb)
        place.happened = self._has_happened(place, verb)
        return place

    def _take_phrase(self, hit: Hit, place: Place) -> None:
        """The verb, the noun and the lists of the phrase that was found."""
        own = self._slots_found(hit, place)
        # "was shipped off" is a form of the verb of another phrase, and a swap may name its lists too.
        every = (slot for phrase in self._lexicon.phrases(hit.entry)[0] for slot in phrase)
        slots = [*own, *every]
        for token in place.tokens:
            for slot in slots:
                if not slot.lemma or token.lower_ not in {words[-1] for words in slot.words}:
                    continue
                if slot.is_verb and place.verb is None:
                    place.verb = token
                    place.is_base = token.lower_ == slot.lemma.lower()
                elif not slot.is_verb and (place.noun is None or place.noun.i == token.i - 1):
                    # "benefits scrounger": of two nouns side by side the second is the head.
                    place.noun = token
                    forms = {words[-1] for words in slot.words}
                    place.counted = any(token.lower_ in self._lexicon.plurals(one) for one in forms)
        own_lists = {slot.list_name for slot in own}
        for name in dict.fromkeys(slot.list_name for slot in slots if slot.list_name):
            listed = _longest_listed(place.tokens, self._lexicon.lists[name])
            if listed:
                place.lists[name] = _put_back(listed)
                if place.noun is None and name in own_lists:
                    place.noun = listed[-1]
        if place.verb is not None and place.verb.text[0] in "'’" and place.verb.i == hit.first + 1:
            # "He's schizophrenic": the match was widened to the word that the short verb hangs on.
            place.pronoun = place.tokens[0].text
            place.tokens = place.tokens[1:]

    def _slots_found(self, hit: Hit, place: Place) -> list[Slot]:
        """The slots of the phrases that may stand here, in the order of the lexicon."""
        words = (token.lower_ for token in place.tokens)
        joined = _unspaced("not" if word == "nt" else word for word in words)
        phrases = self._lexicon.phrases(hit.entry)[0]
        standing = [
            phrase
            for phrase in phrases
            if all(slot.optional or slot.gap or self._may_stand(slot, joined) for slot in phrase)
        ]
        return [slot for phrase in standing or phrases for slot in phrase]

    def _may_stand(self, slot: Slot, joined: str) -> bool:
        """Whether words of a slot are in words that were joined without spaces, as tokens may be."""
        if not slot.list_name:
            return any(_unspaced(row) in joined for row in slot.words)
        if slot.list_name not in self._rows:
            rows = self._lexicon.lists[slot.list_name]
            self._rows[slot.list_name] = [_unspaced(row) for row in rows]
        return any(row in joined for row in self._rows[slot.list_name])

    def _take_unparsed(self, place: Place) -> None:
        head = place.noun or place.tokens[-1]
        place.plural = is_plural(head) or (place.noun is None and place.tokens[0].lower_ == "the")
        if place.verb is not None:
            place.form = VerbForm(_tag(place.verb), _subject_is_plural(place.verb))
        else:
            place.form = VerbForm.present(plural=place.plural)

    # Kind

    def _take_kind(self, place: Place, root: Token) -> None:
        noun = _noun_behind(place) if place.verb is None else None
        named = _closing_noun(place)
        place.plural = self._is_several(root if named is None else named, place)
        if noun is not None:
            place.kind, place.head = Kind.ATTRIBUTE, noun
            place.plural = is_plural(noun)
        elif place.verb is not None and (
            _is_verbal(root, place) or place.verb.i == place.tokens[0].i
        ):
            place.kind = Kind.VERB
            place.form = self._form(_leading(place.verb, place), place)
        elif _is_attribute(root, place):
            place.kind, place.head = Kind.ATTRIBUTE, root.head
            place.plural = is_plural(root.head)
        elif (
            named is not None
            and root.pos_ not in ("NOUN", "PROPN")
            and not _takes_object(root, named, place)
        ):
            # Whatever the parser made of it, the phrase ends in a noun.
            place.kind = Kind.PERSON if self._names_people(named, place) else Kind.NOUN
        elif _is_verbal(root, place):
            self._take_verb(place, root)
        elif root.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or _is_nominal(root):
            self._take_noun(place, root)
        elif root.pos_ in ("ADJ", "VERB"):
            place.kind = Kind.PREDICATE
        if place.kind in (Kind.PERSON, Kind.NOUN, Kind.PREDICATE):
            copula = _copula(root, place)
            if copula is not None:
                place.form = _outer_form(copula, root, place)
            elif place.kind is Kind.PREDICATE:
                place.form = VerbForm("", plural=False)
            else:
                place.form = VerbForm.present(plural=place.plural)
        elif place.kind in (Kind.ATTRIBUTE, Kind.AFTER_NOUN):
            place.form = VerbForm.present(plural=place.plural)

    def _take_verb(self, place: Place, root: Token) -> None:
        first = next((token for token in place.tokens if token.pos_ in ("VERB", "AUX")), root)
        place.passive = any(
            child.dep_ == "aux:pass" and child not in place.tokens for child in root.children
        )
        if place.passive:
            place.kind = Kind.PREDICATE
        elif root.dep_ == "acl" and _tag(root) == "VBN" and root.head not in place.tokens:
            place.kind, place.head = Kind.AFTER_NOUN, root.head
            place.plural = is_plural(root.head)
        else:
            place.kind = Kind.VERB
            place.form = self._form(first, place)

    def _form(self, verb: Token, place: Place) -> VerbForm:
        """The form of a verb that is one of the flagged words."""
        plural = _subject_is_plural(verb)
        rest = place.tokens[place.tokens.index(verb) + 1 :] if verb in place.tokens else []
        main = next(
            (
                token
                for token in rest
                if token.pos_ in ("VERB", "AUX")
                and token.dep_ not in ("xcomp", "ccomp", "advcl", "amod", "acl")
            ),
            None,
        )
        lower = verb.lower_
        if lower in BE_TAGS:
            if main is not None and _tag(main) == "VBG":
                return VerbForm("VBG", plural, _whole(verb))
            return VerbForm(BE_TAGS[lower], plural, copular=True)
        if main is not None and lower in _HAVE and _tag(main) in ("VBN", "VBD"):
            return VerbForm("VBN", plural, _whole(verb), copular=main.lower_ == "been")
        if main is not None and (lower in _WHOLE or self._roles.is_one_of(verb, "modal")):
            return VerbForm("VB", plural, _WHOLE.get(lower, lower))
        tag = _tag(verb)
        is_base = (
            place.is_base and verb == place.verb and not self._roles.is_one_of(verb, "unchanging")
        )
        if is_base and tag in ("VBD", "VBN"):
            # The tagger took "need" for a past; no spelling of it is one.
            tag = "VB" if any(c.dep_ in ("aux", "mark") for c in verb.children) else "VBP"
        return VerbForm(tag, plural)

    def _take_noun(self, place: Place, root: Token) -> None:
        behind = any(child.dep_ == "case" and child in place.tokens for child in root.children)
        if behind and place.tokens[0].pos_ in ("ADP", "SCONJ", "ADV", "PART"):
            if root.dep_ in ("nmod", "acl") and root.head not in place.tokens:
                place.kind, place.head = Kind.AFTER_NOUN, root.head
                place.plural = is_plural(root.head)
            elif _copula(root, place) is not None or root.dep_ == "ROOT":
                place.kind = Kind.PREDICATE
            return
        place.kind = Kind.PERSON if self._names_people(root, place) else Kind.NOUN
        if place.tokens[0].lower_ == "the" and root.pos_ == "ADJ":
            place.plural = True

    def _is_several(self, root: Token, place: Place) -> bool:
        """Whether a noun is plural: by its article, by the phrase's own form, by a number before it."""
        if place.article:
            return False
        if place.counted is not None and place.noun == root:
            return place.counted
        for child in root.children:
            if child.dep_ == "nummod" and child.i < root.i and child.lower_ not in ("one", "1"):
                return True
            if child.dep_ == "det" and child.lower_ in ("these", "those"):
                return True
        return is_plural(root)

    def _names_people(self, root: Token, place: Place) -> bool:
        if self._roles.is_one_of(root, "thing"):
            return False
        if self._roles.role(root).is_person or root.pos_ in ("ADJ", "PROPN", "PRON"):
            return True
        lower = _singular(root.lower_)
        if lower in self._lexicon.words.single("thing"):
            return False
        return not any(
            lower.endswith(ending) for ending in self._lexicon.words.single("thing-ending")
        )

    # Whom

    def _described(self, place: Place, root: Token) -> Token | None:
        """The noun or pronoun for the one who is meant, or None where nobody is named."""
        if place.kind in (Kind.ATTRIBUTE, Kind.AFTER_NOUN):
            if place.head is None or self._names_people(place.head, place):
                return place.head
            return self._owner(place.head)
        if place.kind is Kind.PERSON and _copula(root, place) is None:
            return root
        if place.kind is Kind.NOUN and _copula(root, place) is None:
            return self._owner(root)
        return _subject(
            root if place.verb is None or place.kind is not Kind.VERB else place.verb
        ) or _subject(root)

    def _owner(self, thing: Token) -> Token | None:
        """Whose a thing is, as far as the sentence names people: *her* skills, the skills *of the tenants*."""
        owner = next((c for c in thing.children if c.dep_ == "nmod:poss"), None)
        if owner is None:
            owner = next(
                (c for c in thing.children if c.dep_ == "nmod" and self._roles.role(c).is_person),
                None,
            )
        if owner is None:
            owner = _subject(thing)
        return owner if owner is not None and self._roles.role(owner).is_person else None

    def _take_whom(self, hit: Hit, place: Place, described: Token | None) -> None:
        if described is not None and described.lower_ in ("who", "that", "which", "whom"):
            place.subject = described.text
            described = antecedent(described) or described
        scene = hit.scene
        if described is None:
            place.scope = Scope.ONE if scene.implies else Scope.MANY
            place.names = self._named_around(hit)
            return
        if not place.subject and described not in place.tokens:
            place.subject = _subject_text(described)
        place.names = self._names(described, hit)
        place.scope = Scope.ONE if self._is_one(described, hit) else Scope.MANY

    def _is_one(self, token: Token, hit: Hit) -> bool:
        lower = token.lower_
        about_person = hit.scene.subject is Subject.PERSON
        if lower in ("they", "them", "their", "you", "your", "u"):
            return about_person
        if lower in ("he", "she", "him", "her", "his", "i", "me", "my"):
            return True
        if is_plural(token) or _is_joined(token):
            return False
        if self._is_name(token):
            return True
        indefinite = any(
            child.dep_ == "det" and child.lower_ not in ("the", "this", "that")
            for child in token.children
        )
        return about_person or (not indefinite and hit.scene.subject is not Subject.MATTERS)

    def _is_name(self, token: Token) -> bool:
        return token.pos_ == "PROPN" and token.text[:1].isupper()

    def _names(self, token: Token, hit: Hit) -> Names:
        lower = token.lower_
        if lower in ("you", "your", "yours"):
            return _YOU
        if is_plural(token) or _is_joined(token):
            return Names()
        if self._roles.is_one_of(token, "she-word"):
            return _SHE
        if self._roles.is_one_of(token, "he-word"):
            return _HE
        if not self._is_name(token):
            return self._named_around(hit) if hit.scene.subject is Subject.PERSON else Names()
        return self._name(token)

    def _name(self, token: Token) -> Names:
        parts = [t for t in token.subtree if t.dep_.startswith(("flat", "compound")) or t == token]
        parts = [t for t in parts if t.pos_ == "PROPN" or self._roles.is_one_of(t, "title")]
        before = token.doc[parts[0].i - 1] if parts and parts[0].i else None
        if before is not None and self._roles.is_one_of(before, "title"):
            parts.insert(0, before)
        if not parts or parts[-1].i - parts[0].i + 1 != len(parts):
            return Names()
        name = " ".join(part.text for part in parts)
        known = (
            _SHE
            if self._roles.is_one_of(parts[0], "she-word")
            else _HE
            if self._roles.is_one_of(parts[0], "he-word")
            else Names()
        )
        return Names(name, name, known.possessive, known.reflexive, plural=False, again=known)

    def _named_around(self, hit: Hit) -> Names:
        """He or she, where the sentence and the one before name one of them and not the other."""
        if not hit.scene.implies:
            return Names()
        words: list[str] = hit.sentence.text.lower().split() + hit.sentence.previous.lower().split()
        seen = {word.strip(".,;:()“”\"'") for word in words}
        she, he = bool(seen & {"she", "her"}), bool(seen & {"he", "him", "his"})
        if she == he:
            return Names()
        return _SHE if she else _HE

    # Truth

    def _is_reversed(self, place: Place, root: Token, verb: Token | None) -> bool:
        nodes = [root] if verb is None or verb == root else [root, verb]
        if root.dep_ in ("xcomp", "ccomp") and root.head not in place.tokens:
            nodes.append(root.head)
        for node in nodes:
            for child in node.children:
                if child in place.tokens:
                    continue
                if self._roles.is_one_of(child, "negation"):
                    return True
                if child.dep_.startswith("nsubj") and any(
                    self._roles.is_one_of(part, "negation") for part in (child, *child.children)
                ):
                    return True
        return False

    def _has_happened(self, place: Place, verb: Token | None) -> bool:
        if place.doc.text.rstrip().endswith("?"):
            return False
        if verb is None:
            return True
        if place.kind is Kind.VERB and place.form.tag == "VB":
            return False
        words = [*verb.children, *(verb.head.children if verb.dep_ in ("cop", "aux") else ())]
        words += [token for token in place.tokens if token.dep_ == "aux"]
        return not any(
            self._roles.is_one_of(child, "modal")
            or (child.dep_ == "mark" and self._roles.is_one_of(child, "supposing"))
            for child in words
        )


# Words


def _words(hit: Hit, doc: Doc) -> Place:
    tokens = [doc[index] for index in range(hit.first, hit.last)]
    article = tokens[0].lower_ in ("a", "an") and len(tokens) > 1
    return Place(doc, tokens[1:] if article else tokens, article=article)


def _root(tokens: Sequence[Token]) -> Token:
    """The token that the others hang on; the last of several."""
    inside = {token.i for token in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head == t]
    content = [t for t in roots if t.pos_ not in ("PUNCT", "DET", "CCONJ", "PART")]
    return (content or roots or list(tokens))[-1 if len(content) != 1 else 0]


def _is_verbal(root: Token, place: Place) -> bool:
    if root.pos_ in ("VERB", "AUX"):
        # "excluded children", "a challenging man"
        return not (root.dep_ == "amod" and root.head not in place.tokens)
    return any(child.dep_ in ("cop", "aux") and child in place.tokens for child in root.children)


def _is_attribute(root: Token, place: Place) -> bool:
    return (
        root.dep_ in ("amod", "compound", "nmod", "nummod", "obl:npmod", "advmod")
        and root.head.i > place.tokens[-1].i
        and root.head.pos_ in ("NOUN", "PROPN")
        and not any(child.dep_ == "case" for child in root.children)
    )


def _noun_behind(place: Place) -> Token | None:
    """The noun right behind words that describe it, where the parser lost it: "hard to engage families"."""
    first, last = place.tokens[0], place.tokens[-1]
    if first.pos_ != "ADJ" or last.pos_ not in ("VERB", "ADJ", "NOUN") or last == first:
        return None
    index, found = last.i + 1, None
    while index < len(place.doc) and place.doc[index].pos_ in ("ADJ", "NOUN"):
        found = place.doc[index]
        index += 1
    return found if found is not None and found.pos_ == "NOUN" else None


def has_child(token: Token, dependency: str) -> bool:
    """Whether a word hangs on a token by a dependency."""
    return any(child.dep_ == dependency for child in token.children)


def _is_nominal(root: Token) -> bool:
    """Whether an adjective stands for people: "the vulnerable"."""
    is_noun = root.dep_.split(":")[0].lower() in _NOMINAL
    return root.pos_ == "ADJ" and is_noun and has_child(root, "det")


def _takes_object(root: Token, named: Token, place: Place) -> bool:
    """Whether flagged words are a verb and its object: "wears pads", and not "hardened criminal"."""
    is_first = root.pos_ == "VERB" and root.i == place.tokens[0].i
    is_object = named.head == root and named.dep_ == "obj"
    is_present = "Pres" in morph(root, "Tense") and has_child(root, "nsubj")
    return is_first and is_object and is_present


def _is_joined(token: Token) -> bool:
    """Whether a noun is one of several that a conjunction joins; a note's commas join nothing."""
    others = [child for child in token.children if child.dep_ == "conj"]
    return any(child.dep_ == "cc" for other in others for child in other.children)


def _copula(root: Token, place: Place) -> Token | None:
    """The form of be that joins some words to their subject and is none of them."""
    if any(child.dep_ == "case" and child not in place.tokens for child in root.children):
        # "The club is for *disadvantaged children*": they are not what is said of the club.
        return None
    return next(
        (
            child
            for child in root.children
            if child.dep_ in ("cop", "aux:pass") and child not in place.tokens
        ),
        None,
    )


def _closing_noun(place: Place) -> Token | None:
    """The noun of the phrase, where it ends the flagged words and hangs on none of them: not "non-compliant with *meds*"."""
    noun = place.noun
    if place.verb is not None or noun is None or noun != place.tokens[-1]:
        return None
    return None if any(token.pos_ == "ADP" for token in place.tokens) else noun


def _verb_of(place: Place, root: Token) -> Token | None:
    if place.kind is Kind.VERB:
        return place.verb if place.verb is not None else root
    return root if _copula(root, place) is not None or _subject(root) is not None else None


def _leading(verb: Token, place: Place) -> Token:
    """The first helping verb among the flagged words, since it has the form; else the verb itself."""
    helpers = (t for t in place.tokens if t.i < verb.i and t.dep_ == "aux" and t.head == verb)
    return next(helpers, verb)


def _outer_form(copula: Token, root: Token, place: Place) -> VerbForm:
    """The form of the clause around some words that be joins to their subject."""
    before = [
        _whole(child)
        for child in root.children
        if child.dep_ == "aux" and child not in place.tokens
    ]
    tag = BE_TAGS.get(copula.lower_, "VBZ")
    return VerbForm(tag, _subject_is_plural(root), " ".join(before), copular=True)


def _whole(verb: Token) -> str:
    """A helping verb written out: "wo" of "won't", "'s" of "he's gone"."""
    lower = verb.lower_
    if lower in ("'s", "’s"):
        been = any(child.lower_ == "been" for child in verb.head.children)
        return "is" if _tag(verb.head) == "VBG" and not been else "has"
    if lower in ("'ve", "’ve"):
        return "have"
    if lower in ("'re", "’re"):
        return "are"
    if lower in ("'d", "’d") and _tag(verb.head) in ("VBN", "VBD"):
        return "had"
    return _WHOLE.get(lower, lower)


def _tag(verb: Token) -> str:
    """The Penn tag of a verb's form, from its spelling first and the tagger second."""
    lower = verb.lower_
    if lower in BE_TAGS:
        return BE_TAGS[lower]
    if lower in ("has", "does"):
        return "VBZ"
    if lower in ("had", "did"):
        return "VBD"
    if lower.endswith("ing"):
        return "VBG"
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass")}
    past = "Past" in morph(verb, "Tense") or lower.endswith("ed")
    if past:
        # Whatever the parser made of the short verb in "He's failed", "Kim's failed".
        helpers |= {child.lower_ for child in verb.children if child.dep_ == "cop"}
        helpers |= {verb.nbor(-1).lower_} if verb.i else set()
        perfect = (_HAVE | set(BE_TAGS) | {"having"}) & helpers
        return "VBN" if perfect or verb.dep_ == "acl" else "VBD"
    if lower.endswith("s") and not lower.endswith("ss"):
        return "VBZ"
    return "VB" if helpers or "Inf" in morph(verb, "VerbForm") else "VBP"


# Nouns and subjects


def is_plural(token: Token) -> bool:
    """Whether a noun or pronoun is plural."""
    lower = token.lower_
    if lower in (
        "people",
        "men",
        "women",
        "children",
        "those",
        "families",
        "lives",
        "they",
        "we",
        "these",
    ):
        return True
    number = morph(token, "Number")
    if number:
        return "Plur" in number
    return lower.endswith("s") and not lower.endswith("ss") and token.pos_ != "PROPN"


def _singular(word: str) -> str:
    """A noun without the ending of a plural, as far as its spelling tells: "illnesses", "abilities"."""
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


_PLURAL_SUBJECTS = frozenset("they we you these those both many some others people".split())


def _subject(node: Token | None) -> Token | None:
    """The subject of a verb or of what is said of somebody, through helping verbs and coordination."""
    for _ in range(6):
        if node is None:
            return None
        for child in node.children:
            if child.dep_.startswith("nsubj"):
                return child
        if node.dep_ == "acl" and node.head != node:
            return node.head
        if (
            node.dep_ not in ("cop", "aux", "aux:pass", "xcomp", "conj", "advcl", "obj", "obl")
            or node.head == node
        ):
            return None
        node = node.head
    return None


def _subject_is_plural(verb: Token) -> bool:
    if verb.lower_ in ("were", "are"):
        return True
    subject = _subject(verb)
    if subject is not None and subject.lower_ in ("who", "that", "which"):
        subject = antecedent(subject) or subject
    if subject is None:
        return False
    coordinated = any(child.dep_ == "conj" for child in subject.children)
    return coordinated or subject.lower_ in _PLURAL_SUBJECTS or is_plural(subject)


_SUBJECT_WORDS = 5


def _subject_text(token: Token) -> str:
    """A subject as it stands, without what hangs behind it; "" where it is long."""
    parts = [part for part in token.subtree if part.i <= token.i or part.dep_.startswith("flat")]
    if not parts or parts[-1].i - parts[0].i + 1 != len(parts) or len(parts) > _SUBJECT_WORDS:
        return ""
    text = "".join(part.text_with_ws for part in parts).strip()
    first = parts[0]
    is_name = first == token and token.pos_ == "NOUN" and not is_plural(token)
    if (
        first.i == 0
        and first.pos_ in ("PRON", "DET", "ADJ", "NOUN")
        and first.text != "I"
        and not is_name
    ):
        return text[:1].lower() + text[1:]
    return text


def _longest_listed(tokens: Sequence[Token], rows: Iterable[tuple[str, ...]]) -> list[Token]:
    best: list[Token] = []
    lowers = [token.lower_ for token in tokens]
    for row in rows:
        words = [word.lower() for word in row]
        size = len(words)
        if size <= len(best):
            continue
        for start in range(len(lowers) - size + 1):
            if lowers[start : start + size] == words:
                best = list(tokens[start : start + size])
                break
    return best


def _unspaced(words: Iterable[str]) -> str:
    """Words in a row as the tokenizer may have cut them in another way ("can't", "ca" and "n't")."""
    text = "".join(words).lower().replace("’", "'")
    return text.replace("n't", "not").replace("-", "")


def _put_back(tokens: Sequence[Token]) -> str:
    """Listed words as they stand, without the capital that only a sentence's start gave them."""
    text = "".join(token.text_with_ws for token in tokens).strip()
    first = tokens[0]
    # Words of lists are common words, whatever the tagger made of the capital.
    if first.i == 0 and first.text[1:].islower():
        return text[:1].lower() + text[1:]
    return text
