"""What the code imports is declared, pinned and explained; and no file says where packages come from."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = {"forum", "regions", "themes", "meetings"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# Used by name or by another program's hand: servers, database drivers, hashers, data files.
NOT_IMPORTED = {"argon2-cffi", "gunicorn", "psycopg2-binary", "tzdata"}


def names(requirements: list[str]) -> set[str]:
    """The requirements' plain names."""
    return {re.split(r"[\[<>=;]", requirement)[0].lower() for requirement in requirements}


DECLARED = names(PROJECT["project"]["dependencies"])


def imported() -> set[str]:
    """The distributions that the four floors import."""
    modules = set()
    for path in (path for floor in OURS for path in (ROOT / floor).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    where = packages_distributions()
    outside = modules - OURS - set(sys.stdlib_module_names)
    return {re.sub(r"[._]", "-", name.lower()) for module in outside for name in where.get(module, [module])}


def test_everything_imported_is_declared():
    assert not imported() - {"kombu"} - DECLARED


def test_everything_declared_is_used():
    settings = (ROOT / "forum/settings.py").read_text()
    by_setting = {name for name in DECLARED if name.replace("django-", "").replace("-", "_") in settings}
    assert not DECLARED - imported() - by_setting - NOT_IMPORTED


def test_everything_declared_is_pinned_with_hashes():
    pinned = re.findall(
        r"^([a-z0-9-]+)(?:\[.*\])?==\S+.* \\\n    --hash=sha256:", (ROOT / "requirements.txt").read_text(), re.M
    )
    assert set(pinned) >= DECLARED
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(
        re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dev.txt").read_text(), re.M)
    )


def test_everything_declared_is_explained_with_its_licence():
    document = (ROOT / "docs/dependencies.md").read_text()
    everything = DECLARED | names(PROJECT["dependency-groups"]["dev"])
    assert [name for name in sorted(everything) if f"| {name} |" not in document] == []


def test_no_file_names_a_registry_or_somebodys_machine():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    told = re.compile(rb"index-url|find-links|pythonhosted|registry\.npm|pypi\.(?:org|python)|file:///(?:home|root)")
    mine = {"tests/test_dependencies.py", "Makefile"}
    files = [ROOT / name for name in tracked if name and name not in mine and "vendor" not in name]
    assert [str(path) for path in files if path.is_file() and told.search(path.read_bytes())] == []
