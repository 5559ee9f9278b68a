"""The contact formats the desk reads and writes: one module each, one tuple that lists them."""

from relationship_desk.desk.ports import Format
from relationship_desk.formats.vcard import VCard

FORMATS: tuple[Format, ...] = (VCard(),)
