"""spaCy started in parts gives what spaCy started as usual gives, and is whole for others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from strengthlint.engine import grammar, starting
from strengthlint.lexicon import Lexicon
from strengthlint.lexicon.location import builtin_folder, grammar_folder

# Special cases of the tokenizer of every kind, alone and where they touch something.
ODD = [
    "Don't they? They'll've gone, won't they: 'tis dont.",
    "Dr. Khan (U.K.), e.g. at 8 a.m./p.m., saw Ms. O'Brien :-) ;) :D <3 xD",
    "We're cannot gonna gotta lemme; y'all can’t’ve it’s she's Jan. 3rd",
    ": ) a . m . \t two  spaces\n\nand lines\u00a0here … C++ \\n \\t ''tis'' ``so''",
    "https://example.org/don't?x=:-) mail@don't.org 10km/h. 5a.m. No.1 vs. etc.)",
    "ill. Miss. Ill. went; Mass. Id. Cal.",
    "",
    " ",
]


def sentences() -> list[str]:
    """Sentences of the lexicon's examples, and odd ones."""
    lines = [
        line.strip(' -"').replace("==", "")
        for file in sorted(builtin_folder().glob("*.yaml"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip().startswith('- "')
    ]
    return ODD + lines[::8]


def read(given: starting.Grammar) -> list[list[tuple[object, ...]]]:
    return [
        [
            (t.idx, t.text, t.norm_, t.lower_, t.pos_, str(t.morph), t.dep_, t.head.i, t.is_stop, t.like_num)
            for t in doc
        ]
        for doc in given.pipe([given.make_doc(text) for text in sentences()], 128)
    ]  # fmt: skip


def test_parts_give_the_same_trees_as_the_whole() -> None:
    folder, without = grammar_folder(), grammar._NO_ABBREVIATIONS
    assert read(starting.in_parts(folder, without)) == read(starting.ordinary(folder, without))


@pytest.mark.parametrize(
    "config", ['lang = "de"\ndisabled = []', 'lang = "en"\ndisabled = ["parser"]']
)
def test_a_grammar_of_another_kind_is_not_put_together(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.cfg").write_text(f"[nlp]\n{config}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not a grammar of ours"):
        starting.in_parts(tmp_path)


def test_words_are_split_as_in_a_sentence(lexicon: Lexicon) -> None:
    nlp = grammar.load()
    words = {word for rows in lexicon.lists.values() for row in rows for word in row}
    words |= {word for text in sentences() for word in text.split()}
    words |= {word.capitalize() for word in nlp._special_cases} | nlp._special_cases
    for word in words:
        assert nlp.split(word) == tuple(token.text for token in nlp.make_doc(word)), word


def test_the_grammar_is_started_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        raise AssertionError("this release of spaCy is not built as engine.starting expects")

    monkeypatch.setattr(starting, "ordinary", slow)
    grammar.load.__wrapped__()


def test_where_parts_do_not_fit_the_whole_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ImportError("no such part")

    monkeypatch.setattr(starting, "in_parts", broken)
    doc = grammar.load.__wrapped__().make_doc("She can't go.")
    assert [token.text for token in doc] == ["She", "ca", "n't", "go", "."]


def script(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("use", ["spacy.blank('en')('a b')", "spacy.__version__", "spacy.cli"])
def test_others_find_all_of_spacy(use: str) -> None:
    assert (
        script(
            "from strengthlint.engine import grammar; doc = grammar.load().make_doc('a')\n"
            f"import spacy; {use}; from spacy import load, Language\n"
            "assert isinstance(doc, spacy.tokens.Doc) and spacy.load is load\n"
            "print(type(spacy).__name__)"
        )
        == "module\n"
    )


def test_a_check_brings_no_command_line_of_spacys() -> None:
    loaded = json.loads(
        script(
            "import sys, json; from strengthlint import Linter\n"
            "assert Linter().check_text('She failed to engage.').diagnostics\n"
            "print(json.dumps(sorted(sys.modules)))"
        )
    )
    assert "spacy.pipeline" in loaded
    assert not {"spacy.cli", "weasel", "requests", "httpx", "typer"} & set(loaded)


def test_what_checks_trains_and_measures_is_not_run() -> None:
    text = "The homeless and frequent flyers were seen. She failed to engage, and is a scrounger."
    told = script(
        "import sys; from strengthlint import Linter; Linter()\n"
        # Only a lexicon that was not compiled yet asks the dictionary, which starts all of spaCy.
        "already = 'lemminflect' in sys.modules\n"
        f"assert len(Linter().check_text({text!r}).diagnostics) > 2\n"
        "assert already or 'lemminflect' not in sys.modules\n"
        "if already: print('[]'); sys.exit()\n"
        "from strengthlint.engine import starting; from strengthlint.engine.postponing import is_waiting\n"
        "print([name for name in starting._NOT_NEEDED if not is_waiting(name)])"
    )
    assert told == "[]\n"


def test_others_can_check_train_and_measure() -> None:
    told = script(
        "import pickle; from strengthlint.engine import grammar; doc = grammar.load().make_doc('a b')\n"
        "from spacy.matcher import Matcher, PhraseMatcher; from spacy.errors import MatchPatternError\n"
        "try: Matcher(doc.vocab).add('x', [[{'LOWER': 1, 'OP': 'no'}]])\n"
        "except MatchPatternError: print('checked')\n"
        "PhraseMatcher(doc.vocab, attr='LOWER').add('x', [doc])\n"
        "import spacy; from spacy.training import Example; from confection import Config\n"
        "nlp = spacy.blank('en'); nlp.add_pipe('textcat_multilabel', config={'threshold': 0.4}).add_label('A')\n"
        "example = Example.from_dict(nlp.make_doc('a b'), {'cats': {'A': 1.0}})\n"
        "nlp.initialize(lambda: [example]); nlp.update([example]); print('trained')\n"
        "assert nlp.evaluate([example])['speed'] > 0; print('measured')\n"
        "assert [t.text for t in pickle.loads(pickle.dumps(doc))] == ['a', 'b']; print('pickled')\n"
        "try: nlp.add_pipe('tagger', config={'no': 'such'})\n"
        "except Exception as error: print(type(error).__name__)\n"
        "try: Config().from_str('[a]\\nb = ${no.such}')\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    expected = "checked trained measured pickled ConfigValidationError ConfigValidationError"
    assert told.split() == expected.split()


def test_a_spacy_that_is_there_already_is_used() -> None:
    assert (
        script(
            "import spacy; from strengthlint.engine import grammar\n"
            "print(isinstance(grammar.load().make_doc('a'), spacy.tokens.Doc))"
        )
        == "True\n"
    )


def test_what_damages_one_part_is_told_by_the_whole(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"config\.cfg|meta\.json"):
        starting.ordinary(tmp_path)


def test_matrices_are_multiplied_by_numpy_and_trees_are_those_of_blis() -> None:
    from thinc.api import NumpyOps

    given = starting.in_parts(grammar_folder())
    layers = [layer for part in given._components for layer in part.model.walk()]
    assert layers
    assert not any(layer.ops.use_blis for layer in layers if type(layer.ops) is NumpyOps)
    trees = read(given)
    for layer in layers:
        layer.ops = NumpyOps(use_blis=True)
    assert read(given) == trees


def test_other_kernels_are_left_alone() -> None:
    from thinc.api import Linear, NumpyOps

    class Kernels(NumpyOps):
        """What somebody installed."""

    layer = Linear(2, 2)
    layer.ops = Kernels()
    starting._multiply_with_numpy(layer)
    assert type(layer.ops) is Kernels
