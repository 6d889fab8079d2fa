"""The discussion's verbs. Imported as `from themes.services.discussion import comments, threads`."""

from themes.services import comments, threads

__all__ = ["comments", "threads"]
