"""strengthlint: a linter for language about people."""

__version__ = "0.1.0"
