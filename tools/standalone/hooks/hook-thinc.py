"""What the program needs of thinc: all but its tests, and no bridge to another library."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules


def _is_needed(name: str) -> bool:
    return ".tests" not in name and not name.startswith("thinc.shims.")


hiddenimports = [
    *collect_submodules("thinc", filter=_is_needed),
    "thinc.shims.shim",
    "blis.py",
    "srsly.msgpack.util",
]
# Read when the package is imported, on every machine.
datas = collect_data_files("thinc", includes=["**/*.cu"])
