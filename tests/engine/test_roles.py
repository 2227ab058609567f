"""Who is who, on trees written by hand; the word that is asked about stands between stars."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from strengthlint.engine.roles import Role, Roles
from strengthlint.lexicon.words import WordLists

LISTS = {
    "person-pronoun": "she|he|they|them",
    "general-pronoun": "you",
    "self-pronoun": "i|me",
    "our-pronoun": "we",
    "thing-pronoun": "it|these",
    "anybody": "other|others",
    "part-of-staff": "member|members",
    "person": "tenant|tenants|man|young people|people|member|members|old man|SU",
    "people": "people|man|public|old man|member|members|big old man",
    "service": "council|social worker|staff|housing|Duty|teams",
    "abuser": "abuser|tenant abuser",
    "amount": "number|many|two|most|lots",
    "title": "mrs|miss",
    "staff-title": "dr",
    "given-name": "Kim|Ada|Ben",
    "not-a-person": "monday|language",
}


@pytest.fixture(scope="module")
def roles() -> Roles:
    rows = {
        name: tuple(tuple(row.split()) for row in words.split("|")) for name, words in LISTS.items()
    }
    return Roles(WordLists(rows))


def nested(word: str, times: int) -> str:
    """ "A number of a number of a number of ..." """
    parts = ["*number*"]
    for _ in range(times - 1):
        parts += [f"of>case>{len(parts) + 2}", f"number>nmod>{len(parts)}"]
    parts += [f"of>case>{len(parts) + 2}", f"{word}>nmod>{len(parts)}"]
    return " ".join(parts)


WHO = {
    Role.PERSON: [
        "*she*>nsubj>2 rang", "*She*>nsubj>2 rang",
        "*tenant*>nsubj>2 rang", "*Tenant.*/NOUN>nsubj>2 rang".replace(".", ""),
        "young/ADJ>amod>2 *people*>nsubj>3 rang",
        "*71yo*/NUM", "*71y/o*/NUM", "*71yr*/NUM", "*41M*/NUM", "*8f*/NUM",
        "*many*/PRON>nsubj>4 of>case>3 tenants>nmod>1 rang",
        "*two*>nsubj>4 among>case>3 tenants>nmod>1 rang",
        "*12*/NUM>nsubj>4 of>case>3 tenants>nmod>1 rang",
        "*number*>nsubj>5 with>case>5 of>case>4 tenants>nmod:of>1 rang",
        nested("tenants", 4),
        "tenant *who*>nsubj>3 rang>acl:relcl>1",
        "tenant *who*>obj>3 met>acl:relcl>1", "tenant *whom*>obl>3 met>acl:relcl>1",
        "tenant *who*>nmod:poss>3 met>acl:relcl>1", "tenant *that*>nsubj>3 rang>acl:relcl>1",
        "tenant *that*>nsubj>3 rang>acl>1", "tenant *whose*/DET>det>3 dog>nsubj>4 rang>acl:relcl>1",
        "tenant *that*>nsubj>4 a>det>4 friend/NOUN>acl:relcl>1",
        # Names.
        "*Kim*>nsubj>2 rang", "*kim*/NOUN>nsubj>2 rang", "*kim*/ADJ>dep>2 rang",
        "rang *kim*/PROPN>obj>1", "rang *kim*/NOUN>iobj>1", "*KIM*>nsubj>2 RANG",
        "*Kim*/VERB>dep>2 rang/NOUN",
        "rang *kim*/NOUN>obj>1", "so/ADV *kim*/NOUN>nsubj>3 rang",
        "*Oyelaran*/PROPN>nsubj>2 rang", "*Oyelaran*/X>nsubj>2 rang",
        "*Rang*/ADV>nsubj>2 rang", "*Rang*/VERB>nsubj>2 rang", "*Rang*/INTJ>nsubj>2 rang",
        "rang *Oyelaran*/NOUN>obj>1", "rang *Oyelaran*/ADJ>obj>1", "rang *Oyelaran*/ADV>obj>1",
        "rang *Oyelaran*/SYM>obj>1",
        "Mrs/PROPN>compound>2 *Oyelaran*/PROPN>nsubj>3 rang",
        "Mrs/NOUN>dep>2 *Oyelaran*/PROPN>nsubj>3 rang",
        "miss/PROPN>flat>2 *monday*/PROPN>nsubj>3 rang",
        "Mrs/NOUN>dep>3 Ada/PROPN>compound>3 *Oyelaran*/PROPN>nsubj>4 rang",
        "Ada/PROPN>compound>2 *Oyelaran*/PROPN>nsubj>3 rang",
        "*Ada*/PROPN>nsubj>3 Oyelaran/PROPN>flat>1 rang",
        "*Ada*/PROPN>compound>2 Oyelaran/PROPN>nsubj>3 rang",
        "*Oyelaran*/PROPN>flat:name>2 Ada/PROPN>nsubj>3 rang",
        "*JB*/PROPN>nsubj>2 rang", "*JB*/NOUN>nsubj>2 rang", "*J.B.*/PROPN>nsubj>2 rang",
        "rang *K.*/X>obj>1", "rang *K*/PRON>obj>1", "rang *JB*/SYM>obj>1", "*JB*/INTJ>obj>2 rang",
        "council>compound>2 *tenant*>nsubj>3 rang",
        "tenant>nsubj>2 rang *they*>nsubj>4 left>advcl>2",
        "rang tenant>obj>1 *them*>nsubj>4 left>advcl>1",
        "rang tenant>obl>1 *they*>nsubj>4 left>advcl>1",
        "council>compound>2 tenant>nsubj>3 rang *they*>nsubj>5 left>advcl>3",
        "council>nsubj>2 rang Kim>obj>2 *they*>nsubj>5 left>advcl>2",
        "*SU*/NOUN>nsubj>2 rang",
    ],
    Role.PEOPLE: [
        "*people*>nsubj>2 rang", "*man*>nsubj>2 rang", "old/ADJ>amod>2 *man*>nsubj>3 rang",
        "big/ADJ>amod>3 old/ADJ>amod>3 *man*>nsubj>4 rang",
        "*public*/NOUN>nsubj>2 rang", "*you*>nsubj>2 rang", "*they*>nsubj>2 rang",
        "*other*/PRON>nsubj>2 rang", "*Others*/PRON>nsubj>2 rang",
        "*many*/PRON>nsubj>2 rang", "*many*/DET>nsubj>2 rang", "*two*/NUM>nsubj>2 rang",
        "*many*/ADJ>dep>2 rang", "*twelve*/NUM>dep>2 rang",
        "*vulnerable*>nsubj>3 the>det>1 rang", "the>det>2 *injured*/VERB>obj>3 rang",
        "rang the>det>3 *vulnerable*>obl>1", "x/NOUN of>case>4 the>det>4 *vulnerable*>nmod>1",
        "*those*/DET>nsubj>2 rang", "rang *those*/DET>obj>1", "*eleven*/NUM>obl>2 rang",
        "*they*>nsubj>2 rang tenant>obj>2",
        "door>nsubj>2 rang *they*>nsubj>4 left>advcl>2",
        "tenant>dep>2 rang *they*>nsubj>4 left>advcl>2",
        "tenant/ADJ>nsubj>2 rang *they*>nsubj>4 left>advcl>2",
        "people>nsubj>2 rang *they*>nsubj>4 left>advcl>2",
        "door *who*>nsubj>3 rang>acl:relcl>1", "*who*>nsubj>2 rang", "*whom*>obj>2 rang",
        "Blue/PROPN>compound>2 *Oyelaran*/PROPN>nsubj>3 rang",
    ],
    Role.SELF: ["*i*>nsubj>2 rang", "*I*>nsubj>2 rang", "rang *me*>obj>1"],
    Role.SERVICE: [
        "*we*>nsubj>2 rang", "*council*>nsubj>2 rang", "*Council*/PROPN>nsubj>2 rang",
        "social/ADJ>amod>2 *worker*/NOUN>nsubj>3 rang",
        "staff>compound>2 *member*>nsubj>3 rang", "staff>compound>2 *members*>nsubj>3 rang",
        "Dr/PROPN>compound>2 *Okafor*/PROPN>nsubj>3 rang",
        "Dr/NOUN>dep>2 *Okafor*/PROPN>nsubj>3 rang",
        "Harbour>compound>2 *Housing*/PROPN>nsubj>3 rang",
        "Housing/PROPN>compound>2 *Harbour*>nsubj>3 rang",
        "*Harbour*>compound>2 Housing/PROPN>nsubj>3 rang",
        "*Duty*/NOUN>nsubj>2 rang",
        "council>nsubj>2 rang *they*>nsubj>4 left>advcl>2",
        "tenant>nsubj>2 rang council>obj>2 *they*>nsubj>5 left>advcl>2",
        "*one*/NUM of>case>3 teams/NOUN>nmod>1",
        "council *who*>nsubj>3 rang>acl:relcl>1", "council *that*>nsubj>3 rang>acl:relcl>1",
        "council *which*>nsubj>3 rang>acl:relcl>1",
        "council said>acl:relcl>1 *who*>nsubj>4 rang>ccomp>2",
    ],
    Role.ABUSER: ["*abuser*>nsubj>2 rang", "tenant>compound>2 *abuser*>nsubj>3 rang"],
    Role.OTHER: [
        "*it*>nsubj>2 rang", "*these*/PRON>nsubj>2 rang", "*door*>nsubj>2 rang",
        "*i.*/NOUN>nsubj>2 rang", "*duty*/NOUN>nsubj>2 rang", "*su*/NOUN>nsubj>2 rang",
        "*71*/NUM>dep>2 rang", "*50*>nsubj>2 rang", "*number*>nsubj>2 rang",
        "*many*/ADV>nsubj>2 rang", "*number*/NOUN with>case>3 tenants>nmod>1",
        "*number*/NOUN of>case>3 tenants>obl>1", "*number*/NOUN of>dep>3 tenants>nmod>1",
        "*many*/PRON of>case>3 doors/NOUN>nmod>1",
        nested("tenants", 5),
        "tenant *which*>nsubj>3 rang>acl:relcl>1", "door *which*>nsubj>3 rang>acl:relcl>1",
        "door *that*>nsubj>3 rang>acl:relcl>1", "tenant *that*/SCONJ>mark>3 rang>acl:relcl>1",
        "*that*>nsubj>2 rang",
        "*Germany*/PROPN>nsubj>3 the>det>1 rang",
        "*Sheets*/PROPN>nsubj>2>Number=Plur rang",
        "*NASA*/PROPN>nsubj>2 rang", "*A&E*/PROPN>nsubj>2 rang", "*NASAs*/PROPN>nsubj>2 rang",
        "*germany*/PROPN>nsubj>2 rang", "*Co-op*/PROPN>nsubj>2 rang",
        "Big/PROPN>compound>3 Blue/PROPN>compound>3 *Oyelaran*/PROPN>nsubj>4 rang",
        "*Monday*/PROPN>nsubj>2 rang", "Blue/PROPN>compound>2 *Language*/PROPN>nsubj>3 rang",
        "saw a>det>3 *kim*/NOUN>obj>1", "saw old/ADJ>amod>3 *kim*/NOUN>obj>1",
        "saw two>nummod>3 *kim*/NOUN>obj>1", "saw to>case>3 *kim*/NOUN>obl>1",
        "saw *kim*/VERB>obj>1",
        "*vulnerable*>nsubj>2 rang", "the>det>2 *vulnerable*>dep>3 rang",
        "the>det>2 *door*>nsubj>3 rang", "*2nd*/ADJ>nsubj>3 the>det>1 rang",
        "*other*/NOUN>nsubj>2 rang", "*other*/ADJ>dep>2 rang",
        "*Rang*/ADV>dep>2 rang", "*Rang*/ADV>nsubj>3 so/ADV>advmod>1 rang",
        "*Rang*/NOUN>nsubj>2 rang", "*rang*/ADV>nsubj>2 rang",
        "saw *OyeLaran*/NOUN>obj>1", "saw *oyelaran*/NOUN>obj>1", "saw *Oyelaran*/PRON>obj>1",
        "saw *Oyelaran*/ADP>obj>1", "saw *jb*/NOUN>obj>1",
        "*which*>nsubj>2 rang",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("role", "written"), [(r, t) for r, all_ in WHO.items() for t in all_])
def test_who_is_who(tree: Callable[[str], Doc], roles: Roles, role: Role, written: str) -> None:
    at = next(number for number, part in enumerate(written.split()) if "*" in part)
    assert roles.role(tree(written.replace("*", ""))[at]) is role


def test_which_roles_may_be_a_person() -> None:
    people = {role for role in Role if role.is_person}
    assert people == {Role.PERSON, Role.PEOPLE, Role.IMPLIED}


def test_a_row_of_several_words_stands_right_before(
    tree: Callable[[str], Doc], roles: Roles
) -> None:
    for written, expected in {
        "young people": True,
        "Young People": True,
        "people": False,
        "old people": False,
        "young old people": False,
    }.items():
        doc = tree(written)
        assert roles.in_list(doc[-1], "person") is True
        row = roles._longest(doc[-1], "person")
        assert row == (2 if expected else 1), written


def test_a_list_that_there_is_not_holds_nothing(tree: Callable[[str], Doc], roles: Roles) -> None:
    assert not roles.in_list(tree("door")[0], "none")
    assert not roles.is_one_of(tree("door")[0], "none")
    assert roles.is_one_of(tree("Mrs.")[0], "title")
