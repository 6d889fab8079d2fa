"""The Swedish forum runs on the same code: its public pages open in every language, with 21 regions."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from forum import translations

ROOT = Path(settings.BASE_DIR)
LOOK = """
import django; django.setup()
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation
from forum import shelves
from regions.models import Region

call_command("migrate", verbosity=0)
call_command("furnish", "--without-examples", stdout=open("/dev/null", "w"))
assert Region.objects.count() == 21
plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
with override_settings(STORAGES=plain, ALLOWED_HOSTS=["*"], PAGE_CACHE=False):
    found = [page for pages in shelves.site_map.entries() for page in pages()]
    for language in ("sv", "en", "fi"):
        with translation.override(language):
            for name, arguments in found:
                address = reverse(name, kwargs=arguments)
                answer = Client().get(address)
                assert answer.status_code == 200, address
                own = name in ("forum:front", "regions:regions", "regions:region", "meetings:year")
                assert not own or language != "sv" or "andskap" not in answer.content.decode(), address
print("looked at", len(found))
"""


def test_its_public_pages_open_in_every_language_and_speak_of_regions(tmp_path):
    translations.compile_all(ROOT)
    left_out = ("DATABASE_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {"DEMO": "1", "FORUM_PROFILE": "se", "DATA_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "forum.settings", "PYTHONPATH": str(ROOT)}
    looked = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True)
    assert looked.returncode == 0, looked.stderr
    assert int(looked.stdout.split()[-1]) > 21
