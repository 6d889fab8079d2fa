"""What is, on the ground floor."""

from forum.models.audit_entry import AuditEntry
from forum.models.bulletin import Bulletin, BulletinSection
from forum.models.edition import Edition
from forum.models.feedback import Feedback
from forum.models.follow import Follow, FollowRhythm, Rhythm
from forum.models.incoming_mail import IncomingMail, Mailbox
from forum.models.letter import Letter
from forum.models.letter_text import LetterText
from forum.models.letter_try import LetterTry
from forum.models.mailing import Mailing, MailingMissing, MailingReceiver
from forum.models.notice import Digest, Notice
from forum.models.person import Person
from forum.models.staff_role import StaffRole
from forum.models.subscription import Subscription
from forum.models.tally import Tally

__all__ = [
    "AuditEntry",
    "Bulletin",
    "BulletinSection",
    "Digest",
    "Edition",
    "Feedback",
    "Follow",
    "FollowRhythm",
    "IncomingMail",
    "Letter",
    "LetterText",
    "LetterTry",
    "Mailbox",
    "Mailing",
    "MailingMissing",
    "MailingReceiver",
    "Notice",
    "Person",
    "Rhythm",
    "StaffRole",
    "Subscription",
    "Tally",
]
