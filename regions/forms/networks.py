"""What coordinators say of networks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.languages import InLanguages
from forum.texts import LANGUAGES
from regions.forms.seats import LivingPerson
from regions.models import Network, Organisation, Region

ROLES = [("driver", _("Driver")), ("follower", _("Follower")), ("learner", _("Learner"))]


class NetworkForm(InLanguages, forms.Form):
    """A network's names and who keeps it together."""

    in_languages = {"name": _("Name")}
    must_have = ("name",)

    name_fi = forms.CharField(max_length=200)
    name_sv = forms.CharField(max_length=200)
    name_en = forms.CharField(max_length=200)
    coordinator = LivingPerson(label=_("Coordinator of the network"), required=False, empty_label=_("Nobody yet"))

    @classmethod
    def of(cls, network: Network, data: Any = None) -> "NetworkForm":
        """The form as the network is now."""
        names = {f"name_{code}": getattr(network, f"name_{code}") for code in LANGUAGES}
        return cls(data, initial={**names, "coordinator": network.coordinator_id})


class JoinForm(forms.Form):
    """Who works in the network, for whom and how."""

    person = LivingPerson(label=_("Person"), empty_label=_("Choose a person"))
    role = forms.ChoiceField(label=_("Role in the network"), choices=ROLES, initial="follower")
    region = forms.ModelChoiceField(
        Region.objects.all(), label=_("For the region"), required=False, empty_label=_("No region")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("For the organisation"), required=False, empty_label=_("No organisation")
    )
