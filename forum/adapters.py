"""What allauth asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation import gettext_lazy as _

from forum.models import Person
from forum.services import sign_in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open registration, and no mail of allauth's own: a code travels in a letter like everything else."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code of the newest letter. Check each of its letters."),
        "too_many_login_attempts": _("The code was wrong three times, so it was thrown away. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queues the letter with the sign-in code. Nothing else is ever written from here."""
        person = sign_in.who(email)
        if person and template_prefix == "account/email/login_code":
            sign_in.write_code(person, code=context["code"])

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """Stops people who were let go between asking for the code and typing it."""
        if user.anonymised_at:
            return self.respond_user_inactive(request, user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Back to the beginning."""
        messages.error(request, _("You cannot sign in with this address. Ask the secretariat."))
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """On to the desk or to where one was going, in the person's own language unless another was chosen."""
        request.session.set_expiry(None)  # no longer only as long as an unsent form is kept
        response: HttpResponse = super().post_login(request, user, **kwargs)
        chosen = get_language() != get_language_from_request(request)
        if not chosen and "Location" in response:
            response["Location"] = translate_url(response["Location"], user.language)
        return response
