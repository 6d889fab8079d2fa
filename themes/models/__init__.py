"""What is, on the second floor: what the forum talks about."""

from themes.models.brief import Brief, BriefMessage
from themes.models.capacity import Capacity, capacities_of
from themes.models.comment import Comment
from themes.models.programme import Programme
from themes.models.theme import Theme, ThemeIndicator, ThemeNetwork, ThemeOrganisation
from themes.models.thread import Thread

__all__ = [
    "Brief",
    "BriefMessage",
    "Capacity",
    "Comment",
    "Programme",
    "Theme",
    "ThemeIndicator",
    "ThemeNetwork",
    "ThemeOrganisation",
    "Thread",
    "capacities_of",
]
