"""What flagged words are in their sentence, on trees written by hand (see `place_of` in conftest.py).

The flagged words stand between stars: "she>nsubj>3 is>cop>3 *lazy*".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from strengthlint.engine.discourse import PLAIN, Scene, Subject
from strengthlint.lexicon.option import Scope
from strengthlint.wording.place import Kind, Place, is_plural

PlaceOf = Callable[..., Place]

MATTERS = Scene(Subject.MATTERS, fragment=False)
OF_ONE = Scene(Subject.PERSON, fragment=False)
CLAUSE = Scene(Subject.UNKNOWN, fragment=False)


# What they are. A flag, where the phrase matters, and a sentence; behind a kind with a noun, that noun.
KINDS: dict[tuple[Kind, str], list[tuple[str, str]]] = {
    (Kind.ATTRIBUTE, "man"): [
        ("", "*vulnerable*>amod>2 man"),
        ("", "*child*>compound>2 man"),
        ("", "*child*>nmod>2 man"),
        ("", "*two*>nummod>2 man"),
        ("", "*lazy*>obl:npmod>2 man"),
        ("", "*lazy*>advmod>2 man"),
        ("", "*lazy*>amod>2 man/PROPN"),
        ("", "*excluded*>amod>2>Tense=Past man"),
        ("", "*challenging*>amod>2 man"),
        # The noun right behind, wherever the parser hung the words.
        ("", "*hard to>mark>3 engage*>xcomp>1 man"),
        ("", "*hard to>mark>3 engage*>xcomp>1 old>amod>5 man>obj>1"),
        ("", "*hard to>mark>3 engage*>xcomp>1 team>compound>5 man>obj>1 left"),
        ("", "*hard old*>dep>1 man>obj>1"),
        ("", "*hard child*>dep>1 man>obj>1"),
    ],
    (Kind.AFTER_NOUN, "man"): [
        ("", "man *in>case>3 denial*/NOUN>nmod>1 left"),
        ("", "man *in>case>3 denial*/NOUN>acl>1 left"),
        ("", "man *if/SCONJ>case>3 denial*/NOUN>nmod>1"),
        ("", "man *out/ADV>case>3 denial*/NOUN>nmod>1"),
        ("", "man *to/PART>case>3 denial*/NOUN>nmod>1"),
        ("", "man *excluded*>acl>1>Tense=Past left"),
        ("", "man *hurt*/VERB>acl>1>Tense=Past left"),
    ],
    (Kind.PREDICATE, ""): [
        ("", "she>nsubj>3 is>cop>3 *lazy*"),
        ("", "*lazy*"),
        ("", "man *lazy*>amod>1"),
        ("", "*lazy*>advmod>2 came"),
        ("", "*lazy*>dep>2 man"),
        ("", "*lazy*>amod>3 and>cc>1 came"),
        ("", "*hard to>mark>3 engage*>xcomp>1"),
        ("", "*hard to>mark>3 engage*>xcomp>1 old>amod>1"),
        ("", "*hard to>mark>3 engage*>xcomp>1 .>punct>1 man>obj>1"),
        ("hard to engage~", "*hard to>mark>3 engage*>xcomp>1 man>obj>3"),
        ("", "she>nsubj:pass>3 was>aux:pass>3 *sectioned*>>>Tense=Past"),
        ("", "she>nsubj>4 is>cop>4 *in>case>4 denial*/NOUN"),
        ("", "she>nsubj>4 was>aux:pass>4 *in>case>4 denial*/NOUN"),
        ("", "*in>case>2 denial*/NOUN"),
        ("", "*excluded*>amod>2 so/ADV"),
        ("with lag(s)", "*with>case>2 lags*/NOUN"),
        ("bad with med(s)", "she>nsubj>3 is>cop>3 *bad/ADJ with>case>5 meds*/NOUN>obl>3"),
    ],
    (Kind.VERB, ""): [
        ("wears pad(s)", "she>nsubj>2 *wears>>>Tense=Pres pads*/NOUN>obj>2"),
        ("fail~ to engage", "she>nsubj>2 *failed to>mark>4 engage*>xcomp>2"),
        ("", "she>nsubj>2 *failed to>mark>4 engage*>xcomp>2"),
        ("", "she>nsubj>2 *refused*>>>Tense=Past"),
        ("", "she>nsubj>3 *is>cop>3 lazy*"),
        ("be~ lazy", "she>nsubj>3 *is>cop>3 lazy*"),
        ("", "she>nsubj>3 *has>aux>3 gone*/ADJ"),
        ("", "she>nsubj>2 *is*/AUX"),
        ("", "she>nsubj:pass>3 *was>aux:pass>3 sectioned*"),
        ("", "man *refusing*>acl>1 left"),
        ("", "men *refuse*>acl>1 left"),
        ("", "man *excluded*>advcl>1>Tense=Past left"),
        ("drop~ out", "*drops/NOUN>compound>2 out/NOUN*>nsubj>3 came"),
        ("", "*challenging man*>obj>1"),
        # The verb describes a noun among the flagged words.
        ("", "*man>nsubj>2 left*"),
    ],
    (Kind.PERSON, ""): [
        ("", "*addict*>nsubj>2 left"),
        ("", "the>det>2 *addict*>nsubj>3 left"),
        ("", "*tenant*>nsubj>2 left"),
        ("", "*Kim*>nsubj>2 left"),
        ("", "*she*>nsubj>2 left"),
        ("", "*two*>nsubj>2 left"),
        ("", "*Xment*/PROPN>nsubj>2 left"),
        ("", "the>det>2 *vulnerable*>nsubj>3 left"),
        ("", "*the>det>2 vulnerable*>nsubj:pass>3 left"),
        ("", "saw the>det>3 *vulnerable*>obj>1"),
        ("", "gave the>det>3 *vulnerable*>iobj>1"),
        ("", "came to>case>4 the>det>4 *vulnerable*>obl>1"),
        ("", "man of>case>4 the>det>4 *vulnerable*>nmod>1"),
        ("", "men ,>punct>4 the>det>4 *vulnerable*>appos>1"),
        ("", "came the>det>3 *vulnerable*>dep>1"),
        ("", "men or>cc>4 the>det>4 *vulnerable*>conj>1"),
        ("", "the>det>2 *vulnerable*"),
        ("", "*people of>case>3 denial*/NOUN>nmod>1"),
        ("lag(s)", "she>nsubj>4 is>cop>4 an>det>4 *lag*/ADJ"),
        ("lag(s)", "she>nsubj>2 saw *old>amod>4 lag*/VERB>obj>2"),
        # Not a verb with its object: the parser took a noun for a verb, or the other way round.
        ("big lag(s)", "she>nsubj>2 *big/VERB>>>Tense=Pres lags*/NOUN>nmod>2"),
        ("hard lag(s)", "panel>nsubj>2 *hardened/VERB>>>Tense=Past lags*/NOUN>obj>2"),
        ("hard lag(s)", "*offer/VERB>>>Tense=Pres lags*/NOUN>obj>1"),
        ("the lag(s)", "*the>det>2 left lags*/NOUN>obj>2"),
        ("", "with>case>2 *tenants*>nmod>3 man"),
        ("old drop~", "she>nsubj>2 saw *old>amod>4 drops*/NOUN>obj>2"),
        ("", "*illness lag*/NOUN"),
    ],
    (Kind.NOUN, ""): [
        ("", "*behaviour*/NOUN>nsubj>2 grew"),
        ("", "*behaviours*/NOUN>nsubj>2 grew"),
        ("", "*Hills*/NOUN>nsubj>2 grew"),
        ("", "*illness*/NOUN>nsubj>2 grew"),
        ("", "*illnesses*/NOUN>nsubj>2 grew"),
        ("", "*Abilities*/NOUN>nsubj>2 grew"),
        ("", "*moments*/NOUN>nsubj>2 grew"),
        ("", "*pendant*/NOUN>nsubj>2 grew"),
        ("behaviour(s)", "*behaviours*"),
        ("", "*moment/NOUN with>case>3 tea*/NOUN>nmod>1"),
        ("", "with>case>2 *illness*/NOUN>nmod>3 man"),
    ],
    (Kind.OTHER, ""): [
        ("", "*often*/ADV"),
        ("", "she>nsubj>2 came *in>case>4 denial*/NOUN>obl>2"),
        ("", "*often*/ADV>nsubj>2 left"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "head", "flag", "written"),
    [(*of, *case) for of, cases in KINDS.items() for case in cases],
)
def test_what_words_are(place_of: PlaceOf, kind: Kind, head: str, flag: str, written: str) -> None:
    place = place_of(flag, written)
    assert (place.kind, place.head.text if place.head else "") == (kind, head)
    assert place.passive is ("aux:pass" in written and "*sectioned*" in written)


def test_whether_the_noun_that_they_describe_is_one_for_people(place_of: PlaceOf) -> None:
    assert place_of("", "*lazy*>amod>2 man").of_people
    assert not place_of("", "*lazy*>amod>2 door").of_people
    assert not place_of("", "*lazy*").of_people


def form(place: Place) -> str:
    """The form of a verb, for instance "has VBN plural"."""
    of = place.form
    parts = (of.before, of.tag, "plural" if of.plural else "", "copular" if of.copular else "")
    return " ".join(part for part in parts if part)


FORMS: list[tuple[str, str, str]] = [
    # A form of be that only joins.
    ("", "she>nsubj>3 *is>cop>3 lazy*", "VBZ copular"),
    ("", "they>nsubj>3 *are/AUX>cop>3 lazy*", "VBP plural copular"),
    ("", "she>nsubj>3 *was>cop>3 lazy*", "VBD copular"),
    ("", "*were/AUX>cop>2 lazy*", "VBD plural copular"),
    ("", "*are/AUX>cop>2 lazy*", "VBP plural copular"),
    ("", "i>nsubj>3 *am/AUX>cop>3 lazy*", "VBP copular"),
    ("", "she>nsubj>3 *'s/AUX>cop>3 lazy*", "VBZ copular"),
    ("", "she>nsubj>3 *’s/AUX>cop>3 lazy*", "VBZ copular"),
    ("", "they>nsubj>3 *'re/AUX>cop>3 lazy*", "VBP plural copular"),
    ("", "she>nsubj>4 has>aux>4 *been>cop>4 lazy*", "VBN copular"),
    ("", "*being/AUX>cop>2 lazy*", "VBG copular"),
    ("", "she>nsubj>4 may>aux>4 *be>cop>4 lazy*", "VB copular"),
    # Or that goes with another verb.
    ("be~ moaning", "she>nsubj>3 *was>aux>3 moaning*", "was VBG"),
    ("be~ moaning", "they>nsubj>3 *are/AUX>aux>3 moaning*", "are VBG plural"),
    ("be~ moaning", "she>nsubj>3 *'s/AUX>aux>3 moaning*", "is VBG"),
    ("be~ moaning", "they>nsubj>3 *’re/AUX>aux>3 moaning*", "are VBG plural"),
    ("be~ moved", "she>nsubj>3 *was>aux:pass>3 moved*>>>Tense=Past", "VBD copular"),
    ("be~ going", "she>nsubj>2 *is/AUX going*>xcomp>2", "VBZ copular"),
    ("be~ going", "she>nsubj>2 *is/AUX going*>ccomp>2", "VBZ copular"),
    ("be~ going", "she>nsubj>2 *is/AUX going*>advcl>2", "VBZ copular"),
    ("be~ going", "she>nsubj>2 *is/AUX going>amod>4 man*>dep>2", "VBZ copular"),
    ("be~ going", "she>nsubj>2 *is/AUX man>dep>2 going*>acl>3", "VBZ copular"),
    # The perfect.
    ("have~ gone", "she>nsubj>3 *has>aux>3 gone*>>>Tense=Past", "has VBN"),
    ("have~ gone", "she>nsubj>3 *had>aux>3 moved*", "had VBN"),
    ("have~ gone", "they>nsubj>3 *have>aux>3 gone*>>>Tense=Past", "have VBN plural"),
    ("have~ gone", "they>nsubj>3 *'ve/AUX>aux>3 moved*", "have VBN plural"),
    ("have~ gone", "they>nsubj>3 *’ve/AUX>aux>3 moved*", "have VBN plural"),
    ("have~ gone", "she>nsubj>3 *'d>aux>3 moved*", "had VBN"),
    ("have~ gone", "she>nsubj>3 *’d/AUX>aux>3 gone*>>>Tense=Past", "had VBN"),
    ("have~ been lazy", "she>nsubj>4 *has>aux>4 been>cop>4 lazy*", "has VBN copular"),
    ("have~ kept", "she>nsubj>2 *has/VERB kept*>xcomp>2>Tense=Past", "VBZ"),
    ("have~ going", "she>nsubj>3 *has>aux>3 going*", "VBZ"),
    ("have~ no home", "she>nsubj>2 *has/VERB no/DET>det>4 home/NOUN*>obj>2", "VBZ"),
    ("not gone", "she>nsubj>4 has>aux>4 *not/PART>advmod>4 gone*>>>Tense=Past", "VBN"),
    # With do, and with a modal verb.
    ("do~ not go", "she>nsubj>4 *does/AUX>aux>4 not/PART>advmod>4 go*", "VBZ"),
    ("do~ not go", "they>nsubj>4 *do>aux>4 not/PART>advmod>4 go*", "VBP plural"),
    ("do~ not go", "she>nsubj>4 *did/AUX>aux>4 not/PART>advmod>4 go*", "VBD"),
    ("do~ nothing", "she>nsubj>2 *does/VERB nothing/PRON*>obj>2", "VBZ"),
    ("will~ not go", "she>nsubj>4 *will/AUX>aux>4 not/PART>advmod>4 go*", "will VB"),
    ("will~ not go", "they>nsubj>4 *wo/AUX>aux>4 n't/PART>advmod>4 go*", "will VB plural"),
    ("will~ not go", "she>nsubj>3 *'ll/AUX>aux>3 go*", "will VB"),
    ("will~ not go", "she>nsubj>3 *’ll/AUX>aux>3 go*", "will VB"),
    ("will~ not go", "she>nsubj>3 *'d>aux>3 go*", "would VB"),
    ("can~ not go", "she>nsubj>4 *ca/AUX>aux>4 n't/PART>advmod>4 go*", "can VB"),
    ("shall~ not go", "she>nsubj>4 *sha/AUX>aux>4 n't/PART>advmod>4 go*", "shall VB"),
    ("might go", "she>nsubj>3 *Might>aux>3 go*", "might VB"),
    ("may~ rain", "she>nsubj>2 *may/VERB*", "VBP"),
    # A helping verb among the flagged words has the form.
    ("not bother~", "she>nsubj>4 *has>aux>4 not/PART>advmod>4 bothered*", "has VBN"),
    ("not bother~", "she>nsubj>4 *did/AUX>aux>4 not/PART>advmod>4 bother*", "VBD"),
    ("not bother~", "she>nsubj>4 *did/AUX>dep>4 not/PART>advmod>4 bother*>>>VerbForm=Inf", "VB"),
    ("bother~ did", "she>nsubj>2 *bothers did*/AUX>aux>2", "VBZ"),
    # By the spelling first, by the tagger where that does not say.
    ("", "she>nsubj>2 *refuses*", "VBZ"),
    ("", "she>nsubj>2 *has*/VERB", "VBZ"),
    ("", "she>nsubj>2 *does*/VERB", "VBZ"),
    ("", "she>nsubj>2 *had*/VERB", "VBD"),
    ("", "she>nsubj>2 *did*/VERB", "VBD"),
    ("", "she>nsubj>2 *refusing*", "VBG"),
    ("", "she>nsubj>2 *refused*", "VBD"),
    ("", "she>nsubj>2 *fell*>>>Tense=Past", "VBD"),
    ("", "they>nsubj>2 *fall*", "VBP plural"),
    ("", "they>nsubj>2 *pass*", "VBP plural"),
    ("", "she>nsubj>3 may>aux>3 *fall*", "VB"),
    ("", "to/PART>mark>2 *fall*>>>VerbForm=Inf", "VB"),
    ("", "she>nsubj>3 has>aux>3 *fallen*>>>Tense=Past", "VBN"),
    ("", "she>nsubj>3 having/AUX>aux>3 *fallen*>>>Tense=Past", "VBN"),
    ("", "she>nsubj>3 'd>aux>3 *moved*", "VBN"),
    (
        "fail~ to go",
        "she>nsubj>4 's/AUX>cop>4 not/PART>advmod>4 *failed to>mark>6 go*>xcomp>4",
        "VBN",
    ),
    ("fail~ to go", "Kim>nsubj>3 's/PART>case>1 *failed to>mark>5 go*>xcomp>3", "VBN"),
    ("fail~ to go", "*Failed to>mark>3 go*>xcomp>1 is>dep>1", "VBD"),
    ("", "she>nsubj>3 did/AUX>aux>3 *moved*", "VBD"),
    ("", "she>nsubj>3 is>aux>3 *gone*>>>Tense=Past", "VBN"),
    # What is spelled as the plain form is no past, but for the few verbs that never change.
    ("need~ us", "they>nsubj>2 *need>>>Tense=Past us*>obj>2", "VBP plural"),
    ("need~ us", "they>nsubj>3 may>aux>3 *need>>>Tense=Past us*>obj>3", "VB plural"),
    ("need~ us", "to>mark>2 *need>>>Tense=Past us*>obj>2", "VB"),
    ("put~ us", "she>nsubj>2 *put>>>Tense=Past us*>obj>2", "VBD"),
    ("need~ us", "she>nsubj>2 *needed us*>obj>2", "VBD"),
    ("need~ us", "she>nsubj>2 *needs us*>obj>2", "VBZ"),
    ("", "they>nsubj>2 *need*>>>Tense=Past", "VBD plural"),
    # Around other words, the form of the verb that joins them.
    ("", "she>nsubj>3 is>cop>3 *lazy*", "VBZ copular"),
    ("", "they>nsubj>3 were/AUX>cop>3 *lazy*", "VBD plural copular"),
    ("", "she>nsubj>4 has>aux>4 been>cop>4 *lazy*", "has VBN copular"),
    ("", "she>nsubj>5 may>aux>5 have>aux>5 been>cop>5 *lazy*", "may have VBN copular"),
    ("", "she>nsubj>4 wo/AUX>aux>4 be>cop>4 *lazy*", "will VB copular"),
    ("", "she>nsubj>4 's/AUX>aux>4 been>cop>4 *lazy*", "has VBN copular"),
    ("", "she>nsubj>4 's/AUX>aux>4 been>cop>4 *challenging*/ADJ", "has VBN copular"),
    ("", "she>nsubj>4 's/AUX>aux>4 being/AUX>cop>4 *challenging*/ADJ", "is VBG copular"),
    ("", "she>nsubj>3 seems/AUX>cop>3 *lazy*", "VBZ copular"),
    ("", "she>nsubj:pass>3 was>aux:pass>3 *moved*", "VBD copular"),
    ("", "she>nsubj>4 was>cop>4 an>det>4 *addict*", "VBD copular"),
    ("", "club/NOUN>nsubj>4 is>cop>4 for>case>4 *addicts*/NOUN", "VBP plural"),
    ("", "*lazy*", ""),
    ("", "*addict*>nsubj>2 left", "VBZ"),
    ("", "*addicts*/NOUN>nsubj>2 left", "VBP plural"),
    ("", "*lazy*>amod>2 men>nsubj>3>Number=Plur left", "VBP plural"),
    ("", "*lazy*>amod>2 man>nsubj>3 left", "VBZ"),
    ("", "men *in>case>3 denial*/NOUN>nmod>1", "VBP plural"),
    ("", "children/NOUN *excluded*>acl>1 left", "VBP plural"),
    ("", "*often*/ADV", "VBZ"),
]


@pytest.mark.parametrize(("flag", "written", "expected"), FORMS)
def test_the_form_of_a_verb(place_of: PlaceOf, flag: str, written: str, expected: str) -> None:
    assert form(place_of(flag, written)) == expected


AGREEING = {
    True: [
        "they>nsubj>2 *fell*", "we>nsubj>2 *fell*", "you>nsubj>2 *fell*", "these/PRON>nsubj>2 *fell*",
        "those/PRON>nsubj>2 *fell*", "both/PRON>nsubj>2 *fell*", "many/PRON>nsubj>2 *fell*",
        "some/PRON>nsubj>2 *fell*", "others/PRON>nsubj>2 *fell*", "people>nsubj>2 *fell*",
        "men>nsubj>2 *fell*", "women/NOUN>nsubj>2 *fell*", "children/NOUN>nsubj>2 *fell*",
        "families/NOUN>nsubj>2 *fell*", "lives>nsubj>2 *fell*", "tenants>nsubj>2 *fell*",
        "staff>nsubj>2>Number=Plur *fell*",
        "Kim>nsubj>4 and>cc>3 Jo/PROPN>conj>1 *fell*",
        "they>nsubj>2 kept *fell*>xcomp>2", "they>nsubj>2 came and>cc>4 *fell*>conj>2",
        "they>nsubj>2 came *fell*>advcl>2", "they>nsubj>2 came *fell*>obj>2",
        "they>nsubj>2 came *fell*>obl>2", "they>nsubj>3 *fell*>aux>3 left",
        "they>nsubj>3 *fell*>cop>3 left", "they>nsubj>3 *fell*>aux:pass>3 left",
        "they>nsubj:pass>2 *fell*",
        "men who>nsubj>3 *fell*>acl:relcl>1", "men that>nsubj>3 *fell*>acl:relcl>1",
        "men which>nsubj>3 *fell*>acl:relcl>1", "men *fell*>acl>1",
    ],
    False: [
        "man>nsubj>2 *fell*", "she>nsubj>2 *fell*", "it>nsubj>2 *fell*", "*fell*",
        "Williams/PROPN>nsubj>2 *fell*", "news/NOUN>nsubj>2>Number=Sing *fell*",
        "illness/NOUN>nsubj>2 *fell*", "man who>nsubj>3 *fell*>acl:relcl>1", "man *fell*>acl>1",
        "they>nsubj>2 said *fell*>ccomp>2", "they>nsubj>2 said *fell*>parataxis>2",
        "who>nsubj>2 *fell*", "they>obj>2 *fell*",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("plural", "written"), [(p, text) for p, all_ in AGREEING.items() for text in all_]
)
def test_whether_a_subject_is_plural(place_of: PlaceOf, plural: bool, written: str) -> None:
    flag = "fell~" if ">aux" in written or ">cop" in written else ""
    assert place_of(flag, written).form.plural is plural


def test_which_nouns_are_plural(tree: Callable[[str], Doc]) -> None:
    for word in "people men women children those families lives they we these doors".split():
        assert is_plural(tree(f"{word}/NOUN")[0]), word
    for word in "man illness boss".split():
        assert not is_plural(tree(f"{word}/NOUN")[0]), word
    assert not is_plural(tree("Williams/PROPN")[0])
    assert is_plural(tree("sheep/NOUN>>>Number=Plur")[0])
    assert not is_plural(tree("news/NOUN>>>Number=Sing")[0])


NUMBERS = [
    ("", "*addict*>nsubj>2 left", False),
    ("", "*addicts*/NOUN>nsubj>2 left", True),
    ("", "two>nummod>2 *addict*>nsubj>3 left", True),
    ("", "one/NUM>nummod>2 *addict*>nsubj>3 left", False),
    ("", "1/NUM>nummod>2 *addict*>nsubj>3 left", False),
    ("", "*addict*>nsubj>3 two>nummod>1 left", False),
    ("", "two>dep>2 *addict*>nsubj>3 left", False),
    ("", "these/DET>det>2 *addict*>nsubj>3 left", True),
    ("", "those/DET>det>2 *addict*>nsubj>3 left", True),
    ("", "this>det>2 *addict*>nsubj>3 left", False),
    ("", "*a>det>2 addicts*/NOUN>nsubj>3 left", False),
    ("", "*an>det>2 addicts*/NOUN>nsubj>3 left", False),
    ("", "*the>det>2 addicts*/NOUN>nsubj>3 left", True),
    ("addict(s)", "two>nummod>2 *addict*>nsubj>3>Number=Plur left", False),
    ("addict(s)", "*addicts*/NOUN>nsubj>2>Number=Sing left", True),
    ("addict(s)", "*Addict*>nsubj>2>Number=Plur left", False),
    # The first noun says nothing of the one that carries the words.
    ("addict(s) men", "*addict>compound>2 men*>nsubj>3 left", True),
    ("scrounger(s)", "*lag>compound>2 scroungers*/NOUN>nsubj>3 left", True),
    ("lag(s) scrounger(s)", "*lags/NOUN>compound>2 scrounger*/NOUN>nsubj>3 left", False),
    ("", "they>nsubj>3 are/AUX>cop>3 *lag*/ADJ", False),
    ("lag(s)", "two>nummod>2 *lag*/ADJ>dep>3 left", False),
    # Of several choices each has its own plural.
    ("lag(s)/man(s)", "*man*>nsubj>2 left", False),
    ("lag(s)/man(s)", "*men*/VERB>nsubj>2 left", True),
    ("lag(s)/man(s)", "*lags*/VERB>nsubj>2 left", True),
    ("", "*the>det>2 vulnerable*>nsubj>3 left", True),
    ("", "*The>det>2 vulnerable*>nsubj>3 left", True),
    ("", "*every>det>2 vulnerable*>nsubj>3 left", False),
    ("", "*the>det>2 addict*>nsubj>3 left", False),
    ("", "*lazy*>amod>2 men", True),
    ("", "*hard to>mark>3 engage*>xcomp>1 men/NOUN", True),
    ("", "*hard to>mark>3 engage*>xcomp>1 man", False),
    ("", "men *in>case>3 denial*/NOUN>nmod>1", True),
    ("", "man *in>case>3 denials*/NOUN>nmod>1", False),
    ("", "men *excluded*>acl>1", True),
    ("", "man *excluded*>acl>1", False),
]


@pytest.mark.parametrize(("flag", "written", "expected"), NUMBERS)
def test_the_number_of_a_noun(place_of: PlaceOf, flag: str, written: str, expected: bool) -> None:
    assert place_of(flag, written).plural is expected


# Whom they are said of: the subject as it stands, how to name the one meant, one or many.
ONE, MANY = Scope.ONE, Scope.MANY
WHOM: list[tuple[str, str, str, str, Scope]] = [
    ("", "She>nsubj>3 is>cop>3 *lazy*", "she", "she", ONE),
    ("", "He>nsubj>3 is>cop>3 *lazy*", "he", "he", ONE),
    ("", "I>nsubj>3 am/AUX>cop>3 *lazy*", "I", "they", ONE),
    ("", "They>nsubj>3 are/AUX>cop>3 *lazy*", "they", "they", MANY),
    ("", "You>nsubj>3 are/AUX>cop>3 *lazy*", "you", "you", MANY),
    ("", "u/PRON>nsubj>3 are/AUX>cop>3 *lazy*", "u", "they", MANY),
    ("", "The>det>2 tenant>nsubj>4 is>cop>4 *lazy*", "the tenant", "they", ONE),
    ("", "A>det>2 tenant>nsubj>4 is>cop>4 *lazy*", "a tenant", "they", MANY),
    ("", "This>det>2 tenant>nsubj>4 is>cop>4 *lazy*", "this tenant", "they", ONE),
    ("", "That/DET>det>2 tenant>nsubj>4 is>cop>4 *lazy*", "that tenant", "they", ONE),
    ("", "The>det>2 tenants>nsubj>4 are/AUX>cop>4 *lazy*", "the tenants", "they", MANY),
    ("", "Kim>nsubj>3 is>cop>3 *lazy*", "Kim", "Kim", ONE),
    ("", "kim>nsubj>3 is>cop>3 *lazy*", "kim", "they", ONE),
    ("", "Kim>nsubj>5 and>cc>3 Jo/PROPN>conj>1 are/AUX>cop>5 *lazy*", "Kim", "they", MANY),
    ("", "Mum/NOUN>nsubj>3 is>cop>3 *lazy*", "Mum", "she", ONE),
    ("", "Mums/NOUN>nsubj>3 are/AUX>cop>3 *lazy*", "mums", "they", MANY),
    ("", "Mrs/PROPN>compound>2 Okon/PROPN>nsubj>4 is>cop>4 *lazy*", "Mrs Okon", "Mrs Okon", ONE),
    ("", "Dr/NOUN>dep>2 Okon/PROPN>nsubj>4 is>cop>4 *lazy*", "dr Okon", "Dr Okon", ONE),
    ("", "Ann/PROPN>nsubj>4 Okon/PROPN>flat>1 is>cop>4 *lazy*", "Ann Okon", "Ann Okon", ONE),
    ("", "Ann/PROPN>nsubj>5 of/ADP>dep>1 Okon/PROPN>flat>1 is>cop>5 *lazy*", "", "they", ONE),
    ("", "Ann/PROPN>nsubj>4 Lee/NOUN>flat>1 is>cop>4 *lazy*", "Ann Lee", "Ann", ONE),
    ("", "Our>nmod:poss>3 old>amod>3 tenant>nsubj>5 is>cop>5 *lazy*", "our old tenant", "they", ONE),
    ("", "tenant>nsubj>4 of/ADP>case>3 ours/PRON>nmod>1 *went*", "tenant", "they", ONE),
    ("", "So/ADV ,>punct>1 The>det>4 tenant>nsubj>6 is>cop>6 *lazy*", "The tenant", "they", ONE),
    ("", "All/DET>det>6 a>det>6 b/ADJ>amod>6 c/ADJ>amod>6 d/ADJ>amod>6 man>nsubj>7 *went*", "", "they", MANY),
    ("", "the>det>5 b/ADJ>amod>5 c/ADJ>amod>5 d/ADJ>amod>5 man>nsubj>6 *went*", "the b c d man", "they", ONE),
    ("", "Tall/ADJ>amod>2 man>nsubj>3 *went*", "tall man", "they", ONE),
    ("", "Tenants>nsubj>2 *went*", "tenants", "they", MANY),
    ("", "Tenant>nsubj>2 *went*", "Tenant", "they", ONE),
    ("", "Two>nummod>2 men>nsubj>3 *went*", "Two men", "they", MANY),
    # Through verbs that hang on another.
    ("", "She>nsubj>2 kept *going*>xcomp>2", "she", "she", ONE),
    ("", "The>det>2 man>nsubj>5 who>nsubj>4 *went*>acl:relcl>2 left", "who", "they", ONE),
    ("", "Kim>nsubj>4 who>nsubj>3 *went*>acl:relcl>1 left", "who", "Kim", ONE),
    ("", "Men>nsubj>4 that>nsubj>3 *went*>acl:relcl>1 left", "that", "they", MANY),
    ("", "Men>nsubj>4 which>nsubj>3 *went*>acl:relcl>1 left", "which", "they", MANY),
    ("", "who>nsubj>2 *went*", "who", "they", ONE),
    ("", "Kim>nsubj>4 whom>nsubj>3 *went*>acl:relcl>1 left", "whom", "Kim", ONE),
    ("", "Ann/PROPN>compound>2 Okon/PROPN>nsubj>4 is>cop>4 *lazy*", "Ann Okon", "Ann Okon", ONE),
    ("", "old>amod>2 Okon/PROPN>nsubj>4 is>cop>4 *lazy*", "old Okon", "Okon", ONE),
    ("", "Mrs/NOUN>compound>2 Okon/PROPN>nsubj>4 is>cop>4 *lazy*", "mrs Okon", "Mrs Okon", ONE),
    # What words describe.
    ("", "*lazy*>amod>2 Kim", "lazy Kim", "Kim", ONE),
    ("", "*lazy*>amod>2 men", "lazy men", "they", MANY),
    ("", "Kim *in>case>3 denial*/NOUN>nmod>1", "Kim", "Kim", ONE),
    # Things that are described belong to somebody.
    ("", "*bad*>amod>2 illnesses/NOUN", "", "they", MANY),
    ("", "her>nmod:poss>3>Number=Sing *bad*>amod>3 illnesses/NOUN", "her", "she", ONE),
    ("", "*bad*>amod>2 illnesses/NOUN of>case>4 Kim>nmod>2", "of Kim", "Kim", ONE),
    # A row is joined by a conjunction; a note's commas join nothing.
    ("", "Kim>nsubj>6 ,>punct>3 Jo/PROPN>conj>1 and>cc>5 Al/PROPN>conj>1 *left*", "Kim", "they", MANY),
    ("", "Kim>nsubj>4 ,>punct>3 flat/NOUN>conj>1 *left*", "Kim", "Kim", ONE),
    # Words for somebody are those whom they are said of, but behind a form of be.
    ("", "*Mum*/NOUN>nsubj>2 left", "", "she", ONE),
    ("", "*addicts*/NOUN>nsubj>2 left", "", "they", MANY),
    ("", "She>nsubj>4 is>cop>4 an>det>4 *addict*", "she", "she", ONE),
    # A thing has an owner.
    ("", "his>nmod:poss>2>Number=Sing *illness*/NOUN>nsubj>3 grew", "his", "he", ONE),
    ("", "*illness*/NOUN>nsubj>4 of>case>3 Kim>nmod>1 grew", "of Kim", "Kim", ONE),
    ("", "*illness*/NOUN>nsubj>4 of>case>3 tea/NOUN>nmod>1 grew", "", "they", MANY),
    ("", "*illness*/NOUN>nsubj>4 of>case>3 Kim>obl>1 grew", "", "they", MANY),
    ("", "tea/NOUN>nmod:poss>2 *illness*/NOUN>nsubj>3 grew", "", "they", MANY),
    ("", "She>nsubj>2 has *illness*/NOUN>obj>2", "she", "she", ONE),
    ("", "Tea/NOUN>nsubj>2 has *illness*/NOUN>obj>2", "", "they", MANY),
    ("", "She>nsubj>3 is>cop>3 *illness*/NOUN", "she", "she", ONE),
    # The subject of the verb that the phrase names.
    ("go~ out", "She>nsubj>2 *goes out*/ADV>advmod>2", "she", "she", ONE),
    ("not go~", "She>nsubj>3 *not/PART>advmod>3 goes*", "she", "she", ONE),
    # Nobody is named.
    ("", "*went*>>>Tense=Past", "", "they", MANY),
    ("", "it>nsubj>3 is>cop>3 *lazy*", "it", "they", ONE),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "written", "subject", "name", "scope"), WHOM)
def test_whom_they_are_said_of(
    place_of: PlaceOf, flag: str, written: str, subject: str, name: str, scope: Scope
) -> None:
    place = place_of(flag, written)
    assert (place.subject, place.names.subject, place.scope) == (subject, name, scope)


def test_one_or_many_as_the_text_is_about_one_person_or_about_matters(place_of: PlaceOf) -> None:
    for written, of_one, unknown, matters in (
        *((f"{they}/PRON>nsubj>2 *went*", ONE, MANY, MANY) for they in ("They", "them", "their")),
        *((f"{you}/PRON>nsubj>2 *went*", ONE, MANY, MANY) for you in ("You", "your", "u")),
        *(
            (f"{she}/PRON>nsubj>2 *went*", ONE, ONE, ONE)
            for she in ("She", "her", "he", "him", "his")
        ),
        *((f"{me}/PRON>nsubj>2 *went*", ONE, ONE, ONE) for me in ("I", "me", "my")),
        ("Kim>nsubj>3 is>cop>3 *lazy*", ONE, ONE, ONE),
        ("The>det>2 tenant>nsubj>4 is>cop>4 *lazy*", ONE, ONE, MANY),
        ("A>det>2 tenant>nsubj>4 is>cop>4 *lazy*", ONE, MANY, MANY),
        ("tenants>nsubj>3 are/AUX>cop>3 *lazy*", MANY, MANY, MANY),
        ("*went*>>>Tense=Past", ONE, MANY, MANY),
        ("*illnesses*/NOUN>>", ONE, MANY, MANY),
        ("*bad*>amod>2 illnesses/NOUN", ONE, MANY, MANY),
    ):
        found = (place_of("", written, scene).scope for scene in (OF_ONE, CLAUSE, MATTERS))
        assert tuple(found) == (of_one, unknown, matters), written


def test_how_to_name_somebody(place_of: PlaceOf) -> None:
    def names(written: str) -> tuple[str, str, str, str, bool]:
        of = place_of("", written).names
        return of.subject, of.object, of.possessive, of.reflexive, of.plural

    def again(written: str) -> str:
        of = place_of("", written).names.again
        return of.subject if of else ""

    assert names("She>nsubj>2 *went*") == ("she", "her", "her", "herself", False)
    assert names("her>nmod:poss>2 *illness*/NOUN") == ("she", "her", "her", "herself", False)
    assert names("He>nsubj>2 *went*") == ("he", "him", "his", "himself", False)
    assert names("They>nsubj>2 *went*") == ("they", "them", "their", "themselves", True)
    for you in ("You", "Your", "Yours"):
        assert names(f"{you}/PRON>nsubj>2 *went*") == ("you", "you", "your", "yourself", True)
    okon = "Okon/PROPN>nsubj>3 *went*"
    assert names(f"Mrs/PROPN>compound>2 {okon}") == (
        "Mrs Okon",
        "Mrs Okon",
        "her",
        "herself",
        False,
    )
    assert names(f"Mr/PROPN>compound>2 {okon}") == ("Mr Okon", "Mr Okon", "his", "himself", False)
    assert names(f"Dr/PROPN>compound>2 {okon}") == (
        "Dr Okon",
        "Dr Okon",
        "their",
        "themselves",
        False,
    )
    assert names(f"Mrs/NOUN>compound>2 {okon}")[:1] == ("Mrs Okon",)
    assert names(f"old>dep>2 {okon}")[:1] == ("Okon",)
    assert [again(f"{who}/PROPN>compound>2 {okon}") for who in ("Mrs", "Mr", "Dr")] == [
        "she",
        "he",
        "they",
    ]
    assert again("She>nsubj>2 *went*") == ""


AROUND = [
    ("*went*>>>Tense=Past", "She left.", "she"),
    ("*went*>>>Tense=Past", "We saw her.", "she"),
    ("*went*>>>Tense=Past", "(He) left.", "he"),
    ("*went*>>>Tense=Past", "“Him”: we saw him.", "he"),
    ("*went*>>>Tense=Past", "We saw his; and left.", "he"),
    ("*went*>>>Tense=Past", "SHE left.", "she"),
    ("*went*>>>Tense=Past", "She saw him.", "they"),
    ("*went*>>>Tense=Past", "Tea.", "they"),
    ("*went*>>>Tense=Past with>case>3 her>obl>1", "Tea.", "she"),
    ("The>det>2 tenant>nsubj>4 is>cop>4 *lazy*", "She left.", "she"),
]


@pytest.mark.parametrize(("written", "previous", "name"), AROUND)
def test_he_or_she_as_the_words_around_say(
    place_of: PlaceOf, written: str, previous: str, name: str
) -> None:
    assert place_of("", written, OF_ONE, previous).names.subject == name
    # Where the text is about matters, the words around are about somebody else.
    assert place_of("", written, MATTERS, previous).names.subject == "they"


# Truth

NO = {"negation": "not/PART"}
REVERSED = [
    ("", "she>nsubj>4 is>cop>4 not/PART>advmod>4 *lazy*", True),
    ("", "she>nsubj>3 is>cop>3 *lazy*", False),
    ("", "she>nsubj>4 has>aux>4 never/ADV>advmod>4 *gone*", True),
    ("", "nobody/PRON>nsubj>3 is>cop>3 *lazy*", True),
    ("", "no/DET>det>2 man>nsubj>4 is>cop>4 *lazy*", True),
    ("", "no/DET>det>2 man>nsubj:pass>4 was>aux:pass>4 *moved*", True),
    ("", "she>nsubj>2 saw no/DET>det>4 door>obj>2 *lazy*>dep>2", False),
    ("", "she>nsubj>2 *saw* no/DET>det>4 door>obj>2", False),
    ("", "she>nsubj>4 did/AUX>aux>4 not/PART>advmod>4 seem *lazy*>xcomp>4", True),
    ("", "she>nsubj>4 did/AUX>aux>4 not/PART>advmod>4 say *lazy*>ccomp>4", True),
    ("", "she>nsubj>4 did/AUX>aux>4 not/PART>advmod>4 say *lazy*>advcl>4", False),
    ("do~ not go", "she>nsubj>4 *did/AUX>aux>4 not/PART>advmod>4 go*", False),
    ("be~ lazy", "she>nsubj>4 *is>cop>4 not/PART>advmod>4 lazy*", False),
    ("fail~ to go", "she>nsubj>3 never/ADV>advmod>3 *failed to>mark>5 go*>xcomp>3", True),
    ("failing to go~", "never/ADV>advmod>2 *failing to>mark>4 go*>xcomp>2", True),
    ("be~ lazy", "she>nsubj>4 never/ADV>advmod>3 *is>cop>4 lazy*", True),
    ("", "*not/PART>advmod>2 seem lazy*>xcomp>2", False),
]


@pytest.mark.parametrize(("flag", "written", "expected"), REVERSED)
def test_whether_words_around_turn_them_round(
    place_of: PlaceOf, flag: str, written: str, expected: bool
) -> None:
    assert place_of(flag, written).reversed is expected


HAPPENED = [
    ("", "she>nsubj>2 *refused*", True),
    ("", "she>nsubj>3 is>cop>3 *lazy*", True),
    ("", "she>nsubj>2 *refused* ?/PUNCT>punct>2", False),
    ("", "she>nsubj>3 is>cop>3 *lazy* ?/PUNCT>punct>3", False),
    ("", "*lazy* ?/PUNCT>punct>1", False),
    ("", "*lazy*", True),
    ("", "she>nsubj>3 may>aux>3 *refuse*", False),
    ("", "she>nsubj>4 may>aux>4 have>aux>4 *refused*", False),
    ("", "she>nsubj>4 may>aux>4 be>cop>4 *lazy*", False),
    ("", "she>nsubj>4 has>aux>4 been>cop>4 *lazy*", True),
    ("", "if>mark>3 she>nsubj>3 *refused*>advcl>4 left", False),
    ("", "if>mark>4 she>nsubj>4 is>cop>4 *lazy*>advcl>5 left", False),
    ("", "if>advmod>3 she>nsubj>3 *refused*>advcl>4 left", True),
    ("", "that/SCONJ>mark>3 she>nsubj>3 *refused*>ccomp>4 said", True),
    ("", "to>mark>2 *refuse*>>>VerbForm=Inf", False),
    ("", "to>mark>2 *moved*", True),
    ("might go", "she>nsubj>3 *might>aux>3 go*", False),
    ("be~ lazy", "she>nsubj>4 may>aux>4 *be>cop>4 lazy*", False),
    ("be~ lazy", "if>mark>4 she>nsubj>4 *is>cop>4 lazy*", False),
    ("be~ lazy", "she>nsubj>3 *is>cop>3 lazy*", True),
    ("have~ gone", "if>mark>4 she>nsubj>4 *has>aux>4 gone*", False),
    ("go~ out", "she>nsubj>2 *goes out*/ADV>advmod>2 may>aux>3", True),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "written", "expected"), HAPPENED)
def test_whether_it_has_happened(
    place_of: PlaceOf, flag: str, written: str, expected: bool
) -> None:
    assert place_of(flag, written).happened is expected


# What the phrase found

TAKEN: list[tuple[str, str, str, str, dict[str, str]]] = [
    ("fail~ to engage", "she>nsubj>2 *failed to>mark>4 engage*>xcomp>2", "failed", "", {}),
    ("fail~ to engage~", "she>nsubj>2 *failed to>mark>4 engage*>xcomp>2", "failed", "", {}),
    ("fail to engage", "she>nsubj>2 *fail to>mark>4 engage*>xcomp>2", "", "", {}),
    ("addict(s)", "*Addicts*/NOUN>nsubj>2 left", "", "Addicts", {}),
    ("be~ (an) addict(s)", "she>nsubj>4 *is>cop>4 an>det>4 addict*", "is", "addict", {}),
    ("x|addict(s)", "*addict*>nsubj>2 left", "", "addict", {}),
    ("lag(s) scrounger(s)", "*lags/NOUN>compound>2 scrounger*/NOUN>nsubj>3 left", "", "scrounger", {}),
    ("lag(s) and scrounger(s)", "*lags/NOUN>nsubj>4 and>cc>3 scrounger*/NOUN>conj>1 left", "", "lags", {}),
    # Lists: the longest row, in small letters where only the start of the sentence gave a capital.
    ("<deed>", "they>nsubj>2 *keep up*>advmod>2", "", "up", {"deed": "keep up"}),
    ("<deed>", "they>nsubj>2 *keep up>advmod>2 well*/ADV>advmod>2", "", "well", {"deed": "keep up well"}),
    ("<deed>", "*Keep up*>advmod>1", "", "up", {"deed": "keep up"}),
    ("<deed>", "they>nsubj>2 *KEEP up*>advmod>2", "", "up", {"deed": "KEEP up"}),
    ("<deed>", "*KEEP up*>advmod>1", "", "up", {"deed": "KEEP up"}),
    ("<deed>", "they>nsubj>2 *Cope*", "", "Cope", {"deed": "Cope"}),
    ("<deed>", "they>nsubj>2 *rest*", "", "rest", {"deed": "rest"}),
    ("never <deed>", "*never/ADV>advmod>2 cope*", "", "cope", {"deed": "cope"}),
    ("<deed>", "they>nsubj>2 *left*", "", "", {}),
    ("<woman> on the game", "the>det>3 *young>amod>3 woman*>nsubj>4 left", "", "woman", {"woman": "young woman"}),
    ("<woman> game(s)", "*woman>compound>2 games*/NOUN>nsubj>3 left", "", "games", {"woman": "woman"}),
    ("<woman> <deed>", "*women>nsubj>2 cope*", "", "women", {"woman": "women", "deed": "cope"}),
    # Of several phrases those that may stand here count, and the others only fill what a swap names.
    ("<deed> soon|<woman> cope", "*women>nsubj>2 cope*", "", "women", {"woman": "women", "deed": "cope"}),
    ("lags <deed>|the <woman> game(s)|<woman> cope", "*women>nsubj>2 cope*", "", "women", {"woman": "women", "deed": "cope"}),
    ("<woman> rest|women (also) cope", "*women>nsubj>2 cope*", "", "", {"woman": "women"}),
    ("<woman> rest|women ... cope", "*women>nsubj>3 also>advmod>3 cope*", "", "", {"woman": "women"}),
    ("<deed> not|will not <deed>", "he>nsubj>4 *wo>aux>4 n't>advmod>4 Rest*", "", "Rest", {"deed": "Rest"}),
    ("<woman> rest|can't <woman>", "he>nsubj>4 *ca>aux>4 n’t>advmod>4 women*", "", "women", {"woman": "women"}),
    ("<deed> rest|well-read <woman>", "*well>advmod>3 ->punct>3 read>amod>4 women*", "", "women", {"woman": "women"}),
    ("rest~ <woman>|sleep <deed>", "*cope*", "", "cope", {"deed": "cope"}),
    ("ship~ off|shipped <deed>", "he>nsubj>2 *shipped cope*", "shipped", "cope", {"deed": "cope"}),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "written", "verb", "noun", "lists"), TAKEN)
def test_what_the_phrase_found(
    place_of: PlaceOf, flag: str, written: str, verb: str, noun: str, lists: dict[str, str]
) -> None:
    place = place_of(flag, written)
    assert place.lists == lists
    assert (place.verb.text if place.verb else "") == verb
    assert (place.noun.text if place.noun else "") == noun


def test_the_article_and_the_pronoun_of_a_match(place_of: PlaceOf) -> None:
    def found(flag: str, written: str) -> tuple[str, bool, str]:
        place = place_of(flag, written)
        return " ".join(token.text for token in place.tokens), place.article, place.pronoun

    assert found("", "she>nsubj>4 is>cop>4 *an>det>4 addict*") == ("addict", True, "")
    assert found("", "*A>det>2 addict*>nsubj>3 left") == ("addict", True, "")
    assert found("", "*the>det>2 addict*>nsubj>3 left") == ("the addict", False, "")
    assert found("", "*a*>det>2 addict") == ("a", False, "")
    assert found("be~ lazy", "*He>nsubj>3 's/AUX>cop>3 lazy*") == ("'s lazy", False, "He")
    assert found("be~ lazy", "*He>nsubj>3 ’s/AUX>cop>3 lazy*") == ("’s lazy", False, "He")
    assert found("be~ lazy", "he>nsubj>3 *'s/AUX>cop>3 lazy*") == ("'s lazy", False, "")
    assert found("be~ lazy", "*He>nsubj>3 is>cop>3 lazy*") == ("He is lazy", False, "")
    assert found("late be~", "*So/ADV he>nsubj>4 late/ADJ>dep>4 's*/AUX") == (
        "So he late 's",
        False,
        "",
    )


def test_in_a_sentence_that_was_not_parsed(place_of: PlaceOf) -> None:
    def found(flag: str, written: str) -> tuple[Kind, bool, str]:
        place = place_of(flag, written, parsed=False)
        return place.kind, place.plural, form(place)

    assert found("", "*addicts*/NOUN left") == (Kind.OTHER, True, "VBP plural")
    assert found("", "*addict*/NOUN left") == (Kind.OTHER, False, "VBZ")
    assert found("", "*the mad*/ADJ left") == (Kind.OTHER, True, "VBP plural")
    assert found("addict(s)", "*the addict*/NOUN left") == (Kind.OTHER, False, "VBZ")
    assert found("addict(s)", "*addicts/NOUN there* left") == (Kind.OTHER, True, "VBP plural")
    assert found("fail~ to engage", "they *failed to engage*") == (Kind.OTHER, False, "VBD")
    assert found("fail~ to engage", "tenants>nsubj>2 *fail to engage*") == (
        Kind.OTHER, False, "VBP plural",
    )  # fmt: skip


@pytest.mark.parametrize("scene", [PLAIN, CLAUSE])
def test_where_nobody_is_named_a_note_is_about_one(place_of: PlaceOf, scene: Scene) -> None:
    scope = Scope.ONE if scene is PLAIN else Scope.MANY
    assert place_of("", "*went*>>>Tense=Past", scene).scope is scope
