"""Readers, engine, standing and wording together: places, excerpts, fingerprints, profiles."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strengthlint.config import Settings
from strengthlint.diagnostic import Level, SuggestionKind
from strengthlint.errors import ConfigError
from strengthlint.lexicon import Lexicon
from strengthlint.linter import Linter

FILLER = st.lists(
    st.sampled_from(
        "We met on Tuesday and had tea. The bus was late! Why? – “Fine,” she said. é 👍 1. Mr. J".split()
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILLER, FILLER, st.sampled_from([" ", "\n", "\r\n", "\n\n", "  ", "\t"]))
def test_the_excerpt_and_the_source_hold_the_matched_words(
    linter: Linter, before: list[str], after: list[str], gap: str
) -> None:
    text = gap.join([*before, "The homeless were moved on.", *after])
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for diagnostic in linter.check_text(text).diagnostics:
        excerpt, place = diagnostic.excerpt, diagnostic.location
        assert excerpt.text[excerpt.start : excerpt.end] == diagnostic.matched
        source = lines[place.line - 1][place.column - 1 :]
        if place.line == place.end_line:
            source = source[: place.end_column - place.column]
            assert " ".join(source.split()) == diagnostic.matched


def test_a_kept_document_has_the_words_where_the_span_says(lexicon: Lexicon) -> None:
    text = "# Notes\n\nTea.\n\nShe  failed to\nengage with *the  homeless*.\n"
    checked = Linter(Settings(), lexicon, keep_documents=True).check_bytes("a.md", text.encode())
    document, found = checked.document, checked.diagnostics
    assert document is not None
    assert [d.matched for d in found] == ["failed to engage", "the homeless"]
    sources = []
    for diagnostic in found:
        span = diagnostic.span
        assert span is not None
        segment = document.segments[span.segment]
        assert segment.text[span.start : span.end] == diagnostic.matched
        assert document.location(segment, span.start, span.end) == diagnostic.location
        start, end = document.source_range(span)
        sources.append(document.source[start:end])
    assert sources == ["failed to\nengage", "the  homeless"]


def test_documents_are_kept_only_where_asked(linter: Linter) -> None:
    assert linter.check_text("She failed to engage.").document is None


def test_a_long_sentence_is_cut_round_the_match(linter: Linter) -> None:
    text = "and so on " * 60 + "he failed to engage " + "and then more " * 60
    excerpt = linter.check_text(text).diagnostics[0].excerpt
    assert excerpt.text.startswith("… ")
    assert excerpt.text.endswith(" …")
    assert len(excerpt.text) < 520
    assert excerpt.text[excerpt.start : excerpt.end] == "failed to engage"


def test_a_fingerprint_stays_while_the_sentence_does(linter: Linter) -> None:
    alone = linter.check_text("She failed to engage with us.").diagnostics[0].fingerprint
    moved = (
        linter.check_text("# Notes\n\nTea.\n\nShe  failed to engage with us.\n", "a.md")
        .diagnostics[0]
        .fingerprint
    )
    other = linter.check_text("He failed to engage with us.").diagnostics[0].fingerprint
    assert alone == moved != other
    assert len(alone) == 16


def test_the_message_reads_on_from_the_words(linter: Linter) -> None:
    diagnostic = linter.check_text("She failed to engage.").diagnostics[0]
    assert diagnostic.message == (
        "“failed to engage” puts the responsibility for a relationship on one side only."
    )
    assert diagnostic.ask.endswith("?")


@pytest.mark.parametrize(
    ("text", "swap"),
    [
        ("An addict was here.", "A person with an addiction"),
        ("Two schizophrenics were admitted.", "people with schizophrenia"),
        ("The elderly are at risk.", "Older people"),
        ("He suffered from depression.", "lived with"),
        ("She is suffering from epilepsy.", "living with"),
        ("She has suffered from asthma.", "lived with"),
        ("She spoke of committing suicide.", "dying by suicide"),
        ("A wheelchair-bound man came.", "A man who uses a wheelchair"),
        ("Two wheelchair-bound men came.", "men who use a wheelchair"),
        ("He's schizophrenic.", "He has schizophrenia"),
        ("HE SUFFERS FROM DEPRESSION AND ANXIETY.", "LIVES WITH"),
    ],
)
def test_a_swap_takes_the_form_of_what_it_replaces(linter: Linter, text: str, swap: str) -> None:
    (diagnostic,) = linter.check_text(text).diagnostics
    assert [s.text for s in diagnostic.suggestions if s.kind is SuggestionKind.SWAP] == [swap]


def test_a_swap_that_would_not_fit_is_only_offered(linter: Linter) -> None:
    # "the person with an addiction's flat" is nobody's English.
    (diagnostic,) = linter.check_text("The addict's flat was searched.").diagnostics
    assert all(s.kind is SuggestionKind.INSTEAD for s in diagnostic.suggestions)


class TestProfiles:
    @pytest.fixture
    def profiled(self, lexicon: Lexicon) -> Lexicon:
        changed = Lexicon(lexicon._compiled)
        changed.profiles = {
            "uk": {"about": "", "on": [], "off": ["LAB101"], "note": []},
            "other": {
                "about": "",
                "on": ["LAB101"],
                "off": ["BLM101", "BLM822"],
                "note": ["OTH201"],
            },
        }
        return changed

    TEXT = "The homeless are here. She failed to engage. He committed suicide."

    def codes(self, lexicon: Lexicon, settings: Settings, text: str = TEXT) -> dict[str, Level]:
        return {d.code: d.level for d in Linter(settings, lexicon).check_text(text).diagnostics}

    def test_what_the_default_has_off(self, profiled: Lexicon) -> None:
        assert set(self.codes(profiled, Settings())) == {"BLM101", "OTH201"}

    def test_on_off_and_note(self, profiled: Lexicon) -> None:
        codes = self.codes(profiled, Settings(profile="other"))
        assert codes == {"LAB101": Level.RETHINK, "OTH201": Level.NOTE}

    def test_a_line_in_the_document(self, profiled: Lexicon) -> None:
        text = f"strengthlint: profile other\n\n{self.TEXT}"
        assert set(self.codes(profiled, Settings(), text)) == {"LAB101", "OTH201"}

    def test_what_is_selected_by_name_is_checked(self, profiled: Lexicon) -> None:
        assert set(self.codes(profiled, Settings(select=("LAB",)))) == {"LAB101"}

    def test_an_unknown_profile_in_a_document_is_told(self, profiled: Lexicon) -> None:
        report = Linter(Settings(), profiled).check_text("strengthlint: profile mars\n\nTea.")
        assert report.notices == ("This document asks for the profile “mars”, which there is not.",)

    def test_an_unknown_profile_in_the_settings(self, profiled: Lexicon) -> None:
        with pytest.raises(ConfigError, match="Did you mean other"):
            Linter(Settings(profile="othr"), profiled)

    def test_the_built_in_ones_never_turn_advice_round(self, lexicon: Lexicon) -> None:
        assert {
            "uk",
            "us",
            "scotland",
            "identity-first",
            "homelessness",
            "justice",
            "children",
            "health",
        } <= set(lexicon.profiles)
        for name, profile in lexicon.profiles.items():
            assert set(profile) == {"about", "on", "off", "note"}, name
            assert profile["about"], name


def test_former_codes_still_work_in_ignores(lexicon: Lexicon) -> None:
    former = [(old, entry.code) for entry in lexicon.entries() for old in entry.formerly]
    for old, code in former:
        assert lexicon.selected([old]) == lexicon.selected([code])
