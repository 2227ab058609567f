"""LibreOffice Writer asks the server with the LanguageTool client that it brings along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from office import needs_uno, started
from serving import question, swap

if TYPE_CHECKING:
    from serving import Running

CLIENT = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"


@needs_uno
def test_writer_underlines_the_words(running: Running, tmp_path: Path) -> None:
    wanted = {"IsEnabled": "true", "BaseURL": f"http://127.0.0.1:{running.port}/v2"}
    texts = ["😀 From R&D: Kev failed to engage, and Zoë is 100% non-compliant.", "He likes tea."]
    with started(tmp_path, {CLIENT: wanted}) as ask:
        first, second = ask("underlined", texts)
    assert [each["words"] for each in first] == ["failed to engage", "non-compliant"]
    assert first[0]["suggestions"] == [swap()]
    # The menu over the words shows the one, the dialog the other.
    assert first[0]["message"].startswith("“failed to engage” puts the responsibility")
    assert first[0]["title"] == question()
    assert second == []
