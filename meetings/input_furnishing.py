"""An example of input: the networks of the invited meeting's theme have been asked, and the first has answered."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from forum import clock
from forum.models import Letter, StaffRole
from forum.services import posting, rendering
from meetings.furnishing import INVITED
from meetings.models import InputRequest, Meeting
from meetings.services import inputs

QUESTIONS: dict[str, Any] = {
    "question_fi": "Mitkä ovat verkostonne kolme tärkeintä havaintoa teemasta? (Esimerkki)",
    "question_sv": "Vilka är ert nätverks tre viktigaste iakttagelser om temat? (Exempel)",
    "question_en": "What are the three most important observations of your network on the theme? (Example)",
}
REPORTS = {
    "fi": "Esimerkki: havaintomme perustuvat verkoston kolmeen työpajaan. Liitämme luvut myöhemmin.",
    "sv": "Exempel: våra iakttagelser bygger på nätverkets tre verkstäder. Siffrorna kommer senare.",
    "en": "Example: our observations come from three workshops of the network. The figures follow later.",
}


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Asks when nobody has been asked; the letters belong to the examples' archive and are not mailed."""
    meeting = Meeting.objects.with_page().filter(public_id=INVITED).first()
    role = StaffRole.objects.filter(kind="coordinator", person__is_example=True).select_related("person").first()
    if meeting is None or role is None or meeting.input_requests.exists() or meeting.day <= today:  # type: ignore[attr-defined]
        return
    due = min(max(meeting.day - timedelta(days=10), clock.today() + timedelta(days=1)), meeting.day)
    networks = [one for one in inputs.networks_for(meeting) if one.is_example and inputs.people_of(one)][:2]
    for number, network in enumerate(networks):
        made = inputs.ask(meeting, network=network, due=due, by=role.person, **QUESTIONS)
        if number == 0:
            writer = inputs.people_of(network)[0]
            inputs.report(made, by=writer, text=REPORTS[writer.language], language=writer.language)
    for letter in Letter.objects.filter(kind=inputs.KIND, about_id=INVITED):
        words = posting.kept(letter, rendering.render(letter))
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=letter.written_at, **words)
    say(f"input: {InputRequest.objects.count()} requests")
