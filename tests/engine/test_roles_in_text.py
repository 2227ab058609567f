"""Who is who in sentences as the grammar reads them; the word asked about stands between equals signs."""

from __future__ import annotations

import pytest

from strengthlint.engine import grammar
from strengthlint.engine.roles import Role, Roles
from strengthlint.lexicon import Lexicon

WHO = {
    Role.PERSON: [
        "==She== rang twice.",
        "We rang ==him== twice.",
        "==Kim== rang twice.",
        "==kim== rang twice.",
        "We visited ==kim==.",
        "==KIM== RANG US TWICE.",
        "The ==tenant== rang twice.",
        "The young ==people== rang twice.",
        "Two ==clients== rang.",
        "A number of ==tenants== rang.",
        "A ==number== of tenants rang.",
        "==Many== of the tenants rang.",
        "==Two== of the tenants rang.",
        "==None== among the tenants rang.",
        "==71yo==, lives alone.",
        "==41M==, lives alone.",
        "==JB== rang twice.",
        "==J.B.== rang twice.",
        "==K.== rang twice.",
        "Mrs ==Oyelaran== rang twice.",
        "Mrs Ada ==Oyelaran== rang twice.",
        "==Oyelaran== rang twice.",
        "The tenant ==who== rang was helped.",
        "The tenant ==whom== we helped rang.",
        "The tenant ==that== rang was helped.",
        "The council ==tenant== rang.",
    ],
    Role.PEOPLE: [
        "==People== rang twice.",
        "==Everyone== rang twice.",
        "==You== rang twice.",
        "==Many== rang twice.",
        "==Two== rang twice.",
        "==Others== rang twice.",
        "==Those== affected rang twice.",
        "We help the ==vulnerable==.",
        "The ==injured== were helped.",
        "==They== rang twice.",
        "The forms came and ==they== were late.",
        "The window ==who== rang was shut.",
        "Ada ==Oyelaran== rang twice.",
        "We trust Plain ==Language==.",
        "Any ==person== may ring.",
        "==Those== who rang were helped.",
    ],
    Role.SERVICE: [
        "==We== rang twice.",
        "The ==council== rang twice.",
        "Our ==staff== rang twice.",
        "A staff ==member== rang twice.",
        "The staff ==group== rang twice.",
        "Dr ==Okafor== rang twice.",
        "Dr Ada ==Okafor== rang twice.",
        "Harbour ==Housing== rang twice.",
        "The council was late, as ==they== had moved.",
        "The council ==that== rang was late.",
        "The council ==which== rang was late.",
        "One of the ==teams== rang.",
        "==One== of the teams rang.",
        "The social ==worker== rang twice.",
    ],
    Role.SELF: ["==I== rang twice.", "She rang ==me== twice."],
    Role.ABUSER: ["The ==perpetrator== rang twice.", "Her ==ex== rang twice."],
    Role.OTHER: [
        "The ==door== rang twice.",
        "==It== rang twice.",
        "==This== rang twice.",
        "The tenants, ==which== was odd, rang.",
        "The door ==that== rang was shut.",
        "==Germany== rang twice.",
        "The ==Initiative== helped tenants.",
        "Their ==Spreadsheets== were lost.",
        "==NASA== rang twice.",
        "A ==number== fell off.",
        "It cost ==50== in all.",
        "We saw a ==kim==.",
        "They met on ==Monday==.",
        "A number of ==doors== rang.",
        "==Many== of the doors rang.",
    ],
}


@pytest.fixture(scope="module")
def roles(lexicon: Lexicon) -> Roles:
    return Roles(lexicon.words)


@pytest.fixture(scope="module")
def given_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.lists["given-name"] if len(row) == 1)


@pytest.mark.parametrize(
    ("role", "written"), [(role, text) for role, texts in WHO.items() for text in texts]
)
def test_who_is_who(roles: Roles, given_names: frozenset[str], role: Role, written: str) -> None:
    before, word, after = written.split("==")
    doc = grammar.load().make_doc(before + word + after)
    doc = grammar.parse([doc], given_names)[0]
    tokens = doc.char_span(len(before), len(before) + len(word))
    assert tokens is not None
    assert roles.role(tokens[-1]) is role
