"""How much time and memory one document may take, so that none of them ends a run.

Work is watched from a second thread, which raises `Overrun` in the first one when too much has
been used. That works between any two steps of Python code, on every platform and in any thread,
and costs the work itself nothing. One call into compiled code is not interrupted; what may run
away there (decompression) has to bound itself.

Time is the thread's own, where the platform counts it: a busy machine does not turn a sound file
into one that took too long. Text pays for time: a long document may take as long as its length
asks for, a small one that computes for ever may not.
"""

from __future__ import annotations

import _thread
import ctypes
import gc
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from strengthlint.errors import ReadErrorKind, UnreadableDocument

__all__ = ["Overrun", "collect_less", "earn", "finish", "within"]

SECONDS: Final = 20.0
MEMORY: Final = 600_000_000
"""Bytes by which the process may grow. With what the program itself takes this stays below 1 GB."""

_CHARACTERS_PER_SECOND: Final = 25_000
"""About half of what the slowest honest work manages: a dense page of a PDF, a finding a line."""
_TO_FINISH: Final = 5.0
_STEP: Final = 0.05
_PATIENCE: Final = 10

_ALLOCATIONS: Final = 20_000

_Result = TypeVar("_Result")


class Overrun(BaseException):
    """More time or memory was used than one document may take.

    No `Exception`, so that a parser which tries again after any error lets it through. Work that
    has a part to keep may catch it, call `finish` and return the part.
    """


def within(work: Callable[[], _Result], characters: int = 0) -> _Result:
    """Do work for one document within the limits.

    Args:
        work: What to do; nothing else may depend on what it leaves half done.
        characters: Of text that it is known to go through.

    Raises:
        UnreadableDocument: of kind too-complex if more was needed, and whatever `work` raises.
    """
    outer: _Watch | None = getattr(_here, "watch", None)
    watch = _Watch(SECONDS + characters / _CHARACTERS_PER_SECOND)
    _here.watch = watch
    _watcher.add(watch)
    try:
        try:
            return work()
        finally:
            watch.stop()
    except Overrun:
        watch.stop()
    except MemoryError:
        watch.is_memory = True
    finally:
        _here.watch = outer
    raise UnreadableDocument(
        ReadErrorKind.TOO_COMPLEX,
        "This file took too much memory, and was given up. Split it into parts and check those."
        if watch.is_memory
        else "This file took too long, and was given up. Split it into parts and check those.",
    )


def earn(characters: int) -> None:
    """Tell that so much text was read, which pays for more time."""
    watch: _Watch | None = getattr(_here, "watch", None)
    if watch is not None:
        watch.seconds += characters / _CHARACTERS_PER_SECOND


def finish() -> None:
    """Allow a little more after an `Overrun`, to put together what there is; once."""
    watch: _Watch | None = getattr(_here, "watch", None)
    if watch is not None and not watch.is_finishing:
        watch.is_finishing = True
        watch.seconds = watch.clock() - watch.began + _TO_FINISH
        watch.memory += MEMORY // 4


def collect_less() -> None:
    """Have the garbage collector look more rarely; for a process of our own alone.

    Reading makes very many small objects that hold no rings, and the collector would look through
    them, and through the lexicon, every few hundred.
    """
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])


_here = threading.local()


class _Watch:
    """What one thread has used since it made this."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.memory = _watcher.resident() + MEMORY
        self.is_memory = False
        self.is_finishing = False
        self.clock = _clock()
        self.began = self.clock()
        self.asked_at = -1.0
        self._thread = threading.get_ident()
        self._lock = _thread.allocate_lock()
        self._is_stopped = False

    def stop(self) -> None:
        """End watching; afterwards nothing is raised any more."""
        with self._lock:
            self._is_stopped = True
            if self.asked_at >= 0:
                _raise(self._thread, None)
        _watcher.remove(self)

    def look(self, resident: int) -> None:
        """Called by the watcher: raise `Overrun` where too much was used."""
        try:
            used = self.clock() - self.began
        except OSError:
            # The thread has ended in the meantime, and its clock with it.
            return
        too_large = resident > self.memory
        if not too_large and used <= self.seconds:
            return
        with self._lock:
            # Once more after a while, should some clean-up have swallowed it.
            if not self._is_stopped and (self.asked_at < 0 or used > self.asked_at + 0.5):
                self.asked_at = used
                self.is_memory = too_large
                _raise(self._thread, Overrun)


class _Watcher:
    """One thread for all watches of a process; it sleeps where nothing is watched for a while."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As new: a forked process has none of its parent's threads."""
        self._watches: set[_Watch] = set()
        self._lock = _thread.allocate_lock()
        self._is_running = False
        self._resident, self._asked_at = 0, -1.0

    def resident(self) -> int:
        """Bytes that the process holds, as of now or shortly before: short texts come in thousands."""
        now = time.monotonic()
        if not 0 <= now - self._asked_at < _STEP:
            self._resident, self._asked_at = _resident(), now
        return self._resident

    def add(self, watch: _Watch) -> None:
        with self._lock:
            self._watches.add(watch)
            start, self._is_running = not self._is_running, True
        if start:
            _thread.start_new_thread(self._run, ())

    def remove(self, watch: _Watch) -> None:
        self._watches.discard(watch)

    def _run(self) -> None:
        idle = 0
        while True:
            time.sleep(_STEP)
            with self._lock:
                watches = list(self._watches)
                idle = 0 if watches else idle + 1
                if idle > _PATIENCE:
                    self._is_running = False
                    return
            if watches:
                resident = _resident()
                for watch in watches:
                    watch.look(resident)


_watcher = _Watcher()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_watcher.reset)


def _raise(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error in another thread, or take back one that was not raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )


def _clock() -> Callable[[], float]:
    """Seconds of processor time of this thread, to be asked from any; else of the process."""
    if sys.platform != "win32" and hasattr(time, "pthread_getcpuclockid"):
        number = time.pthread_getcpuclockid(threading.get_ident())
        return lambda: time.clock_gettime(number)
    return time.process_time


if sys.platform == "win32":

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = [
            ("cb", ctypes.c_ulong),
            ("PageFaultCount", ctypes.c_ulong),
            *(
                (name, ctypes.c_size_t)
                for name in (
                    "PeakWorkingSetSize",
                    "WorkingSetSize",
                    "QuotaPeakPagedPoolUsage",
                    "QuotaPagedPoolUsage",
                    "QuotaPeakNonPagedPoolUsage",
                    "QuotaNonPagedPoolUsage",
                    "PagefileUsage",
                    "PeakPagefileUsage",
                )
            ),
        ]

    def _resident() -> int:
        """Bytes of memory that the process holds."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.K32GetProcessMemoryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        kernel.K32GetProcessMemoryInfo(
            kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb
        )
        return int(counters.WorkingSetSize)

elif sys.platform == "linux":
    _PAGE: Final = os.sysconf("SC_PAGE_SIZE")

    def _resident() -> int:
        """Bytes of memory that the process holds."""
        try:
            with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - forty times quicker
                return int(file.read().split()[1]) * _PAGE
        except OSError:
            return 0

else:
    import resource

    def _resident() -> int:
        """Bytes of memory that the process has held at most: what this platform tells."""
        return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
