"""What the program needs of spaCy: no tests, no command line, and of its languages English."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

NEEDLESS = ("spacy.tests", "spacy.cli", "spacy.displacy")


def _is_needed(name: str) -> bool:
    if name.startswith(NEEDLESS):
        return False
    # What all languages share has a longer name than any of them ("punctuation").
    language = name.removeprefix("spacy.lang.").partition(".")[0]
    return language == name.partition(".")[0] or language == "en" or len(language) > 3


# Compiled modules say nothing of what they import, so each is named.
hiddenimports = [
    *collect_submodules("spacy", filter=_is_needed),
    "cymem.cymem",
    "murmurhash.mrmr",
    "preshed.maps",
]
datas = collect_data_files("spacy", includes=["**/*.cfg", "**/*.json", "**/*.jinja", "**/*.yml"])
