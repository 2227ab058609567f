"""The documentation tells the truth: what it shows is run, what it links to is there.

In a page of docs/ (and in README.md)

- a fence with `title="name"` is written to that file,
- a fence of type `console` is run: its `$ strengthlint …` lines, in a folder of their own with the
  examples in it, and what they print has to stand below them,
- `<!-- shown: first 12, last 4 lines -->` above such a fence keeps only these, with `[...]` between.

`pytest tests/test_docs.py --update-golden` writes what is printed now.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from strengthlint.cli import main
from strengthlint.config import _KEYS
from strengthlint.lexicon import Lexicon

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
FENCE = re.compile(
    r"(?P<shown><!-- shown: first (?P<first>\d+), last (?P<last>\d+) lines -->\n+)?"
    r"^(?P<open>```(?P<kind>[a-z]+)(?: title=\"(?P<title>[^\"]+)\")?)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
PROGRAM = re.compile(r"(?:py -m |python -m )?strengthlint(?= |$)")

Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def build_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools/build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_line_page_says_what_help_says(build_docs: ModuleType, golden: Golden) -> None:
    golden(DOCS / "command-line.md", build_docs.command_line_page())


class Shell:
    """Runs the lines of a console fence that call strengthlint."""

    def __init__(self) -> None:
        self.code = 0

    def run(self, line: str) -> str:
        if line == "echo $?":
            return f"{self.code}\n"
        if line.startswith("rm "):
            Path(line.removeprefix("rm ")).unlink()
            return ""
        text = None
        piped = re.fullmatch(r'echo "([^"]*)" \| (.*)', line)
        if piped:
            text, line = f"{piped[1]}\n", piped[2]
        program = PROGRAM.match(line)
        assert program, f"only strengthlint can be run here: {line}"
        arguments = shlex.split(line[program.end() :])
        result = CliRunner().invoke(main, arguments, input=text, catch_exceptions=False)
        self.code = result.exit_code
        return result.output


def _as_shown(output: str, fence: re.Match[str]) -> str:
    lines = output.splitlines()
    if not fence["shown"]:
        return output
    first, last = int(fence["first"]), int(fence["last"])
    assert len(lines) > first + last, "nothing would be left out here; drop the comment"
    return "\n".join([*lines[:first], "[...]", *lines[len(lines) - last :]]) + "\n"


def _masked(digest: re.Match[str]) -> str:
    return re.sub(r"[0-9a-f]{16}", "...", digest[0])


def _run_page(text: str) -> str:
    """The page with what its commands print now; works in the current folder."""
    shell = Shell()

    def replace(fence: re.Match[str]) -> str:
        if fence["title"]:
            path = Path(fence["title"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence["body"], encoding="utf-8")
        if fence["kind"] != "console":
            return fence[0]
        body = ""
        for line in re.findall(r"^\$ (.*)$", fence["body"], re.MULTILINE):
            printed = shell.run(line)
            # What a page tells is not to change with every edit of the lexicon.
            printed = re.sub(r"\([0-9a-f]{16}\)|\"[0-9a-f]{16}\"(?=\n  \})", _masked, printed)
            body += f"$ {line}\n{_as_shown(printed, fence)}"
        return f"{fence['shown'] or ''}{fence['open']}\n{body}```"

    return FENCE.sub(replace, text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_shown_is_what_is_printed(
    page: Path, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "examples/letter.docx", tmp_path / "letter.docx")
    # As Word 97 wrote them; no more than its first bytes matter.
    (tmp_path / "old-talk.ppt").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    monkeypatch.chdir(tmp_path)
    golden(page, _run_page(text))


def _links(text: str) -> Iterator[str]:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    yield from re.findall(r"\]\(<?([^)>\s]+)>?\)", prose)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _links(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if re.match(r"https?:|mailto:", link) or path.startswith("rules/"):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target), link


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.findall(r"(?<![\w.~])/(?:home|root|tmp|work|Users)/\S*|[A-Z]:\\\S*", text)


def test_every_setting_is_explained() -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    for key in _KEYS:
        assert f"`{key}`" in text, key


def test_every_profile_is_named(lexicon: Lexicon) -> None:
    text = (DOCS / "own-lexicon.md").read_text(encoding="utf-8")
    for name in lexicon.profiles:
        assert f"`{name}`" in text, name


def test_every_page_is_on_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in DOCS.glob("*.md"):
        assert f": {page.name}\n" in site, page.name


def test_an_entry_has_a_page_and_a_line_in_every_index(
    build_docs: ModuleType, make_lexicon: Callable[..., object], tmp_path: Path
) -> None:
    lexicon = make_lexicon(
        """
- code: LAB101
  name: the-sad
  level: reflect
  flag: [the sad]
  instead: ["people who [what]"]
  ask: Who are they?
  why: Makes a group out of a mood.
  sources: [HL21]
  sectors: [homelessness, children]
  agreement: consensus
  reviewed: 2026-11
  examples:
    flag: ["==The sad== came.", "All ==the sad==."]
    pass: ["The sad song.", "She is sad."]
"""
    )
    folder = tmp_path / "rules"
    assert build_docs.write_entries(folder, lexicon) == 1
    assert "==" not in (folder / "LAB101.md").read_text(encoding="utf-8")
    for index, times in (("by-family", 1), ("by-sector", 2), ("by-level", 1)):
        text = (folder / f"{index}.md").read_text(encoding="utf-8")
        assert text.count("[the sad](LAB101.md)") == times
