"""Person: whoever has a name and an address here. What one may do follows from roles, seats and memberships."""

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from forum import clock
from forum.models.public_id import WithPublicId


class PersonQuerySet(models.QuerySet["Person"]):
    """The words for choosing people."""

    def living(self) -> "PersonQuerySet":
        """People who may sign in and be written to: active and not anonymised."""
        return self.filter(is_active=True, anonymised_at=None)

    def reachable(self) -> "PersonQuerySet":
        """Living people whose address has not bounced."""
        return self.living().filter(unreachable_since=None)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Makes people; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A new person; without a password signing in goes by a code sent to the address."""
        person: Person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """By address, in any case of letters."""
        found: Person = self.get(email=(username or "").lower())
        return found


class Person(WithPublicId, AbstractBaseUser):
    """A person of the forum. `is_example` marks the furnished forum's invented people, named by role.

    `both_languages`: letters carry the other required language below the person's own.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    both_languages = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    unreachable_since = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_in_lower_case"),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reachable(self) -> bool:
        """Whether a letter can be expected to arrive."""
        return self.is_active and self.anonymised_at is None and self.unreachable_since is None

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        """Whether the rules of any floor let this person do `perm` to `obj`."""
        import rules

        return self.is_active and rules.has_perm(perm, self, obj)
