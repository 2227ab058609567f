"""All of the program: readers, reporters and rules are imported by name, and the lexicon is files."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

hiddenimports = collect_submodules("strengthlint")
datas = [*collect_data_files("strengthlint"), *copy_metadata("strengthlint")]
