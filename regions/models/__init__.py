"""What is, on the first floor: places, seats and who holds them, networks, figures."""

from regions.models.figure_import import (
    FigureChange,
    FigureChunk,
    FigureContent,
    FigureImport,
    FigureRejection,
    FigureSource,
    FigureTable,
)
from regions.models.indicator import DataVersion, Indicator, Observation
from regions.models.mandate import Mandate
from regions.models.network import Network, NetworkMembership
from regions.models.organisation import Organisation
from regions.models.people_import import PeopleImport
from regions.models.region import Region
from regions.models.seat import Seat

__all__ = [
    "DataVersion",
    "FigureChange",
    "FigureChunk",
    "FigureContent",
    "FigureImport",
    "FigureRejection",
    "FigureSource",
    "FigureTable",
    "Indicator",
    "Mandate",
    "Network",
    "NetworkMembership",
    "Observation",
    "Organisation",
    "PeopleImport",
    "Region",
    "Seat",
]
