"""The full export: `desk.json` and the files beside it, as EXPORT.md describes them."""

from relationship_desk.formats.desk_export.reading import open_export
from relationship_desk.formats.desk_export.writing import write_export

__all__ = ["open_export", "write_export"]
