"""Owns which property is which kind of fact; invariant: a name stands in one table only.

The names are those of the standards and those that real programs write instead.
"""

from __future__ import annotations

from relationship_desk.domain.contact import DetailKind
from relationship_desk.formats.vcard import labels

HOW_MET = "X-RELATIONSHIP-DESK-HOW-MET"
CIRCLE = "X-RELATIONSHIP-DESK-CIRCLE"
RHYTHM = "X-RELATIONSHIP-DESK-RHYTHM"
ANDROID = "X-ANDROID-CUSTOM"
SORT_AS = "SORT-AS"  # a parameter of N

# Properties that are one text; their label comes from their parameters or group.
TEXTS = {
    "TEL": DetailKind.PHONE,
    "X-MS-TEL": DetailKind.PHONE,
    "EMAIL": DetailKind.EMAIL,
    "TITLE": DetailKind.TITLE,
    "ROLE": DetailKind.ROLE,
    "URL": DetailKind.URL,
    "NICKNAME": DetailKind.NICKNAME,
    "X-NICKNAME": DetailKind.NICKNAME,
    "X-EPOCSECONDNAME": DetailKind.NICKNAME,
    "X-KADDRESSBOOK-X-NICKNAME": DetailKind.NICKNAME,
    "NOTE": DetailKind.NOTE,
    HOW_MET: DetailKind.HOW_MET,
    "X-PHONETIC-NAME": DetailKind.PHONETIC,
    "SORT-STRING": DetailKind.SORT_AS,
    "X-SORT-STRING": DetailKind.SORT_AS,
    "X-EVOLUTION-FILE-AS": DetailKind.SORT_AS,
    "X-ABRELATEDNAMES": DetailKind.RELATED,
    "LANG": DetailKind.LANGUAGE,
    "PRONOUNS": DetailKind.PRONOUNS,
    "X-PRONOUNS": DetailKind.PRONOUNS,
    "TZ": DetailKind.TIME_ZONE,
    "CALURI": DetailKind.CALENDAR,
    "INTEREST": DetailKind.INTEREST,
    "X-MS-INTERESTS": DetailKind.INTEREST,
}

_SPOUSE, _MANAGER, _ASSISTANT, _CHILD = "spouse", "manager", "assistant", "child"
GRAMMAR = "GRAMGENDER"

# Properties that are one text and whose name says the label.
WORDED: dict[str, tuple[DetailKind, str]] = {
    "X-PHONETIC-FIRST-NAME": (DetailKind.PHONETIC, "given name"),
    "X-PHONETIC-MIDDLE-NAME": (DetailKind.PHONETIC, "middle name"),
    "X-PHONETIC-LAST-NAME": (DetailKind.PHONETIC, "family name"),
    "X-PHONETIC-ORG": (DetailKind.PHONETIC, "organisation"),
    "X-MAIDENNAME": (DetailKind.NICKNAME, "maiden name"),
    "X-KADDRESSBOOK-X-PROFESSION": (DetailKind.ROLE, "profession"),
    "X-KADDRESSBOOK-BLOGFEED": (DetailKind.URL, "blog"),
    "X-EVOLUTION-BLOG-URL": (DetailKind.URL, "blog"),
    "X-EVOLUTION-VIDEO-URL": (DetailKind.URL, "video"),
    "FBURL": (DetailKind.CALENDAR, "free/busy"),
    "CALADRURI": (DetailKind.CALENDAR, "requests"),
    "EXPERTISE": (DetailKind.INTEREST, "expertise"),
    "HOBBY": (DetailKind.INTEREST, "hobby"),
    "CONTACT-URI": (DetailKind.URL, "contact"),
    "ORG-DIRECTORY": (DetailKind.URL, "directory"),
    "X-ASSISTANT-TEL": (DetailKind.PHONE, _ASSISTANT),
    GRAMMAR: (DetailKind.GENDER, "grammatical"),
    **{
        name: (DetailKind.RELATED, relation)
        for relation, names in (
            (_SPOUSE, "X-SPOUSE X-MS-SPOUSE X-EVOLUTION-SPOUSE X-KADDRESSBOOK-X-SPOUSESNAME"),
            (_MANAGER, "X-MANAGER X-MS-MANAGER X-EVOLUTION-MANAGER X-KADDRESSBOOK-X-MANAGERSNAME"),
            (
                _ASSISTANT,
                "X-ASSISTANT X-MS-ASSISTANT X-EVOLUTION-ASSISTANT X-KADDRESSBOOK-X-ASSISTANTSNAME",
            ),
            (_CHILD, "X-CHILD X-CHILDREN X-MS-CHILD X-FUNAMBOL-CHILDREN"),
        )
        for name in names.split()
    },
}

# The name under which a labelled fact is written anew, where the name says the label.
SPOKEN: dict[tuple[DetailKind, str], str] = {
    WORDED[name]: name
    for name in (
        "X-PHONETIC-FIRST-NAME",
        "X-PHONETIC-MIDDLE-NAME",
        "X-PHONETIC-LAST-NAME",
        "X-PHONETIC-ORG",
        "X-MAIDENNAME",
        "FBURL",
        "CALADRURI",
        "EXPERTISE",
        "HOBBY",
        GRAMMAR,
    )
}

# Places with names of their own, and the labels they say.
PLACES = {"BIRTHPLACE": "birthplace", "DEATHPLACE": "place of death"}
SPOKEN |= {(DetailKind.GEO, label): name for name, label in PLACES.items()}

# A unit of an organisation without its name, and the label it says.
UNITS = {
    "X-DEPARTMENT": "",
    "X-KADDRESSBOOK-X-DEPARTMENT": "",
    "X-KADDRESSBOOK-X-OFFICE": "office",
    "X-EVOLUTION-OFFICE": "office",
}

DATES = {
    "BDAY": labels.BIRTHDAY,
    "ANNIVERSARY": labels.ANNIVERSARY,
    "X-ANNIVERSARY": labels.ANNIVERSARY,
    "X-EVOLUTION-ANNIVERSARY": labels.ANNIVERSARY,
    "X-KADDRESSBOOK-X-ANNIVERSARY": labels.ANNIVERSARY,
    "X-KADDRESSBOOK-ANNIVERSARY": labels.ANNIVERSARY,
    "X-MS-ANNIVERSARY": labels.ANNIVERSARY,
    "X-WEDDING-ANNIVERSARY": labels.ANNIVERSARY,
    "DEATHDATE": "death",
    "X-ABDATE": "",
}

# The names under which facts are written anew; see `name_in`.
_NAMES = {
    DetailKind.PHONE: "TEL",
    DetailKind.EMAIL: "EMAIL",
    DetailKind.TITLE: "TITLE",
    DetailKind.ROLE: "ROLE",
    DetailKind.URL: "URL",
    DetailKind.NICKNAME: "NICKNAME",
    DetailKind.NOTE: "NOTE",
    DetailKind.HOW_MET: HOW_MET,
    DetailKind.ORGANISATION: "ORG",
    DetailKind.ADDRESS: "ADR",
    DetailKind.PHOTO: "PHOTO",
    DetailKind.LOGO: "LOGO",
    DetailKind.PHONETIC: "X-PHONETIC-NAME",
    DetailKind.SORT_AS: "SORT-STRING",
    DetailKind.RELATED: "X-ABRELATEDNAMES",
    DetailKind.LANGUAGE: "LANG",
    DetailKind.PRONOUNS: "X-PRONOUNS",
    DetailKind.TIME_ZONE: "TZ",
    DetailKind.CALENDAR: "CALURI",
    DetailKind.GENDER: "X-GENDER",
    DetailKind.GEO: "GEO",
    DetailKind.MESSENGER: "IMPP",
    DetailKind.SOCIAL: "X-SOCIALPROFILE",
    DetailKind.INTEREST: "INTEREST",
}
# What has another name in 4.0, and turns into it when a card is converted.
TO_4 = {
    "SORT-STRING": "X-SORT-STRING",
    "X-PRONOUNS": "PRONOUNS",
    "X-GENDER": "GENDER",
    "X-SOCIALPROFILE": "SOCIALPROFILE",
}
FROM_4 = {new: old for old, new in TO_4.items()} | {"RELATED": "X-ABRELATEDNAMES"}


def name_in(kind: DetailKind, version: str) -> str:
    """The property that holds a fact of this kind in a version; dates have names of their own."""
    name = _NAMES[kind]
    if version != "4.0":
        return name
    return "RELATED" if kind is DetailKind.RELATED else TO_4.get(name, name)
