"""Verbs of comments. Nothing said disappears: hiding and withdrawing leave a tombstone."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from themes.models import Capacity, Comment, Thread, capacities_of
from themes.models.capacity import Source
from themes.services import comment_letters, comment_notices, threads
from themes.services.pins import Pin
from themes.services.plain_words import plain

LONGEST = 4000
LONGEST_REASON = 300
MAY_WITHDRAW_FOR = timedelta(minutes=15)


@verb
def say(
    thread: Thread,
    *,
    by: Person,
    text: str,
    standing: str = "personal",
    mandate: Source | None = None,
    language: str = "",
    parent: Comment | None = None,
    form_key: str = "",
    pin: Pin | None = None,
) -> Comment:
    """Adds a comment and freezes its stamp. A reply to a reply is attached to the remark that began it.

    `mandate` is a living mandate, network membership or staff role of `by`; the first one when not said. The same
    form sent twice (`form_key`) says it once. A remark may be about one block of a brief (`pin`).
    Raises ValidationError, by field, when it cannot be said.
    """
    text = plain(text)
    root = (parent.parent or parent) if parent else None
    once = _once(form_key, thread, root, text)
    said = Comment.objects.filter(author=by, once=once).first() if once else None
    if said:
        return said
    capacity = _capacity(by, mandate)
    _check(thread, root, text, standing, language, capacity)
    values = {"mandate": None, "membership": None, "staff_role": None, **_source(capacity)}
    try:
        with transaction.atomic():
            said = Comment.objects.create(
                thread=thread,
                parent=root,
                author=by,
                region=capacity.region,
                standing=standing,
                stamp=capacity.stamp(by),
                language=language or by.language,
                text=text,
                once=once,
                **(pin.columns if pin and root is None else {}),
                **values,
            )
    except IntegrityError:
        if not once:
            raise
        return Comment.objects.get(author=by, once=once)
    comment_notices.tell(said, by=by)
    return said


@verb
def hide(comment: Comment, *, by: Person, reason: str) -> None:
    """Puts a tombstone with date and reason in the comment's place and tells the author; replies stay.

    Raises ValidationError.
    """
    reason = plain(reason).replace("\n", " ")
    if not reason:
        raise ValidationError({"reason": _("Write the reason. It is shown in the comment's place.")})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": too_long(reason, LONGEST_REASON)})
    standing = Comment.objects.standing_out().filter(pk=comment.pk)
    if standing.update(hidden_at=clock.now(), hidden_by=by, hidden_reason=reason):
        audit.record("comment.hide", by=by, about=comment, name=_place(comment, by), details={"reason": reason})
        comment.refresh_from_db()
        comment_letters.tell_hidden(comment)
    comment.refresh_from_db()


@verb
def unhide(comment: Comment, *, by: Person) -> None:
    """Shows a hidden comment again."""
    hidden = Comment.objects.filter(pk=comment.pk, hidden_at__isnull=False)
    reason = comment.hidden_reason
    if hidden.update(hidden_at=None, hidden_by=None, hidden_reason=""):
        details = {"hidden_reason": reason}
        audit.record("comment.unhide", by=by, about=comment, name=_place(comment, by), details=details)
    comment.refresh_from_db()


@verb
def withdraw(comment: Comment, *, by: Person) -> None:
    """The author takes the comment back within 15 minutes; a tombstone stays. Raises ValidationError when too late."""
    if not can_withdraw(comment, by):
        raise ValidationError(_("A comment can be withdrawn only by its author, within 15 minutes."))
    Comment.objects.standing_out().filter(pk=comment.pk).update(withdrawn_at=clock.now())
    comment.refresh_from_db()


def _place(comment: Comment, by: Person) -> str:
    """The log names where it was said: the words themselves may be what had to be hidden."""
    return threads.called(comment.thread, by)


def can_withdraw(comment: Comment, person: object) -> bool:
    """Whether the person may take the comment back now."""
    own = comment.author_id == getattr(person, "pk", None)
    return own and comment.is_readable and clock.now() <= comment.said_at + MAY_WITHDRAW_FOR


def too_long(text: str, longest: int) -> str:
    """Says how long the text is and how long it may be."""
    return ngettext(
        "The text has %(length)s characters. It can have at most %(longest)s character.",
        "The text has %(length)s characters. It can have at most %(longest)s characters.",
        longest,
    ) % {"length": len(text), "longest": longest}


def _once(form_key: str, thread: Thread, root: Comment | None, text: str) -> str:
    if not form_key:
        return ""
    return sha256(f"{form_key}|{thread.pk}|{root.pk if root else ''}|{text}".encode()).hexdigest()


def _capacity(by: Person, mandate: Source | None) -> Capacity:
    living = [capacity for capacity in capacities_of(by) if mandate is None or capacity.source == mandate]
    if not living:
        raise ValidationError({"capacity": _("You can comment only with a mandate, membership or role in force.")})
    return living[0]


def _source(capacity: Capacity) -> dict[str, Source]:
    column = {"mandate": "mandate", "networkmembership": "membership", "staffrole": "staff_role"}
    return {column[capacity.source._meta.model_name or ""]: capacity.source}


def _check(thread: Thread, root: Comment | None, text: str, standing: str, language: str, capacity: Capacity) -> None:
    """Raises ValidationError with everything that speaks against saying it."""
    wrong: dict[str, str] = {}
    if not text:
        wrong["text"] = _("Write your comment.")
    if len(text) > LONGEST:
        wrong["text"] = too_long(text, LONGEST)
    if standing not in Comment.Standing.values:
        wrong["standing"] = _("Choose what kind of comment this is.")
    if standing == "preparation" and not capacity.may_prepare:
        wrong["standing"] = _("A politician's comment is a personal remark. Only officials can mark a preparation.")
    if language and language not in dict(settings.LANGUAGES):
        wrong["language"] = _("Choose the language of your comment.")
    if root and root.thread_id != thread.pk:
        wrong["__all__"] = _("The comment you are replying to is in another discussion.")
    if Thread.objects.filter(pk=thread.pk, closed_at__isnull=False).exists():
        wrong["__all__"] = _("This discussion is closed. Your comment was not published.")
    if wrong:
        raise ValidationError(wrong)  # type: ignore[arg-type]
