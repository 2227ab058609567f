"""Reads `signs.yaml`: form, phrases and examples; every problem told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strengthlint.lexicon.layered import Layered
from strengthlint.lexicon.named import NamedLoading
from strengthlint.lexicon.phrase import Phrase
from strengthlint.lexicon.schema import SignExamplesForm, SignForm
from strengthlint.lexicon.sign import Count, Doer, Sign
from strengthlint.lexicon.standing_rule import StandingExample
from strengthlint.lexicon.standings import parse_marks

__all__ = ["SIGN_PHRASE_KEYS", "SignsLoading"]

SIGN_PHRASE_KEYS = ("phrases", "unless")
"""The keys that hold phrases, in the order in which they are compiled."""

_KEYS: dict[tuple[str, ...], list[str]] = {
    (): [info.alias or name for name, info in SignForm.model_fields.items()] + ["off"],
    ("examples",): [info.alias or name for name, info in SignExamplesForm.model_fields.items()],
}

Compiled = tuple[Sign, list[list[Phrase]]]


class SignsLoading(NamedLoading[SignForm]):
    """Takes `signs.yaml` of every layer."""

    what = "sign"
    phrase_keys = SIGN_PHRASE_KEYS
    keys = _KEYS
    form = SignForm

    def check(self, lists: Mapping[str, object]) -> list[Compiled]:
        """The signs without problems, with the phrases of each key."""
        return self._checked(lists, self._sign)

    def _sign(self, raw: Layered, form: SignForm) -> Sign:
        examples = tuple(self._examples(raw, form.examples))
        for key in ("counts", "not"):
            count = sum(example.quoted is (key == "counts") for example in examples)
            if count < 2:
                self._tell_raw(
                    raw,
                    ("examples", key),
                    f"There are {count} examples under “{key}”; a sign has at least two.",
                    "Write them as people would, of somebody called Kim.",
                )
        path, line = raw.place(())
        return Sign(
            name=form.name,
            counts_as=Count(form.counts_as),
            phrases=tuple(form.phrases),
            who=Doer(form.who),
            heading=form.heading == "true",
            denied=form.denied == "true",
            unless=tuple(form.unless),
            examples=examples,
            path=path,
            line=line,
        )

    def _examples(self, raw: Layered, form: SignExamplesForm) -> Iterator[StandingExample]:
        for key in ("counts", "not"):
            for index, text in enumerate(getattr(form, key + "_" * (key == "not"))):
                plain, marks = parse_marks(text)
                place = ("examples", key, index)
                if marks is None or (key == "counts" and not marks):
                    hint = "Put == before and after them."
                    message = f"This example does not say which words count: {text}"
                    self._tell_raw(raw, place, message, hint)
                    continue
                yield StandingExample(plain, marks, key == "counts", raw.place(place)[1])
