import logging
import stat
import sys

import pytest

from relationship_desk import logs
from relationship_desk.paths import Paths

LOGGER = logging.getLogger("relationship_desk.somewhere")


@pytest.fixture
def paths(tmp_path):
    paths = Paths.under(tmp_path)
    paths.create()
    yield paths
    logs.close()


def test_a_message_arrives_in_the_log_file_with_a_utc_time(paths):
    logs.configure(paths, to_stderr=False)

    record = {"name": LOGGER.name, "msg": "person 7 renamed", "created": 86_400.25, "msecs": 250}
    LOGGER.handle(logging.makeLogRecord(record | {"levelno": logging.INFO, "levelname": "INFO"}))

    line = paths.log_file.read_text().strip()
    assert line.startswith("1970-01-02 00:00:00.250Z ")
    assert line.endswith("INFO relationship_desk.somewhere: person 7 renamed")


def test_the_text_of_an_exception_stays_out_of_the_log(paths):
    logs.configure(paths, to_stderr=False)

    try:
        try:
            raise KeyError("Ada Lovelace")
        except KeyError as inner:
            raise ValueError("ada@example.org") from inner
    except ValueError:
        LOGGER.exception("import failed")

    text = paths.log_file.read_text()
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py" in text
    assert "ada" not in text.lower()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_the_owner_may_read_the_log_also_after_it_rotated(paths, monkeypatch):
    monkeypatch.setattr(logs, "_MAX_BYTES", 200)
    logs.configure(paths, to_stderr=False)

    for number in range(20):
        LOGGER.info("person %d renamed", number)

    files = list(paths.log.iterdir())
    assert 2 <= len(files) <= 4
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_warnings_go_to_standard_error_only_where_asked(paths, capsys):
    logs.configure(paths, to_stderr=False)
    LOGGER.warning("quiet")
    logs.configure(paths, to_stderr=True)
    LOGGER.warning("loud")
    LOGGER.info("detail")

    assert capsys.readouterr().err == "WARNING: loud\n"


def test_configuring_twice_writes_each_line_once(paths):
    logs.configure(paths, to_stderr=False)
    logs.configure(paths, to_stderr=False)

    LOGGER.info("once")

    assert paths.log_file.read_text().count("once") == 1


def test_a_log_that_cannot_be_written_does_not_stop_the_program(tmp_path, capsys):
    (tmp_path / "log").write_text("a file where the folder should be")

    logs.configure(Paths.under(tmp_path), to_stderr=False)
    LOGGER.warning("still here")
    logs.close()

    assert "still here" in capsys.readouterr().err
