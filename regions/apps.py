"""The floor's entry in Django's list of apps; from here it fills the shelves of the floors below."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """See docs/house.md."""

    name = "regions"

    def ready(self) -> None:
        """Puts what this floor has on the ground floor's shelves."""
        from regions import audience_shelves, shelving

        audience_shelves.fill()
        shelving.fill()
