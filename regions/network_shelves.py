"""What networks' letters put on the ground floor's shelves."""

from django.utils.translation import gettext_lazy as _

from forum import shelves


def fill() -> None:
    """Called once, when the app is ready."""
    from regions.services import network_letters

    label = _("Letter of a network")
    shelves.letter_kinds.put(network_letters.KIND, label)
    shelves.mailing_kinds.put(network_letters.KIND, network_letters.kind(label), order=70)
