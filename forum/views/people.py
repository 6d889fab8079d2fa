"""The coordinator's pages for people."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum import shelves
from forum.forms.people import ChangePersonForm, PeopleSearch, PersonForm
from forum.models import Person, StaffRole
from forum.services import people
from forum.services.tables import Table
from forum.views.downloads import download, wanted
from forum.views.staff import done, for_staff

PER_PAGE = 50


def me(request: HttpRequest) -> Person:
    """The signed-in person."""
    return cast(Person, request.user)


@for_staff("forum.change_person")
@require_safe
def people_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody, narrowed by the search; as a file with `format=csv` or `xlsx`."""
    search = PeopleSearch(request.GET)
    found = search.found()
    if kind := wanted(request):
        return download(as_table(found), kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"section": "work", "search": search, "page": page, "rows": in_words(list(page)), "query": query}
    return render(request, "forum/people.html", context)


def in_words(found: list[Person]) -> list[tuple[Person, list[str]]]:
    """Each person with what they do in the forum: staff roles, and what upper floors know."""
    words: dict[int, list[str]] = {person.pk: [] for person in found}
    names = {"coordinator": _("Coordinator"), "chair": _("Chair")}
    for role in StaffRole.objects.current().filter(person__in=found):
        words[role.person_id].append(names[role.kind])
    for duties in shelves.people_duties.entries():
        for key, more in duties(found).items():
            words[key].extend(more)
    return [(person, words[person.pk]) for person in found]


def as_table(found: QuerySet[Person]) -> Table:
    """The list to take away."""
    heads = [_("Name"), _("Title"), _("E-mail address"), _("Phone"), _("Language"), _("In the forum as")]
    rows = [
        (person.name, person.title, person.email, person.phone, person.language, "; ".join(words))
        for person, words in in_words(list(found))
    ]
    return Table("people", heads, rows, _("People"), widths=(30, 24, 30, 16, 8, 60))


@for_staff("forum.change_person")
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Makes a person."""
    form = PersonForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and done(form, lambda: people.create(by=me(request), **form.cleaned_data)):
        messages.success(request, _("%(name)s has been added.") % {"name": form.cleaned_data["name"]})
        made = Person.objects.get(email=form.cleaned_data["email"].lower())
        return redirect("forum:person", public_id=made.public_id)
    return render(request, "form_page.html", page(_("New person"), form, _("Add the person"), reverse("forum:people")))


@for_staff("forum.change_person")
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person: what can be changed, and what they do in the forum."""
    about = get_object_or_404(Person, public_id=public_id)
    form = ChangePersonForm.of(about, request.POST or None)
    if request.method == "POST" and done(form, lambda: people.change_all(about, by=me(request), **form.cleaned_data)):
        messages.success(request, _("%(name)s has been changed.") % {"name": about.name})
        return redirect("forum:person", public_id=public_id)
    shown = Person.objects.get(pk=about.pk)
    context = {"section": "work", "person": shown, "form": form, "verb": _("Save the changes")}
    return render(request, "forum/person.html", context)


@for_staff("forum.change_person")
@require_http_methods(["GET", "HEAD", "POST"])
def anonymise(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks, and then takes away all that tells who the person was."""
    about = get_object_or_404(Person, public_id=public_id, anonymised_at=None)
    address, name = reverse("forum:person", kwargs={"public_id": public_id}), about.name
    if request.method == "POST":
        try:
            people.anonymise(about, by=me(request))
            messages.success(request, _("%(name)s has been anonymised.") % {"name": name})
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(address)
    context = page(_("Anonymise %(name)s?") % {"name": name}, None, _("Anonymise"), address, (address, name))
    text = _("Name, address, title and phone are taken away for good, seats and duties end. What was said stays.")
    return render(request, "confirm.html", {**context, "text": text, "danger": True})


def page(title: str, form: Any, verb: str, cancel: str, *trail: tuple[str, str]) -> dict[str, Any]:
    """The context of a page that is one form, under the list of people."""
    steps = [(reverse("forum:work"), _("The secretariat's tools")), (reverse("forum:people"), _("People")), *trail]
    return {"section": "work", "title": title, "form": form, "verb": verb, "cancel": cancel, "trail": steps}
