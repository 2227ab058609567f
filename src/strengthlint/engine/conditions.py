"""The conditions of an entry, decided on a parsed sentence.

Each reads the dependency tree around the match; what it cannot tell counts as the person a note is
about where nobody else is named, and as "no" where somebody else is. Conditions only narrow.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from spacy.tokens import Doc, Span, Token

from strengthlint.engine.discourse import PLAIN, Scene, is_base_form, morph
from strengthlint.engine.roles import Role, Roles
from strengthlint.lexicon.entry import Conditions

__all__ = ["Grounding", "head_of"]

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_FUNCTION = frozenset(("DET", "ADP", "PART", "PUNCT", "AUX", "CCONJ", "SCONJ"))
_WITH = frozenset(("with", "of", "in", "at", "from", "by"))
_STEPS = 8


class Grounding:
    """Decides conditions with the roles of a lexicon.

    Args:
        roles: Who is who.
        verb_only: Word forms that are verbs whatever the tagger says ("many suffer from ...").
    """

    def __init__(self, roles: Roles, verb_only: Container[str] = frozenset()) -> None:
        self.roles = roles
        self._verb_only = verb_only

    def holds(self, span: Span, conditions: Conditions, scene: Scene = PLAIN) -> bool:
        """Whether the grammar conditions hold for a match; `near` is not looked at here."""
        head = head_of(span)
        if conditions.as_ and not any(self._is(head, span, use) for use in conditions.as_):
            return False
        if conditions.who and not self._who(head, span, conditions.who, scene):
            return False
        if conditions.to and not self._to(head, span, conditions.to, scene):
            return False
        return not conditions.about or self._about(head, span, conditions.about, scene)

    def names_a_person(self, doc: Doc) -> bool:
        """Whether a parsed sentence has a person in it who is one of those supported."""
        return any(
            token.pos_ in _NOMINAL and self.roles.role(token) is Role.PERSON for token in doc
        )

    def names_nobody(self, span: Span, conditions: Conditions) -> bool:
        """Whether a match names nobody whom its conditions ask for."""
        head = head_of(span)
        if conditions.who:
            return self.doer(_doing_of(span) or head, _range(span)) is Role.IMPLIED
        if conditions.to:
            return self.object_role(_verb_of(span) or head) is Role.IMPLIED
        return bool(conditions.about) and not list(self._described_by(head, span))

    def _counts(self, role: Role, wanted: Container[str], scene: Scene, head: Token) -> bool:
        """Whether a role is one that is wanted, as the text around lets it be understood."""
        if role is Role.SERVICE:
            return "service" in wanted
        if not ("person" in wanted or "people" in wanted):
            return False
        if role is Role.PEOPLE:
            return "people" in wanted or scene.means_people
        if role is Role.IMPLIED:
            return scene.implies or self._shown(head, wanted)
        return role is Role.PERSON

    def _shown(self, head: Token, wanted: Container[str]) -> bool:
        """Whether running prose shows whom a noun that names nobody is about.

        "He was discharged for non-compliance", "she shows poor engagement": the subject of the
        clause is the one meant. Not so with "the team discussed non-compliance".
        """
        if head.pos_ not in _NOMINAL:
            return False
        node = head
        for _ in range(_STEPS):
            above = node.head
            if above == node:
                return False
            if node.dep_ == "obj" and self.roles.is_one_of(above, "having"):
                break
            if node.dep_.startswith("obl") and self._has_case(node, "cause"):
                break
            if node.dep_ not in ("nmod", "conj", "compound"):
                return False
            node = above
        subject = _subject_above(node.head)
        if subject is None:
            return False
        role = self.roles.role(subject)
        return role is Role.PERSON or (role is Role.PEOPLE and "people" in wanted)

    def _who(self, head: Token, span: Span, wanted: Container[str], scene: Scene) -> bool:
        doing = _doing_of(span) or head
        role = self.doer(doing, _range(span))
        if role is Role.PEOPLE and self._is_addressed(doing) and self._is_stated(doing):
            # "You failed to engage" is said to one reader; "if you fail to pay" to anybody.
            role = Role.PERSON
        elif role is Role.PERSON and self._is_supposed(doing):
            # "If the applicant fails to reply, ..." is a rule for whoever it may be.
            role = Role.PEOPLE
        return self._counts(role, wanted, scene, head)

    def _to(self, head: Token, span: Span, wanted: Container[str], scene: Scene) -> bool:
        verb = _verb_of(span) or head
        role = self.object_role(verb)
        if role is Role.PERSON and self._is_supposed(verb):
            role = Role.PEOPLE
        return self._counts(role, wanted, scene, head)

    def _is_addressed(self, verb: Token) -> bool:
        subject = _subject_above(verb)
        return subject is not None and subject.lower_ == "you"

    # as

    def _is(self, head: Token, span: Span, use: str) -> bool:
        if use == "verb":
            if any(token.lower_ in self._verb_only for token in span) or self._begins_a_note(span):
                return True
            verb = _verb_of(span)
            return verb is not None and not _before_noun(verb, span)
        if use == "modifier":
            return _before_noun(head, span) and not self._before_verb(span)
        if use == "noun":
            return self._before_verb(span) or _is_nominal(head, span)
        return _is_predicate(head)

    def _before_verb(self, span: Span) -> bool:
        """Whether "the homeless" stands before a plural verb that was read as a noun.

        "The homeless deserve better", "the homeless face a hard winter": a noun would not be one of
        the verbs that are nothing else, nor stand right before a determiner.
        """
        if not self._is_one(span[0], "group-article") or span.end >= len(span.doc):
            return False
        word = span.doc[span.end]
        if word.pos_ == "AUX" or self.roles.in_list(word, "plural-verb"):
            return True
        after = span.doc[span.end + 1] if span.end + 1 < len(span.doc) else None
        plain = word.pos_ in ("NOUN", "VERB", "ADJ") and not word.lower_.endswith("s")
        return plain and after is not None and self._is_one(after, "determiner")

    # who

    def doer(self, verb: Token, inside: range) -> Role:
        """Who does a verb, or whose doing a noun names; words `inside` the match are not asked."""
        if verb.pos_ in ("NOUN", "PROPN") and not _has_verbal_children(verb):
            if verb.lower_ in self._verb_only:
                return self._doer_of_misread(verb)
            return self._possessor(verb, inside)
        node = verb
        for _ in range(_STEPS):
            agent = self._agent(node)
            if node == verb and (self._is_passive(node) or agent in (Role.SERVICE, Role.ABUSER)):
                # "Pt refused entry by hostel staff": a note's passive without its helper verb.
                return agent
            subject = _child(node, "nsubj", "csubj", "nsubj:outer", "nsubj:pass")
            if subject is not None and subject.i in inside:
                # "his failure to comply": the noun of the phrase was read as a subject.
                return self._possessor(subject, inside)
            if subject is not None:
                return self.roles.role(subject)
            if any(
                self.roles.is_one_of(child, "amount") and child.dep_ in ("amod", "det", "nummod")
                for child in node.lefts
            ):
                # "many suffer": the amount is the subject, though it was read as describing a noun.
                return Role.PEOPLE
            above = node.head
            if above == node:
                return self._unsaid(node)
            if node.dep_ == "xcomp":
                # "we asked him to engage": the one asked does it.
                asked = _child(above, "obj", "iobj")
                if asked is not None and asked != node:
                    return self.roles.role(asked)
                node = above
            elif node.dep_ in ("parataxis", "ccomp"):
                return self._unsaid(node)
            elif node.dep_ in ("conj", "advcl", "aux", "cop", "advcl:relcl"):
                if (
                    node.dep_ == "conj"
                    and above.pos_ in _NOMINAL
                    and not _has_verbal_children(above)
                ):
                    return self._unsaid(node)
                node = above
            elif node.dep_.startswith("acl"):
                return self._described(node, above, inside)
            elif node.dep_ in ("amod", "compound") and above.i > node.i:
                return self.roles.role(above)
            elif node.pos_ in ("NOUN", "PROPN", "ADJ"):
                return self._possessor(node, inside)
            else:
                return self._unsaid(node)
        return Role.OTHER

    def _doer_of_misread(self, verb: Token) -> Role:
        """Who does a verb that was tagged as a noun: what stands before it as if it described it."""
        for child in reversed(list(verb.lefts)):
            if child.dep_ in (
                "compound",
                "amod",
                "nummod",
                "det",
                "nmod",
                "dep",
            ) and child.lower_ not in (
                "a",
                "an",
                "the",
            ):
                return self.roles.role(child)
        return self._unsaid(verb)

    def _described(self, verb: Token, noun: Token, inside: range) -> Role:
        """Who does a verb that describes a noun: "a man refusing help", "his refusal to engage"."""
        if "Part" in morph(verb, "VerbForm") and "Past" in morph(verb, "Tense"):
            return self._agent(verb)
        if "Inf" in morph(verb, "VerbForm") or any(c.lower_ == "to" for c in verb.children):
            role = self.roles.role(noun)
            return role if role.is_person else self._possessor(noun, inside)
        return self.roles.role(noun)

    def _agent(self, verb: Token) -> Role:
        for child in verb.children:
            if child.dep_ == "obl:agent" or (
                child.dep_.startswith("obl") and any(c.lower_ == "by" for c in child.children)
            ):
                return self.roles.role(child)
        return Role.OTHER

    def _possessor(self, noun: Token, inside: range) -> Role:
        """Whose a doing is: "her refusal", "refusal of the trust"; nobody's where none is named."""
        outside = [child for child in noun.children if child.i not in inside]
        for child in outside:
            if child.dep_ == "nmod:poss":
                # "your failure to attend" is always said to one reader.
                return Role.PERSON if child.lower_ == "your" else self.roles.role(child)
        for child in outside:
            case = _case_of(child) if child.dep_.startswith("nmod") else ""
            if case in ("of", "by", "from", "in", "among"):
                role = self.roles.role(child)
                if role is not Role.OTHER or case in ("of", "by"):
                    return role
        for child in outside:
            if child.dep_ == "compound":
                role = self.roles.role(child)
                if role is Role.PERSON or role is Role.SERVICE:
                    return role
        return Role.IMPLIED

    def _unsaid(self, verb: Token) -> Role:
        """A verb without a subject: a terse note is about its person, an instruction is not."""
        helper = next((c for c in verb.children if c.dep_ in ("aux", "cop")), None)
        finite = helper if helper is not None else verb
        if any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children):
            return Role.OTHER
        if self._is_one(finite, "instructing"):
            return Role.OTHER
        if helper is not None and finite.lower_ != "be":
            return Role.IMPLIED
        if finite.pos_ in ("VERB", "AUX") and is_base_form(finite):
            return Role.OTHER
        return Role.IMPLIED

    # to

    def object_role(self, verb: Token) -> Role:
        """Whom something is done to."""
        node = verb
        for _ in range(_STEPS):
            target = _child(node, "nsubj:pass")
            if target is not None:
                return self.roles.role(target)
            passive = self._is_passive(node)
            target = None if passive else _child(node, "obj", "iobj")
            if target is not None:
                return self.roles.role(target)
            if passive:
                subject = _child(node, "nsubj")
                return self.roles.role(subject) if subject is not None else Role.IMPLIED
            if node.dep_.startswith("acl") or (node.dep_ == "amod" and node.head.i > node.i):
                return self.roles.role(node.head)
            if node.dep_ == "conj" and node.head.pos_ in ("VERB", "ADJ"):
                node = node.head
                continue
            for child in node.children:
                if child.dep_ == "conj" and child.pos_ == "VERB":
                    target = _child(child, "obj")
                    if target is not None:
                        return self.roles.role(target)
            participle = "Part" in morph(node, "VerbForm") or node.lower_.endswith("ed")
            if participle and _child(node, "nsubj", "obj") is None:
                return Role.IMPLIED
            if participle and _child(node, "nsubj") is not None and _child(node, "aux") is None:
                # "Pt toileted and fed": a note's passive without its helper verb.
                return self.roles.role(_child(node, "nsubj"))  # type: ignore[arg-type]
            return Role.OTHER
        return Role.OTHER

    # about

    def _about(self, head: Token, span: Span, wanted: Iterable[str], scene: Scene) -> bool:
        described = list(self._described_by(head, span))
        if described and _is_acted_upon(described[0], span):
            return False
        for want in wanted:
            if want in ("person", "people"):
                if not described and self._counts(Role.IMPLIED, (want,), scene, head):
                    return True
                if any(self._is_meant(token, span, want, scene, head) for token in described):
                    return True
            elif any(self.roles.in_list(token, want.strip("<>")) for token in described) and (
                # "aggressive behaviour" may be a monkey's; whose it is must be known too.
                "person" not in wanted or scene.means_people or self.names_a_person(span.doc)
            ):
                return True
        return False

    def _is_meant(self, token: Token, span: Span, want: str, scene: Scene, head: Token) -> bool:
        role = self.roles.role(token)
        if role is Role.SELF or (token.i in _range(span) and role.is_person):
            # The match names the person itself: "complex individuals".
            return True
        return self._counts(role, (want,), scene, head)

    def _described_by(self, head: Token, span: Span) -> Iterable[Token]:
        """What a match is said of; nothing where nobody is named."""
        inside = range(span.start, span.end)
        noun = _hyphened_onto(span)
        if noun is not None:
            yield noun
            return
        node = head
        for _ in range(_STEPS):
            dep, above = node.dep_, node.head
            if _is_nominal(node, span) and self.roles.role(node).is_person and node.i in inside:
                # The match names the person itself: "complex clients", "the vulnerable".
                yield node
                return
            subject = _child(
                node, "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"
            )
            # "There are complex needs" names nobody; "it is hard to ..." is about a matter.
            if subject is not None and subject.i not in inside and subject.lower_ != "there":
                yield subject
                return
            if above == node:
                yield from self._owners(node, inside)
                return
            if dep in ("amod", "compound", "nummod", "det", "case") and above.i not in inside:
                yield above
                # "people with chaotic lives": whose lives they are matters as much.
                return
            if dep.startswith("acl"):
                yield above
                return
            if dep == "xcomp":
                target = _child(above, "obj")
                if target is not None and target.i not in inside and target != node:
                    yield target
                    return
                if target is None and above.dep_ == "acl:relcl" and _child(above, "nsubj"):
                    # "a question that I find difficult": the noun before is what is found so.
                    yield above.head
                    return
                node = above
                continue
            if dep == "conj":
                if node.pos_ in _NOMINAL and above.pos_ in _NOMINAL:
                    owners = list(self._owners(node, inside))
                    if owners:
                        yield from owners
                        return
                node = above
                continue
            if node.pos_ == "ADJ" and dep == "obj" and above.pos_ in _NOMINAL:
                # "finding it unreliable": an adjective is nobody's object; it describes the noun.
                yield above
                return
            if node.pos_ in _NOMINAL or dep in (
                "nsubj",
                "nsubj:pass",
                "obj",
                "obl",
                "nmod",
                "appos",
                "iobj",
            ):
                owners = list(self._owners(node, inside))
                if owners:
                    yield from owners
                    return
                if dep == "appos" or (dep == "nmod" and _case_of(node) in _WITH | {""}):
                    yield above
                elif dep.startswith("obl") and _case_of(node) == "as":
                    # "We described her as hard to reach": not the one who describes.
                    seen = _child(above, "obj", "nsubj:pass")
                    if seen is not None and seen.i not in inside:
                        yield seen
                elif (dep.startswith("obl") and _case_of(node) in ("with", "in", "at", "of")) or (
                    dep == "obj" and self.roles.is_one_of(above, "having")
                ):
                    subject = _subject_above(above)
                    if subject is not None:
                        yield subject
                return
            if dep in ("advcl", "ccomp", "dep", "advmod"):
                subject = _subject_above(above)
                if subject is not None and subject.i not in inside:
                    yield subject
                return
            return

    def _owners(self, noun: Token, inside: range) -> Iterable[Token]:
        for child in noun.children:
            if child.i in inside:
                continue
            if child.dep_ == "nmod:poss":
                yield child
                return
        for child in noun.children:
            case = _case_of(child)
            if child.i in inside or not child.dep_.startswith("nmod") or child.pos_ not in _NOMINAL:
                continue
            if case == "of" or (
                case in ("from", "in", "among", "by") and self.roles.role(child) is not Role.OTHER
            ):
                yield child
                return
        for child in noun.children:
            if (
                child.i not in inside
                and child.dep_ == "compound"
                and self.roles.role(child) is not Role.OTHER
            ):
                yield child
                return

    # Words

    def _is_supposed(self, verb: Token) -> bool:
        """Whether a clause supposes something: "if ...", "where ...", "should he ..."."""
        node = verb
        for _ in range(_STEPS):
            if node.dep_ == "advcl" or node.head == node:
                return any(
                    self._is_one(child, "rule-clause")
                    and child.i < node.i
                    # The "should" that begins a clause is its helper verb.
                    and (child.dep_ in ("mark", "advmod") or child == node.left_edge)
                    for child in node.children
                )
            node = node.head
        return False

    def _is_stated(self, verb: Token) -> bool:
        """Whether a verb states what is or was so: no "may", no "to", nothing supposed."""
        if is_base_form(verb) and any(child.lower_ == "to" for child in verb.children):
            return False
        helpers = [child for child in verb.children if child.dep_ == "aux"]
        # "You'd refuse to engage" is would, "you'd refused" is had.
        would = any(child.text[1:] == "d" for child in helpers) and is_base_form(verb)
        modal = would or any(self._is_one(child, "modal") for child in helpers)
        return not modal and not self._is_supposed(verb)

    def _begins_a_note(self, span: Span) -> bool:
        """Whether a match begins a note with its verb ("Claims she fell"), though it was read as a noun."""
        if span.start or len(span) < 2:
            return False
        return self._is_one(span[1], "after-claim") and span[0].lower_.endswith("s")

    def _is_passive(self, verb: Token) -> bool:
        children = list(verb.children)
        if any(child.dep_ in ("aux:pass", "obl:agent") for child in children):
            return True
        # "Service user has not engaged": a subject read as passive beside a perfect is an active one.
        perfect = any(
            child.dep_ == "aux" and self._is_one(child, "perfect-helper") for child in children
        )
        return not perfect and any(child.dep_ == "nsubj:pass" for child in children)

    def _is_one(self, token: Token, name: str) -> bool:
        return self.roles.is_one_of(token, name)

    def _has_case(self, token: Token, name: str) -> bool:
        return any(child.dep_ == "case" and self._is_one(child, name) for child in token.children)


def head_of(span: Span) -> Token:
    """The word of a match that carries it: the last content word whose head is outside."""
    inside = range(span.start, span.end)
    outward = [token for token in span if token.head.i not in inside or token.head == token]
    content = [token for token in outward if token.pos_ not in _FUNCTION]
    if len(content) > 1 and content[0].pos_ == "ADJ":
        last = content[-1]
        if _is_infinitive(last) or (last.lower_.endswith("ing") and last.nbor(-1).lower_ == "of"):
            # "difficult to deal with", "incapable of learning": the adjective carries it, wherever the verb was hung.
            return content[0]
    chosen = content or outward
    return chosen[-1] if chosen else span.root


def _verb_of(span: Span) -> Token | None:
    """The verb of a match that has its doer: the one nearest to the root."""
    verbs = [
        token
        for token in span
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass")
    ]
    if not verbs:
        return None
    inside = {token.i for token in verbs}
    top = [token for token in verbs if token.head.i not in inside or token.head == token]
    return top[0] if top else verbs[0]


def _doing_of(span: Span) -> Token | None:
    """The word of a match whose doer is asked: its verb, or the noun of "failure to engage"."""
    verb = _verb_of(span)
    if verb is None:
        return None
    for token in span:
        if token.i >= verb.i:
            break
        if token.pos_ == "NOUN" and token.nbor(1).lower_ == "to" and token.i + 2 == verb.i:
            return token
    return verb


def _is_acted_upon(token: Token, span: Span) -> bool:
    """Whether what a match names is the object of its verb: "challenging pupils on their manners"."""
    verb = token.head
    return token.i in _range(span) and token.dep_ == "obj" and verb.i == span.start


def _range(span: Span) -> range:
    return range(span.start, span.end)


def _is_infinitive(verb: Token) -> bool:
    """Whether a verb that is not the first word stands behind a "to"."""
    return verb.pos_ == "VERB" and verb.nbor(-1).lower_ == "to"


def _child(token: Token, *deps: str) -> Token | None:
    return next((child for child in token.children if child.dep_ in deps), None)


def _case_of(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def _has_verbal_children(token: Token) -> bool:
    return any(
        child.dep_ in ("nsubj", "aux", "cop", "nsubj:pass", "aux:pass") for child in token.children
    )


def _hyphened_onto(span: Span) -> Token | None:
    """The noun that a hyphened match stands before: "hard-to-engage young people".

    Parsers rarely read such compounds rightly, and their form says what they are.
    """
    if not any(token.text == "-" for token in span):
        return None
    noun: Token | None = None
    for token in span.doc[span.end :]:
        if token.pos_ in ("NOUN", "PROPN"):
            noun = token
        elif (
            token.pos_ not in ("ADJ", "NUM") and token.text not in ("and", ",")
        ) or noun is not None:
            break
    return noun


def _before_noun(head: Token, span: Span) -> bool:
    """Whether the match stands before a noun outside of it that it describes."""
    if _hyphened_onto(span) is not None:
        return True
    inside = range(span.start, span.end)
    node = head
    for _ in range(_STEPS):
        above = node.head
        if node.dep_ in ("amod", "compound", "nmod", "nummod", "nmod:poss") and above.i >= span.end:
            return node.dep_ != "nmod:poss"
        if node.dep_ == "conj" or above.i in inside:
            if above == node:
                return False
            node = above
            continue
        return False
    return False


def _is_nominal(head: Token, span: Span) -> bool:
    if _before_noun(head, span) or head.dep_ in ("amod", "compound", "advmod"):
        return False
    if head.pos_ in ("NOUN", "PROPN"):
        return True
    has_det = any(child.dep_ in ("det", "nummod", "nmod:poss") for child in head.children)
    if _child(head, "cop") is not None:
        return has_det
    return has_det or head.dep_ in (
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "nmod",
        "iobj",
        "obl:agent",
    )


def _is_predicate(head: Token) -> bool:
    node = head
    for _ in range(_STEPS):
        if _child(node, "cop") is not None or node.dep_ == "xcomp":
            return True
        if node.dep_ == "conj":
            node = node.head
            continue
        break
    # A fragment ("Known schizophrenic.") is said of somebody too.
    content = node.pos_ in ("ADJ", "NOUN", "PROPN", "VERB")
    return content and node.dep_ in ("ROOT", "parataxis", "acl:relcl", "acl")


def _subject_above(token: Token) -> Token | None:
    node = token
    for _ in range(_STEPS):
        subject = _child(node, "nsubj", "nsubj:pass")
        if subject is not None:
            return subject
        if node.dep_.startswith("acl"):
            return node.head
        if node.head == node or node.dep_ in ("ccomp", "parataxis"):
            return None
        node = node.head
    return None
