"""Which settings hold for what is open in an editor, with what somebody has set there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from strengthlint.config import Settings, parse_level
from strengthlint.run.current import CurrentSettings

__all__ = ["Choices", "Preferences"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What somebody has set in their editor; holds where no settings file says otherwise.

    Attributes:
        profile: The profile, or "".
        show: The lowest level to show ("rethink", "reflect", "note"), or "".
    """

    profile: str = ""
    show: str = ""

    @classmethod
    def of(cls, options: object) -> Preferences | None:
        """From what an editor sends; None where that says nothing of them."""
        told = options if isinstance(options, Mapping) else {}
        told = told.get("strengthlint", told)
        if not isinstance(told, Mapping) or not told.keys() & {"profile", "show"}:
            return None
        return cls(*(str(told.get(key) or "") for key in ("profile", "show")))

    def over(self, settings: Settings) -> Settings:
        """Settings with these on top, where they come from no file."""
        if settings.path is not None:
            return settings
        if self.profile:
            settings = replace(settings, profile=self.profile)
        try:
            level = parse_level(self.show) if self.show else None
        except ValueError:
            level = None
        return replace(settings, show=level) if level else settings


class Choices(CurrentSettings):
    """Settings that hold now, and on top of them what is set in the editor."""

    def __init__(self) -> None:
        self.preferences = Preferences()
        super().__init__(self.preferences.over)

    def prefer(self, preferences: Preferences | None) -> None:
        """Take what somebody has set in their editor; None changes nothing."""
        if preferences is not None and preferences != self.preferences:
            self.preferences = preferences
            self.lay_over(preferences.over)
