"""Owns messengers and social profiles; invariant: a handle loses its scheme and gets it back.

A value has one scheme at most: what looks like a second one is part of the handle.
"""

from __future__ import annotations

import re

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.formats.vcard import labels
from relationship_desk.formats.vcard.heads import Head, type_words
from relationship_desk.formats.vcard.headwriting import type_parameter
from relationship_desk.formats.vcard.style import Style

# The scheme that is written for a service, then others that are read as it.
_SCHEMES = {
    "AIM": "aim",
    "Facebook": "fb",
    "Gadu-Gadu": "gg",
    "Google Talk": "gtalk",
    "GroupWise": "groupwise",
    "ICQ": "icq",
    "IRC": "irc",
    "Matrix": "matrix",
    "MSN": "msnim",
    "QQ": "qq",
    "Sametime": "sametime",
    "Signal": "sgnl",
    "SIP": "sip",
    "Skype": "skype",
    "Telegram": "tg",
    "WhatsApp": "whatsapp",
    "XMPP": "xmpp",
    "Yahoo": "ymsgr",
}
_SERVICES = {scheme: service for service, scheme in _SCHEMES.items()} | {
    "facebook": "Facebook",
    "gadugadu": "Gadu-Gadu",
    "google-talk": "Google Talk",
    "googletalk": "Google Talk",
    "jabber": "XMPP",
    "msn": "MSN",
    "mtqq": "QQ",
    "signal": "Signal",
    "telegram": "Telegram",
    "yahoo": "Yahoo",
}
_NO_SERVICE = frozenset({"im", "x-apple", "unknown"})
_ADDRESSES = frozenset({"http", "https", "mailto", "tel", "urn"})
_SPELLINGS = {"GoogleTalk": "Google Talk", "GaduGadu": "Gadu-Gadu", "Jabber": "XMPP"}

# Properties that are one messenger each, as older programs and those of today write them.
MESSENGERS = {
    f"X-{name}": service
    for service, names in (
        ("AIM", "AIM MESSAGING/AIM-ALL"),
        ("Gadu-Gadu", "GADUGADU GADU-GADU MESSAGING/GADU-ALL"),
        ("Google Talk", "GOOGLE-TALK GTALK GOOGLE_TALK MESSAGING/GOOGLETALK-ALL"),
        ("GroupWise", "GROUPWISE MESSAGING/GROUPWISE-ALL"),
        ("ICQ", "ICQ MESSAGING/ICQ-ALL"),
        ("IRC", "IRC MESSAGING/IRC-ALL"),
        ("Matrix", "MATRIX EVOLUTION-MATRIX"),
        ("MSN", "MSN MS-IMADDRESS-MSN MESSAGING/MSN-ALL"),
        ("QQ", "QQ"),
        ("Sametime", "SAMETIME"),
        ("SIP", "SIP"),
        ("Skype", "SKYPE SKYPE-USERNAME MESSAGING/SKYPE-ALL"),
        ("Telegram", "TELEGRAM"),
        ("WhatsApp", "WHATSAPP"),
        ("XMPP", "JABBER XMPP MESSAGING/XMPP-ALL"),
        ("Yahoo", "YAHOO MESSAGING/YAHOO-ALL"),
        ("Discord", "DISCORD"),
        ("KakaoTalk", "KAKAOTALK"),
        ("NetMeeting", "NETMEETING"),
        ("Signal", "SIGNAL"),
        ("Threema", "THREEMA"),
        ("Viber", "VIBER"),
        ("WeChat", "WECHAT"),
        ("", "MS-IMADDRESS KADDRESSBOOK-X-IMADDRESS FUNAMBOL-INSTANTMESSENGER WV-ID"),
    )
    for name in names.split()
} | {"X-GOOGLE TALK": "Google Talk"}
PROFILES = {
    "X-TWITTER": "Twitter",
    "X-MESSAGING/TWITTER-ALL": "Twitter",
    "X-FACEBOOK": "Facebook",
    "X-LINKEDIN": "LinkedIn",
    "X-INSTAGRAM": "Instagram",
    "X-MASTODON": "Mastodon",
    "X-GITHUB": "GitHub",
    "X-BLUESKY": "Bluesky",
    "X-FLICKR": "Flickr",
    "X-TIKTOK": "TikTok",
    "X-XING": "XING",
    "X-YOUTUBE": "YouTube",
}
_NETWORKS = {
    name.lower().replace(" ", ""): name
    for name in (
        "Bluesky", "Facebook", "Flickr", "Foursquare", "GitHub", "Instagram", "LinkedIn",
        "Mastodon", "MySpace", "Pinterest", "Sina Weibo", "Snapchat", "TikTok", "Tumblr",
        "Twitter", "XING", "Yelp", "YouTube",
    )
}  # fmt: skip
_WORDS = {network: word for word, network in _NETWORKS.items()}

# What says the same as the value, and would be wrong beside a new one.
_STALE = ("VALUE", "USERNAME", "X-USER", "X-USERID", "X-DISPLAYNAME", "X-BUNDLEIDENTIFIERS")
_SEVERAL = "\ue000"  # KDE's sign between several handles in one line

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_TYPED = re.compile(r"([A-Za-z]+):(?=https?://)")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def read_messenger(head: Head, text: str) -> tuple[str, ...]:
    """Handle and service; none where the line holds several or nothing."""
    if head.name in MESSENGERS:
        handle, service = text, MESSENGERS[head.name]
    else:
        prefix, service = _scheme(text)
        handle = text[len(prefix) :].strip()
        said = _said(head)
        if said.casefold() != service.casefold():
            service = said or service
    if not handle or _SEVERAL in handle:
        return ()
    return (handle, service) if service else (handle,)


def _scheme(text: str) -> tuple[str, str]:
    """The part of an IMPP value that is no handle, and the service it names."""
    found = _SCHEME.match(text)
    if found is None or found[1].lower() in _ADDRESSES:
        return "", ""
    scheme = found[1].lower()
    return found[0], "" if scheme in _NO_SERVICE else _SERVICES.get(scheme, found[1])


def _said(head: Head) -> str:
    service = (head.value("SERVICE-TYPE") or head.value("X-SERVICE-TYPE")).strip()
    return _SPELLINGS.get(service, service)


def handle_again(head: Head, text: str, handle: str, style: Style) -> str:
    """The escaped value of a line with another handle and the scheme it has."""
    if head.name in MESSENGERS:
        return style.text(handle)
    prefix = _scheme(text)[0]
    if not prefix and _scheme(handle)[0]:
        prefix = "im:" if not _said(head) else "x-apple:"
    return style.escaped(prefix + handle)


def new_messenger(detail: Detail, style: Style) -> tuple[str, list[bytes]]:
    """The escaped value and the parameters of a new IMPP line."""
    handle, service = (*detail.parts, "")[:2]
    if not service or service in _SCHEMES:
        return style.escaped(f"{_SCHEMES.get(service, 'im')}:{handle}"), []
    return style.escaped(f"x-apple:{handle}"), [_service_parameter(service, style)]


def _service_parameter(service: str, style: Style) -> bytes:
    name = "SERVICE-TYPE" if style.version == "4.0" else "X-SERVICE-TYPE"
    plain = " ".join(service.split()).replace('"', "'")
    value = f'"{plain}"' if any(c in plain for c in ":;,=") else plain
    return f"{name}={value}".encode("utf-8", "replace")


def read_profile(head: Head, text: str) -> tuple[tuple[str, ...], str]:
    """Address or handle with the service, and the label that the parameters give."""
    if head.name in PROFILES:
        return ((text, PROFILES[head.name]) if text else ()), head.label
    words = [w for key, v in head.params if key in ("", "TYPE") for w in type_words(v)]
    service, word = _said(head), ""
    if not service:
        word = next((w for w in words if not labels.is_usual(w)), "")
        service = _NETWORKS.get(word.lower(), word.lower() if word.isupper() else word)
    if text[:8].lower() == "x-apple:":
        text = text[8:].strip()
    elif typed := _TYPED.match(text):
        text = text[typed.end() :]
        service = service or _NETWORKS.get(typed[1].lower(), typed[1])
    label = labels.from_types(w for w in words if w != word)
    if not text:
        return (), label
    return ((text, service) if service else (text,)), label


def profile_value(text: str, style: Style) -> tuple[str, list[bytes]]:
    """The escaped value of a SOCIALPROFILE and what it says of its type."""
    if text[:8].lower() == "x-apple:" or _TYPED.match(text):
        text = f"x-apple:{text}"
    is_text = style.version == "4.0" and not _WEB.match(text)
    return (style.text(text), [b"VALUE=text"]) if is_text else (style.escaped(text), [])


def profile_again(
    head: Head, detail: Detail, style: Style
) -> tuple[str, list[bytes], tuple[str, ...]]:
    """The escaped value of a social profile's line, and parameters to add and to drop.

    A service that stood before the address in the value gets a parameter.
    """
    value, parameters = profile_value(detail.parts[0], style)
    service = detail.parts[1:]
    if service and read_profile(head, "-")[0][1:] != service:
        parameters.append(_service_parameter(service[0], style))
    return value, parameters, _STALE


def new_profile(detail: Detail, style: Style) -> tuple[str, list[bytes]]:
    """The escaped value and the parameters of a new social profile."""
    text, service = (*detail.parts, "")[:2]
    value, parameters = profile_value(text, style)
    if service in _WORDS and style.version != "4.0":
        parameters.append(type_parameter(_WORDS[service], style))
    elif service:
        parameters.append(_service_parameter(service, style))
    return value, parameters


def says_label_with_service(head: Head, kind: DetailKind) -> bool:
    """Whether the TYPE words of a line name its service, so that a label cannot replace them."""
    return kind is DetailKind.SOCIAL and head.name not in PROFILES and not _said(head)
