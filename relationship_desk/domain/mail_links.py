"""Links that begin a mail with its words in it (RFC 6068).

Invariant: nothing but the address, the subject and the body stand in a link, every character that
could mean something else encoded.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

# Windows hands over no more than 2,048 characters to a program that opens a link.
LONGEST = 2000


def mail_link(address: str | Sequence[str], subject: str, body: str) -> str | None:
    """A `mailto:` link; None where it would be too long for some mail program.

    Line ends are CR LF (section 5); `address` may be empty, or be several (section 2).
    """
    lines = "\r\n".join(body.splitlines())
    fields = [("subject", " ".join(subject.split())), ("body", lines)]
    told = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields if value)
    several = [address] if isinstance(address, str) else address
    to = ",".join(quote(one.strip(), safe="@+.-_") for one in several)
    link = f"mailto:{to}" + (f"?{told}" if told else "")
    return link if len(link) <= LONGEST else None
