"""Every verb that changes others' data writes an audit entry; those that do not are listed here, each with why."""

import ast
from collections.abc import Iterator
from pathlib import Path

from forum import shelves

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("forum", "regions", "themes", "meetings")
OWN = "changes only what is one's own"
CALLS = "is made of verbs that are audited"
LETTER = "the letter is the record"
DRAFT = "a draft changes nobody's data; its release is audited"
ROWS = "adds rows that tell who, when and how, and that nobody can change"
PROFILE = "loads what the profile says; furnishing itself is audited"
STAGED = "stands beside the figures; receiving the file and taking it in are audited"
WITHOUT = {
    "forum.bulletin_months.send": LETTER,
    "forum.bulletin_sending.publish_alone": CALLS,
    "forum.bulletin_sending.release": CALLS,
    "forum.bulletin_sending.send_test": LETTER,
    "forum.bulletins.add_section": DRAFT,
    "forum.bulletins.mark_translated": DRAFT,
    "forum.bulletins.move_section": DRAFT,
    "forum.bulletins.remove_section": DRAFT,
    "forum.bulletins.save": DRAFT,
    "forum.bulletins.save_section": DRAFT,
    "forum.subscriptions.ask": OWN,
    "forum.subscriptions.change": OWN,
    "forum.subscriptions.confirm": OWN,
    "forum.subscriptions.forget_person": "the anonymising it belongs to is audited",
    "forum.subscriptions.forget_unconfirmed": "the retention that the privacy notice promises",
    "forum.subscriptions.keep_own": OWN,
    "forum.subscriptions.renew_link": OWN,
    "forum.feedback.give": "the row that is added is the record",
    "forum.incoming_mail.forget_old": "wipes by the clock what was said would be wiped",
    "forum.incoming_mail.read": "the mail's own row says what came of it; its readers audit what they change",
    "forum.incoming_mail.store": "the row that is added is the record",
    "forum.incoming_mail.store_report": "the row that is added is the record",
    "forum.incoming_mail.store_unreadable": "the row that is added is the record",
    "forum.mailings.begin": DRAFT,
    "forum.mailings.change": DRAFT,
    "forum.mailings.copy": DRAFT,
    "forum.mailings.dry_run": DRAFT,
    "forum.follows.begin": OWN,
    "forum.follows.choose": OWN,
    "forum.follows.follow": OWN,
    "forum.follows.stop": OWN,
    "forum.notice_keeping.forget": "the retention that the privacy notice promises",
    "forum.notice_letters.write_digest": LETTER,
    "forum.notice_letters.write_notice": LETTER,
    "forum.notices.read": OWN,
    "forum.notices.seen": OWN,
    "forum.notices.tell": "tells of a deed that is audited",
    "forum.own.change": OWN,
    "forum.people.change_all": CALLS,
    "forum.people.deactivate": CALLS,
    "forum.sign_in.write_code": OWN,
    "regions.arrivals.appoint": CALLS,
    "regions.arrivals.give": CALLS,
    "regions.arrivals.name_deputy": CALLS,
    "regions.departures.leave_places": CALLS,
    "regions.figure_imports.ask": STAGED,
    "regions.figure_imports.show": STAGED,
    "regions.figures.describe": PROFILE,
    "regions.network_letters.rewrite": DRAFT,
    "regions.network_letters.send": CALLS,
    "regions.network_letters.write": DRAFT,
    "regions.seats.end": CALLS,
    "regions.seats.take_up": "the appointment was audited; this is its day",
    "themes.brief_pages.count": "a count of pages; it changes nothing of the brief",
    "themes.brief_writing.begin_after": CALLS,
    "themes.brief_writing.write": CALLS,
    "themes.comments.say": ROWS,
    "themes.departures.leave_words": "the anonymising was audited; what was taken away must not stand in the log",
    "themes.comments.withdraw": OWN,
    "meetings.requested_views.close_due": CALLS,
    "themes.region_views.save": ROWS,
    "themes.view_departures.leave_views": "the anonymising was audited; what was taken away must not stand in the log",
    "themes.view_requests.prepare": DRAFT,
    "themes.view_tasks.remind_silent": LETTER,
    "themes.programmes.describe": PROFILE,
    "themes.programmes.join_network": PROFILE,
    "themes.programmes.write": PROFILE,
    "meetings.action_items.put_when_due": CALLS,
    "meetings.action_letters.remind": LETTER,
    "meetings.action_letters.tell_day_stays": LETTER,
    "meetings.action_letters.write": LETTER,
    "meetings.agenda.move": CALLS,
    "meetings.brief_days.begin": CALLS,
    "meetings.brief_days.begin_interpretation": CALLS,
    "meetings.handovers.hand_over_to_new_holder": CALLS,
    "meetings.calls.forget_old": "the retention that the privacy notice promises",
    "meetings.ladder.send": CALLS,
    "meetings.ladder.send_now": CALLS,
    "meetings.ladder.take": CALLS,
    "meetings.letter_plan.call_off": CALLS,
    "meetings.letter_plan.follow": "the rows follow from the meeting, whose change is audited",
    "meetings.letter_plan.make": "the rows follow from the meeting, whose announcement is audited",
    "meetings.sign_ups.change_mode": OWN,
    "meetings.sign_ups.forget_person": "the anonymising it belongs to is audited",
    "meetings.sign_ups.forget_old": "the retention that the privacy notice promises; only the numbers stay",
    "meetings.sign_ups.sign_up": OWN,
    "meetings.inputs.remind_silent": "the letters are the record",
    "meetings.notes.save": ROWS,
    "meetings.region_letters.prepare": CALLS,
    "meetings.region_letters.release": CALLS,
    "meetings.remarks.say": ROWS,
    "meetings.timekeeping.finish_meetings": CALLS,
    "meetings.timekeeping.notice_bounces": "a mark that follows from the letters' own records",
    "meetings.unreachable.tell": LETTER,
}


def verbs() -> Iterator[tuple[str, bool]]:
    """Each verb of the services as "floor.module.verb", and whether it writes an audit entry itself."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor / "services").glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and any(is_verb(mark) for mark in node.decorator_list):
                    yield f"{floor}.{path.stem}.{node.name}", "audit.record" in ast.unparse(node)


def is_verb(mark: ast.expr) -> bool:
    """Whether it is @verb or @quiet_verb."""
    return ast.unparse(mark).rpartition(".")[2] in {"verb", "quiet_verb"}


def test_every_verb_is_audited_or_says_why_not():
    silent = {name for name, audited in verbs() if not audited}
    assert silent - WITHOUT.keys() == set(), "these verbs write no audit entry"
    assert WITHOUT.keys() - silent == set(), "these write one now, or are gone: take them out of the list"


def codes() -> Iterator[str]:
    """The code of every deed that the source records."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            constants = {
                node.targets[0].id: node.value
                for node in tree.body
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                    yield from texts(node.args[0], constants)


def texts(code: ast.expr, constants: dict[str, ast.expr]) -> list[str]:
    """What the expression can be: a text, a constant of the module, or one of the values of such a table."""
    if isinstance(code, ast.Subscript) and isinstance(code.value, ast.Name):
        table = constants[code.value.id]
        return [value for row in table.values for value in texts(row, constants)]
    if isinstance(code, ast.Name) and code.id in constants:
        return texts(constants[code.id], constants)
    return [code.value if isinstance(code, ast.Constant) else ast.unparse(code)]


def test_every_deed_of_the_log_has_words():
    done = set(codes())
    assert "seat.appoint" in done and "sign_in.wrong_code" in done and "portal.furnish" in done
    wordless = {code for code in done if not shelves.log_deeds.has(code)}
    assert not wordless, "put words for these into their floor's log_words.py"
    assert {name for name, _ in shelves.log_deeds.named()} - done == set(), "nobody does these any more"
