"""A JSON-stat file of a million cells is read as a stream: little memory, and words of progress."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.processes
ROOT = Path(settings.BASE_DIR)
SCRIPT = """
import json, sys, time
from pathlib import Path
import django
django.setup()
from regions.models import FigureContent, FigureImport, FigureTable, Indicator, Organisation, Region
from regions.services import figure_imports, figure_reading
for number in range(1, 20):
    council = Organisation.objects.create(kind="regional-council", name_fi=str(number))
    Region.objects.create(code=f"{number:02}", council=council, name_fi=f"M{number}", default_language="fi",
                          tile_column=number, tile_row=0)
table = FigureTable.objects.create(code="big")
for number in range(500):
    made = Indicator.objects.create(slug=f"i{number}", polarity="neutral", value_kind="rate")
    FigureContent.objects.create(table=table, code=f"c{number}", indicator=made)
def most_megabytes():
    # Not getrusage: its figure is inherited from the program that started this one, pytest with all its tests.
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024
before = most_megabytes()
def pieces():
    with open(sys.argv[1], "rb") as file:
        while piece := file.read(65536):
            yield piece
said = []
update = figure_reading.Progress.__call__
def watched(progress, done, *, now=False):
    said.append(done)
    update(progress, done, now=now)
figure_reading.Progress.__call__ = watched
given = figure_imports.receive(file_name="big.json", pieces=pieces(), by=None)
began = time.monotonic()
figure_reading.read(given)
given.refresh_from_db()
print(json.dumps({"state": given.state, "total": given.total, "counts": given.counts, "error": given.error,
                  "said": len(set(said)), "seconds": time.monotonic() - began, "before": before,
                  "peak": most_megabytes()}))
"""
AREAS, CONTENTS, OTHERS, YEARS = 40, 500, 2, 25
MOST_MEGABYTES = 300


def generated(path):
    """A data set of 40 areas (20 of them ours), 500 contents, two other values and 25 years, one mark in ten."""
    areas = ["SSS", *(f"MK{number:02}" for number in range(1, 20)), *(f"KU{number:03}" for number in range(20))]
    codes = {
        "alue": areas,
        "contentscode": [f"c{number}" for number in range(CONTENTS)],
        "sukupuoli": ["SSS", "1"],
        "timeperiod_y": [str(2000 + number) for number in range(YEARS)],
    }
    parts = {name: {"label": name, "category": {"index": values}} for name, values in codes.items()}
    sizes = [len(values) for values in codes.values()]
    head = {"class": "dataset", "id": list(codes), "size": sizes, "dimension": parts}
    head["extension"] = {"px": {"tableid": "big"}}
    count = AREAS * CONTENTS * OTHERS * YEARS
    with path.open("w") as file:
        file.write(json.dumps(head)[:-1] + ', "value": [')
        file.writelines(
            f"{',' if number else ''}{'null' if number % 10 == 0 else number / 7}" for number in range(count)
        )
        file.write('], "status": {' + ",".join(f'"{number}": ".."' for number in range(0, count, 10)) + "}}")
    return count


def test_a_million_cells_stay_within_the_memory_that_is_allowed(tmp_path, migrated):
    shutil.copy(migrated, tmp_path)
    count = generated(tmp_path / "big.json")
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {"DEMO": "1", "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "forum.settings"}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "big.json")]
    ran = subprocess.run(
        command, env=environment | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert count == found["total"] == 1_000_000 and found["state"] == "previewed", found
    assert found["counts"] == {"new": 20 * CONTENTS * YEARS}
    assert found["said"] > 100
    assert found["before"] < found["peak"] < MOST_MEGABYTES, found
