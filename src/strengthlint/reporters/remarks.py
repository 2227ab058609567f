"""What a diagnostic says beside its message, in running text; not a reporter itself."""

from __future__ import annotations

from strengthlint.diagnostic import Diagnostic, Standing, Suggestion, SuggestionKind
from strengthlint.reporters.places import printable
from strengthlint.reporters.wholes import AS_A_WHOLE

__all__ = ["remark", "standing_reason", "suggestion_wording"]

_STANDING_REASONS = {
    Standing.OPEN: "",
    Standing.QUOTED: "someone's own words, a mention or a name",
    Standing.PREFERRED: "people prefer this wording",
    Standing.SUPPRESSED: "set aside by the writer",
    Standing.BASELINE: "it is in the baseline",
}


def suggestion_wording(suggestion: Suggestion) -> str:
    """A suggestion in quotes, saying so where it fits in place as it stands."""
    fits = " (fits in place)" if suggestion.kind is SuggestionKind.SWAP else ""
    return f"“{suggestion.text}”{fits}"


def remark(diagnostic: Diagnostic) -> str:
    """The message, the question and what to consider as one paragraph.

    Of the sentence around the matched words it holds what the excerpt holds; that is nothing where
    the report is redacted.
    """
    parts = [diagnostic.message, diagnostic.ask]
    if diagnostic.of_whole:
        parts.insert(0, f"{AS_A_WHOLE}:")
    if diagnostic.excerpt.text != diagnostic.matched:
        parts.insert(0, f"{diagnostic.excerpt.text} –")
    if diagnostic.suggestions:
        wordings = "; ".join(suggestion_wording(item) for item in diagnostic.suggestions)
        parts.append(f"Consider: {wordings}.")
    return printable(" ".join(part for part in parts if part))


def standing_reason(diagnostic: Diagnostic) -> str:
    """Why a diagnostic asks nothing of the writer, or less than usual; no full stop at its end."""
    return (diagnostic.reason or _STANDING_REASONS[diagnostic.standing]).rstrip(".")
