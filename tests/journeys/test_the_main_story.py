"""The main job, end to end: a themed meeting is scheduled, every region invited, answered, discussed, prepared."""

from datetime import date, timedelta

from meetings.models import Invitation, Meeting
from tests.journeys.browser import (
    PHONE,
    Visitor,
    code_in,
    letters_to,
    link_in,
    the_worker_posts_the_letters,
)

COORDINATOR = "koordinaattori@example.org"
INVITED = "/meetings/example-invited/"
WORDS = {
    "fi": {"address": "Sähköpostiosoite", "send code": "Lähetä minulle koodi", "code": "Koodi", "in": "Kirjaudu"},
    "sv": {"address": "E-postadress", "send code": "Skicka en kod till mig", "code": "Kod", "in": "Logga in"},
}


def signs_in(somebody: Visitor, address: str) -> Visitor:
    """Asks for a code, reads it in the letter, types it."""
    words = WORDS[somebody.language]
    somebody.opens("/sign-in/").writes(words["address"], address).presses(words["send code"])
    the_worker_posts_the_letters()
    return somebody.writes(words["code"], code_in(letters_to(address)[-1].body)).presses(words["in"])


def a_day_to_meet() -> date:
    """The second Wednesday of June in the newest year: nobody else meets then."""
    june = date(Meeting.objects.latest("starts_at").day.year, 6, 8)
    return june + timedelta(days=(2 - june.weekday()) % 7)


def schedules_a_meeting(coordinator: Visitor, day: date) -> Visitor:
    """Makes an officials' meeting on theme 2, reads the warning, and says yes to it."""
    coordinator.opens(f"/work/years/{day.year}/meetings/new/")
    coordinator.picks("Kokouksen laji", "Virkamieskokous")
    coordinator.picks("Teema", "2. Kestävä yhdyskuntakehitys ja toimivat yhteydet")
    coordinator.writes("Päivä", f"{day.day}.{day.month}.{day.year}")
    coordinator.writes("Alkaa klo", "9.00").writes("Päättyy klo", "12.00")
    coordinator.writes("Suomi", "Säätytalo, Helsinki").writes("Svenska", "Ständerhuset, Helsingfors")
    coordinator.writes("Etäosallistujien linkki", "https://video.example.org/foorumi")
    coordinator.presses("Tallenna").sees("on ohjelman kauden ulkopuolella")
    return coordinator.chooses("Tallenna silti").presses("Tallenna")


def sends_the_invitations(coordinator: Visitor) -> Visitor:
    """Announces the day, looks at who gets a letter and why, and sends."""
    coordinator.presses("Julkista päivä").follows("Paikat ja kutsut", within="main")
    coordinator.follows("Tarkista ja lähetä", within="main").sees("Kuka saa kirjeen ja miksi")
    coordinator.presses("Lähetä 26 kutsua").sees("Taulukko")
    the_worker_posts_the_letters()
    return coordinator


def opens_the_letter(somebody: Visitor, address: str) -> Visitor:
    """Follows the personal link of the newest letter."""
    return somebody.opens(link_in(letters_to(address)[-1].body, "/answer/"))


def test_a_meeting_is_scheduled_invited_and_answered(visitor):
    # given a coordinator who schedules a themed meeting and sends its invitations
    coordinator = signs_in(visitor(), COORDINATOR).sees("odottaa sinua")
    schedules_a_meeting(coordinator, a_day_to_meet())
    sends_the_invitations(coordinator)
    board = coordinator.page.url

    # when Kainuu answers from the letter, without signing in, that it attends remotely
    kainuu = opens_the_letter(visitor(), "kainuu.virkamies@example.org")
    kainuu.chooses("Etänä, linkki on kalenterikutsussa").presses("Lähetä vastaus")
    kainuu.sees("Vastauksesi on kirjattu", "https://video.example.org/foorumi")

    # and Ostrobothnia hands over to its deputy, in Swedish
    ostrobothnia = opens_the_letter(visitor(language="sv"), "pohjanmaa.virkamies@example.org")
    ostrobothnia.chooses("Min ersättare deltar").presses("Skicka svaret")
    the_worker_posts_the_letters()
    deputy = opens_the_letter(visitor(language="sv"), "pohjanmaa.virkamies.vara@example.org")
    deputy.presses("Skicka svaret").sees("Ditt svar har registrerats")

    # and Lapland first forgets to say why, and then declines with a reason
    lapland = opens_the_letter(visitor(screen=PHONE), "lappi.virkamies@example.org")
    lapland.chooses("Emme pääse").presses("Lähetä vastaus").sees("Vastausta ei ole vielä kirjattu")
    lapland.writes("Syy", "Maakuntavaltuusto kokoontuu samana päivänä").presses("Lähetä vastaus")
    lapland.sees("Vastauksesi on kirjattu")

    # then the board shows all 19 regions, each with its state, and who is silent
    coordinator.opens(board)
    tiles = coordinator.page.locator(".tile-map .tile .sr")
    states = [tile.rpartition(": ")[2] for tile in tiles.all_inner_texts()]
    assert len(states) == 19
    assert sorted(states) == sorted(["etänä", "varaedustaja", "ei pääse", *["ei vastannut"] * 16])
    coordinator.sees("Maakuntavaltuusto kokoontuu samana päivänä")
    coordinator.follows("Ei vastannut", within=".filters").does_not_see("Maakuntavaltuusto kokoontuu")

    # and a stranger who reads the meeting's page learns nothing of it
    stranger = visitor().opens(
        board.replace("/work", "").replace("/seats/", "/").removeprefix(coordinator.site + "/fi")
    )
    stranger.sees("Edustetut maakunnat julkaistaan kokouksen jälkeen.")
    stranger.does_not_see("Maakuntavaltuusto", "ei vastannut", "video.example.org")


def test_an_official_comments_on_an_agenda_item_as_preparation(visitor):
    # given an official of Kainuu who is signed in
    official = signs_in(visitor(), "kainuu.virkamies@example.org")
    # when she comments on an agenda item
    official.opens(INVITED)
    official.page.locator("summary", has_text="Kirjoita kommentti").first.click()
    box = official.page.locator(".discussion").first
    box.get_by_label("Kommenttisi").fill("Joukkoliikenteen tuki ei riitä harvaan asutulla alueella.")
    box.get_by_label("Virkamiesvalmistelu").check()
    box.get_by_role("button", name="Julkaise kommentti").click()
    official.sees("Joukkoliikenteen tuki ei riitä harvaan asutulla alueella.")
    # then a reader sees it, stamped Kainuu, in Finnish and in Swedish
    for language, standing, region in (
        ("fi", "Virkamiesvalmistelu", "Kainuu"),
        ("sv", "Tjänstemannaberedning", "Kajanaland"),
    ):
        reader = visitor(language=language).opens(INVITED).sees("Joukkoliikenteen tuki ei riitä")
        comment = reader.page.locator("article.comment", has_text="Joukkoliikenteen tuki")
        assert standing in comment.inner_text() and region in comment.inner_text()


def test_a_politician_reads_the_brief_on_a_phone(visitor):
    # given a politician of Ostrobothnia with a phone, signed in
    politician = signs_in(visitor(language="sv", screen=PHONE), "pohjanmaa.luottamus1@example.org")
    # when she opens the meeting and its situation brief
    politician.opens(INVITED).follows("Läs lägesöversikten", within="main")
    # then it is about her own region beside the country, with figures, charts and their sources
    chosen = politician.page.get_by_label("Landskap").locator("option:checked").inner_text()
    assert chosen == "Österbotten"
    main = politician.page.locator("main")
    assert main.locator("figure svg[role=img]").count() >= 2
    assert "Statistikcentralen" in main.inner_text()
    # and she can look at another region
    politician.picks("Landskap", "Kajanaland").presses("Visa")
    assert "Kajanaland" in politician.page.locator(".indicators thead").inner_text()


def somebody_silent() -> str:
    """The address of a region's official who has not answered the example meeting yet, and writes Finnish."""
    open_ones = Invitation.objects.filter(meeting__public_id="example-invited", state="sent", bounced_at=None)
    silent = open_ones.filter(seat__region__isnull=False, person__language="fi").first()
    assert silent and silent.person
    return silent.person.email


def test_all_of_it_works_without_scripts(visitor):
    # given an official whose browser runs no scripts
    official = signs_in(visitor(scripts=False), somebody_silent())
    # when she answers the invitation that waits on her desk
    official.opens("/desk/").follows("Vastaa", within="main")
    official.chooses("Osallistun").presses("Lähetä vastaus").sees("Vastauksesi on kirjattu")
    # and comments on the first agenda item
    official.opens(INVITED)
    official.page.locator("summary", has_text="Kirjoita kommentti").first.click()
    official.page.locator(".discussion").first.get_by_label("Kommenttisi").fill("Ilman skriptejä.")
    official.presses("Julkaise kommentti")
    # then both are there, and the brief can be turned to another region
    official.sees("Ilman skriptejä.").opens(INVITED).follows("Lue tilannekatsaus", within="main")
    official.picks("Maakunta", "Lappi").presses("Näytä")
    assert "Lappi" in official.page.locator(".indicators thead").inner_text()
