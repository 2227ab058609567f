"""What a remark in a copy says: the question first, then the reason, then other words."""

from __future__ import annotations

from dataclasses import dataclass

from strengthlint.diagnostic import Diagnostic, Standing, SuggestionKind
from strengthlint.reporters.wholes import AS_A_WHOLE, see

__all__ = ["Remark", "remark_on"]

_MOST_ALTERNATIVES = 3

_QUOTED = "These words stand in a quotation, a mention or a name. They are kept as they are."


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark as paragraphs.

    Attributes:
        question: What to think about; the message where the rule asks nothing.
        reason: What the words do, or "".
        lead: What stands above the alternatives, or "".
        alternatives: Other words, in quotation marks; at most three.
        rule: Code, name and level.
    """

    question: str
    reason: str
    lead: str
    alternatives: tuple[str, ...]
    rule: str

    @property
    def paragraphs(self) -> list[str]:
        """All of it, a paragraph each; alternatives begin with a dash."""
        alternatives = [f"– {wording}" for wording in self.alternatives]
        parts = [self.question, self.reason, self.lead, *alternatives, self.rule]
        return [part for part in parts if part]

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return "\n".join(self.paragraphs)


def remark_on(diagnostic: Diagnostic, name: str = "") -> Remark:
    """The remark for a diagnostic in a file of some name."""
    rule = f"{diagnostic.code} {diagnostic.name}, {diagnostic.level.value}"
    if diagnostic.standing is not Standing.OPEN:
        reason = diagnostic.reason[:1].upper() + diagnostic.reason[1:]
        kept = f"Kept as it is: {reason.rstrip('.')}." if reason else _QUOTED
        return Remark(kept, diagnostic.message, "", (), rule)
    alternatives = tuple(
        f"“{suggestion.text}”"
        + (" (fits in place)" if suggestion.kind is SuggestionKind.SWAP else "")
        for suggestion in diagnostic.suggestions[:_MOST_ALTERNATIVES]
    )
    lead = "You could write:" if alternatives else ""
    if diagnostic.of_whole:
        said = f"{AS_A_WHOLE}. {diagnostic.message} {see(name, diagnostic)}".strip()
        return Remark(diagnostic.ask, said, "", (), rule)
    if not diagnostic.ask:
        return Remark(diagnostic.message, "", lead, alternatives, rule)
    return Remark(diagnostic.ask, diagnostic.message, lead, alternatives, rule)
