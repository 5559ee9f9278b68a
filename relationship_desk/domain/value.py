"""What is given without expecting a return, what people look for, and what stands on my shelf.

Invariant: nothing here counts against anybody. There is what was given and what became of it, and
no balance.
"""

from __future__ import annotations

from enum import StrEnum

ASK_AFTER_DAYS = 30  # from giving to "how did it go?"


class Given(StrEnum):
    """What was given. The values are stored; never change one."""

    ADVICE = "advice"
    SUPPORT = "support"
    RESOURCE = "resource"
    INTRODUCTION = "introduction"
    FEEDBACK = "feedback"
    REFERRAL = "referral"
    OPPORTUNITY = "opportunity"

    @property
    def noun(self) -> str:
        """What one of its kind is called: "advice", "an introduction"."""
        return _NOUNS[self]


class ResourceKind(StrEnum):
    """What stands on the shelf. The values are stored; never change one."""

    LINK = "link"
    FILE = "file"  # by reference: it stays where it is
    SKILL = "skill"  # something I can do
    PERSON = "person"  # somebody who helps with it

    @property
    def noun(self) -> str:
        """What one of its kind is called."""
        return self.value


_NOUNS = {
    Given.ADVICE: "advice",
    Given.SUPPORT: "support",
    Given.RESOURCE: "a resource",
    Given.INTRODUCTION: "an introduction",
    Given.FEEDBACK: "feedback",
    Given.REFERRAL: "a referral",
    Given.OPPORTUNITY: "an opportunity",
}
