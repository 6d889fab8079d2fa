"""The containers agree with the Compose specification, the Makefile, the settings, the documents and themselves."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "tests/vendor/compose/compose.schema.json").read_text())
PROGRAMS = ("prepare", "web", "worker", "post", "beat")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def faults(compose: dict[str, Any]) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(compose)]


def test_it_follows_the_specification(compose):
    assert faults(compose) == []


@pytest.mark.parametrize("wrong", [{"services": {"web": {"imagee": "x"}}}, {"services": {"web": {"ports": "80"}}}])
def test_the_specification_finds_what_is_wrong(wrong):
    assert faults(wrong)


def test_all_parts_are_there(compose):
    assert set(compose["services"]) == {*PROGRAMS, "database", "broker", "mail"}


def test_what_a_service_waits_for_exists_and_can_tell(compose):
    for service in compose["services"].values():
        for name, how in service.get("depends_on", {}).items():
            needed = compose["services"][name]
            assert how["condition"] != "service_healthy" or "healthcheck" in needed


def test_every_named_volume_is_declared(compose):
    used = {volume.split(":")[0] for service in compose["services"].values() for volume in service.get("volumes", [])}
    assert used == set(compose["volumes"])


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_started_as_the_makefile_starts_it(compose, program):
    recipe = re.search(rf"^{program}:.*\n\t@(?:exec )?\$\(BIN\)/(.+)$", (ROOT / "Makefile").read_text(), re.M)
    assert recipe
    assert compose["services"][program]["command"] == recipe.group(1)


def test_every_variable_is_one_that_the_settings_or_documents_know(compose):
    settings = (ROOT / "forum/settings.py").read_text()
    for name in compose["services"]["web"]["environment"]:
        assert re.search(rf'(setting|address|mailbox)\(\s*"{name}"', settings), name


def test_every_setting_is_documented():
    settings = (ROOT / "forum/settings.py").read_text() + (ROOT / "forum/server.py").read_text()
    names = re.findall(r'(?:setting|address|mailbox|environ\.get)\(\s*"([A-Z_]+)"', settings)
    names += re.findall(r"environ\.get\('([A-Z_]+)'", settings)
    document = (ROOT / "docs/operations.md").read_text()
    assert [name for name in names if f"`{name}`" not in document] == []


def test_the_image_copies_what_exists_and_drops_its_privileges():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [path for line in lines if line.startswith("COPY") for path in line.split()[1:-1]]
    assert all((ROOT / path).exists() for path in copied)
    assert {"forum", "regions", "themes", "meetings", "templates", "static", "requirements.txt"} <= set(copied)
    assert "USER portal" in lines
