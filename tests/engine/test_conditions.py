"""The conditions on trees written by hand, which say what holds whatever the grammar was trained on.

`conftest.tree` says how a tree is written. The match stands between stars: "she>nsubj>2 *refused*".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Span

from strengthlint.engine.conditions import Grounding, head_of
from strengthlint.engine.discourse import PLAIN, Scene, Subject
from strengthlint.engine.roles import Role, Roles
from strengthlint.lexicon.entry import Conditions
from strengthlint.lexicon.words import WordLists

LISTS = {
    "person-pronoun": "she he him her they them his their",
    "general-pronoun": "you your those",
    "self-pronoun": "i me my",
    "our-pronoun": "we us our",
    "thing-pronoun": "it this what",
    "person": "tenant tenants person man men kids child client clients people",
    "people": "person people",
    "service": "council team staff",
    "abuser": "abuser",
    "amount": "number many most",
    "having": "has had shows",
    "cause": "for with",
    "group-article": "the our",
    "determiner": "the a his",
    "plural-verb": "deserve",
    "rule-clause": "if should",
    "modal": "may",
    "instructing": "please do let must",
    "perfect-helper": "has had",
    "after-claim": "she to",
    "need": "needs",
    "given-name": "Kim",
}


@pytest.fixture(scope="module")
def grounding() -> Grounding:
    lists = {name: tuple((word,) for word in words.split()) for name, words in LISTS.items()}
    return Grounding(Roles(WordLists(lists)), frozenset(("suffers", "lacks")))


def between_stars(tree: Callable[[str], Doc], written: str) -> Span:
    """The words between the stars, in their sentence."""
    marked = [at for at, part in enumerate(written.split()) if "*" in part]
    return tree(written.replace("*", ""))[marked[0] : marked[-1] + 1]


def chain(verbs: int) -> str:
    """Verbs, each coordinated with the one before, from the third word of a sentence on."""
    return " ".join(f"then/VERB>conj>{number}" for number in range(2, verbs + 2))


DOER = {
    Role.PERSON: [
        "she>nsubj>2 *refused*",
        "she>csubj>2 *refused*",
        "she>nsubj:outer>2 *refused*",
        "she>nsubj>2 came and>cc>4 *refused*>conj>2",
        "she>nsubj>2 left *refusing*>advcl>2",
        "she>nsubj>3 *has*>aux>3 left",
        "she>nsubj:pass>3 has>aux>3 *engaged*",
        "*moved* she>obl:agent>1",
        "note/NOUN *written*>acl>1>VerbForm=Part|Tense=Past by>case>4 she>obl>2",
        "she>nsubj>3 *is*>cop>3 lazy",
        "she>nsubj>2 left *refusing*>advcl:relcl>2",
        "she>nsubj>2 kept *refusing*>xcomp>2",
        "she>nsubj>2 left *refusing*/NOUN>advcl>2 was>aux>3",
        # Whoever is asked does it.
        "council>nsubj>2 asked she>obj>2 to>mark>5 *engage*>xcomp>2",
        "council>nsubj>2 gave she>iobj>2 to>mark>5 *engage*>xcomp>2",
        "she>nsubj:pass>3 was>aux:pass>3 asked to>mark>5 *engage*>xcomp>3",
        "council>nsubj>2 made *refuse*>obj>2 she>nsubj>3",
        # A participle beside a passive has its subject.
        "she>nsubj:pass>3 was>aux:pass>3 moved *refusing*>advcl>3",
        "she>nsubj:pass>3 was>aux:pass>3 moved and>cc>5 *refused*>conj>3",
        # Describing a noun.
        "man>nsubj>3 *refusing*>acl>1>VerbForm=Part left",
        "man>nsubj>4 who>nsubj>3 *refused*>acl:relcl>1 left",
        "man>nsubj>4 to>mark>3 *refuse*>acl>1>VerbForm=Inf left",
        "man>nsubj>4 to>mark>3 *refuse*>acl>1 left",
        "*refusing*>amod>2 man>nsubj>3 left",
        "*refusing*>compound>2 man>nsubj>3 left",
        "his>nmod:poss>2 refusal>nsubj>5 to>mark>4 *engage*>acl>2>VerbForm=Inf hurt",
        "his>nmod:poss>2 refusal>nsubj>4 *engage*>acl>2>VerbForm=Inf hurt",
        "his>nmod:poss>2 refusal>nsubj>5 to>mark>4 *engage*>acl>2 hurt",
        "note/NOUN of>case>1 *written*>acl>1>VerbForm=Part|Tense=Past by>case>5 she>obl:agent>3",
        # Whose it is.
        "his>nmod:poss>2 *refusal*",
        "your>nmod:poss>2 *refusal*",
        "his>nmod:poss>2 *refusal*/PROPN",
        "*refusal* of>case>3 tenant>nmod>1",
        "*refusal* by>case>3 tenant>nmod>1",
        "*refusal* from>case>3 tenant>nmod>1",
        "*refusal* in>case>3 tenant>nmod>1",
        "*refusal* among>case>3 tenant>nmod>1",
        "*refusal* of>case>3 tenant>nmod:of>1",
        "*refusal* from>case>3 door>nmod>1 by>case>5 tenant>nmod>1",
        "tenant>compound>2 *refusal*",
        "door>compound>3 tenant>compound>3 *refusal*",
        "council>nsubj>2 saw his>nmod:poss>4 *lazy*>obj>2",
        "council>nsubj>2 saw his>nmod:poss>5 is>cop>5 *refusal*>obj>2",
        "council>nsubj>2 saw his>nmod:poss>5 is>cop>5 *refusal*/PROPN>obj>2",
        "council>nsubj>2 saw she>nsubj>5 is>cop>5 *refusal*/PROPN>obj>2",
        # The noun of the match was read as its subject.
        "his>nmod:poss>2 *refusal>nsubj>4 to>mark>4 engage*",
        # Not by whom the sentence names in another way.
        "she>nsubj>2 *refused* near/ADP>case>4 tenant>obl>2",
        "she>nsubj>2 *refused* with>case>4 council>obl>2",
        "she>nsubj>2 came by>case>4 council>obl>2 and>cc>6 *left*>conj>2",
        # A verb that was tagged as a noun.
        "she>nmod>2 *suffers*/NOUN",
        "she>det>2 *suffers*/NOUN",
        "she>amod>2 *suffers*/NOUN",
        "she>nummod>2 *suffers*/NOUN",
        "she>compound>2 *suffers*/NOUN",
        "she>dep>2 *suffers*/PROPN",
        "door>compound>3 she>compound>3 *suffers*/NOUN",
        "she>compound>3 the>det>3 *suffers*/NOUN",
        "she>compound>3 a>det>3 *suffers*/NOUN",
        "she>compound>3 an>det>3 *suffers*/NOUN",
        "she>compound>3 door>punct>3 *suffers*/NOUN",
        "she>nsubj>2 came " + chain(6) + " *went*>conj>8",
    ],
    Role.PEOPLE: [
        "many/ADJ>amod>2 *suffer*",
        "many/DET>det>2 *suffer*",
        "many/NUM>nummod>2 *suffer*",
    ],
    Role.SERVICE: [
        "council>nsubj>2 *refused*",
        "Pt/NOUN>nsubj>2 *refused* by>case>4 council>obl:agent>2",
        "Pt/NOUN>nsubj>2 *refused* by>case>4 council>obl>2",
        "she>nsubj:pass>3 was>aux:pass>3 *moved* by>case>5 council>obl:agent>3",
        "council>nsubj>2 promised/VERB to>mark>4 *come*>xcomp>2",
        "she>nsubj>2 came and>cc>4 *moved*>conj>2 by>case>6 council>obl>4",
        "council>compound>2 *refusal*",
        "note/NOUN *written*>acl>1>VerbForm=Part|Tense=Past by>case>4 council>obl>2",
    ],
    Role.ABUSER: ["she>nsubj>2 *hurt*/VERB by>case>4 abuser>obl:agent>2"],
    Role.IMPLIED: [
        "*refused*>>>Tense=Past tea/NOUN>obj>1",
        "*has*>aux>2 refused",
        "*refusal*",
        "*refusal* with>case>3 tenant>nmod>1",
        "*refusal* from>case>3 door>nmod>1",
        "*refusal* tenant>appos>1",
        "door>compound>2 *refusal*",
        "abuser>compound>2 *refusal*",
        "she>nsubj>2 came *refused*>parataxis>2>Tense=Past",
        "she>nsubj>2 said *refused*>ccomp>2>Tense=Past",
        "his>nmod:poss>3 a>det>3 *lazy*>ccomp>4 said",
        "door of>case>1 *lazy*>parataxis>1 of>case>5 tenant>nmod>3",
        "door and>cc>3 *refused*>conj>1>Tense=Past",
        "She/PROPN and>cc>3 *refused*>conj>1>Tense=Past",
        "she>nsubj>2 came *refused*>obl>2>Tense=Past",
        "*refusal by>case>3 tenant*>nmod>1",
        "*suffers*/NOUN",
        "the>det>2 *suffers*/NOUN>>",
        "she>obj>2 *suffers*/NOUN",
        "was>aux>2 *coming*",
        "is>cop>2 *late*/ADJ",
        "has>aux>2 *come*",
        "to/ADP>obl>3 if>mark>3 *went*>>>Tense=Past",
    ],
    Role.OTHER: [
        "door>nsubj>2 *refused*",
        "she>nsubj:pass>3 was>aux:pass>3 *refused*",
        "she>nsubj:pass>2 *refused*",
        "to>mark>2 *refuse*",
        "to>mark>2 *refused*>>>Tense=Past",
        "man *written*>acl>1>VerbForm=Part|Tense=Past",
        "*refuse* tea/NOUN>obj>1",
        "do>aux>2 *refused*>>>Tense=Past",
        "*let* go>xcomp>1",
        "must>aux>2 *refused*>>>Tense=Past",
        "be>aux>2 *kind*",
        "be>cop>2 *kind*",
        "please/INTJ>aux>2 *refused*>>>Tense=Past",
        "*be*",
        "*refusal* of>case>3 door>nmod>1",
        "*refusal* by>case>3 door>nmod>1",
        "door>nsubj>3 *refusing*>acl>1>VerbForm=Part left",
        "she>nsubj>2 came " + chain(7) + " *went*>conj>9",
        "note/NOUN *written*>acl>1>VerbForm=Part|Tense=Past",
        "note/NOUN *written*>acl>1>VerbForm=Part|Tense=Past with>case>4 she>obl>2",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("role", "written"), [(r, t) for r, all_ in DOER.items() for t in all_])
def test_who_does_it(
    tree: Callable[[str], Doc], grounding: Grounding, role: Role, written: str
) -> None:
    span = between_stars(tree, written)
    assert grounding.doer(head_of(span), range(span.start, span.end)) is role


OBJECT = {
    Role.PERSON: [
        "she>nsubj:pass>3 was>aux:pass>3 *moved*",
        "council>nsubj>2 *moved* she>obj>2",
        "council>nsubj>2 *gave* she>iobj>2",
        "she>nsubj>3 was>aux:pass>3 *moved*",
        "she>nsubj>2 *moved* by>case>4 council>obl:agent>2",
        "man>nsubj>3 *moved*>acl>1 left",
        "man>nsubj>3 *moved*>acl:relcl>1 left",
        "*moved*>amod>2 man",
        "council>nsubj>2 *moved* and>cc>4 fed>conj>2 she>obj>4",
        "council>nsubj>2 moved she>obj>2 and>cc>5 *fed*>conj>2",
        "lazy she>obj>1 and>cc>4 *fed*>conj>1",
        "she>nsubj>2 *toileted*",
        "she>nsubj>2 *put*>>>VerbForm=Part",
        "she>nsubj>2 came " + chain(6) + " she>obj>2 *fed*>conj>8",
        "door>nsubj>3 she>nsubj:pass>3 *moved* door>obj>3",
    ],
    Role.IMPLIED: [
        "was>aux:pass>2 *moved*",
        "*moved* by>case>3 council>obl:agent>1",
        "was>aux:pass>2 *moved* she>obj>2",
        "*toileted*",
        "*put*>>>VerbForm=Part",
        "tea/NOUN *toileted*>amod>1",
        "tea/NOUN and>cc>3 *toileted*>conj>1",
        "*toileted* and>cc>3 lazy>conj>1 she>obj>3",
        "*toileted* fed>dep>1 she>obj>2",
        "*toileted* and>cc>3 fed>conj>1",
    ],
    Role.OTHER: [
        "council>nsubj>2 *moved* door>obj>2",
        "*move*",
        "she>nsubj>2 *move*",
        "she>nsubj>3 has>aux>3 *toileted*",
        "*moved*>amod>2 door",
        "she>nsubj>2 came " + chain(7) + " she>obj>2 *fed*>conj>9",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("role", "written"), [(r, t) for r, all_ in OBJECT.items() for t in all_])
def test_whom_it_is_done_to(
    tree: Callable[[str], Doc], grounding: Grounding, role: Role, written: str
) -> None:
    assert grounding.object_role(head_of(between_stars(tree, written))) is role


PROSE = Scene(Subject.MATTERS, fragment=False)
CLAUSE = Scene(Subject.UNKNOWN, fragment=False)
OF_SOMEBODY = Scene(Subject.PERSON, fragment=False)
OF_CARE = Scene(Subject.MATTERS, fragment=False, care=True)

PERSON, PEOPLE, SERVICE = ("person",), ("people",), ("service",)

# Conditions, the scene, whether they hold, and the sentences.
HOLDS: list[tuple[Conditions, Scene, bool, list[str]]] = [
    # who
    (Conditions(who=PERSON), PROSE, True, [
        "she>nsubj>2 *refused*",
        "you>nsubj>2 *refused*>>>Tense=Past",
        "you>nsubj>3 'd>aux>3 *refused*>>>Tense=Past",
        "she>nsubj>3 was>aux>3 moved for>case>5 *refusal*>obl>3",
        "she>nsubj>3 was>aux>3 moved for>case>5 *refusal*>obl:for>3",
        "she>nsubj>2 has *refusal*>obj>2",
        "she>nsubj>2 has history>obj>2 of>case>5 *refusal*>nmod>3",
        "she>nsubj>2 has history>obj>2 and>cc>5 *refusal*>conj>3",
        "she>nsubj>2 has *refusal*>compound>4 history>obj>2",
        "she>nsubj>2 came and>cc>4 shows>conj>2 *refusal*>obj>4",
        "man>nsubj>5 has>acl:relcl>1 *refusal*>obj>2 ,>punct>1 left",
        "she>nsubj>2 *refused* to>mark>4 engage*>xcomp>2",
        "his>nmod:poss>2 *refusal to>mark>4 engage*>acl>2",
        "his>nmod:poss>2 *failure to>mark>4 engage*>acl>2 hurt>acl>2",
    ]),
    (Conditions(who=PERSON), PROSE, False, [
        "council>nsubj>2 *refused*",
        "everyone>nsubj>2 *refused*",
        "tea/NOUN and>cc>3 *refusal*>conj>1",
        "*refused*>>>Tense=Past",
        "*refusal*",
        "you>nsubj>3 may>aux>3 *refuse*",
        "you>nsubj>3 'd>aux>3 *refuse*",
        "you>nsubj>2 want to>mark>4 *refuse*>xcomp>2>VerbForm=Inf",
        "if>mark>3 you>nsubj>3 *refused*>advcl>5>Tense=Past we>nsubj>5 write",
        "if>advmod>3 you>nsubj>3 *refused*>advcl>5>Tense=Past we>nsubj>5 write",
        "if>mark>3 tenant>nsubj>3 *refuses*>advcl>5 we>nsubj>5 write",
        "even/ADV>advmod>4 if>mark>4 tenant>nsubj>4 *refuses*>advcl>6 we>nsubj>6 write",
        "should>aux>3 tenant>nsubj>3 *refuse*>advcl>5 we>nsubj>5 write",
        "should>aux>3 tenant>nsubj>3 *refuse*",
        "if>mark>3 tenant>nsubj>3 came>advcl>7 and>cc>5 *refused*>conj>3 we>nsubj>7 write",
        "those>nsubj>2 *refused*",
        "council>nsubj>2 discussed *refusal*>obj>2",
        "she>nsubj>2 discussed *refusal*>obj>2",
        "she>nsubj>2 came at>case>4 *refusal*>obl>2",
        "council>nsubj>2 has *refusal*>obj>2",
        "has *refusal*>obj>1",
        "those>nsubj>2 has *refusal*>obj>2",
        "she>nsubj>2 said has>ccomp>2 *refusal*>obj>3",
        "she>nsubj>2 said has>parataxis>2 *refusal*>obj>3",
        "she>nsubj>2 has *refusal*>appos>2",
        "she>nsubj>2 came for>mark>4 *refusal*>advcl>2",
        "she>nsubj>2 has *refused*>obj>2>VerbForm=Inf",
    ]),
    (Conditions(who=PERSON), OF_SOMEBODY, True, [
        "*refused*>>>Tense=Past",
        "if>mark>3 tenant>nsubj>3 *refuses*>advcl>5 we>nsubj>5 write",
        "those>nsubj>2 *refused*",
    ]),
    (Conditions(who=PERSON), CLAUSE, False, ["*refused*>>>Tense=Past"]),
    (Conditions(who=PERSON), PLAIN, True, [
        "*refused*>>>Tense=Past",
        "tenant>nsubj>2 *refused* if>mark>4 asked>advcl>2",
        "tenant>nsubj>2 *refused* should>advmod>2",
    ]),
    (Conditions(who=PERSON), PLAIN, False, ["council>nsubj>2 *refused*"]),
    (Conditions(who=PERSON), OF_CARE, True, ["those>nsubj>2 *refused*"]),
    (Conditions(who=PERSON), OF_CARE, False, [
        "*refused*>>>Tense=Past",
        "if>mark>3 council>nsubj>3 *refuses*>advcl>5 we>nsubj>5 write",
    ]),
    (Conditions(to=PERSON), OF_CARE, False, [
        "if>mark>3 we>nsubj>3 *move*>advcl>6 council>obj>3 we>nsubj>6 write",
    ]),
    (Conditions(who=PEOPLE), PROSE, True, [
        "those>nsubj>2 *refused*",
        "she>nsubj>2 *refused*",
        "those>nsubj>2 has *refusal*>obj>2",
        "she>nsubj>2 has *refusal*>obj>2",
    ]),
    (Conditions(who=PEOPLE), PROSE, False, ["council>nsubj>2 has *refusal*>obj>2"]),
    (Conditions(who=SERVICE), PROSE, True, ["council>nsubj>2 *refused*"]),
    (Conditions(who=SERVICE), OF_SOMEBODY, False, [
        "she>nsubj>2 *refused*",
        "those>nsubj>2 *refused*",
        "*refused*>>>Tense=Past",
    ]),
    # to
    (Conditions(to=PERSON), PROSE, True, [
        "council>nsubj>2 *moved* she>obj>2",
        "she>nsubj:pass>3 was>aux:pass>3 *moved*",
        "she>nsubj:pass>3 *was>aux:pass>3 moved*",
        "council>nsubj>3 *leaving>advcl>3 moved* she>obj>3",
    ]),
    (Conditions(to=PERSON), PROSE, False, [
        "council>nsubj>2 *moved* door>obj>2",
        "if>mark>3 we>nsubj>3 *move*>advcl>6 she>obj>3 we>nsubj>6 write",
        "*toileted*",
        "those>nsubj:pass>2 *moved*",
    ]),
    (Conditions(to=PERSON), OF_SOMEBODY, True, [
        "if>mark>3 we>nsubj>3 *move*>advcl>6 she>obj>3 we>nsubj>6 write",
        "*toileted*",
        "*history*/NOUN>acl>2 she",
    ]),
    (Conditions(to=PEOPLE), OF_SOMEBODY, True, [
        "if>mark>3 we>nsubj>3 *move*>advcl>6 those>obj>3 we>nsubj>6 write",
    ]),
    # as: verb
    (Conditions(as_=("verb",)), PROSE, True, [
        "she>nsubj>2 *refuses*",
        "many>nsubj>2 *suffers*/NOUN",
        "*claims*/NOUN she>dep>1*",
        "she>nsubj>3 has>aux>3 *refused*",
        "she>nsubj>3 *was>cop>3* lazy",
        "she>nsubj>2 *refuses* to>mark>4 *go*>xcomp>2",
        "*refusing*>acl>2 men",
    ]),
    (Conditions(as_=("verb",)), PROSE, False, [
        "*refusing*>amod>2 men",
        "*refusal*",
        "*has>aux>2* come",
        "*was>aux:pass>2* moved",
        "*claims*/NOUN door>dep>1*",
        "*claim*/NOUN she>dep>1*",
        "*claims*/NOUN",
        "door *claims*/NOUN>dep>1 she>dep>2*",
    ]),
    # as: modifier
    (Conditions(as_=("modifier",)), PROSE, True, [
        "*lazy*>amod>2 men",
        "*lazy*>compound>2 men",
        "*lazy*>nmod>2 men",
        "*lazy*>nummod>2 men",
        "*lazy*>conj>3 and>cc>3 old>amod>4 men",
        "*hard>dep>3 kids*>amod>3 men",
        "*hard ->punct>3 to>mark>4 engage*>acl>1 men>obj>4",
        "*hard -* old>amod>4 kids>dep>1",
        "*hard -* and>cc>4 two>nummod>5 kids>dep>1",
        "*hard -* ,>punct>4 kids>dep>1",
        "*hard -* Harbour>dep>1",
        "the>det>4 *homeless*>amod>4 old>amod>4 men>nsubj>5 came",
    ]),
    (Conditions(as_=("modifier",)), PROSE, False, [
        "she>nsubj>3 is>cop>3 *lazy*",
        "*lazy*>nmod:poss>2 men",
        "men *lazy*>amod>1",
        "*lazy*>obj>2 saw",
        "she>nsubj>4 is>cop>4 old>dep>4 *lazy* men>dep>4",
        "*the>det>2 homeless*>compound>3 deserve came>conj>3",
        "the>det>2 *hard -* came kids>obj>4",
        "*hard -* was>cop>1 kids>dep>1",
        "*the>det>2 homeless*>amod>3 face/NOUN>nsubj>6 a>det>5 door>obj>3 came",
        "*the>det>2 homeless*>amod>3 face/VERB a>det>5 door>obj>3",
        "*the>det>2 homeless*>amod>3 face/ADJ a>det>5 door>obj>3",
    ]),
    # as: noun
    (Conditions(as_=("noun",)), PROSE, True, [
        "*the>det>2 homeless*>nsubj>3 came",
        "*the>det>2 homeless*>amod>3 deserve/NOUN",
        "*the>det>2 homeless*>amod>3 are/AUX here/ADV>advmod>3",
        "*the>det>2 homeless*>amod>3 face/NOUN>nsubj>6 a>det>5 door>obj>3 came",
        "*our>det>2 homeless*>amod>3 face/VERB a>det>5 door>obj>3",
        "*the>det>2 homeless*>amod>3 face/ADJ a>det>5 door>obj>3",
        "*the>det>2 homeless*>amod>3 face/NOUN a>det>3",
        "*child*",
        "*Kim*",
        "she>nsubj>4 is>cop>4 a>det>4 *lazy*",
        "she>nsubj>4 is>cop>4 two>nummod>4 *lazy*",
        "she>nsubj>4 is>cop>4 his>nmod:poss>4 *lazy*",
        "she>nsubj>2 saw a>det>4 *lazy*>dep>2",
        "*lazy*>nsubj>2 came",
        "*lazy*>nsubj:pass>2 moved",
        "she>nsubj>2 saw *lazy*>obj>2",
        "she>nsubj>2 came with>case>4 *lazy*>obl>2",
        "tea/NOUN of>case>3 *lazy*>nmod>1",
        "she>nsubj>2 gave *lazy*>iobj>2",
        "moved by>case>3 *lazy*>obl:agent>1",
    ]),
    (Conditions(as_=("noun",)), PROSE, False, [
        "*lazy*>amod>2 men",
        "men *lazy*>amod>1",
        "men *child*>compound>1",
        "came *child*>advmod>1",
        "she>nsubj>3 is>cop>3 *lazy*",
        "she>nsubj>2 saw is>cop>4 *lazy*>obj>2",
        "*lazy*",
        "*the>det>2 homeless*>amod>3 shelters/NOUN>nsubj>4 deserve a>det>6 child>obj>4",
        "*the>det>2 homeless*>amod>3 shelter",
        "*the>det>2 homeless*>amod>3 shelters/NOUN a>det>5 child>dep>3",
        "*the>det>2 homeless*>amod>3 face/PROPN a>det>5 child>dep>3",
        "*the>det>2 homeless*>amod>3 face/NOUN of>case>5 child>nmod>3",
        "*every>det>2 homeless*>amod>3 deserve",
        "she>nsubj>2 came *lazy*>advcl>2",
        "*the>det>2 homeless*>amod>2",
    ]),
    # as: predicate
    (Conditions(as_=("predicate",)), PROSE, True, [
        "she>nsubj>3 is>cop>3 *lazy*",
        "she>nsubj>2 seems *lazy*>xcomp>2",
        "she>nsubj>3 is>cop>3 old and>cc>5 *lazy*>conj>3",
        "*lazy*", "*child*", "*Kim*", "*moved*",
        "she>nsubj>2 came *lazy*>parataxis>2",
        "man *lazy*>acl>1", "man *lazy*>acl:relcl>1",
        "she>nsubj>2 came is>cop>4 *lazy*>dep>2",
    ]),
    (Conditions(as_=("predicate",)), PROSE, False, [
        "*lazy*>amod>2 men",
        "she>nsubj>2 saw *child*>obj>2",
        "she>nsubj>2 came *lazy*>advcl>2",
        "*two*",
        "men>nsubj>4 and>cc>3 *lazy*>conj>1 came",
    ]),
    (Conditions(as_=("noun", "predicate")), PROSE, True, ["she>nsubj>3 is>cop>3 *lazy*"]),
    # Each of several conditions is asked.
    (Conditions(who=PERSON, as_=("noun",)), PROSE, False, ["she>nsubj>2 *refused*"]),
    (Conditions(who=PERSON, to=PERSON), PROSE, False, ["she>nsubj>2 *moved* door>obj>2"]),
    (Conditions(to=PERSON, about=PERSON), PROSE, False, ["door>nsubj>2 *moved* she>obj>2"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "scene", "expected", "written"),
    [(when, scene, expected, text) for when, scene, expected, all_ in HOLDS for text in all_],
)
def test_whether_conditions_hold(
    tree: Callable[[str], Doc],
    grounding: Grounding,
    when: Conditions,
    scene: Scene,
    expected: bool,
    written: str,
) -> None:
    assert grounding.holds(between_stars(tree, written), when, scene) is expected


# What a match is said of, or "" where nobody is named.
DESCRIBED = {
    "man": [
        "*lazy*>amod>2 man",
        "*lazy*>compound>2 man", "*lazy*>nummod>2 man", "*lazy*>det>2 man", "*lazy*>case>2 man",
        "man>nsubj>3 is>cop>3 *lazy*",
        "man>nsubj:pass>3 is>aux:pass>3 *hurt*",
        "man>nsubj:outer>2 *lazy*",
        "man>csubj>2 *lazy*", "man>csubj:pass>2 *lazy*", "man>expl>2 *lazy*",
        "man *lazy*>acl>1", "man *lazy*>acl:relcl>1",
        "*lazy man*>nsubj>3 came",
        "*hard -* man>obj>1",
        "*hard -* old>amod>4 man>obj>1",
        "we>nsubj>2 find man>obj>2 *lazy*>xcomp>2",
        "man>nsubj>2 seems *lazy*>xcomp>2",
        "man we>nsubj>3 find>acl:relcl>1 *lazy*>xcomp>3",
        "man>nsubj>3 is>cop>3 old and>cc>5 *lazy*>conj>3",
        "finding *lazy*>obj>3 man>obj>1",
        "man *lazy*>appos>1",
        "man with>case>3 *needs*>nmod>1", "man of>case>3 *needs*>nmod>1",
        "man in>case>3 *needs*>nmod>1", "man at>case>3 *needs*>nmod>1",
        "man from>case>3 *needs*>nmod>1", "man by>case>3 *needs*>nmod>1",
        "man *needs*>nmod>1",
        "we>nsubj>2 described man>obj>2 as>case>5 *lazy*>obl>2",
        "man>nsubj:pass>2 described as>case>4 *lazy*>obl>2",
        "man>nsubj>2 came with>case>4 *needs*>obl>2", "man>nsubj>2 came in>case>4 *needs*>obl>2",
        "man>nsubj>2 came at>case>4 *needs*>obl>2", "man>nsubj>2 came of>case>4 *needs*>obl>2",
        "man>nsubj>2 has *needs*>obj>2",
        "man>nsubj>2 left *lazy*>advcl>2", "man>nsubj>2 left *lazy*>ccomp>2",
        "man>nsubj>2 left *lazy*>dep>2", "man>nsubj>2 left *lazy*>advmod>2",
        "man>nsubj:pass>2 left *lazy*>advcl>2",
        "man *lazy*>advcl>3 left>acl>1",
        "man>nsubj>2 came and>cc>4 left>conj>2 *lazy*>advcl>4",
        "man>nmod:poss>2 *needs*", "man>nmod:poss>2 *needs*>nsubj>3 grew",
        "door with>case>4 man>nmod:poss>4 *needs*>nmod>1",
        "*needs* of>case>3 man>nmod>1", "*needs* of>case>3 man>nmod:of>1",
        "*needs* from>case>3 man>nmod>1", "*needs* in>case>3 man>nmod>1",
        "*needs* among>case>3 man>nmod>1", "*needs* by>case>3 man>nmod>1",
        "man>compound>2 *needs*",
        "door>nmod>2 *needs* of>case>4 man>nmod>2",
        "doors and>cc>4 man>nmod:poss>4 *needs*>conj>1",
        "door>compound>3 man>compound>3 *needs*",
        "*needs>nsubj>4 with/ADP>case>3 history*>nmod>1 grew of>case>6 man>nmod>1",
        "she>nsubj>2 saw man>nmod:poss>4 *needs*>obj>2",
        "she>nsubj>2 gave man>nmod:poss>4 *needs*>iobj>2",
        "man>nmod:poss>2 *needs*>nsubj:pass>3 moved",
        "she man>nmod:poss>3 *needs*>appos>1",
        "she>nsubj>2 came with>case>5 man>nmod:poss>5 *needs*>obl>2",
        "she>nsubj>3 saw old>amod>5 man>nmod:poss>5 *lazy*>obj>2",
    ],
    "door": [
        "door of>case>3 *needs*>nmod>1",
        "*needs* of>case>3 door>nmod>1",
        "door>nsubj>2 has *needs*>obj>2",
        "door we>nsubj>3 find>acl:relcl>1 *lazy*>xcomp>3",
        "door>nmod:poss>2 *needs* of>case>4 man>nmod>2",
    ],
    "it": ["it>expl>3 is>cop>3 *lazy*"],
    "we": ["we>nsubj>2 saw *lazy*>xcomp>2 door>dep>2"],
    "": [
        "*lazy*", "*needs*",
        "there>expl>2 are/AUX *needs*>nsubj>2",
        "there>expl>3 is>cop>3 *needs*",
        "*needs* from>case>3 door>nmod>1", "*needs* with>case>3 man>nmod>1",
        "*needs* of>case>3 lazy>nmod>1",
        "door>compound>2 *needs*",
        "man about>case>3 *needs*>nmod>1",
        "we>nsubj>2 described man>obj>2 about>case>5 *needs*>obl>2",
        "man>nsubj>2 discussed *needs*>obj>2",
        "man>nsubj>2 came about>case>4 *needs*>obl>2",
        "man>nsubj>2 came *needs*>nsubj>2",
        "described as>case>3 *lazy*>obl>1",
        "came with>case>3 *needs*>obl>1",
        "left *lazy*>advcl>1",
        "man>nsubj>2 came *lazy*>punct>2",
        "find *lazy*>xcomp>1",
        "*door>obj>2 described as>case>4 lazy*>obl>2",
        "*door>nsubj>2 left lazy*>advcl>2",
        "man>nsubj>3 and>cc>1 came *needs*>reparandum>3",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "written"), [(word, text) for word, all_ in DESCRIBED.items() for text in all_]
)
def test_what_it_is_said_of(
    tree: Callable[[str], Doc], grounding: Grounding, word: str, written: str
) -> None:
    span = between_stars(tree, written)
    described = list(grounding._described_by(head_of(span), span))
    assert [token.text for token in described] == ([word] if word else [])


NEEDS = ("<need>",)

HOLDS_ABOUT: list[tuple[tuple[str, ...], Scene, bool, list[str]]] = [
    (PERSON, PROSE, True, [
        "she>nsubj>3 is>cop>3 *lazy*",
        "i>nsubj>3 was>cop>3 *lazy*",
        "*lazy people*>nsubj>3 came",
        "she>nsubj>2 came *lazy*>xcomp>2",
        "she>nsubj>3 was>aux>3 moved for>case>5 *needs*>obl>3",
    ]),
    (PERSON, PROSE, False, [
        "*lazy*", "door>nsubj>3 is>cop>3 *lazy*", "people>nsubj>3 are/AUX>cop>3 *lazy*",
        "*challenging man>obj>1* about>case>4 lives>obl>1",
        "*lazy door*>nsubj>3 came",
    ]),
    (PERSON, PLAIN, True, ["*lazy*", "people>nsubj>3 are/AUX>cop>3 *lazy*",
        "*challenging man>nsubj>1*", "saw/VERB *lazy man>obj>1*"]),
    (PERSON, PLAIN, False, ["door>nsubj>3 is>cop>3 *lazy*"]),
    (PERSON, CLAUSE, False, ["*lazy*"]),
    (PEOPLE, PROSE, True, ["people>nsubj>3 are/AUX>cop>3 *lazy*", "she>nsubj>3 is>cop>3 *lazy*"]),
    (PEOPLE, PROSE, False, ["*lazy*"]),
    (PEOPLE, PLAIN, True, ["*lazy*"]),
    (NEEDS, PROSE, True, ["*lazy*>amod>2 needs"]),
    (NEEDS, PROSE, False, ["*lazy*>amod>2 door", "*lazy*"]),
    (NEEDS, PLAIN, False, ["*lazy*"]),
    ((*PERSON, *NEEDS), PROSE, True, [
        "*lazy*>amod>2 needs>nsubj>3 hurt/VERB she>obj>3",
    ]),
    ((*PERSON, *NEEDS), PROSE, False, [
        "*lazy*>amod>2 needs>nsubj>3 hurt/VERB door>obj>3",
        "*lazy*>amod>2 needs>nsubj>3 hurt/VERB people>obj>3",
        "*lazy*>amod>2 needs>nsubj>3 hurt/VERB council>obj>3",
    ]),
    ((*PERSON, *NEEDS), OF_CARE, True, ["*lazy*>amod>2 needs>nsubj>3 grew"]),
    ((*NEEDS, *PERSON), PROSE, True, ["she>nsubj>3 is>cop>3 *lazy*"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("about", "scene", "expected", "written"),
    [
        (about, scene, expected, text)
        for about, scene, expected, all_ in HOLDS_ABOUT
        for text in all_
    ],
)
def test_whom_it_is_about(
    tree: Callable[[str], Doc],
    grounding: Grounding,
    about: tuple[str, ...],
    scene: Scene,
    expected: bool,
    written: str,
) -> None:
    span = between_stars(tree, written)
    assert grounding.holds(span, Conditions(about=about), scene) is expected


NAMES_NOBODY = [
    (Conditions(who=PERSON), True, "*refused*>>>Tense=Past"),
    (Conditions(who=PERSON), False, "she>nsubj>2 *refused*"),
    (Conditions(who=PERSON), True, "tea>punct>2 *refusal*"),
    (Conditions(who=PERSON), False, "his>nmod:poss>2 *refusal*"),
    (Conditions(who=PERSON), True, "*refused*>>>Tense=Past she>obj>1"),
    (Conditions(to=PERSON), True, "*toileted*"),
    (Conditions(to=PERSON), False, "she>nsubj:pass>2 *toileted*"),
    (Conditions(to=PERSON), True, "*toileted*/NOUN"),
    (Conditions(about=PERSON), True, "*lazy*"),
    (Conditions(about=PERSON), False, "she>nsubj>3 is>cop>3 *lazy*"),
    (Conditions(as_=("noun",)), False, "*child*"),
]


@pytest.mark.parametrize(("when", "expected", "written"), NAMES_NOBODY)
def test_whether_it_names_nobody(
    tree: Callable[[str], Doc], grounding: Grounding, when: Conditions, expected: bool, written: str
) -> None:
    assert grounding.names_nobody(between_stars(tree, written), when) is expected


def test_whether_a_sentence_names_a_person(
    tree: Callable[[str], Doc], grounding: Grounding
) -> None:
    for written, expected in {
        "door>nsubj>2 hurt/VERB she>obj>2": True,
        "door>nsubj>2 hurt/VERB council>obj>2": False,
        "door>nsubj>2 hurt/VERB people>obj>2": False,
        "door>nsubj>2 hurt/VERB Kim>obj>2": True,
        "door>nsubj>2 hurt/VERB tenant/ADJ>obj>2": False,
        "door>nsubj>2 hurt/VERB tenant>obj>2": True,
    }.items():
        assert grounding.names_a_person(tree(written)) is expected, written


HEADS = {
    "lazy": ["*old>conj>2 lazy*", "*old>dep>2 lazy* to>mark>4 go>dep>2"],
    "failed": ["*failed to>mark>3* engage>xcomp>1"],
    "hard": ["*hard to>mark>3 engage*", "*hard to>mark>3 engage with*>obl>3",
             "she>nsubj>3 is>cop>3 *hard to>mark>5 engage*>ccomp>6 came",
             "*hard of/ADP>case>3 hearing*/NOUN>dep>1", "*hard of/ADP>case>3 hearing*/NOUN>>"],
    "hearing": ["*hard>dep>2 hearing*/NOUN>>"],
    "pay": ["*old>dep>3 of/ADP>case>3 pay*/NOUN>>"],
    "engage": ["*failed to>mark>3 engage*>>", "*failed>dep>4 to>mark>3 engage*>dep>4 came",
               "*the>det>4 to>mark>3 engage*>dep>4 came", "*hard>advmod>4 on engage*>dep>4 came"],
    "needs": ["*of>case>2 needs*>nmod>3 man", "*the>det>2 needs* grew>acl>2"],
    "of": ["man *of*>dep>1"],
    "the": ["*of>case>3 the*>det>3 man"],
    "go": ["*old>dep>4 door>dep>4 go*>dep>4 came"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "written"), [(word, text) for word, all_ in HEADS.items() for text in all_]
)
def test_which_word_carries_a_match(tree: Callable[[str], Doc], word: str, written: str) -> None:
    assert head_of(between_stars(tree, written)).text == word
