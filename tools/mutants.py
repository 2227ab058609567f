"""Which small changes to the judgement no fast test would notice: mutation testing.

    python tools/mutants.py engine/roles                     # every mutant of a module
    python tools/mutants.py engine standing wording --sample 80 [--seed 2]
    python tools/mutants.py engine/gate --list               # the mutants, none of them tried

A mutant is the module with one thing changed: a comparison turned round, `and` for `or`, a part of a
condition left out, a constant, what is returned, a statement taken away. Each is put into a process
of its own, forked from one that has the tests collected and spaCy loaded, and is killed where a fast
test about the module fails; the module's own tests come first. Survivors are printed: each shows a test that is missing, or code
that does nothing. POSIX only.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import importlib
import importlib.util
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import groupby
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "strengthlint"

TESTS = {
    "engine/grammar": ("engine/test_grammar.py", "test_starting.py"),
    "engine/starting": ("test_starting.py",),
    "engine": ("engine",),
    "standing": ("standing", "test_linter.py"),
    "wording": ("wording", "test_linter.py"),
}
"""The tests about a module, by the start of its path; those that are not there are left out.

Before them stands the module's own file, for instance `tests/engine/test_gate.py`."""

SLOW = (
    "engine/test_gate_and_text.py::test_the_gate_only_saves_work_on_every_example",
    "engine/test_gate_and_text.py::test_the_gate_only_saves_work",
    "engine/test_gate_and_text.py::test_the_grammar_never_finds_what_the_phrases_did_not",
    "test_linter.py::test_the_excerpt_and_the_source_hold_the_matched_words",
)
"""Tests that take longer than all others together."""

_QUIETLY = ("-x", "-s", "-q", "-p", "no:cacheprovider", "--no-header", "--assert=plain")

_BELOW = ("diagnostic", "document", "errors", "lexicon", "spelling")
"""Modules under every one that is mutated here; they stay as they were loaded."""


@dataclass(frozen=True)
class Mutant:
    """One change to a module.

    Attributes:
        path: The module.
        line: Where.
        what: The code before and after.
        number: Which of the module's nodes is changed, in the order of `_walk`.
        choice: Which of the changes that can be made to it.
        in_function: Whether it changes what a function does, and nothing that is made on import.
    """

    path: Path
    line: int
    what: str
    number: int
    choice: int
    in_function: bool

    def tree(self) -> ast.Module:
        """The whole module with the change."""
        tree = ast.parse(self.path.read_text("utf-8"))
        target = next(node for at, node in enumerate(_walk(tree)) if at == self.number)
        _changes(target)[self.choice]()
        return ast.fix_missing_locations(tree)

    def __str__(self) -> str:
        return f"{self.path.relative_to(PACKAGE)}:{self.line}  {self.what}"


# Mutants

_TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_LONGEST_TEXT = 40

Change = Callable[[], None]


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    made = []
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.Lambda))]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    bodies = [
        part for f in functions for part in (f.body if isinstance(f.body, list) else [f.body])
    ]
    in_body = {id(node) for part in bodies for node in ast.walk(part)}
    for number, node in enumerate(_walk(tree)):
        # Text outside of functions is names of things and words: data, which other tests hold.
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            continue
        line = getattr(node, "lineno", 0) or getattr(getattr(node, "iter", None), "lineno", 0)
        for choice in range(len(_changes(node))):
            changed = copy.deepcopy(node)
            before = ast.unparse(changed)
            _changes(changed)[choice]()
            after = ast.unparse(ast.fix_missing_locations(changed))
            what = f"{_short(before, after)}  →  {_short(after, before)}"
            made.append(Mutant(path, line, what, number, choice, id(node) in in_body))
    return sorted(made, key=lambda mutant: mutant.line)


def _short(text: str, other: str) -> str:
    """The part of a long piece of code that is not the same in another."""
    text, other = " ".join(text.split()), " ".join(other.split())
    if len(text) < 70:
        return text
    same = next((at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    start = max(0, same - 25)
    return (
        ("…" if start else "") + text[start : start + 70] + ("…" if start + 70 < len(text) else "")
    )


def _walk(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes in which something may change: no docstrings, annotations, assertions or imports."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        yield node
        children: list[ast.AST] = []
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_comment"):
                continue
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, ast.AST) and not _is_left_alone(item):
                    children.append(item)
        stack.extend(reversed(children))


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, (ast.Assert, ast.Import, ast.ImportFrom, ast.Raise)):
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.Assign):
        return any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> list[Change]:
    """What can be changed in a node, each to be done at most once."""
    changes: list[Change] = []

    def put(name: str, value: object) -> None:
        changes.append(lambda: setattr(node, name, value))

    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            for other in _TURNED[type(op)]:
                put("ops", [*node.ops[:at], other(), *node.ops[at + 1 :]])
    elif isinstance(node, ast.BoolOp):
        put("op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        for at in range(len(node.values)):
            # With one value left it is that value.
            put("values", [*node.values[:at], *node.values[at + 1 :]])
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        put("op", _OPERATORS[type(node.op)]())
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
        # Comparisons and `and` change by themselves.
        if not isinstance(node.test, (ast.Compare, ast.BoolOp)):
            put("test", _turned(node.test))
    elif isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            put("ifs", [*node.ifs[:at], *node.ifs[at + 1 :]])
    elif isinstance(node, ast.Return):
        value = node.value
        if isinstance(value, (ast.Call, ast.Name, ast.Attribute, ast.Tuple, ast.List)):
            put("value", ast.Constant(None))
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            put("value", not node.value)
        elif isinstance(node.value, int):
            put("value", node.value + 1)
        elif isinstance(node.value, str) and 0 < len(node.value) <= _LONGEST_TEXT:
            put("value", f"XX{node.value}")
    elif isinstance(node, ast.Expr):
        put("value", ast.Constant(None))
    elif isinstance(node, ast.AugAssign) and type(node.op) in _OPERATORS:
        put("op", _OPERATORS[type(node.op)]())
    if isinstance(node, (ast.For, ast.While)):
        for at, statement in enumerate(node.body):
            if isinstance(statement, ast.Continue):
                put("body", [*node.body[:at], ast.Break(), *node.body[at + 1 :]])
    return changes


def _turned(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


# Running them


class _Mutated(MetaPathFinder, Loader):
    """Gives one module as the mutant has it."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        parts = mutant.path.relative_to(PACKAGE.parent).with_suffix("").parts
        self.is_package = parts[-1] == "__init__"
        self.name = ".".join(parts[:-1] if self.is_package else parts)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        folders = [str(self.mutant.path.parent)] if self.is_package else None
        return importlib.util.spec_from_file_location(
            name, self.mutant.path, loader=self, submodule_search_locations=folders
        )

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.tree(), str(self.mutant.path), "exec"), module.__dict__)  # noqa: S102


_ELSEWHERE = """\
import importlib.util
import sys


class Mutated:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == {name!r}:
            return importlib.util.spec_from_file_location(
                name, {file!r}, submodule_search_locations={folders!r}
            )


sys.meta_path.insert(0, Mutated)
"""


def _put_elsewhere(mutant: Mutant, scratch: Path) -> None:
    """Give the mutant to every Python that a test starts."""
    finder = _Mutated(mutant)
    file = scratch / "mutant.py"
    file.write_text(ast.unparse(mutant.tree()), "utf-8")
    folders = [str(mutant.path.parent)] if finder.is_package else None
    made = _ELSEWHERE.format(name=finder.name, file=str(file), folders=folders)
    (scratch / "sitecustomize.py").write_text(made, "utf-8")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(scratch), before)))


def tests_about(path: Path, *, own_only: bool) -> list[str]:
    """The tests of a module, as pytest takes them; only those in its own file where asked."""
    place = path.relative_to(PACKAGE).as_posix()
    names = next(names for start, names in TESTS.items() if place.startswith(start))
    module = Path(place)
    stem = module.parent.name if module.stem == "__init__" else module.stem
    own = module.with_name(f"test_{stem}.py").as_posix()
    has_own = (ROOT / "tests" / own).exists()
    wanted = [own] if has_own else []
    if not (own_only and has_own):
        wanted += names
    tests = [f"tests/{name}" for name in wanted if (ROOT / "tests" / name).exists()]
    return [*tests, *(f"--deselect=tests/{name}" for name in SLOW)]


class _Loop:
    """Takes the place of pytest's loop: the tests are collected once and run for each mutant.

    Args:
        mutants: Of modules with the same tests.
        tests: As pytest takes them.
        examples: Whether what the tests let live also meets the lexicon's examples.
        scratch: A folder for what the Pythons that a test starts are to find.
        told: Called with each mutant and whether it survived.
    """

    def __init__(
        self,
        mutants: Sequence[Mutant],
        tests: Sequence[str],
        examples: bool,
        scratch: Path,
        told: Callable[[Mutant, bool], None],
    ) -> None:
        self.mutants, self.tests, self.examples, self.told = mutants, tests, examples, told
        self.scratch = scratch
        self.passed = False

    def pytest_runtestloop(self, session: Any) -> bool:
        """Run the tests with the modules as they are, and then with each mutant, in forks."""
        plugins = session.config.pluginmanager
        plugins.unregister(plugins.get_plugin("terminalreporter"))
        start = time.monotonic()
        if not _all_pass(session):
            return True
        self.passed = True
        seconds = time.monotonic() - start
        print(f"{len(session.items)} tests pass in {seconds:.0f} s", flush=True)
        functions = _functions()
        gc.freeze()  # what is never looked at again is not copied into each child
        for mutant in self.mutants:
            child = os.fork()
            if not child:
                self._try(session, mutant, functions)
            self.told(mutant, _outlives(child, 4 * seconds + 20))
        return True

    def _try(self, session: Any, mutant: Mutant, functions: Sequence[FunctionType]) -> None:
        """In the child: ends the process, with 0 where the mutant survives."""
        code = 3
        try:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            _put_elsewhere(mutant, self.scratch)
            if _put_in_place(mutant, functions):
                code = int(not _all_pass(session))
            else:
                code = _run_anew(mutant, self.tests)
            if code == 0 and self.examples:
                from strengthlint.audit import failing_examples
                from strengthlint.lexicon import load

                lexicon = load()
                code = int(bool(failing_examples(lexicon, list(lexicon.entries()))))
        finally:
            os._exit(code)


def _all_pass(session: Any) -> bool:
    """Whether every collected test passes; stops at the first that does not."""
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


def _outlives(child: int, limit: float) -> bool:
    """Whether a child ends well within some seconds."""
    start = time.monotonic()
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        if time.monotonic() - start > limit:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return False
        time.sleep(0.01)


def _functions() -> list[FunctionType]:
    """The functions of the package that are loaded."""
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(str(PACKAGE))
    ]


def _put_in_place(mutant: Mutant, functions: Iterable[FunctionType]) -> bool:
    """Give the loaded functions of a module the mutant's code; False where it is not in one."""
    if not mutant.in_function:
        return False
    new: dict[tuple[str, int], CodeType] = {}
    waiting = [compile(mutant.tree(), str(mutant.path), "exec")]
    while waiting:
        code = waiting.pop()
        new.setdefault((code.co_name, code.co_firstlineno), code)
        waiting += [const for const in code.co_consts if isinstance(const, CodeType)]
    try:
        for function in functions:
            old = function.__code__
            if old.co_filename == str(mutant.path):
                function.__code__ = new[old.co_name, old.co_firstlineno]
    except ValueError:  # the mutant does without a variable of the function around
        return False
    for thing in vars(sys.modules[_Mutated(mutant).name]).values():
        if hasattr(thing, "cache_clear"):
            thing.cache_clear()
    return True


def _run_anew(mutant: Mutant, tests: Sequence[str]) -> int:
    """Run the tests with everything that may import the mutant imported anew."""
    for name, module in list(sys.modules.items()):
        of_package = name.partition(".")[0] == PACKAGE.name and not _lies_below(name, mutant)
        # A test module that stays holds on to what it imported.
        if of_package or str(getattr(module, "__file__", "")).startswith(str(ROOT / "tests")):
            del sys.modules[name]
    sys.meta_path.insert(0, _Mutated(mutant))
    import pytest

    return int(pytest.main([*tests, *_QUIETLY]))


def _lies_below(name: str, mutant: Mutant) -> bool:
    """Whether a module is the same whatever the mutant does, since it never imports it."""
    grammar = f"{PACKAGE.name}.engine.grammar"
    if name == grammar:
        return _Mutated(mutant).name != grammar
    return name.startswith(tuple(f"{PACKAGE.name}.{module}" for module in _BELOW))


def _warm(*, parses: bool) -> Path:
    """What every child needs: spaCy, the compiled lexicon, what the grammar makes of a sentence.

    Returns a folder for what goes by.

    Args:
        parses: Whether a sentence is parsed once for all mutants; not where the grammar is one.
    """
    sys.dont_write_bytecode = True
    scratch = tempfile.mkdtemp()
    os.environ.setdefault("STRENGTHLINT_CACHE_DIR", scratch)
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = scratch
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(ROOT)
    for name in ("hypothesis", "pytest", "spacy"):
        importlib.import_module(name)
    from strengthlint import lexicon
    from strengthlint.engine import grammar

    builtin, load, parse = lexicon.load(), lexicon.load, grammar.parse
    grammar.load()
    known: dict[Any, Any] = {}

    def load_once(*args: Any, **options: Any) -> Any:
        return load(*args, **options) if args or options else builtin

    def parse_once(docs: Iterable[Any], names: Any = frozenset()) -> list[Any]:
        docs = list(docs)
        keys = [
            (tuple((token.text, token.whitespace_) for token in doc), bool(names)) for doc in docs
        ]
        new = {key: doc for key, doc in zip(keys, docs, strict=True) if key not in known}
        known.update(zip(new, parse(new.values(), names), strict=True))
        return [known[key] for key in keys]

    lexicon.load = load_once
    if parses:
        grammar.parse = parse_once
    return Path(scratch)


def _modules(names: Sequence[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = PACKAGE / name
        module = path.with_suffix(".py")
        if path.is_dir():
            found += sorted(path.glob("*.py"))
        elif module.is_file():
            found.append(module)
        else:
            raise SystemExit(f"There is no module {name} in {PACKAGE.name}.")
    return found


def main() -> int:
    """Try the mutants that were asked for; 1 where fewer are killed than --least says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="+", help="for instance engine/roles, standing, wording")
    parser.add_argument("--sample", type=int, default=0, help="try so many, drawn evenly")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print the mutants and try none")
    parser.add_argument(
        "--examples",
        action="store_true",
        help="what the tests let live also meets the lexicon's examples",
    )
    parser.add_argument(
        "--own",
        action="store_true",
        help="only the module's own tests, where it has some: quicker, and never kinder",
    )
    parser.add_argument("--least", type=float, default=0, help="the share that is to be killed")
    options = parser.parse_args()
    mutants = [mutant for path in _modules(options.modules) for mutant in mutants_of(path)]
    total = len(mutants)
    if options.sample and options.sample < total:
        mutants = random.Random(options.seed).sample(mutants, options.sample)
        mutants.sort(key=lambda mutant: (mutant.path, mutant.line))
    if options.list:
        for mutant in mutants:
            print(mutant)
        print(f"{len(mutants)} of {total} mutants")
        return 0
    scratch = _warm(parses=all(mutant.path.name != "grammar.py" for mutant in mutants))
    tried: Counter[Path] = Counter()
    killed: Counter[Path] = Counter()
    start = time.monotonic()

    def told(mutant: Mutant, survived: bool) -> None:
        tried[mutant.path] += 1
        killed[mutant.path] += not survived
        if survived:
            print(f"survived  {mutant}", flush=True)

    import pytest

    for tests, some in groupby(
        mutants, key=lambda mutant: tests_about(mutant.path, own_only=options.own)
    ):
        loop = _Loop(list(some), tests, options.examples, scratch, told)
        pytest.main([*tests, *_QUIETLY], plugins=[loop])
        if not loop.passed:
            raise SystemExit(f"The tests fail as it is: pytest {' '.join(tests)}")
    for path in tried:
        share = 100 * killed[path] / tried[path]
        name = path.relative_to(PACKAGE)
        print(f"{name!s:32} {killed[path]:4} of {tried[path]:4} killed, {share:3.0f} %")
    all_tried, all_killed = tried.total(), killed.total()
    share = all_killed / all_tried if all_tried else 1.0
    minutes = (time.monotonic() - start) / 60
    print(
        f"{all_killed} of {all_tried} killed, {100 * share:.0f} % ({total} there are; {minutes:.1f} min)"
    )
    return int(share < options.least)


if __name__ == "__main__":
    sys.exit(main())
