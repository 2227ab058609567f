"""An option in its place, on trees written by hand (see `place_of` in conftest.py)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from strengthlint.diagnostic import SuggestionKind
from strengthlint.engine.discourse import Scene, Subject
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.option import parse_option
from strengthlint.wording.place import Place
from strengthlint.wording.rendering import Rendering

PlaceOf = Callable[..., Place]

OF_ONE = Scene(Subject.PERSON, fragment=False)


def swapped(lexicon: Lexicon, place: Place, option: str, *, is_neutral: bool = False) -> str:
    """A swap as it is written, one to consider with a question mark, "" where there is none."""
    rendering = Rendering(lexicon, place, is_neutral=is_neutral)
    found = rendering.swap(parse_option(option))
    if found is None:
        return ""
    return found.text + ("" if found.kind is SuggestionKind.SWAP else "?")


# An option by what stands in the sentence. The flag, the sentence, and what each option becomes.

REST = "verb: not rest~ up"
WHO = "person: person(s) who rest~"
TIMES = "noun: hard time(s)"
UNMET, TIRED, WHOM, OUT, RESTING = (
    f"describe: {text}"
    for text in ("unmet", "tired", "whom we met", "worn down by us", "not resting")
)

OPTIONS: list[tuple[str, str, dict[str, str]]] = [
    ("", "she>nsubj>2 *refused*", {
        REST: "did not rest up", WHO: "", TIMES: "", UNMET: "", WHOM: "", "plain words": "plain words",
        "turn~ down": "turned down", "verb: plain words": "",
    }),
    ("be~ lazy", "she>nsubj>3 *is>cop>3 lazy*", {
        REST: "does not rest up", WHO: "is a person who rests", TIMES: "", UNMET: "is unmet",
        WHOM: "", OUT: "is worn down by us", RESTING: "is not resting", "person: outsider(s)": "is an outsider",
    }),
    ("be~ lazy", "they>nsubj>3 *are/AUX>cop>3 lazy*", {
        REST: "do not rest up", WHO: "are people who rest", UNMET: "are unmet", "person: outsider(s)": "are outsiders",
    }),
    ("be~ lazy", "they>nsubj>3 *were/AUX>cop>3 lazy*", {WHO: "were people who rest"}),
    ("be~ lazy", "she>nsubj>4 may>aux>4 *be>cop>4 lazy*", {REST: "not rest up", UNMET: "be unmet"}),
    ("be~ lazy", "she>nsubj>4 never/ADV>advmod>4 *is>cop>4 lazy*", {
        REST: "does not rest up", WHO: "", UNMET: "",
    }),
    # A description behind "is".
    ("", "she>nsubj>3 is>cop>3 *lazy*", {
        REST: "she does not rest up?", WHO: "a person who rests", TIMES: "", UNMET: "unmet", WHOM: "",
        OUT: "worn down by us", RESTING: "not resting", "person: outsider(s)": "an outsider",
        "as she rest~": "as she rests",
    }),
    ("", "they>nsubj>3 were/AUX>cop>3 *lazy*", {REST: "they did not rest up?", WHO: "people who rest"}),
    ("", "she>nsubj>4 is>cop>4 not/PART>advmod>4 *lazy*", {REST: "", WHO: "a person who rests", UNMET: "unmet"}),
    ("", "is>cop>2 *lazy*", {REST: "", UNMET: "unmet"}),
    ("", "she>nsubj:pass>3 was>aux:pass>3 *moved*", {
        REST: "", WHO: "", UNMET: "unmet", "verb: be~ kept": "she was kept?", "verb: not be~ kept": "she was not kept?",
        "verb: bed~ down": "",
    }),
    # In a note.
    ("", "*lazy*", {REST: "not resting up?", "verb: have~ tea": "has tea?", WHO: "", UNMET: "unmet", WHOM: ""}),
    ("", "*Lazy*", {REST: "Not resting up?", "verb: have~ tea": "Has tea?", UNMET: "Unmet"}),
    # Before a noun for people, and before another.
    ("", "*lazy*>amod>2 men", {
        REST: "men who do not rest up?", WHO: "men who rest?", TIMES: "", UNMET: "unmet", WHOM: "men whom we met?",
        OUT: "men worn down by us?", RESTING: "men not resting?", "person: friend(s)": "",
    }),
    ("", "*lazy*>amod>2 man", {REST: "man who does not rest up?", WHO: "man who rests?"}),
    ("", "*lazy*>amod>3 old>amod>3 men", {REST: "old men who do not rest up?", WHOM: "old men whom we met?"}),
    ("", "*Lazy*>amod>2 men", {REST: "Men who do not rest up?", UNMET: "Unmet"}),
    ("", "*lazy*>amod>2 door", {REST: "", WHO: "", UNMET: "unmet", WHOM: "", OUT: ""}),
    # Behind it.
    ("", "man *in>case>3 denial*/NOUN>nmod>1", {
        REST: "who does not rest up?", WHO: "who rests?", UNMET: "", WHOM: "whom we met",
        OUT: "worn down by us", RESTING: "not resting", "person: friend(s)": "", TIMES: "",
    }),
    ("", "men *in>case>3 denial*/NOUN>nmod>1", {REST: "who do not rest up?", WHO: "who rest?"}),
    ("", "door *in>case>3 denial*/NOUN>nmod>1", {REST: "", WHO: "", WHOM: "whom we met"}),
    # Nouns.
    ("addict(s)", "the>det>2 *addict*>nsubj>3 left", {
        REST: "", WHO: "person who rests", TIMES: "", UNMET: "", WHOM: "", "friend(s)": "friend",
        "friend(s) who rest~": "friend who rests",
    }),
    ("addict(s)", "*addicts*/NOUN>nsubj>2 left", {WHO: "people who rest", "friend(s)": "friends", UNMET: ""}),
    ("", "*addicts*/NOUN>nsubj>2 left", {WHO: "people who rest", "friend(s)": "friends"}),
    ("", "*addict*>nsubj>2 left", {"friend(s)": "friend"}),
    ("addict(s)", "she>nsubj>4 is>cop>4 an>det>4 *addict*", {
        REST: "she does not rest up?", WHO: "?", UNMET: "", "person: older person(s)": "older person",
    }),
    ("addict(s)", "she>nsubj>4 is>cop>4 *an>det>4 addict*", {
        REST: "she does not rest up?", WHO: "a person who rests", UNMET: "", "person: older person(s)": "an older person",
        "friend(s) who rest~": "a friend who rests",
    }),
    ("addict(s)", "she>nsubj>4 was>cop>4 *an>det>4 addict*", {
        WHO: "a person who rested", "friend(s) who rest~": "a friend who rested", REST: "she did not rest up?",
    }),
    ("addict(s)", "they>nsubj>3 are/AUX>cop>3 *addicts*/NOUN", {
        WHO: "people who rest", UNMET: "unmet", TIRED: "tired", WHOM: "", OUT: "worn down by us",
    }),
    ("addict(s)", "they>nsubj>3 were/AUX>cop>3 *addicts*/NOUN", {WHO: "people who rested"}),
    ("addict(s)", "she>nsubj>3 is>cop>3 *addict*", {UNMET: "unmet"}),
    ("", "his>nmod:poss>2 *illness*/NOUN>nsubj>3 grew", {
        REST: "", WHO: "", TIMES: "hard time", UNMET: "",
    }),
    ("", "*illnesses*/NOUN>nsubj>2>Number=Plur grew", {TIMES: "hard times"}),
    ("", "*often*/ADV", {REST: "", WHO: "", TIMES: "", UNMET: "", "plain words": "plain words"}),
    # A gap, and words of a list that did not stand there.
    ("", "she>nsubj>2 *refused*", {
        "verb: take~ [what]": "took [what]?", "verb: take~ [their] tea": "took her tea", "<deed>": "", "verb: <deed>~ it": "",
        "verb: see~ <deed>": "",
    }),
    ("", "she>nsubj>3 is>cop>3 *lazy*", {"describe: <deed>": "", "verb: see~ <deed>": ""}),
    ("fail~ to <deed>", "she>nsubj>2 *failed to>mark>4 keep>xcomp>2 up*>advmod>4", {
        "verb: <deed>~ it": "kept up it", "to <deed> it": "to keep up it", "verb: not <deed>~ it": "did not keep up it",
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("flag", "written", "option", "expected"),
    [(f, w, option, text) for f, w, options in OPTIONS for option, text in options.items()],
)
def test_an_option_by_what_stands_there(
    place_of: PlaceOf, small_lexicon: Lexicon, flag: str, written: str, option: str, expected: str
) -> None:
    place = place_of(flag, written)
    if expected == "?":
        expected = ""
    assert swapped(small_lexicon, place, option) == expected
    # To consider, the same words are offered in the same place.
    text = Rendering(small_lexicon, place).instead(parse_option(option))
    if ":" in option:
        assert text == expected.rstrip("?")


# Verbs in each form

VERBS: list[tuple[str, str, dict[str, str]]] = [
    ("", "she>nsubj>2 *refused*", {
        "take~ it": "took it", "not take~ it": "did not take it", "be~ ill": "was ill", "not be~ ill": "was not ill",
        "say~ that [they] have~ tea": "said that she had tea", "have~ tea": "had tea", "say~ [Them]": "said Her",
        "help~ [themselves]": "helped herself",
    }),
    ("", "they>nsubj>2 *refused*", {"be~ ill": "were ill", "not be~ ill": "were not ill", "take~ [their] tea": "took their tea"}),
    ("", "she>nsubj>2 *refuses*", {
        "take~ it": "takes it", "not take~ it": "does not take it", "be~ ill": "is ill", "not be~ ill": "is not ill",
        "say~ that [they] have~ tea": "says that she has tea", "have~ tea": "has tea",
    }),
    ("", "they>nsubj>2 *refuse*", {
        "take~ it": "take it", "not take~ it": "do not take it", "be~ ill": "are ill", "not be~ ill": "are not ill",
        "say~ that [they] have~ tea": "say that they have tea",
    }),
    ("", "she>nsubj>3 may>aux>3 *refuse*", {
        "take~ it": "take it", "not take~ it": "not take it", "be~ ill": "be ill", "say~ that [they] have~ tea": "say that she has tea",
    }),
    ("", "she>nsubj>3 is/AUX>aux>3 *refusing*", {
        "take~ it": "taking it", "not take~ it": "not taking it", "have~ tea": "", "not have~ tea": "",
    }),
    ("", "she>nsubj>3 were/AUX>aux>3 *refusing*", {"have~ tea": ""}),
    ("", "she>nsubj>3 has/AUX>aux>3 *refusing*", {"have~ tea": "having tea"}),
    ("", "she>nsubj>3 is/AUX>dep>3 *refusing*", {"have~ tea": "having tea"}),
    ("", "tenant *refusing*>acl>1", {"take~ it": "taking it", "have~ tea": "having tea"}),
    ("be~ moaning", "she>nsubj>3 *is>aux>3 moaning*", {
        "take~ it": "is taking it", "not take~ it": "is not taking it", "have~ tea": "has tea", "not have~ tea": "does not have tea",
        "say~ that [they] have~ tea": "is saying that she has tea",
    }),
    ("be~ moaning", "she>nsubj>3 *was>aux>3 moaning*", {
        "take~ it": "was taking it", "have~ tea": "had tea", "say~ that [they] have~ tea": "was saying that she had tea",
    }),
    ("be~ moaning", "they>nsubj>3 *are/AUX>aux>3 moaning*", {"have~ tea": "have tea", "say~ that [they] have~ tea": "are saying that they have tea"}),
    ("be~ moaning", "they>nsubj>3 *were/AUX>aux>3 moaning*", {"have~ tea": "had tea", "say~ that [they] have~ tea": "were saying that they had tea"}),
    ("be~ moaning", "i>nsubj>3 *am/AUX>aux>3 moaning*", {"have~ tea": "have tea"}),
    ("be~ moaning", "she>nsubj>4 has>aux>4 *been>aux>4 moaning*", {"have~ tea": "", "take~ it": "been taking it"}),
    ("have~ gone", "she>nsubj>3 *has>aux>3 gone*>>>Tense=Past", {
        "take~ it": "has taken it", "not take~ it": "has not taken it", "be~ ill": "has been ill", "have~ tea": "has had tea",
        "say~ that [they] have~ tea": "has said that she has tea",
    }),
    ("have~ gone", "she>nsubj>3 *had>aux>3 gone*>>>Tense=Past", {"say~ that [they] have~ tea": "had said that she had tea"}),
    ("will~ not go", "she>nsubj>4 *would/AUX>aux>4 not/PART>advmod>4 go*", {"say~ that [they] have~ tea": "would say that she had tea"}),
    ("will~ not go", "she>nsubj>4 *will/AUX>aux>4 not/PART>advmod>4 go*", {"not take~ it": "will not take it", "say~ that [they] have~ tea": "will say that she has tea"}),
    ("might go", "she>nsubj>3 *might>aux>3 go*", {"say~ that [they] have~ tea": "might say that she had tea"}),
    ("can~ go", "she>nsubj>3 *could/AUX>aux>3 go*", {"say~ that [they] have~ tea": "could say that she had tea"}),
    ("", "Kim>nsubj>2 *refused*", {"say~ that [they] have~ [their] tea": "said that they had their tea"}),
    ("", "Mrs/PROPN>compound>2 Okon/PROPN>nsubj>3 *refused*", {"say~ that [they] have~ [their] tea": "said that she had her tea"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("flag", "written", "verb", "expected"),
    [(f, w, verb, text) for f, w, verbs in VERBS for verb, text in verbs.items()],
)
def test_a_verb_takes_the_form_of_the_one_that_stood_there(
    place_of: PlaceOf, small_lexicon: Lexicon, flag: str, written: str, verb: str, expected: str
) -> None:
    assert swapped(small_lexicon, place_of(flag, written), f"verb: {verb}") == expected


# What is to be considered as a whole

WHOLE: list[tuple[str, str, dict[str, str]]] = [
    ("", "she>nsubj>2 *refused*", {
        "advice: say what [they] need~": "Say what she needed", "advice: write what be~ said": "Write what was said",
        "sentence: we asked [them], and [they] take~ tea.": "We asked her, and she took tea.",
        "sentence: [they] told us.": "She told us.", "[They] told us": "She told us",
        "person: person(s) who rest~": "",
    }),
    ("", "she>nsubj>2 *refuses*", {
        "advice: say what [they] need~": "Say what she needs", "advice: write what be~ said": "Write what is said",
        "sentence: [they] take~ tea": "She takes tea", "sentence: we see~ [them]": "We sees her",
    }),
    ("", "they>nsubj>2 *refuse*", {
        "advice: say what [they] need~": "Say what they need", "sentence: [they] take~ tea": "They take tea",
        "sentence: some take~ tea": "Some take tea",
    }),
    ("", "she>nsubj>3 has>aux>3 *refused*", {"advice: write what be~ said": "Write what is said"}),
    ("have~ gone", "she>nsubj>3 *has>aux>3 gone*>>>Tense=Past", {"advice: write what be~ said": "Write what was said"}),
    ("have~ gone", "they>nsubj>3 *have>aux>3 gone*>>>Tense=Past", {"advice: write what be~ said": "Write what was said"}),
    ("have~ gone", "she>nsubj>3 *had>aux>3 gone*>>>Tense=Past", {"advice: write what be~ said": "Write what was said"}),
    ("", "if>mark>3 she>nsubj>3 *refused*", {"advice: write what be~ said": "Write what is said"}),
    ("", "she>nsubj>4 is>cop>4 not/PART>advmod>4 *lazy*", {"sentence: [they] rest~.": "", "advice: ask [them]": "Ask her"}),
    ("addict(s)", "*addicts*/NOUN>nsubj>2 left", {"with person(s) who rest~": "with people who rest"}),
    ("fail~ to go", "she>nsubj>3 may>aux>3 *fail to>mark>5 go*>xcomp>3", {
        "be with person(s) who rest~": "be with person who rests", "[they] rest~ with person(s) who rest~": "she rests with person who rests",
        "rest~ with person(s) that rest~": "rest with person that rests", "rest~ with person(s) [x] who rest~": "rest with person [x] who rest",
    }),
    ("<woman> game(s)", "*Women>compound>2 games*/NOUN>nsubj>3 left", {"person: <woman> who rest~": "Women who rest", "ask <woman>": "ask women"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("flag", "written", "option", "expected"),
    [(f, w, option, text) for f, w, options in WHOLE for option, text in options.items()],
)
def test_an_option_to_consider(
    place_of: PlaceOf, small_lexicon: Lexicon, flag: str, written: str, option: str, expected: str
) -> None:
    rendering = Rendering(small_lexicon, place_of(flag, written))
    assert rendering.instead(parse_option(option)) == expected


# Whether it fits between the words around, and takes their article and capital

WITH, OLDER, FRIEND = "person: person(s) with tea", "person: older person(s)", "person: friend(s)"
FITS: list[tuple[str, str, dict[str, str]]] = [
    # Before an apostrophe only a noun stands, and a bare one needs an s before it.
    ("addict(s)", "the>det>2 *addict*>nmod:poss>4 's/PART>case>2 club/NOUN>nsubj>5 met", {WITH: "", FRIEND: "friend", OLDER: "older person", "person: some people": "some people"}),
    ("addict(s)", "the>det>2 *addict*>nmod:poss>4 ’s/PART>case>2 club/NOUN>nsubj>5 met", {WITH: "", FRIEND: "friend"}),
    ("addict(s)", "*addicts*/NOUN>nmod:poss>3 '/PART>case>1 club/NOUN>nsubj>4 met", {WITH: "", FRIEND: "friends", OLDER: ""}),
    ("addict(s)", "*addicts*/NOUN>nmod:poss>3 ’/PART>case>1 club/NOUN>nsubj>4 met", {WITH: "", FRIEND: "friends", OLDER: ""}),
    ("addict(s)", "*addicts*/NOUN>nsubj>3 's/AUX>cop>3 lazy", {WITH: "people with tea", OLDER: "older people"}),
    # What hangs on the noun stays beside it.
    ("addict(s)", "*addicts*/NOUN>nsubj>3 of/ADP>case>1 lazy", {WITH: "", OLDER: "older people"}),
    ("addict(s)", "*addicts*/NOUN>nsubj>3 with/ADP>case>1 lazy", {WITH: "people with tea", "person: person(s) who rest~": "people who rest"}),
    ("be~ (an) addict(s)", "she>nsubj>4 *is>cop>4 an>det>4 addict* with/ADP>case>6 tea/NOUN>nmod>4", {"person: person(s) who rest~": "is a person who rests?", OLDER: "is an older person"}),
    # The form of be carries more than the flagged words.
    ("be~ (an) addict(s)", "she>nsubj>4 *was>cop>4 an>det>4 addict*/NOUN and/CCONJ>cc>6 proud/ADJ>conj>4", {"verb: rest~": "", "verb: be~ at rest": "was at rest"}),
    ("be~ (an) addict(s)", "she>nsubj>4 *was>cop>4 an>det>4 addict*/NOUN and/CCONJ>cc>7 a>det>7 baker/NOUN>conj>4", {"verb: rest~": ""}),
    ("be~ (an) addict(s)", "she>nsubj>4 *was>cop>4 an>det>4 addict*/NOUN and/CCONJ>cc>8 was/AUX>cop>8 also>advmod>8 tired/ADJ>conj>4", {"verb: rest~": "rested"}),
    ("be~ (an) addict(s)", "she>nsubj>4 *was>cop>4 an>det>4 addict*/NOUN and/CCONJ>cc>6 left/VERB>conj>4", {"verb: rest~": "rested"}),
    ("be~ lazy", "she>nsubj>3 *is>cop>3 lazy* of/ADP>case>5 tea/NOUN>obl>3", {"describe: out of tea": "is out of tea?"}),
    ("addict(s)", "*addicts*/NOUN>nmod>3 '/PUNCT>punct>3 rooms/NOUN>nsubj>4 grew", {WITH: ""}),
    ("addict(s)", "*addicts*/NOUN>nmod>4 ’/PUNCT>punct>4 old/ADJ>amod>4 rooms/NOUN>nsubj>5 grew", {WITH: ""}),
    ("addict(s)", "*addicts*/NOUN>nsubj>3 '/PUNCT>punct>1 left", {WITH: "people with tea"}),
    ("addict(s)", "left *addicts*/NOUN>obj>1 '/PUNCT>punct>2", {WITH: "people with tea"}),
    ("addict(s)", "*addicts*/NOUN>nsubj>3 's/AUX>aux>3 old/ADJ", {WITH: "people with tea"}),
    ("<woman>", "*women>nmod:poss>3 's/PART>case>1 club/NOUN", {"person: old <woman>": "old women"}),
    # The article that stands before it.
    ("addict(s)", "an>det>2 *addict*>nsubj>3 left", {WITH: "", OLDER: "older person"}),
    ("addict(s)", "a>det>2 *tenant*>nsubj>3 left", {WITH: "person with tea", OLDER: ""}),
    ("", "a>det>3 *lazy*>amod>3 man", {"describe: unmet": "unmet?", "describe: tired": "tired"}),
    ("", "an>det>3 *old*>amod>3 man", {"describe: unmet": "unmet", "describe: tired": "tired?"}),
    ("", "a>det>3 *lazy*>amod>3 men", {"describe: tired": "tired"}),
    ("lag(s)", "a>det>2 *lags*/NOUN>nsubj>3 left", {FRIEND: ""}),
    ("", "a>det>2 man *in>case>4 denial*/NOUN>nmod>2", {"describe: with us": "with us"}),
    ("", "a/X>dep>3 she>nsubj>3 *refused*", {"verb: order~ tea": "ordered tea"}),
    ("", "she>nsubj>2 a/X>dep>3 *refused*", {"verb: order~ tea": "ordered tea"}),
    # An adjective of its own.
    ("addict(s)", "the>det>3 chronic/ADJ>amod>3 *addict*>nsubj>4 left", {WITH: ""}),
    ("addict(s)", "the>det>3 street/NOUN>compound>3 *addict*>nsubj>4 left", {WITH: ""}),
    ("addict(s)", "the>det>3 young/ADJ>amod>3 *addict*>nsubj>4 left", {WITH: "person with tea"}),
    ("addict(s)", "the>det>3 Other/ADJ>amod>3 *addict*>nsubj>4 left", {WITH: "person with tea"}),
    ("addict(s)", "ten/ADJ>amod>2 *addicts*/NOUN>nsubj>3 left", {WITH: "people with tea"}),
    ("addict(s)", "the>det>3 chronic/ADJ>dep>3 *addict*>nsubj>4 left", {WITH: "person with tea"}),
    ("addict(s)", "the>det>2 *addict*>nsubj>4 chronic/ADJ>amod>2 left", {WITH: "person with tea"}),
    ("addict(s)", "the>det>3 *chronic/ADJ>amod>3 addict*>nsubj>4 left", {WITH: "person with tea"}),
    ("", "the>det>3 chronic/ADJ>amod>3 *addict*>nsubj>4 left", {WITH: ""}),
    ("addict(s)", "chronic/ADJ>amod>2 *addicts*/NOUN>nsubj>3 left", {WITH: ""}),
    ("", "she>nsubj>4 is>cop>4 chronic/ADJ>amod>4 *lazy*", {"describe: tired": "tired"}),
    ("", "chronic/ADJ>amod>2 *lazy*>amod>3 man", {"describe: tired": "tired"}),
    ("", "man chronic/ADJ>amod>4 *in>case>4 denial*/NOUN>nmod>1", {"describe: with us": "with us"}),
    ("fail~ to go", "chronic/ADJ>amod>3 she>nsubj>3 *fails to>mark>5 go*>xcomp>3", {"verb: rest~": "rests"}),
    # Capitals: of the start of a sentence, of all words, of none.
    ("addict(s)", "*Addicts*/NOUN>nsubj>2 left", {FRIEND: "Friends"}),
    ("addict(s)", "“/PUNCT>punct>3 *Addicts*/NOUN>nsubj>3 left", {FRIEND: "Friends"}),
    ("addict(s)", "So/ADV *Addicts*/NOUN>nsubj>3 left", {FRIEND: "friends"}),
    ("addict(s)", "*addicts*/NOUN>nsubj>2 left", {FRIEND: "friends"}),
    ("", "*THE>det>2 ADDICTS*/NOUN>nsubj>3>Number=Plur LEFT", {FRIEND: "FRIENDS"}),
    ("", "SO/ADV *OLD>amod>3 LAGS*/NOUN>nsubj>4>Number=Plur LEFT", {FRIEND: "FRIENDS"}),
    ("", "SO/ADV *OLD>amod>3 Lags*/NOUN>nsubj>4>Number=Plur LEFT", {FRIEND: "friends"}),
    ("addict(s)", "SO/ADV *ADDICTS*/NOUN>nsubj>3 LEFT", {FRIEND: "friends"}),
    ("", "So/ADV *O>amod>3 LAGS*/NOUN>nsubj>4>Number=Plur left", {FRIEND: "friends"}),
    ("", "SO/ADV *OLD>amod>5 ->punct>5 24/NUM>nummod>5 LAGS*/NOUN>nsubj>6>Number=Plur LEFT", {FRIEND: "FRIENDS"}),
    # An article of the match goes with what takes its place.
    ("addict(s)", "*An>det>2 addict*>nsubj>3 left", {WITH: "A person with tea", OLDER: "An older person"}),
    ("addict(s)", "saw *an>det>3 addict*>obj>1", {WITH: "a person with tea", OLDER: "an older person"}),
    ("", "So/ADV *an>det>3 addict*>nsubj>4 left", {WITH: "a person with tea"}),
    ("be~ lazy", "*He>nsubj>3 's/AUX>cop>3 lazy*", {"verb: rest~": "He rests", "describe: tired": "He is tired"}),
    # A part of them.
    ("", "one/NUM>nsubj>5 of>case>4 *the>det>4 mad*/ADJ>nmod>1 left", {FRIEND: "the friends"}),
    ("", "some/DET>nsubj>5 of>case>4 *The>det>4 mad*/ADJ>nmod>1 left", {FRIEND: "the friends"}),
    ("", "some/PRON>nsubj>5 of>case>4 *the>det>4 mad*/ADJ>nmod>1 left", {FRIEND: "the friends", "person: the friend(s)": "the friends"}),
    ("", "care/NOUN>nsubj>5 of>case>4 *the>det>4 mad*/ADJ>nmod>1 left", {FRIEND: "friends"}),
    ("", "one/NUM>nsubj>5 for>case>4 *the>det>4 mad*/ADJ>nmod>1 left", {FRIEND: "friends"}),
    ("", "of>case>3 *the>det>3 mad*/ADJ>nmod>4 one/NUM", {FRIEND: "friends"}),
    ("", "one/NUM>nsubj>5 of>case>4 *our>det>4 mad*/NOUN>nmod>1>Number=Plur left", {FRIEND: "friends"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("flag", "written", "option", "expected"),
    [(f, w, option, text) for f, w, options in FITS for option, text in options.items()],
)
def test_whether_and_how_it_fits(
    place_of: PlaceOf, small_lexicon: Lexicon, flag: str, written: str, option: str, expected: str
) -> None:
    assert swapped(small_lexicon, place_of(flag, written), option) == expected


# Without anything of the sentence, to be shown where it must not be read

NEUTRAL = [
    ("", "she>nsubj>3 is>cop>3 *lazy*", REST, "[..] does not rest up?"),
    ("", "she>nsubj>2 *refused*", "verb: take~ [their] tea", "took their tea"),
    ("", "Kim>nsubj>2 *refused*", "verb: ask~ [them]", "asked them"),
    ("", "*lazy*>amod>3 old>amod>3 men", REST, "[..] who do not rest up?"),
    ("", "man *in>case>3 denial*/NOUN>nmod>1", REST, "who does not rest up?"),
    ("", "*lazy*", REST, "not resting up?"),
]


@pytest.mark.parametrize(("flag", "written", "option", "expected"), NEUTRAL)
def test_the_neutral_wording(
    place_of: PlaceOf, small_lexicon: Lexicon, flag: str, written: str, option: str, expected: str
) -> None:
    place = place_of(flag, written)
    assert swapped(small_lexicon, place, option, is_neutral=True) == expected
