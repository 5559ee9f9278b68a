"""Files of other programs that hold people in no form we read: each is called what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.formats import READERS
from tests.desk.transfer.conftest import TransferDesk, ignore

_OTHERS = {
    "JSContact": '{"@type":"Card","version":"1.0","uid":"22B2C7DF","name":{"full":"Jo Do"}}',
    "JSContact;": '[{"@type": "Card", "version": "1.0", "name": {"full": "Jo, Do"}}]',
    "JSON": '{"people":[{"name":"Jo","email":"jo@do.example"},{"name":"Bo","phone":"1"}]}',
    "LDIF": "dn: cn=Jo Do,mail=jo@do.example\nobjectclass: top\ncn: Jo Do\nmail: jo@do.example\n",
    "(RTF)": r"{\rtf1\ansi,\deff0 Jo Do, jo@do.example;\par}",
    "(MECARD)": "MECARD:N:Do,Jo;TEL:13035551212;EMAIL:jo@do.example;;",
}


@pytest.mark.parametrize("suffix", [".vcf", ".csv", ".json", ".txt"])
@pytest.mark.parametrize("kind", _OTHERS)
def test_a_file_of_another_kind_is_named_and_never_read_as_a_table(
    transfer: TransferDesk, tmp_path: Path, kind: str, suffix: str
) -> None:
    path = tmp_path / f"people{suffix}"
    path.write_text(_OTHERS[kind], "utf-8")
    with pytest.raises(InputUnreadable, match=re.escape(kind.rstrip(";"))):
        plan_paths(transfer.desk.reader, [path], READERS, "DE", ignore)


@pytest.mark.parametrize("first", ["DN:1,Name,Email", "[Name],[Email]", "{Name},{Email}"])
def test_a_table_whose_header_begins_like_another_kind_is_still_a_table(
    transfer: TransferDesk, tmp_path: Path, first: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"{first}\nJo Do,jo@do.example\nBo Oss,bo@oss.example\n", "utf-8")
    plan = plan_paths(transfer.desk.reader, [path], READERS, "DE", ignore)
    assert plan.counts.read >= 2
