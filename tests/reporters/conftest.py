"""One report with a bit of everything, that every reporter writes out."""

from __future__ import annotations

import pytest
from sample_diagnostics import (
    FAILED_TO_ENGAGE,
    SERVICE_USER,
    SUFFERS_FROM,
    THE_HOMELESS,
    failed_to_engage,
    service_user,
    suffers_from,
    the_homeless,
)

from strengthlint.diagnostic import Level, Standing
from strengthlint.document import Cell, Landmark, Location
from strengthlint.errors import ReadErrorKind
from strengthlint.report import DocumentReport, LexiconStamp, ReadFailure, Report, UnreadType


@pytest.fixture
def report() -> Report:
    """Four documents that were read, one that was not, every level and every standing."""
    note = DocumentReport(
        "notes/Kev & Co, April.md",
        words=148,
        notices=(
            "This line was not understood: “strengthlint: ingore Kev’s visits”. Did you mean “ignore”?",
        ),
        diagnostics=(
            failed_to_engage(
                "Kev 👋 has failed to engage with the service since March.",
                Location(3, 11, 3, 27, trail=("Background", "Housing history")),
            ),
            the_homeless(
                "“They call us the homeless,” he said.",
                Location(5, 15, 5, 27),
                standing=Standing.QUOTED,
                reason="inside quotation marks",
            ),
            service_user("Each service user has a key worker.", Location(7, 6, 7, 18)),
            service_user(
                "He calls himself a service user.",
                Location(8, 22, 8, 34),
                standing=Standing.PREFERRED,
                reason="this document says that people prefer “service user”",
            ),
            the_homeless(
                "The team for the homeless meets on Mondays.",
                Location(9, 10, 9, 22),
                standing=Standing.SUPPRESSED,
                reason="the team is called that until June",
            ),
            the_homeless(
                "We support the homeless.",
                Location(11, 12, 12, 3),
                standing=Standing.BASELINE,
            ),
            failed_to_engage(
                "A team that was small, that had lost two of its workers over the winter, that "
                "covered three boroughs and that had never once met him in a place he had chosen "
                "wrote in its closing summary that he had failed to engage with the plan that had "
                "been made for him, and so it closed the case and told the housing office, which "
                "wrote to an address where he had not lived for over a year.",
                Location(14, 1, 15, 4),
            ),
        ),
    )
    letter = DocumentReport(
        "letters/letter.docx",
        words=1204,
        gaps=("The picture in paragraph 4 may hold text that could not be read.",),
        diagnostics=(
            suffers_from(
                "Amira suffers from depression.",
                Location(
                    12,
                    7,
                    12,
                    19,
                    landmark=Landmark(
                        0, page=2, cell=Cell(1, 3, 2, "Needs", "Health and wellbeing")
                    ),
                ),
            ),
            suffers_from(
                "She suffers from what her consultant calls a moderate depression.",
                Location(
                    13, 5, 13, 17, landmark=Landmark(60, page=2, paragraph=1, under_heading=True)
                ),
                level=Level.NOTE,
                reason="the sentence reports a diagnosis",
            ),
        ),
    )
    policy = DocumentReport(
        "policy.pdf",
        words=9310,
        diagnostics=(
            the_homeless(
                "Our offer to the homeless is set out below.",
                Location(12, 14, 12, 26, page=3, trail=("Our offer",)),
            ),
        ),
    )
    return Report(
        documents=(
            note,
            letter,
            policy,
            DocumentReport("clean.txt", words=61),
            DocumentReport(
                "scan.pdf",
                error=ReadFailure(
                    ReadErrorKind.NO_TEXT,
                    "The pages are pictures without text; make the text readable with OCR first.",
                ),
            ),
        ),
        lexicon=LexiconStamp("2026.11", "5f2a91c07be3"),
        entries={
            entry.code: entry
            for entry in (FAILED_TO_ENGAGE, SUFFERS_FROM, THE_HOMELESS, SERVICE_USER)
        },
        not_read=(UnreadType(".ppt", 2, "save as PowerPoint (.pptx) and check that"),),
    )
