"""What waits for a person, gathered from every floor, and the tools they may use."""

from datetime import date, datetime
from typing import Any

from forum import shelves
from forum.dates import as_day
from forum.models import Person
from forum.shelves import MenuItem, Task


def deadline(task: Task) -> date:
    """The task's day; a task without one comes after all days."""
    due: date | datetime | None = task.due
    return as_day(due) if due else date.max


def tasks_of(person: Person) -> list[Task]:
    """What waits for `person`, by due day; asked once for each loaded person."""
    if not hasattr(person, "_tasks"):
        found = [task for ask in shelves.desk_tasks.entries() for task in ask(person)]
        person._tasks = sorted(found, key=deadline)  # type: ignore[attr-defined]
    tasks: list[Task] = person._tasks  # type: ignore[attr-defined]
    return tasks


def tools_of(person: Any) -> list[MenuItem]:
    """The staff tools that `person` may use."""
    return [item for item in shelves.staff_menu.entries() if not item.permission or person.has_perm(item.permission)]
