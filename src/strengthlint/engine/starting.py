"""Starts as much of spaCy as the grammar needs, which takes half the time of starting all of it.

`import spacy` brings a command line, a downloader of models, what training needs, and every component
that there is, and `spacy.load` looks through all installed packages, checks a training configuration,
and builds the tokenizer twice. Here only the parts are imported that the grammar is made of, and are
put together as its `config.cfg` says. All else is there as soon as somebody asks for it (`postponing`).

This leans on how spaCy is built inside. So whatever goes wrong on this way is no error: the caller
takes the ordinary one. A test holds that both give the same trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from strengthlint.engine.postponing import is_waiting, postponed, run
from strengthlint.engine.tokenizing import Tokenizing

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["Grammar", "finish", "in_parts", "ordinary"]

_ARCHITECTURES: Final = {
    "spacy.MaxoutWindowEncoder.v2": ("tok2vec", "MaxoutWindowEncoder"),
    "spacy.MultiHashEmbed.v2": ("tok2vec", "MultiHashEmbed"),
    "spacy.Tagger.v2": ("tagger", "build_tagger_model"),
    "spacy.Tok2Vec.v2": ("tok2vec", "build_Tok2Vec_model"),
    "spacy.Tok2VecListener.v1": ("tok2vec", "tok2vec_listener_v1"),
    "spacy.TransitionBasedParser.v2": ("parser", "build_tb_parser_model"),
}
"""What a configuration calls a model, and which module of `spacy.ml.models` builds it how."""

_COMPONENTS: Final = {
    "morphologizer": ("morphologizer", "Morphologizer"),
    "parser": ("dep_parser", "DependencyParser"),
    "tok2vec": ("tok2vec", "Tok2Vec"),
}
_PARTS: Final = (
    "tokens",
    "tokenizer",
    "matcher.matcher",
    "matcher.phrasematcher",
    "lang.en.lex_attrs",
    "lang.en.stop_words",
    "lang.en.syntax_iterators",
    "pipeline.transition_parser",
    *(f"pipeline.{module}" for module, _ in _COMPONENTS.values()),
    *(f"ml.models.{module}" for module in dict.fromkeys(m for m, _ in _ARCHITECTURES.values())),
)
_NOT_NEEDED: Final = (
    # Packages that import all that is in them.
    "spacy",
    "spacy.lang.en",
    "spacy.matcher",
    "spacy.ml",
    "spacy.ml.models",
    "spacy.pipeline",
    "spacy.training",
    # What checks, trains, measures and reports, with pydantic behind it.
    "confection.validation",
    "packaging.requirements",
    "spacy.lang.tokenizer_exceptions",
    "spacy.language",
    "spacy.pipeline.functions",
    "spacy.schemas",
    "spacy.scorer",
    "srsly._pickle_api",
    "srsly._yaml_api",
    "wasabi",
)


class Grammar:
    """A pipeline: a tokenizer, and what reads its tokens.

    Args:
        vocab: The vocabulary that all parts share.
        tokenize: Cuts a sentence into tokens.
        special_cases: What it cuts in a way of its own ("cannot").
        components: What each sentence goes through, in this order.
    """

    def __init__(
        self,
        vocab: Vocab,
        tokenize: Callable[[str], Doc],
        special_cases: Iterable[str],
        components: Iterable[Any],
    ) -> None:
        self.vocab = vocab
        self.make_doc = tokenize
        self._special_cases = frozenset(special_cases)
        self._components = tuple(components)
        for component in self._components:
            _multiply_with_numpy(component.model)

    def split(self, word: str) -> tuple[str, ...]:
        """A word without spaces as the tokenizer cuts it ("DNA'd" is two tokens)."""
        # Nothing but a special case cuts a word between two letters.
        if word.isascii() and word.isalpha() and word not in self._special_cases:
            return (word,)
        return tuple(token.text for token in self.make_doc(word))

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterable[Doc]:
        """Tagged and parsed sentences, in order."""
        for component in self._components:
            docs = component.pipe(docs, batch_size=batch_size)
        return docs


def ordinary(folder: Path, without: frozenset[str] = frozenset()) -> Grammar:
    """The grammar in a folder, started as spaCy's documentation says.

    Args:
        folder: Where it is.
        without: Special cases of the tokenizer that are not to hold.
    """
    finish()
    import spacy

    nlp = spacy.load(folder)
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {word: case for word, case in tokenizer.rules.items() if word not in without}
    components = (component for _, component in nlp.pipeline)
    return Grammar(nlp.vocab, tokenizer, tokenizer.rules, components)


def in_parts(folder: Path, without: frozenset[str] = frozenset()) -> Grammar:
    """The same from the parts that it needs.

    Args:
        folder: Where it is.
        without: Special cases of the tokenizer that are not to hold.

    Raises:
        Exception: of any kind, where this spaCy is not built as expected.
    """
    _import_parts()
    from spacy.vocab import create_vocab
    from thinc.api import Config

    config = Config().from_disk(folder / "config.cfg")
    if config["nlp"]["lang"] != "en" or config["nlp"]["disabled"]:
        raise ValueError("not a grammar of ours")
    vocab = create_vocab("en", _defaults())
    vocab.from_disk(folder / "vocab")
    components: list[Any] = []
    for name in config["nlp"]["pipeline"]:
        component = _component(name, config["components"][name], vocab)
        component.from_disk(folder / name, exclude=["vocab"])
        for other in components:
            if hasattr(other, "find_listeners"):
                other.find_listeners(component)
        components.append(component)
    tokenize = Tokenizing(folder / "tokenizer", vocab, without)
    return Grammar(vocab, tokenize, tokenize.special_cases, components)


# Parts


def _multiply_with_numpy(model: Any) -> None:
    """Let a model multiply its matrices with NumPy's BLAS, which is five times as fast here.

    The kernels that come with blis use no wide registers on many processors. Trees stay the same.
    """
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for layer in model.walk():
        # Where somebody installed other kernels, such as Apple's, theirs are as good.
        if type(layer.ops) is NumpyOps:
            layer.ops = ops


def _defaults() -> SimpleNamespace:
    """What a vocabulary takes of spaCy's English."""
    return SimpleNamespace(
        lex_attr_getters=import_module("spacy.lang.en.lex_attrs").LEX_ATTRS,
        stop_words=import_module("spacy.lang.en.stop_words").STOP_WORDS,
        syntax_iterators=import_module("spacy.lang.en.syntax_iterators").SYNTAX_ITERATORS,
        writing_system={"direction": "ltr", "has_case": True, "has_letters": True},
    )


def _component(name: str, config: Mapping[str, Any], vocab: Vocab) -> Any:
    module, kind = _COMPONENTS[config["factory"]]
    build = getattr(import_module(f"spacy.pipeline.{module}"), kind)
    # Scores are for training, and the place of a model is its second argument.
    settings = {
        key: value
        for key, value in config.items()
        if key not in ("factory", "model", "scorer", "source")
    }
    return build(vocab, _model(config["model"]), name, **settings)


def _model(config: Mapping[str, Any]) -> Any:
    """A model as its configuration says, with the models within it."""
    module, name = _ARCHITECTURES[config["@architectures"]]
    settings = {
        key: _model(value) if isinstance(value, dict) else value
        for key, value in config.items()
        if not key.startswith("@")
    }
    return getattr(import_module(f"spacy.ml.models.{module}"), name)(**settings)


# spaCy without what the grammar does not need


def _import_parts() -> None:
    """Import what the grammar is made of; what else these parts name waits until it is used."""
    with postponed(_NOT_NEEDED):
        errors = import_module("spacy.errors")
        if is_waiting("spacy"):
            errors.setup_default_warnings()
        # In the order in which they can be imported, for they import each other in a ring.
        for name in _PARTS:
            import_module(f"spacy.{name}")


def finish() -> None:
    """Let the package `spacy` do what it does when it is imported, if it has not yet."""
    run("spacy")
