"""Alarm clocks of the ground floor: no rule in them, and ringing twice is harmless."""

from celery import shared_task

from forum.services import (
    bulletin_months,
    bulletin_sending,
    incoming_mail,
    letter_keeping,
    limits,
    mailbox,
    mass_sending,
    notice_keeping,
    notice_letters,
    posting,
    sign_in,
    subscriptions,
    wake_up,
)


@shared_task(name="forum.post_letters", ignore_result=True)
def post_letters() -> None:
    """Posts what is due; asks for itself again when there is more than one batch."""
    if posting.post_due():
        wake_up.call()


@shared_task(name="forum.send_mailings", ignore_result=True)
def send_mailings() -> None:
    """Sends mass letters that are due."""
    if mass_sending.send_due():
        wake_up.call()


@shared_task(name="forum.sweep_letters", ignore_result=True)
def sweep_letters() -> None:
    """Takes letters back from workers that are gone."""
    if posting.sweep():
        wake_up.call()


@shared_task(name="forum.follow_bulletins", ignore_result=True)
def follow_bulletins() -> None:
    """Brings bulletins to where their mass letters are."""
    bulletin_sending.follow_all()


@shared_task(name="forum.send_months_bulletins", ignore_result=True)
def send_months_bulletins() -> None:
    """Writes the monthly letters on the first days of a month."""
    bulletin_months.send()


@shared_task(name="forum.write_notices", ignore_result=True)
def write_notices() -> None:
    """Writes the letters about what is followed that are to be written at once."""
    if notice_letters.write_due():
        wake_up.call()


@shared_task(name="forum.write_digests", ignore_result=True)
def write_digests() -> None:
    """Writes the digests of the last day and week."""
    if notice_letters.write_digests():
        wake_up.call()


@shared_task(name="forum.wipe_letters", ignore_result=True)
def wipe_letters() -> None:
    """Wipes the words of letters that are old enough."""
    letter_keeping.wipe_old()


@shared_task(name="forum.forget", ignore_result=True)
def forget() -> None:
    """Forgets limits of times gone by, sessions that are over, subscriptions nobody confirmed, old notices."""
    limits.forget()
    subscriptions.forget_unconfirmed()
    sign_in.forget_sessions()
    notice_keeping.forget()


@shared_task(name="forum.read_mailbox", ignore_result=True)
def read_mailbox() -> None:
    """Fetches new mail, and hands what has come, also by the webhook, to its readers."""
    mailbox.fetch()
    incoming_mail.handle_due()


@shared_task(name="forum.forget_mail", ignore_result=True)
def forget_mail() -> None:
    """Wipes the words of mail that came long ago."""
    incoming_mail.forget_old()
