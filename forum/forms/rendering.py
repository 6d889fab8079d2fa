"""How forms look, everywhere. `{{ form }}` alone draws a good form; this is all one needs to know.

A page that is one form::

    return render(request, "form_page.html", {
        "title": _("New seat"), "form": form, "verb": _("Add the seat"), "cancel": reverse("regions:seats"),
        "trail": [(reverse("regions:seats"), _("Seats"))],
    })

A page of one's own::

    <form class="form" method="post" novalidate>{% csrf_token %}
      {{ form }}
      {% translate "Add the seat" as verb %}{% include "forms/submit.html" with cancel=address %}
    </form>

`{{ form }}` draws a summary of errors with links that get focus, then each field: label, hint (`help_text`), error,
field. Radios and groups of boxes stand in a fieldset. Fields placed by hand: `{% include "forms/summary.html" %}`
once, then `{{ form.name.as_field_group }}` for each. Fields need no classes: `.field` gives inputs their look.

Before a deed that is hard to undo show "confirm.html" (its comment says what it wants).

Dates and times are typed, in every language: 18.3.2027 or 2027-03-18, 10.00 or 10:00. A plain DateField,
TimeField or DateTimeField understands them; `forum.forms.fields` has Day, Hour and Moment, which also show them so.

A text in three languages: let the form mix in `forum.forms.languages.InLanguages` and name the stems::

    class ThemeForm(InLanguages, forms.ModelForm):
        in_languages = {"title": _("Title"), "summary": _("Summary")}
        must_have = ("title",)     # asked in every language that the country profile requires

and `title_fi`, `title_sv`, `title_en` are drawn side by side under one heading, each marked with its `lang`.
"""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Draws forms and fields with the portal's own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
