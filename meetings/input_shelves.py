"""What input from networks puts on the shelves of the floors below."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.input_furnishing import furnish
    from meetings.services import inputs

    shelves.letter_kinds.put(inputs.KIND, _("Input asked of a network"))
    shelves.person_facts.put("waits_for_input", inputs.waits_for_input)
    shelves.desk_tasks.put("inputs", inputs.tasks, order=30)
    shelves.examples.put("inputs", furnish, order=85)
    shelves.personal_data.put("inputs", own_data)


def own_data(person: Person) -> dict[str, Any]:
    """The input a person has given for a network, for their own export."""
    from meetings.models import InputRequest

    found = InputRequest.objects.filter(received_from=person).select_related("meeting__kind", "network")
    return {
        "inputs": [
            {"meeting": str(one.meeting), "network": str(one.network), "report": one.report, "language": one.language}
            for one in found
        ]
    }
