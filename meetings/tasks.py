"""Alarm clocks of the top floor: no rule in them, and ringing twice is harmless."""

from celery import shared_task

from meetings.services import (
    action_items,
    action_letters,
    brief_days,
    calls,
    handovers,
    inputs,
    ladder,
    requested_views,
    sign_ups,
    timekeeping,
    unreachable,
)


@shared_task(name="meetings.close_registrations", ignore_result=True)
def close_registrations() -> None:
    """Closes registrations that are due."""
    timekeeping.close_registrations()


@shared_task(name="meetings.finish_meetings", ignore_result=True)
def finish_meetings() -> None:
    """Marks what is over as held, and what was never answered as lapsed."""
    timekeeping.finish_meetings()


@shared_task(name="meetings.notice_bounces", ignore_result=True)
def notice_bounces() -> None:
    """Marks invitations whose letters did not arrive."""
    timekeeping.notice_bounces()


@shared_task(name="meetings.hand_over_invitations", ignore_result=True)
def hand_over_invitations() -> None:
    """Hands over invitations of people who have left their seat without a successor being appointed."""
    handovers.catch_up()


@shared_task(name="meetings.forget_sign_ups", ignore_result=True)
def forget_sign_ups() -> None:
    """Wipes the names and addresses of open events that are long over, and the notes of calls about meetings."""
    sign_ups.forget_old()
    calls.forget_old()


@shared_task(name="meetings.remind_of_actions", ignore_result=True)
def remind_of_actions() -> None:
    """Writes to the owners of action points that are due soon or overdue, and to each owner once a month."""
    action_letters.remind()


@shared_task(name="meetings.put_actions_on_agendas", ignore_result=True)
def put_actions_on_agendas() -> None:
    """Puts open action points on the agenda of the next meeting on their theme."""
    action_items.put_all_due()


@shared_task(name="meetings.remind_inputs", ignore_result=True)
def remind_inputs() -> None:
    """Reminds networks of input that is due or overdue."""
    inputs.remind_silent()


@shared_task(name="meetings.close_view_rounds", ignore_result=True)
def close_view_rounds() -> None:
    """Freezes regions' views when the meeting's agenda and brief go out."""
    requested_views.close_due()


@shared_task(name="meetings.climb_ladder", ignore_result=True)
def climb_ladder() -> None:
    """Publishes the briefs that are due, so that letters name them, and takes what is due in the plans of letters."""
    brief_days.publish_due()
    ladder.climb()


@shared_task(name="meetings.tell_of_unreachable", ignore_result=True)
def tell_of_unreachable() -> None:
    """Tells the coordinators once a day of addresses that do not work any more."""
    unreachable.tell()
