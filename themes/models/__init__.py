"""What is, on the second floor: what the forum talks about."""

from themes.models.brief import Brief
from themes.models.brief_block import BriefBlock
from themes.models.brief_series import BriefSeries
from themes.models.brief_version import BriefVersion
from themes.models.capacity import Capacity, capacities_of
from themes.models.comment import Comment
from themes.models.programme import Programme
from themes.models.region_view import RegionView, RegionViewRevision
from themes.models.talk import Talk, TalkVersion
from themes.models.theme import Theme, ThemeIndicator, ThemeNetwork, ThemeOrganisation
from themes.models.thread import Thread
from themes.models.view_round import ViewRound

__all__ = [
    "Brief",
    "BriefBlock",
    "BriefSeries",
    "BriefVersion",
    "Capacity",
    "Comment",
    "Programme",
    "RegionView",
    "RegionViewRevision",
    "Talk",
    "TalkVersion",
    "Theme",
    "ThemeIndicator",
    "ThemeNetwork",
    "ThemeOrganisation",
    "Thread",
    "ViewRound",
    "capacities_of",
]
