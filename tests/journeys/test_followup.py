"""From a promise in a meeting to its end: the owner gets a letter, tells how it goes, and everybody can follow it."""

import re
from datetime import timedelta

from forum import clock
from forum.models import Person
from meetings.models import ActionPoint, Meeting
from meetings.services import actions
from regions.models import Region
from tests.journeys.browser import PHONE, letters_to, link_in, the_worker_posts_the_letters
from tests.journeys.test_the_main_story import COORDINATOR, signs_in

MINISTRY = "ym.edustaja@example.org"
OSTROBOTHNIA = "pohjanmaa.virkamies@example.org"
HELD = "example-held"


def day_in(days: int) -> str:
    """The day as people type it."""
    day = clock.today() + timedelta(days=days)
    return f"{day.day}.{day.month}.{day.year}"


def test_a_ministry_gets_an_action_point_and_tells_how_it_goes(visitor):
    # given a coordinator who writes down what the ministry promised, and publishes it
    coordinator = signs_in(visitor(), COORDINATOR).opens(f"/work/meetings/{HELD}/actions/")
    titles = coordinator.page.get_by_role("group", name="Mitä tehdään")
    titles.get_by_label("Suomi").fill("Ohje luontokohteiden kartoittamiseen")
    titles.get_by_label("Svenska").fill("Anvisning för kartläggning av naturobjekt")
    coordinator.picks("Vastuutaho", "ympäristöministeriö").writes("Määräaika", day_in(40))
    coordinator.presses("Lisää toimenpide").sees("1 toimenpide ei ole vielä julkinen")
    coordinator.presses("Julkaise ja kerro vastuutahoille").does_not_see("ei ole vielä julkinen")

    # when the ministry's person gets the letter, and tells from the desk that the work is under way
    the_worker_posts_the_letters()
    letter = letters_to(MINISTRY)[-1]
    assert letter.subject == "Toimenpide teille: Ohje luontokohteiden kartoittamiseen"
    link = link_in(letter.body, "/report/")
    ministry = signs_in(visitor(screen=PHONE), MINISTRY).opens("/desk/")
    ministry.follows("Ohje luontokohteiden kartoittamiseen", within="main")
    assert ministry.page.url == link
    ministry.chooses("Käynnissä").writes("Miten se etenee", "Luonnos on lausunnolla joulukuuhun.")
    ministry.writes("Ehdota toista päivää", day_in(70)).presses("Julkaise tämä")
    ministry.sees("Kerro, miksi toinen päivä tarvitaan.").writes("Miksi toinen päivä tarvitaan", "Lausuntoaika jatkuu.")
    ministry.presses("Julkaise tämä").sees("Luonnos on lausunnolla joulukuuhun.")

    # and the coordinator takes the proposed day
    coordinator.opens("/desk/").sees("Ehdotetaan toista päivää: Ohje luontokohteiden kartoittamiseen")
    coordinator.follows(re.compile("Päätä.*Ohje luontokohteiden"), within="main")
    coordinator.chooses("Hyväksy ehdotettu päivä").presses("Tallenna")

    # then a stranger finds it on the follow-up page, with its new day and its history
    stranger = visitor(screen=PHONE).opens("/actions/").picks("Vastuutaho", "ympäristöministeriö").presses("Hae")
    stranger.follows("Ohje luontokohteiden kartoittamiseen", within="main")
    stranger.sees("Luonnos on lausunnolla joulukuuhun.", "Lausuntoaika jatkuu.")
    stranger.sees(f"määräaika on nyt {stranger_day(70)}")


def stranger_day(days: int) -> str:
    """The day as a Finnish page says it."""
    day = clock.today() + timedelta(days=days)
    return f"{['ma', 'ti', 'ke', 'to', 'pe', 'la', 'su'][day.weekday()]} {day.day}.{day.month}.{day.year}"


def test_a_regional_council_finishes_its_action_point_in_swedish(visitor):
    # given an action point of Ostrobothnia's council, and a letter about it in Swedish
    meeting, region = Meeting.objects.get(public_id=HELD), Region.objects.get(code="15")
    titles = {"title_fi": "Kooste vesistöistä", "title_sv": "Sammanställning om vattendragen"}
    about = {"owner": region.council, "region": region, "due": clock.today() + timedelta(days=10), **titles}
    by = Person.objects.get(email=COORDINATOR)
    actions.add(meeting, by=by, **about)
    actions.publish_of(meeting, by=by)
    the_worker_posts_the_letters()
    letter = letters_to(OSTROBOTHNIA)[-1]
    assert letter.subject == "Åtgärd för er: Sammanställning om vattendragen"

    # when the region's official says that it is done
    official = signs_in(visitor(language="sv"), OSTROBOTHNIA).opens("/desk/")
    official.sees("Åtgärd: Sammanställning om vattendragen").opens(link_in(letter.body, "/report/"))
    official.chooses("Klar").writes("Hur den framskrider", "Sammanställningen har publicerats.")
    official.presses("Publicera detta").sees("Sammanställningen har publicerats.")

    # then a stranger reads it on the front page, on the region's page and in the meeting, in both languages
    done = ActionPoint.objects.get(title_sv=titles["title_sv"])
    assert done.state == "done"
    stranger = visitor(language="sv").opens("/").sees("Nyligen klara", titles["title_sv"])
    stranger.opens("/regions/15/").sees(titles["title_sv"]).opens(f"/meetings/{HELD}/").sees(titles["title_sv"])
    stranger.follows(titles["title_sv"], within="main").sees("Sammanställningen har publicerats.")
    visitor().opens(f"/actions/{done.public_id}/").sees("Kooste vesistöistä", "Sammanställningen har publicerats.")


def test_the_years_statistics_open_for_everybody_and_tell_the_coordinator_more(visitor):
    # given the year of the held meeting
    year = Meeting.objects.get(public_id=HELD).cycle.year
    # when a stranger looks at its statistics on a phone, in Swedish
    stranger = visitor(language="sv", screen=PHONE).opens(f"/year/{year}/").follows(f"Statistik för året {year}")
    # then the regions that were there are told, and nothing of how seats answered
    stranger.sees("Täckning landskapsvis", "Behandlade teman").does_not_see("Svar efter kanal", "har inte svarat")
    # and the coordinator sees that too
    coordinator = signs_in(visitor(), COORDINATOR).opens(f"/work/years/{year}/").follows("Tilastot", within="main")
    coordinator.sees("Vastaukset kanavan mukaan", "Vastaukset ajan mukaan", "Läsnäolo")
