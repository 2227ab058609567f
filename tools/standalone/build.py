"""Makes a folder that runs without Python: to unzip, and to double-click `strengthlint` in it.

    python -m pip install ".[app]" "pyinstaller>=6.10"
    python tools/standalone/build.py [FOLDER]

On Windows it makes one for Windows, on macOS one for macOS, and so on. It is tried out before it counts
as made: a sentence is checked, and the page answers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
HOOKS = HERE / "hooks"
"""What is packed of libraries that read files of their own, or import by name."""
HIDDEN = ("uvicorn.lifespan.on", "uvicorn.loops.asyncio", "uvicorn.protocols.http.h11_impl", "h11")
NEEDLESS = (
    "IPython",
    "PIL",
    "matplotlib",
    "notebook",
    "pandas",
    "pytest",
    "setuptools",
    "tkinter",
    "torch",
)
SENTENCE = "She failed to engage."


def build(folder: Path) -> Path:
    """Make the folder; gives the program in it."""
    with tempfile.TemporaryDirectory() as work:
        command = [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--onedir", "--console",
            "--name", "strengthlint", "--distpath", str(folder), "--workpath", work, "--specpath", work,
            "--additional-hooks-dir", str(HOOKS),
        ]  # fmt: skip
        for option, names in (
            ("--hidden-import", HIDDEN),
            ("--exclude-module", NEEDLESS),
        ):
            command += [part for name in names for part in (option, name)]
        subprocess.run([*command, str(HERE / "start.py")], check=True)
    suffix = ".exe" if sys.platform == "win32" else ""
    return folder / "strengthlint" / f"strengthlint{suffix}"


def try_out(program: Path) -> None:
    """See that it does what it is for, with nothing of this Python around."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [program, "check", "-"], input=SENTENCE, capture_output=True, encoding="utf-8", env=clean
    )
    if done.returncode != 1 or "BLM101" not in done.stdout:
        raise SystemExit(f"It found nothing:\n{done.stdout}{done.stderr}")
    server = subprocess.Popen(
        [program, "app", "--no-browser"], stdout=subprocess.PIPE, encoding="utf-8", env=clean
    )
    try:
        assert server.stdout is not None  # noqa: S101 - it is piped
        address = server.stdout.readline().strip()
        body = f'{{"text": "{SENTENCE}"}}'.encode()
        with urllib.request.urlopen(urllib.request.Request(f"{address}check", body)) as answer:  # noqa: S310
            if b"BLM101" not in answer.read():
                raise SystemExit("Its page finds nothing.")
    finally:
        server.terminate()
        server.wait(30)


def main() -> None:
    """Build, try out, pack."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist").resolve()
    program = build(folder)
    try_out(program)
    packed = shutil.make_archive(
        str(folder / f"strengthlint-{sys.platform}"), "zip", folder, "strengthlint"
    )
    size = sum(file.stat().st_size for file in program.parent.rglob("*") if file.is_file())
    print(
        f"{program.parent}: {size // 1_000_000} MB, packed {Path(packed).stat().st_size // 1_000_000} MB"
    )


if __name__ == "__main__":
    main()
