"""What the templates of forms ask about them."""

from django import template
from django.forms import BaseForm, BoundField

from forum.forms.languages import InLanguages, Row

register = template.Library()


@register.filter
def rows(form: BaseForm) -> list[Row]:
    """The form's visible fields, gathered into what stands together."""
    if isinstance(form, InLanguages):
        return form.rows()
    return [Row([bound]) for bound in form.visible_fields()]


@register.filter
def focus_id(field: BoundField) -> str:
    """The id of what should get focus when the field is asked for: the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def summary_label(field: BoundField) -> str:
    """The field's label as the summary of errors says it: a text's language after the text's own name."""
    stem, _, code = field.name.rpartition("_")
    if isinstance(field.form, InLanguages) and stem in field.form.in_languages:
        return f"{field.form.in_languages[stem]} ({field.label})"
    return str(field.label)
