"""Starts as much of spaCy as the grammar needs, which takes half the time of starting all of it.

`import spacy` brings a command line, a downloader of models and every component that there is, and
`spacy.load` looks through all installed packages, checks a training configuration, and builds the
tokenizer twice. Here only the parts are imported that the grammar is made of, and are put together
as its `config.cfg` says. What a package that imports spaCy expects of it is there as soon as it is
asked for.

This leans on how spaCy is built inside. So whatever goes wrong on this way is no error: the caller
takes the ordinary one. A test holds that both give the same trees.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

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
_REGEXES: Final = {
    "prefix_search": "search",
    "suffix_search": "search",
    "infix_finditer": "finditer",
    "token_match": "match",
    "url_match": "match",
}


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
    from spacy.lang.en import English
    from spacy.vocab import create_vocab
    from thinc.api import Config

    config = Config().from_disk(folder / "config.cfg")
    if config["nlp"]["lang"] != "en" or config["nlp"]["disabled"]:
        raise ValueError("not a grammar of ours")
    vocab = create_vocab("en", English.Defaults)
    vocab.from_disk(folder / "vocab")
    components: list[Any] = []
    for name in config["nlp"]["pipeline"]:
        component = _component(name, config["components"][name], vocab)
        component.from_disk(folder / name, exclude=["vocab"])
        for other in components:
            if hasattr(other, "find_listeners"):
                other.find_listeners(component)
        components.append(component)
    tokenize = _Tokenizing(folder / "tokenizer", vocab, without)
    return Grammar(vocab, tokenize, tokenize.special_cases, components)


# Parts


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


class _Tokenizing:
    """The tokenizer, which is given a special case when a text first may hold it.

    There are more than a thousand ("don't", ":-)", "a.m."), and each costs a tenth of a millisecond.

    Attributes:
        special_cases: All of them.
    """

    def __init__(self, file: Path, vocab: Vocab, without: frozenset[str]) -> None:
        saved = import_module("srsly").msgpack_loads(file.read_bytes())
        patterns = {
            key: getattr(re.compile(saved[key]), method) if saved[key] else None
            for key, method in _REGEXES.items()
        }
        self._tokenizer: Any = import_module("spacy.tokenizer").Tokenizer(
            vocab, faster_heuristics=saved["faster_heuristics"], **patterns
        )
        cases = {text: case for text, case in saved["exceptions"].items() if text not in without}
        self.special_cases = frozenset(cases)
        self._waiting: dict[str, list[tuple[str, Any]]] = {}
        for text, case in sorted(cases.items()):
            if len(text) < 2 or _spaceless(text) != text:
                self._tokenizer.add_special_case(text, case)
            else:
                self._waiting.setdefault(text[:2], []).append((text, case))

    def __call__(self, text: str) -> Doc:
        # Spaces do not count: the tokenizer looks for some cases among tokens, whatever is between.
        letters = _spaceless(text)
        for start in {
            letters[at : at + 2] for at in range(len(letters) - 1)
        } & self._waiting.keys():
            self._add(start, letters)
        doc: Doc = self._tokenizer(text)
        return doc

    def _add(self, start: str, letters: str) -> None:
        left = []
        for text, case in self._waiting[start]:
            if text in letters:
                self._tokenizer.add_special_case(text, case)
            else:
                left.append((text, case))
        self._waiting[start] = left
        if not left:
            del self._waiting[start]


def _spaceless(text: str) -> str:
    return "".join(text.split())


# spaCy without what its package does when it is imported


class _Package(ModuleType):
    """The package `spacy`, whose own code is run when somebody asks for what it defines."""

    def __getattr__(self, name: str) -> Any:
        # While parts are imported, they ask for each other here before they are looked for.
        if _starting.active or (name.startswith("__") and name != "__version__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        finish()
        return getattr(self, name)


class _Starting(threading.local):
    active = False


_starting = _Starting()
_lock = threading.RLock()


def _import_parts() -> None:
    """Import what the grammar is made of; `spacy` itself is left for later, unless it is there."""
    with _lock:
        if "spacy" not in sys.modules:
            spec = find_spec("spacy")
            if spec is None:
                raise ModuleNotFoundError("spacy")
            package = module_from_spec(spec)
            package.__class__ = _Package
            sys.modules["spacy"] = package
    _starting.active = True
    try:
        errors = import_module("spacy.errors")
        if isinstance(sys.modules["spacy"], _Package):
            errors.setup_default_warnings()
        # In the order of the package itself, for they import each other in a ring.
        for name in ("pipeline", "lang.en", "matcher", "ml.models"):
            import_module(f"spacy.{name}")
    finally:
        _starting.active = False


def finish() -> None:
    """Let the package `spacy` do what it does when it is imported, if it has not yet."""
    with _lock:
        package = sys.modules.get("spacy")
        if not isinstance(package, _Package):
            return
        package.__class__ = ModuleType  # type: ignore[assignment]
        spec = package.__spec__
        assert spec is not None and spec.loader is not None  # noqa: S101, PT018 - made from one
        spec.loader.exec_module(package)
