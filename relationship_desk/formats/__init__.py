"""The contact files the desk reads and writes: one package each, two tuples that list them."""

from relationship_desk.desk.ports import Format, Reader
from relationship_desk.formats.csv import Csv
from relationship_desk.formats.markup import JCard, XCard
from relationship_desk.formats.vcard import VCard

FORMATS: tuple[Format, ...] = (VCard(),)
READERS: tuple[Reader, ...] = (*FORMATS, JCard(), XCard(), Csv())
