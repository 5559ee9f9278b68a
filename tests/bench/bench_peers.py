"""The same cards read by others: what people use today, each in a process of Debian's own Python.

Measured where Debian's packages are installed (`make peers`), else left out. Starting a
process and importing a library do not count.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from relationship_desk.desk.ports import ReadCard
from relationship_desk.formats.vcard import VCard
from tests.bench.bench_vcard import write_sample
from tests.bench.harness import Figure, quickest

_PYTHON = Path("/usr/bin/python3")

# Each reads the file named by its argument and prints seconds. The name, the module that must be
# there, the script.
_PEERS = (
    (
        "vobject",
        "vobject",
        """
import sys, time, vobject
text = open(sys.argv[1], newline="").read()
begin = time.perf_counter()
cards = sum(1 for card in vobject.readComponents(text))
print(time.perf_counter() - begin)
""",
    ),
    (
        "Evolution's libebook-contacts",
        "gi",
        """
import sys, time, gi
gi.require_version("EBookContacts", "1.2")
from gi.repository import EBookContacts
text = open(sys.argv[1], newline="").read()
begin = time.perf_counter()
for card in text.split("END:VCARD")[:-1]:
    EBookContacts.VCard.new_from_string(card.strip() + "\\r\\nEND:VCARD").get_attributes()
print(time.perf_counter() - begin)
""",
    ),
    (
        "khard, listing",
        "khard",
        """
import contextlib, io, pathlib, sys, tempfile, time
from khard.khard import main
text = open(sys.argv[1], newline="").read()
with tempfile.TemporaryDirectory() as folder:
    book = pathlib.Path(folder, "book")
    book.mkdir()
    for number, card in enumerate(text.split("END:VCARD")[:-1]):
        (book / f"{number}.vcf").write_text(card.strip() + "\\nEND:VCARD\\n")
    config = pathlib.Path(folder, "khard.conf")
    config.write_text(f"[addressbooks]\\n[[book]]\\npath = {book}\\n")
    begin = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        main(["-c", str(config), "list"])
    seconds = time.perf_counter() - begin
print(seconds)
""",
    ),
)


def figures(folder: Path, cards: int, repeats: int) -> Iterator[Figure]:
    """One line for us and one for each peer that is there; all against the same floor."""
    path = folder / "cards.vcf"
    write_sample(path, cards)
    floor = quickest(lambda: path.read_bytes().split(b"\r\n"), repeats)
    ours = quickest(lambda: _read(path), repeats)
    yield Figure(f"{cards:,} cards read and mapped by the desk", floor, ours, 35, "floor: split")
    for name, module, script in _PEERS:
        if not _has(module):
            print(f"{name} is not installed here; see make peers", file=sys.stderr)
            continue
        told = subprocess.run(
            [_PYTHON, "-c", script, path], stdout=subprocess.PIPE, check=True, timeout=900
        )
        yield Figure(f"{cards:,} cards read by {name}", floor, float(told.stdout), None, "once")


def _has(module: str) -> bool:
    if not _PYTHON.exists():
        return False
    asked = [_PYTHON, "-c", f"import {module}"]
    return subprocess.run(asked, stderr=subprocess.DEVNULL, check=False).returncode == 0


def _read(path: Path) -> int:
    return sum(isinstance(item, ReadCard) for item in VCard().read(path, lambda done, total: None))
