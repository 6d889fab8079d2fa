"""What the staff's pages share: who gets in, and how a deed's refusal comes back into its form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def for_staff(permission: str) -> Callable[[View], View]:
    """Whoever is not signed in is asked to; whoever is and may not, is refused."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def done(form: forms.BaseForm, deed: Callable[[], object]) -> bool:
    """Does the deed when the form is right; what the deed refuses is said in the form, at its field."""
    if not form.is_valid():
        return False
    try:
        deed()
    except ValidationError as error:
        for field, found in refusals(error).items():
            form.add_error(field if field in form.fields else None, found)
        return False
    return True


def refusals(error: ValidationError) -> dict[str, list[ValidationError]]:
    """The error's messages by field."""
    return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
