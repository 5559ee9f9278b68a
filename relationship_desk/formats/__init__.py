"""The contact files the desk reads and writes: one package each, two tuples that list them."""

from relationship_desk.desk.ports import Format, Reader
from relationship_desk.formats.choices import NOTHING_DECIDED, Choices
from relationship_desk.formats.csv import Csv
from relationship_desk.formats.markup import JCard, XCard
from relationship_desk.formats.vcard import VCard

FORMATS: tuple[Format, ...] = (VCard(),)


def readers(choices: Choices = NOTHING_DECIDED) -> tuple[Reader, ...]:
    """Everything that reads a file of contacts, each by what the user decided."""
    return (VCard(choices), JCard(), XCard(), Csv(choices))


READERS: tuple[Reader, ...] = readers()
