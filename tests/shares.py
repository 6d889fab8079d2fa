"""How the workers of a run share its tests: file by file, journeys one by one, and what takes longest first."""

from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

JOURNEYS = Path(__file__).parent / "journeys"
LONG = ("browser", "processes")


class Shares(LoadFileScheduling):
    """A file stays together, for what its tests share; journeys share only what every worker makes for itself."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if Path(nodeid.partition("::")[0]).parts[-2] == JOURNEYS.name else super()._split_scope(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Sorts the tests so that no worker is left alone with a long one at the end; what files share is made once."""
    items.sort(key=lambda item: ([item.get_closest_marker(name) is None for name in LONG], item.path))


def scheduler(config: Any, log: Any) -> Shares:
    """The scheduler of a run with workers, which leaves the tests in their order."""
    config.option.loadscopereorder = False
    return Shares(config, log)
