"""Imports modules of a library whose code is run only when somebody uses what they define.

A library that imports all of itself costs those who need a part of it the time for the rest. Here
a thread names modules that are to wait; while it imports others, it gets those as they are, not
run yet, and for a name out of one a promise. A promise that is used (called, asked for something,
inherited from) has its module run first; after that every module that holds a promise of it holds
the real thing. So whoever uses the library later, in whatever way, finds all of it.

Only the thread that postpones gets promises. Another one that asks at the same time has the module
run, as by any import.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

__all__ = ["is_waiting", "postponed", "run"]

_ASKED_OF_ANY = ("__all__", "__version__")
"""Names with two underscores that a module defines itself; others are asked of it by machinery."""

_lock = threading.RLock()


class _Here(threading.local):
    postpones = False


_here = _Here()


@contextmanager
def postponed(names: Iterable[str]) -> Iterator[None]:
    """While this thread imports other modules here, some wait until they are used.

    Args:
        names: The modules that wait. What is imported already is left as it is, and what is not
            found is left to whoever imports it.
    """
    with _lock:
        waiting = [module for name in names if (module := _not_run(name)) is not None]
    _here.postpones = True
    try:
        yield
    finally:
        _here.postpones = False
        for module in waiting:
            _tell_parent(module)


def is_waiting(name: str) -> bool:
    """Whether a module is imported and not run yet."""
    return isinstance(sys.modules.get(name), _Waiting)


def run(name: str) -> None:
    """Run the code of a module that waits; nothing for any other."""
    module = sys.modules.get(name)
    if isinstance(module, _Waiting):
        module.run()


class _Waiting(ModuleType):
    """A module that is imported and not run."""

    def __getattr__(self, name: str) -> Any:
        is_asked = not name.startswith("__") or name in _ASKED_OF_ANY
        # Without the attribute, an import goes on to look for a module of that name.
        if not is_asked or (_here.postpones and self._has_module(name)):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if _here.postpones:
            return _Promise(self, name)
        self.run()
        return getattr(self, name)

    def run(self) -> None:
        """Run its code, and keep what was promised of it."""
        with _lock:
            if type(self) is not _Waiting:
                return
            spec = self.__spec__
            assert spec is not None and spec.loader is not None  # noqa: S101, PT018 - made from one
            self.__class__ = ModuleType  # type: ignore[assignment]
            try:
                spec.loader.exec_module(self)
            except BaseException:
                # Whoever asks next is told the same, as by an import that fails.
                self.__class__ = _Waiting
                raise
            _keep_promises(self)

    def _has_module(self, name: str) -> bool:
        path = self.__dict__.get("__path__")
        return path is not None and _found(f"{self.__name__}.{name}", path) is not None


class _Promise:
    """A name out of a module that waits: whoever uses it gets what the module defines."""

    __slots__ = ("_module", "_name")

    def __init__(self, module: ModuleType, name: str) -> None:
        self._module = module
        self._name = name

    def _kept(self) -> Any:
        run(self._module.__name__)
        return vars(self._module)[self._name]

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self._kept()(*values, **named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Asked by machinery, of anything: no reason to run a module.
            raise AttributeError(name)
        return getattr(self._kept(), name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        return (self._kept(),)

    def __instancecheck__(self, value: Any) -> bool:
        return isinstance(value, self._kept())

    def __subclasscheck__(self, kind: type) -> bool:
        return issubclass(kind, self._kept())


def _keep_promises(module: ModuleType) -> None:
    """Put what a module defines wherever another one holds a promise of it."""
    for other in list(sys.modules.values()):
        for key, value in list(getattr(other, "__dict__", {}).items()):
            if type(value) is _Promise and value._module is module:
                setattr(other, key, getattr(module, value._name))


def _not_run(name: str) -> _Waiting | None:
    """A module made and put where imports look for it; None where it is there or is not found."""
    if name in sys.modules:
        return None
    spec = _spec(name)
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    if type(module) is not ModuleType:
        return None
    module.__class__ = _Waiting
    sys.modules[name] = module
    return module  # type: ignore[return-value]


def _tell_parent(module: ModuleType) -> None:
    """Make a module an attribute of its package, as an import does in the end."""
    package, _, name = module.__name__.rpartition(".")
    parent = sys.modules.get(package)
    if parent is not None and name not in vars(parent):
        setattr(parent, name, module)


def _spec(name: str) -> ModuleSpec | None:
    """Where a module is, without importing its package."""
    package, _, _ = name.rpartition(".")
    if not package:
        return find_spec(name)
    parent = sys.modules.get(package)
    path = getattr(parent, "__path__", None)
    if path is None:
        above = _spec(package)
        path = None if above is None else above.submodule_search_locations
    return None if path is None else _found(name, path)


def _found(name: str, path: Iterable[str]) -> ModuleSpec | None:
    return PathFinder.find_spec(name, list(path))
