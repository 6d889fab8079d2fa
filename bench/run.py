"""`make bench`: the portal beside the yardstick in one run, on PostgreSQL, written to docs/performance.md.

The load tool is wrk; yardstick is the bare Django application named by YARDSTICK (five ORM queries, `/q5`).
"""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import servers
from first_load import first_load
from redis import Redis

OUT = servers.ROOT / "bench" / "out"
REPORT = servers.ROOT / "docs" / "performance.md"
YARDSTICK = Path(os.environ.get("YARDSTICK", servers.ROOT.parent / "shared" / "yardstick" / "bare.py"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "8"))
WARM_UP = 2
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
CONNECTIONS = (1, 8)
PORTAL = f"http://127.0.0.1:{servers.PORTAL_PORT}"


@dataclass(frozen=True)
class Target:
    """What is loaded: an address, with a cookie or posts; the only right status, and words the page must have."""

    name: str
    address: str
    cookie: str = ""
    posts: deque[str] = field(default_factory=deque)
    status: int = 200
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """One run of the load tool. Times in milliseconds; an error is also any other status than the right one."""

    target: str
    connections: int
    per_second: float
    p50: float
    p95: float
    bytes_each: int
    errors: int
    done: int


@dataclass(frozen=True)
class Measured:
    """All that a run found out. Memory in MB."""

    results: list[Result]
    recorded: int
    visits: dict[str, tuple[int, int]]
    workers: float
    master: float


def load(target: Target, connections: int, seconds: int = SECONDS) -> Result:
    """Runs wrk against the target and reads its figures. What is posted goes on where the run before stopped."""
    posts = OUT / "posts.txt"
    posts.write_text("".join(target.posts))
    environment = {**os.environ, "BENCH_COOKIE": target.cookie, "BENCH_POSTS": str(posts) if target.posts else ""}
    environment = {name: value for name, value in environment.items() if value}
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
    command += ["-s", str(servers.ROOT / "bench" / "wrk.lua"), target.address]
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    figures = json.loads(printed.stdout.splitlines()[-1])
    target.posts.rotate(-figures["requests"] - connections)  # those under way at the end are done as well
    served = max(figures["requests"], 1)
    rate = figures["requests"] / figures["seconds"]
    wrong = sum(count for status, count in figures["statuses"].items() if int(status) != target.status)
    errors = figures["errors"] + wrong
    each = figures["bytes"] // served
    return Result(
        target.name, connections, rate, figures["p50"], figures["p95"], each, errors, figures["requests"] - errors
    )


def check(target: Target) -> None:
    """Stops unless the page is really the one meant, made for the one whose cookie is sent."""
    if not target.words:
        return
    request = urllib.request.Request(target.address, headers={"Cookie": target.cookie})
    with urllib.request.urlopen(request, timeout=30) as answer:
        page, came_from = answer.read().decode(), answer.url
    missing = [word for word in target.words if word not in page]
    if missing or came_from != target.address:
        sys.exit(f"bench: {target.name} is not what was to be measured ({came_from}, without {missing})")


def manage(*arguments: str) -> None:
    """Runs one of the portal's commands in the benchmark's environment."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=servers.ROOT, env=servers.portal_environment(), check=True)


def furnish() -> dict[str, Any]:
    """Fresh databases, a furnished portal, and what the load needs to know of it."""
    Redis.from_url(servers.REDIS).flushdb()
    servers.fresh_database(servers.PORTAL_DATABASE)
    servers.fresh_database(servers.YARDSTICK_DATABASE)
    for command in (["translations", "--compile"], ["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"]):
        manage(*command)
    manage("furnish")
    facts = OUT / "facts.json"
    prepare = [sys.executable, str(servers.ROOT / "bench" / "prepare.py"), str(facts)]
    subprocess.run(prepare, env=servers.portal_environment(), check=True)
    yardstick = [sys.executable, YARDSTICK.name, "load"]
    subprocess.run(yardstick, cwd=YARDSTICK.parent, env=servers.yardstick_environment(), check=True)
    found: dict[str, Any] = json.loads(facts.read_text())
    return found


def targets(facts: dict[str, Any]) -> list[Target]:
    """The yardstick first, then the portal's pages, then answers."""
    posts = deque(f"{path} {body}\n" for path, body in facts["answers"])
    yardstick = f"http://127.0.0.1:{servers.YARDSTICK_PORT}/q5"
    pages = [
        Target(name, PORTAL + path, facts["cookies"].get(name, ""), words=tuple(facts["words"][name]))
        for name, path in facts["pages"].items()
    ]
    answer = Target("posting an answer", f"{PORTAL}/", facts["csrf_cookie"], posts, status=302)
    return [Target("yardstick /q5", yardstick, words=("<title>Five</title>", "guest19@forum.test")), *pages, answer]


def measure(facts: dict[str, Any]) -> Measured:
    """All targets at all connection counts; the two workers' memory; the first loads."""
    portal = servers.gunicorn("forum.wsgi", servers.PORTAL_PORT, servers.ROOT, servers.portal_environment(), "/healthz")
    here, bare_environment = YARDSTICK.parent, servers.yardstick_environment()
    bare = servers.gunicorn(f"{YARDSTICK.stem}", servers.YARDSTICK_PORT, here, bare_environment, "/q0")
    with portal as master, bare:
        visits = {name: first_load(PORTAL + facts["pages"][name]) for name in ("front page", "meeting page")}
        loaded = targets(facts)
        for target in loaded:
            check(target)
            load(target, max(CONNECTIONS), seconds=WARM_UP)
        before = recorded_answers()
        results = [load(target, many) for many in CONNECTIONS for target in loaded]
        recorded = recorded_answers() - before
        return Measured(results, recorded, visits, servers.workers_memory(master), servers.memory(master))


def recorded_answers() -> int:
    """How many answers the portal's database holds."""
    return int(servers.asked(servers.PORTAL_DATABASE, "SELECT count(*) FROM meetings_answer"))


def table(results: list[Result], queries: dict[str, int]) -> list[str]:
    """The figures as a Markdown table with ratios to the yardstick at the same number of connections."""
    base = {result.connections: result.per_second for result in results if result.target.startswith("yardstick")}
    rows = [
        "| what | connections | requests/s | ratio to yardstick | p50 ms | p95 ms | queries | bytes | errors |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for one in results:
        ratio = one.per_second / base[one.connections]
        asked = queries.get(one.target, 5)
        rows.append(
            f"| {one.target} | {one.connections} | {one.per_second:.0f} | {ratio:.2f} | {one.p50:.1f} | {one.p95:.1f} "
            f"| {asked} | {one.bytes_each} | {one.errors} |"
        )
    return rows


def posted(results: list[Result]) -> int:
    """How many answers the portal took."""
    return sum(one.done for one in results if one.target == "posting an answer")


def report(found: Measured, facts: dict[str, Any]) -> str:
    """The figures in words and a table."""
    visits = [
        f"First load of the {name} in Chromium: {requests} requests, {size / 1024:.0f} KB over the wire."
        for name, (requests, size) in found.visits.items()
    ]
    return "\n".join(
        [
            f"Measured {date.today().isoformat()} on {os.cpu_count()} cores, {SECONDS} s a line.",
            "",
            *table(found.results, facts["queries"]),
            "",
            f"Answers posted: {posted(found.results)}, recorded as rows: {found.recorded}.",
            f"Memory (PSS) of the portal's two workers after the run: {found.workers:.0f} MB, and of the process",
            f"they were forked from: {found.master:.0f} MB.",
            *visits,
        ]
    )


def write(figures: str) -> None:
    """Puts the figures into docs/performance.md in place of those before."""
    page = REPORT.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    tail = rest.partition(END)[2]
    REPORT.write_text(f"{head}{BEGIN}\n{figures}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Prepares, measures, writes."""
    for tool in ("wrk", "createdb", "psql"):
        if not shutil.which(tool):
            sys.exit(f"bench: {tool} is missing (Debian: apt-get install wrk postgresql-client)")
    if not YARDSTICK.exists():
        sys.exit(f"bench: no yardstick at {YARDSTICK}; name it by YARDSTICK=path/to/bare.py")
    OUT.mkdir(parents=True, exist_ok=True)
    facts = furnish()
    found = measure(facts)
    figures = report(found, facts)
    write(figures)
    print(figures)
    if any(one.errors for one in found.results):
        sys.exit("bench: there were errors")
    if found.recorded < 0.95 * posted(found.results):
        sys.exit("bench: answers were taken and not recorded")


if __name__ == "__main__":
    main()
