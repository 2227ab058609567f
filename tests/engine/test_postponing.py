"""A module that waits is run when somebody uses it, and then everybody has what it defines."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from strengthlint.engine.postponing import is_waiting, postponed, run

Make = Callable[..., None]

HEAVY = """
import builtins
builtins.heavy_was_run += 1
__version__ = "7"
class Error(Exception): pass
class Base:
    def hello(self): return "hello"
def add(a, b=0): return a + b
NUMBERS = {"one": 1}
"""
USER = """
from . import heavy
from .heavy import Base, Error, NUMBERS, add
def total(): return add(1, b=2)
def one(): return NUMBERS.get("one")
def is_base(value): return isinstance(value, Base)
def is_kind(kind): return issubclass(kind, Base)
def fails():
    try: raise heavy.Error
    except Error: return "caught"
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "parcel"
    folder.mkdir()
    files = {"__init__": "inside = 1\nfrom . import user\n", "heavy": HEAVY, "user": USER}
    for name, code in files.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("builtins.heavy_was_run", 0, raising=False)
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == "parcel"]:
        del sys.modules[name]


def runs() -> int:
    import builtins

    return int(builtins.heavy_was_run)  # type: ignore[attr-defined]


def user(*names: str) -> Any:
    """A module that was imported while others waited."""
    with postponed(names or ("parcel.heavy",)):
        return import_module("parcel.user")


@pytest.mark.usefixtures("package")
def test_what_waits_is_not_run_by_an_import() -> None:
    made = user()
    assert runs() == 0
    assert is_waiting("parcel.heavy")
    assert made.heavy is sys.modules["parcel.heavy"] is sys.modules["parcel"].heavy
    assert not is_waiting("parcel.user")
    assert not is_waiting("no.such")


USES: list[tuple[Callable[[Any], object], object]] = [
    (lambda made: made.total(), 3),
    (lambda made: made.one(), 1),
    (lambda made: made.is_base(3), False),
    (lambda made: made.is_base(made.heavy.Base()), True),
    (lambda made: made.is_kind(int), False),
    (lambda made: made.is_kind(made.heavy.Base), True),
    (lambda made: made.fails(), "caught"),
    (lambda made: made.heavy.__version__, "7"),
    (lambda made: inherits(made.Base).hello(), "hello"),
]


def inherits(base: Any) -> Any:
    class Kind(base):  # type: ignore[misc]
        pass

    return Kind()


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(("use", "expected"), USES)
def test_what_is_used_is_run_once(use: Callable[[Any], object], expected: object) -> None:
    made = user()
    assert use(made) == expected
    assert use(made) == expected
    assert runs() == 1
    assert not is_waiting("parcel.heavy")
    assert type(made.heavy) is ModuleType


@pytest.mark.usefixtures("package")
def test_what_is_used_holds_for_everybody() -> None:
    made = user()
    made.total()
    assert (made.Base, made.Error, made.add) == (made.heavy.Base, made.heavy.Error, made.heavy.add)
    assert made.NUMBERS is made.heavy.NUMBERS
    from parcel.heavy import add  # type: ignore[import-not-found]

    assert made.add is add


@pytest.mark.usefixtures("package")
def test_another_import_runs_what_waits() -> None:
    made = user()
    from parcel.heavy import Error

    assert runs() == 1
    assert made.Error is Error


@pytest.mark.usefixtures("package")
def test_a_package_that_waits_lets_its_modules_be_imported() -> None:
    with postponed(["parcel"]):
        made = import_module("parcel.user")
    assert is_waiting("parcel")
    assert made.total() == 3
    assert sys.modules["parcel"].inside == 1
    assert not is_waiting("parcel")


@pytest.mark.usefixtures("package")
def test_nothing_is_promised_to_another_thread() -> None:
    found: list[object] = []
    with postponed(["parcel.heavy"]):
        heavy = import_module("parcel.heavy")
        thread = threading.Thread(target=lambda: found.append(heavy.add(2, 3)))
        thread.start()
        thread.join()
    assert found == [5]
    assert runs() == 1


@pytest.mark.usefixtures("package")
def test_what_machinery_asks_of_any_module_runs_none() -> None:
    made = user()
    for asked in (made.heavy, made.add):
        assert not hasattr(asked, "__wrapped__")
    assert runs() == 0


@pytest.mark.usefixtures("package")
def test_what_is_there_is_left_and_what_is_not_found_too() -> None:
    heavy = import_module("parcel.heavy")
    made = user("parcel.heavy", "parcel.nothing", "no_such_parcel.at.all", "sys.nothing", "zlib.x")
    assert made.add is heavy.add
    assert runs() == 1
    with pytest.raises(ModuleNotFoundError):
        import_module("parcel.nothing")


def test_a_failure_is_told_each_time(package: Path) -> None:
    (package / "heavy.py").write_text("raise OSError('no disk')", encoding="utf-8")
    made = user()
    for _ in range(2):
        with pytest.raises(OSError, match="no disk"):
            made.total()
    assert is_waiting("parcel.heavy")


@pytest.mark.usefixtures("package")
def test_run() -> None:
    made = user()
    run("parcel.heavy")
    run("parcel.heavy")
    run("no.such")
    assert runs() == 1
    assert made.total() == 3
