"""Signing in by a typed code, and out. allauth keeps the steps; the words, the limits and the audit log are ours."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.generic import FormView

from forum.forms.sign_in import AddressForm, CodeForm
from forum.models import Person
from forum.services import sign_in
from forum.views.errors import too_many


class AskForCode(RequestLoginCodeView):  # type: ignore[misc]
    """Where a code is asked for. The answer is the same whether or not anybody has the address."""

    def get_form_class(self) -> type[AddressForm]:
        """Our own form."""
        return AddressForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Counts before looking."""
        address, ip = request.POST.get("email", ""), get_adapter().get_client_ip(request)
        if not sign_in.may_ask(address=address, ip=ip):
            sign_in.note_failure(sign_in.who(address), reason="too_often", ip=ip)
            return too_many(request)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: AddressForm) -> HttpResponse:
        """On to the code; an address nobody has is noted without the address."""
        if form._user is None:
            sign_in.note_failure(None, reason="unknown_address", ip=get_adapter().get_client_ip(self.request))
        response: HttpResponse = super().form_valid(form)
        return response

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Whoever mistyped the address may come back and type it again."""
        return None


class TypeCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """Where the code is typed. Three wrong ones, and it is thrown away."""

    _process: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Says why one is sent back to the beginning."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if self._process is None and not request.user.is_authenticated:
            messages.info(request, _("The code is too old, or was asked for in another browser. Ask for a new one."))
        return response

    def get_form_class(self) -> type[CodeForm]:
        """Our own form."""
        return CodeForm

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """An empty field is no guess; a wrong code is noted."""
        if form.is_empty:
            return FormView.form_invalid(self, form)
        person: Person | None = self._process.user
        sign_in.note_failure(person, reason="wrong_code", ip=get_adapter().get_client_ip(self.request))
        response: HttpResponse = super().form_invalid(form)
        return response


ask_for_code = AskForCode.as_view()
type_code = TypeCode.as_view()
sign_out = LogoutView.as_view()
