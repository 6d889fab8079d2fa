"""The floor's entry in Django's list of apps; from here it fills the shelves of the floors below."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """See docs/house.md."""

    name = "themes"

    def ready(self) -> None:
        """Fills the shelves."""
        from themes import audience_shelves, brief_shelves, discussion_shelves, shelving, view_shelves

        audience_shelves.fill()
        brief_shelves.fill()
        discussion_shelves.fill()
        shelving.fill()
        view_shelves.fill()
