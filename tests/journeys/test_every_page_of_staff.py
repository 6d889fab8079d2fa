"""Every page that the secretariat can open, at a desk in Finnish and on a phone in Swedish."""

import pytest

from tests.journeys.walking import a_letter_lies_in, a_mail_came_in, something_is_said, walks


@pytest.mark.parametrize(("kind", "language"), [("coordinator", "fi"), ("coordinator", "sv")])
def test_every_page_is_whole_for(kind, language, forum, visitor, settings, tmp_path):
    settings.DEMO, settings.MAIL_ROOM_DIR = True, tmp_path
    a_letter_lies_in(tmp_path)
    something_is_said()
    a_mail_came_in()
    wrong = walks(kind, language, visitor, forum)
    assert not wrong, "\n".join(wrong)
