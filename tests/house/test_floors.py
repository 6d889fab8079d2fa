"""The house stands when its top floor is taken away."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VISIT = """
import django
django.setup()
from django.test import Client
from themes.models import Brief
import sys
assert not [name for name in sys.modules if name.split(".")[0] == "meetings"], "something below imports meetings"
reader = Client()
brief = Brief.objects.public().first()
paths = ["/fi/", "/sv/themes/", "/fi/themes/fi-2020-2023/business/", "/sv/regions/", "/fi/regions/18/", "/fi/briefs/",
         f"/sv/briefs/{brief.public_id}/?region=15", "/sitemap.xml"]
for path in paths:
    assert reader.get(path).status_code == 200, path
print("visited", len(paths))
"""


def run(*command: str, folder: Path) -> str:
    """Runs Python in the house without its top floor, with a database of its own."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.house.without_meetings",
        "DATA_DIR": str(folder),
        "DEMO": "1",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "ALLOWED_HOSTS": "testserver",
    }
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_without_the_meetings_floor_the_rest_still_runs(tmp_path):
    for command in (["check"], ["migrate", "-v0"], ["createcachetable"], ["furnish"]):
        run("manage.py", *command, folder=tmp_path)
    assert "visited 8" in run("-c", VISIT, folder=tmp_path)
