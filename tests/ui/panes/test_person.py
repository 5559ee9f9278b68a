"""The card as it is read and edited, through the keys and buttons that a person has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.people import PersonForm, delete_people, edit_person
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.contact import (
    ContactKind,
    Detail,
    DetailKind,
    Name,
    Photo,
)
from relationship_desk.store.people import names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.values import AddressField, DayField, LineField, OrganisationField
from relationship_desk.ui.panes.person import PersonPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message
from tests.support.desks import DeskForTests, email, phone

Settle = Callable[[], None]
K = DetailKind

# One detail of every kind, in the odd order of a real card.
EVERYTHING = (
    phone("+49 40 1234567", "work"),
    Detail(K.NOTE, ("Prefers letters\nto calls.",)),
    Detail(K.ORGANISATION, ("Harbour Museum", "Collections", "Maps")),
    Detail(K.TITLE, ("Curator",)),
    email("ida@example.org", "home"),
    phone("+49 171 5550123", "mobile"),
    Detail(K.ROLE, ("Keeper of maps",)),
    Detail(K.NICKNAME, ("Idchen",)),
    Detail(K.ADDRESS, ("PO 7", "2nd floor", "Kai 1", "Hamburg", "HH", "20457", "Germany"), "work"),
    Detail(K.URL, ("https://example.org/ida",), "blog"),
    Detail(K.DATE, ("--03-19",), "birthday"),
    Detail(K.HOW_MET, ("At the Book Fair, by Bo",)),
)


@pytest.fixture
def pane(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, settle: Settle
) -> Iterator[PersonPane]:
    """The pane, shown, with nobody chosen."""
    made = PersonPane(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(640, 900)
    made.show()
    settle()
    return made


def shown(pane: PersonPane) -> str:
    """Every text of the card, as it is read."""
    labels = [label.text() for label in pane.view.findChildren(QLabel) if not label.isHidden()]
    texts = [text.toPlainText() for text in pane.view.findChildren(QPlainTextEdit)]
    return "\n".join([*labels, *texts])


def png(width: int = 40, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(data.data())


def line(pane: PersonPane, kind: DetailKind, row: int = 0) -> QLineEdit:
    """The line edit of one row of the form."""
    field = pane.editor.sections[kind]._rows[row].field
    assert isinstance(field, (LineField, OrganisationField, DayField, AddressField))
    found = field.findChildren(QLineEdit)[0]
    found.end(False)
    return found


# --------------------------------------------------------------------------------------- reading


def test_card_shows_every_fact(pane: PersonPane, desk: DeskForTests, settle: Settle) -> None:
    ida = desk.add("Ida Vale", *EVERYTHING, tags=("museum", "close"))
    desk.log(ida, on=date(2026, 3, 11))
    pane.show_person(ida)
    settle()
    text = shown(pane)
    for words in (
        "Ida Vale",
        "Curator, Harbour Museum, Collections, Maps",
        "“Idchen” · Keeper of maps",
        "Last contact yesterday",
        "museum",
        "close",
        "+49 40 1234567",
        "work",
        "+49 171 5550123",
        "mobile",
        "ida@example.org",
        "Kai 1, 2nd floor, PO 7",
        "20457 Hamburg, HH",
        "Germany",
        "example.org/ida",
        "19 March",
        "birthday · in 7 days",
        "At the Book Fair, by Bo",
        "Prefers letters\nto calls.",
    ):
        assert words in text
    assert "Wednesday 11 March 2026" in pane.view._last.toolTip()


def test_card_shows_markup_letter_by_letter(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    odd = "<img src='file:///x'><b>bold</b>"
    person = desk.add(odd, Detail(K.TITLE, (odd,)), Detail(K.NOTE, (odd,)), phone(odd), tags=(odd,))
    pane.show_person(person)
    settle()
    assert shown(pane).count(odd) == 5
    for label in pane.view.findChildren(QLabel):
        assert not label.text() or label.textFormat() is Qt.TextFormat.PlainText


def test_nobody_chosen_says_what_to_do(
    pane: PersonPane, actions: Actions, qtbot: QtBot, desk: DeskForTests, settle: Settle
) -> None:
    assert "Drop an exported contacts file" in pane._empty.accessibleName()
    with qtbot.waitSignal(actions[ActionId.NEW_PERSON].triggered):
        pane._empty.button.click()
    desk.add("Ida Vale")
    settle()
    assert "Choose somebody" in pane._empty.accessibleName()
    assert not actions[ActionId.EDIT_PERSON].isEnabled()


def test_click_on_a_fact_copies_it(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    pane.show_person(desk.add("Ida Vale", phone("+49 40 1234567", "work")))
    settle()
    [fact] = pane.view.facts()
    qtbot.mouseClick(fact, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "+49 40 1234567"
    assert "copied" in shown(pane)


def test_enter_on_a_fact_opens_only_a_checked_link(
    pane: PersonPane,
    desk: DeskForTests,
    qtbot: QtBot,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True
    )
    unsafe = Detail(K.URL, ("file:///etc/passwd",))
    pane.show_person(desk.add("Ida Vale", email("ida@example.org"), unsafe))
    settle()
    for fact in pane.view.facts():
        qtbot.keyClick(fact, Qt.Key.Key_Return)
    assert opened == ["mailto:ida@example.org"]
    assert QGuiApplication.clipboard().text() == "file:///etc/passwd"


def test_link_that_nothing_opens_is_put_on_the_clipboard(
    pane: PersonPane,
    desk: DeskForTests,
    qtbot: QtBot,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    pane.show_person(desk.add("Ida Vale", phone("+49 40 1")))
    settle()
    with qtbot.waitSignal(pane.message) as told:
        pane.view.facts()[0].open_link()
    assert "No program on this computer opens tel links" in told.args[0].text
    assert QGuiApplication.clipboard().text() == "tel:+49401"


def test_possible_twin_can_be_opened_or_kept_apart(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida M. Vale")
    connection = desk.composition.store.writer()
    with connection.transaction():
        connection.sql("UPDATE person SET maybe_same_as = ? WHERE id = ?", (ida, twin))
    connection.close()
    pane.show_person(twin)
    settle()
    assert "Might be the same as Ida Vale." in shown(pane)
    buttons = {b.text(): b for b in pane.view.findChildren(QPushButton)}
    with qtbot.waitSignal(pane.person_chosen) as chosen:
        buttons["Open"].click()
    assert chosen.args == [ida]
    buttons["Keep apart"].click()
    settle()
    assert "Might be the same" not in shown(pane)
    assert desk.person(twin).maybe_same_as is None


def test_photo_is_shown_once_it_is_decoded(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    data = png()
    photo = Photo(hashlib.sha256(data).hexdigest(), "image/png", data)
    row = (None, Detail(K.PHOTO, (photo.sha256,)))
    form = PersonForm(Name("Ida Vale"), (row,), (), photos=(photo,))
    desk.do(edit_person, person_id=ida, form=form, region="DE")
    pane.show_person(ida)
    settle()
    picture = pane.view._avatar._photo
    assert picture is not None
    assert (picture.width(), picture.height()) == (20, 20)


# --------------------------------------------------------------------------------------- editing


def test_save_of_an_untouched_form_changes_nothing(
    pane: PersonPane, desk: DeskForTests, actions: Actions, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", *EVERYTHING, tags=("museum",), given="Ida", family="Vale")
    before = desk.facts()
    pane.show_person(ida)
    actions[ActionId.EDIT_PERSON].trigger()
    assert pane.editing.is_open
    assert not pane.editor.is_dirty()
    actions[ActionId.SAVE_PERSON].trigger()
    settle()
    assert not pane.editing.is_open
    assert desk.facts() == before


def test_edit_of_every_field_is_saved_and_undone(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", *EVERYTHING, tags=("museum",), given="Ida", family="Vale")
    old = desk.person(ida)
    pane.show_person(ida)
    pane.edit()
    editor = pane.editor
    editor.name.full.setText("Dr. Ida Vale-Oss")
    for part, words in (("prefix", "Dr."), ("family", "Vale-Oss"), ("additional", "M.")):
        editor.name._lines[part].setText(words)
    editor.name._kind.setCurrentIndex(1)
    for section in editor.sections.values():
        for row in section._rows:
            for field in row.field.findChildren(QLineEdit):
                field.setText(field.text() + "1" if section.kind is not K.DATE else "4 May 1985")
            for text in row.field.findChildren(QPlainTextEdit):
                text.setPlainText(text.toPlainText() + "!")
            if row.label is not None:
                row.label.setCurrentText("own word")
    editor.tags.add("close")
    pane.editing.save()
    settle()
    assert not pane.editing.is_open
    person = desk.person(ida)
    assert person.name == Name("Dr. Ida Vale-Oss", "Dr.", "Ida", "M.", "Vale-Oss", "")
    assert person.kind is ContactKind.ORGANISATION
    assert person.tags == ("museum", "close")
    parts = [d.detail.parts for d in person.details]
    assert parts == [
        ("+49 40 12345671",),
        ("Prefers letters\nto calls.!",),
        ("Harbour Museum1", "Collections", "Maps1"),
        ("Curator1",),
        ("ida@example.org1",),
        ("+49 171 55501231",),
        ("Keeper of maps1",),
        ("Idchen1",),
        ("PO 71", "2nd floor1", "Kai 11", "Hamburg1", "HH1", "204571", "Germany1"),
        ("https://example.org/ida1",),
        ("1985-05-04",),
        ("At the Book Fair, by Bo!",),
    ]
    assert {d.detail.label for d in person.details} == {"", "own word"}
    assert [d.id for d in person.details] == [d.id for d in old.details]
    desk.undo()
    settle()
    assert desk.person(ida) == old
    assert "Ida Vale\n" in shown(pane)


def test_several_phones_are_added_ordered_and_removed(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", phone("1", "home"), phone("2", "work"))
    pane.show_person(ida)
    pane.edit()
    settle()
    phones = pane.editor.sections[K.PHONE]
    pane.editor.adders[K.PHONE].click()
    settle()
    qtbot.keyClicks(line(pane, K.PHONE, 2), "3")
    assert phones._rows[2].label is not None
    phones._rows[2].label.setCurrentText("mobile")
    qtbot.keyClick(line(pane, K.PHONE, 2), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [d.value for _, d in phones.rows()] == ["1", "3", "2"]
    phones._rows[0].removed.emit()
    phones._rows[0]._main.trigger()
    pane.editing.save()
    settle()
    details = [d.detail for d in desk.person(ida).details]
    assert details == [Detail(K.PHONE, ("3",), "mobile", preferred=True), phone("2", "work")]


def test_date_without_a_year_is_typed_as_words(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    pane.show_person(ida)
    pane.edit()
    pane.editor.adders[K.DATE].click()
    qtbot.keyClicks(line(pane, K.DATE), "12 April")
    pane.editing.save()
    settle()
    [stored] = desk.person(ida).details
    assert stored.detail == Detail(K.DATE, ("--04-12",), "birthday")
    assert "12 April" in shown(pane)


def test_part_of_a_name_is_taken_over_by_the_full_one(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot
) -> None:
    pane.new_person()
    name = pane.editor.name
    name._more.click()
    qtbot.keyClicks(name._lines["given"], "Ida")
    qtbot.keyClicks(name._lines["family"], "Vale")
    assert name.full.text() == "Ida Vale"
    name.full.setText("Aunt Ida")
    qtbot.keyClicks(name._lines["prefix"], "Dr.")
    assert name.full.text() == "Aunt Ida"


def test_new_person_is_written_down_by_keyboard(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    pane.new_person()
    settle()
    assert pane.editor.name.full.hasFocus()
    qtbot.keyClicks(pane.editor.name.full, "Ida Vale")
    qtbot.keyClicks(line(pane, K.PHONE), "+49 40 1")
    with qtbot.waitSignal(pane.person_chosen) as chosen:
        qtbot.keyClick(
            pane.editor.name.full, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    [person_id] = chosen.args
    assert desk.person(person_id).name.full == "Ida Vale"
    assert [d.detail for d in desk.person(person_id).details] == [phone("+49 40 1")]
    assert not pane.editing.is_open


def test_name_is_asked_for_beside_its_field(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    pane.new_person()
    qtbot.keyClicks(line(pane, K.PHONE), "1")
    pane.editing.save()
    assert pane.editing.is_open
    assert "A name is needed" in pane.editor.name.full.accessibleDescription()
    qtbot.keyClicks(pane.editor.name.full, "I")
    assert pane.editor.name.full.accessibleDescription() == ""


def test_escape_keeps_what_was_typed_as_a_draft(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale", phone("1")), desk.add("Bo Ray")
    pane.show_person(ida)
    pane.edit()
    qtbot.keyClicks(line(pane, K.PHONE), "23")
    qtbot.keyClick(line(pane, K.PHONE), Qt.Key.Key_Escape)
    settle()
    assert not pane.editing.is_open
    assert "have not saved" in pane._notice.words()
    assert desk.person(ida).details[0].detail == phone("1")
    pane.show_person(bo)
    assert pane._notice.words() == ""
    pane.show_person(ida)
    pane._go_on()
    assert line(pane, K.PHONE).text() == "123"
    pane.editing.leave()
    pane.discard()
    assert pane._notice.words() == ""
    pane.edit()
    assert line(pane, K.PHONE).text() == "1"


def test_another_person_chosen_while_editing_keeps_the_draft(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Ray")
    pane.show_person(ida)
    pane.edit()
    qtbot.keyClicks(pane.editor.name.full, "x")
    pane.show_person(bo)
    assert not pane.editing.is_open
    assert "Bo Ray" in shown(pane)
    pane.show_person(ida)
    pane.edit()
    assert pane.editor.is_dirty()


def test_change_elsewhere_leaves_the_form_alone_and_is_brought_in(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", phone("1"), email("a@b"), tags=("museum",))
    pane.show_person(ida)
    pane.edit()
    qtbot.keyClicks(line(pane, K.PHONE), "23")
    [first, second] = desk.person(ida).details
    rows = ((first.id, first.detail), (second.id, email("new@b")))
    desk.edit(ida, details=rows, tags=("museum", "close"))
    settle()
    assert line(pane, K.PHONE).text() == "123"
    assert pane.editor.bar.current is not None
    assert "changed elsewhere" in pane.editor.bar.current.text
    pane.editing.save()
    settle()
    person = desk.person(ida)
    assert [d.detail for d in person.details] == [phone("123"), email("new@b")]
    assert person.tags == ("museum", "close")


def test_failed_save_says_why_and_keeps_the_form(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    pane.show_person(ida)
    pane.edit()
    qtbot.keyClicks(pane.editor.name.full, "x")
    typed = pane.editor.form()
    desk.do(delete_people, person_ids=[ida])
    settle()
    pane.editing.save()
    settle()
    assert pane.editing.is_open
    assert pane.editor.form() == typed
    waiting = [pane.editor.bar.current, *pane.editor.bar._waiting]
    assert any(m is not None and "not there any more" in m.text for m in waiting)


def test_closing_the_window_saves_what_was_begun(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", phone("1"))
    pane.show_person(ida)
    pane.edit()
    qtbot.keyClicks(line(pane, K.PHONE), "2")
    assert pane.finish()
    assert desk.person(ida).details[0].detail == phone("12")


def test_nameless_form_keeps_the_window_open(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot
) -> None:
    pane.new_person()
    qtbot.keyClicks(line(pane, K.PHONE), "1")
    with qtbot.waitSignal(pane.wants_front):
        assert not pane.finish()
    assert pane.editing.is_open
    assert line(pane, K.PHONE).text() == "1"
    assert "A name is needed" in pane.editor.name.full.accessibleDescription()


def test_nameless_form_of_somebody_who_was_deleted_does_not_keep_the_window_open(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    ida = desk.add("Ida Vale", phone("1"))
    pane.show_person(ida)
    pane.edit()
    pane.editor.name.full.clear()
    desk.do(delete_people, person_ids=[ida])
    pane.show_person(None)
    settle()
    assert pane.finish()
    assert not pane.editing.is_open


# ----------------------------------------------------------------------------------------- photos


def test_photo_is_chosen_saved_and_removed(
    pane: PersonPane, desk: DeskForTests, tmp_path: Path, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    picture = tmp_path / "ida.png"
    picture.write_bytes(png())
    pane.show_person(ida)
    pane.edit()
    pane.editor.photo.choose(picture)
    settle()
    pane.editing.save()
    settle()
    key = hashlib.sha256(png()).hexdigest()
    assert desk.person(ida).first(K.PHOTO) == key
    pane.edit()
    pane.editor.photo.remove()
    pane.editing.save()
    settle()
    assert desk.person(ida).first(K.PHOTO) == ""


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("large.png", b"\x89PNG\r\n\x1a\n" + bytes(5_000_001), "has 5.0 MB"),
        ("notes.png", b"no picture at all", "no picture that can be shown"),
        ("empty.png", b"", "no picture that can be shown"),
        (
            "drawing.png",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
            "no pic",
        ),
        # 40,000 pixels square, in 57 bytes of header.
        (
            "bomb.png",
            bytes.fromhex("89504e470d0a1a0a0000000d4948445200009c4000009c400802000000")
            + b"\0" * 32,
            "no picture that can be shown",
        ),
    ],
)
def test_unfit_photo_is_refused_with_a_sentence(
    pane: PersonPane,
    desk: DeskForTests,
    tmp_path: Path,
    settle: Settle,
    name: str,
    content: bytes,
    sentence: str,
) -> None:
    picture = tmp_path / name
    picture.write_bytes(content)
    pane.show_person(desk.add("Ida Vale"))
    pane.edit()
    pane.editor.photo.choose(picture)
    settle()
    assert sentence in pane.editor.photo.error()
    assert not pane.editor.is_dirty()


def test_photo_that_is_not_there_is_refused(
    pane: PersonPane, desk: DeskForTests, tmp_path: Path, settle: Settle
) -> None:
    pane.show_person(desk.add("Ida Vale"))
    pane.edit()
    pane.editor.photo.choose(tmp_path / "gone.png")
    settle()
    assert "cannot be read" in pane.editor.photo.error()


def test_photo_of_a_draft_is_kept(
    pane: PersonPane, desk: DeskForTests, tmp_path: Path, settle: Settle
) -> None:
    picture = tmp_path / "ida.png"
    picture.write_bytes(png())
    ida = desk.add("Ida Vale")
    pane.show_person(ida)
    pane.edit()
    pane.editor.photo.choose(picture)
    settle()
    pane.editing.leave()
    pane.edit()
    settle()
    assert pane.editor.photo._avatar._photo is not None
    pane.editing.save()
    settle()
    assert desk.person(ida).first(K.PHOTO)


def test_kept_apart_can_be_taken_back(pane: PersonPane, desk: DeskForTests, settle: Settle) -> None:
    told: list[Message] = []
    pane.message.connect(told.append)
    ida, twin = desk.add("Ida Vale"), desk.add("Ida M. Vale")
    connection = desk.composition.store.writer()
    with connection.transaction():
        connection.sql("UPDATE person SET maybe_same_as = ? WHERE id = ?", (ida, twin))
    connection.close()
    pane.show_person(twin)
    settle()
    pane.view.apart_wanted.emit(twin, ida)
    settle()
    [message] = told
    assert message == replace(message, kind=Kind.SUCCESS, action="Undo")
    assert message.on_action is not None
    message.on_action()
    settle()
    assert "Might be the same as Ida Vale." in shown(pane)


def test_who_might_be_the_same_can_be_compared(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    asked: list[tuple[int, int]] = []
    pane.view.compare_wanted.connect(lambda one, other: asked.append((one, other)))
    ida, twin = desk.add("Ida Vale"), desk.add("Ida M. Vale")
    connection = desk.composition.store.writer()
    with connection.transaction():
        connection.sql("UPDATE person SET maybe_same_as = ? WHERE id = ?", (ida, twin))
    connection.close()
    pane.show_person(twin)
    settle()
    [button] = [b for b in pane.view.findChildren(QPushButton) if b.text() == "Compare…"]
    button.click()
    assert asked == [(twin, ida)]


def test_form_left_before_a_failed_answer_is_kept_as_a_draft(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Ray")
    pane.show_person(ida)
    pane.edit()
    qtbot.keyClicks(pane.editor.name.full, "x")
    desk.do(delete_people, person_ids=[ida])
    pane.editing.save()
    pane.show_person(bo)
    settle()
    desk.undo()
    pane.show_person(ida)
    settle()
    assert "have not saved" in pane._notice.words()
    pane._go_on()
    assert pane.editor.name.full.text() == "Ida Valex"


def test_tab_goes_from_row_to_row_also_to_new_ones(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    pane.show_person(desk.add("Ida Vale", phone("1"), email("a@b")))
    pane.edit()
    pane.editor.adders[K.PHONE].click()
    settle()
    phones, [mail] = pane.editor.sections[K.PHONE]._rows, pane.editor.sections[K.EMAIL]._rows
    stops = []
    for _ in range(40):
        focused = pane.editor.window().focusWidget()
        stops += [
            row for row in (*phones, mail) if focused is not None and row.isAncestorOf(focused)
        ]
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    order = list(dict.fromkeys(stops))
    start = order.index(phones[0])
    assert [*order[start:], *order[:start]] == [*phones, mail]


def test_tab_leaves_a_field_of_several_lines_only_after_its_last(
    pane: PersonPane, settle: Settle, qtbot: QtBot
) -> None:
    pane.new_person()
    pane.editor.adders[K.ADDRESS].click()
    settle()
    for kind, first, last in (
        (K.ORGANISATION, "Organisation", "Department"),
        (K.ADDRESS, "Street and number", "Country"),
    ):
        [row] = pane.editor.sections[kind]._rows
        lines = row.field.findChildren(QLineEdit)
        lines[0].setFocus()
        stops = []
        for _ in lines:
            focused = pane.editor.window().focusWidget()
            stops.append(focused.accessibleName())
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert (stops[0], stops[-1]) == (first, last)
        assert stops == [line.accessibleName() for line in lines]


def test_card_drawn_lower_by_hand_stays_so(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    ida, bo = desk.add("Ida Vale", *EVERYTHING), desk.add("Bo Ray", *EVERYTHING)
    pane.show_person(ida)
    settle()
    assert pane.sheet.card_height is None
    pane.sheet.splitterMoved.emit(180, 1)
    assert pane.sheet.card_height == 180
    pane.show_person(bo)
    settle()
    assert abs(pane.sheet.sizes()[0] - 180) <= 2


def test_log_from_the_form_keeps_the_draft_and_opens_the_line(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot
) -> None:
    pane.show_person(desk.add("Ida Vale"))
    pane.edit()
    qtbot.keyClicks(pane.editor.name.full, "x")
    pane.log()
    assert not pane.editing.is_open
    assert pane.timeline.entry.is_unfolded()
    assert "have not saved" in pane._notice.words()


def test_new_person_from_the_form_of_another_keeps_both(
    pane: PersonPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    pane.show_person(ida)
    pane.edit()
    qtbot.keyClicks(pane.editor.name.full, "x")
    pane.new_person()
    qtbot.keyClicks(pane.editor.name.full, "Nova")
    pane.new_person()
    assert pane.editor.name.full.text() == "Nova"
    pane.editing.leave()
    assert "this card" in pane._notice.words()
    assert pane.finish()
    settle()
    assert set(names_of(desk.reader, range(1, 9)).values()) == {"Ida Valex", "Nova"}


def test_focus_goes_where_work_begins(pane: PersonPane, desk: DeskForTests, settle: Settle) -> None:
    pane.take_focus()
    assert pane._empty.button.hasFocus()
    pane.show_person(desk.add("Ida Vale"))
    settle()
    pane.take_focus()
    assert pane.timeline.entry.text.hasFocus()
    pane.edit()
    pane.take_focus()
    assert pane.editor.name.full.hasFocus()


def test_form_says_when_its_person_was_deleted(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    pane.show_person(ida)
    pane.edit()
    desk.do(delete_people, person_ids=[ida])
    settle()
    assert pane.editor.bar.current is not None
    assert "was deleted meanwhile" in pane.editor.bar.current.text


def test_midnight_changes_the_words(pane: PersonPane, desk: DeskForTests, settle: Settle) -> None:
    ida = desk.add("Ida Vale")
    desk.log(ida, on=date(2026, 3, 12))
    pane.show_person(ida)
    assert "Last contact today" in shown(pane)
    desk.clock.advance(timedelta(days=1))
    pane.apply(Changes())
    assert "Last contact yesterday" in shown(pane)


def test_bug_while_saving_is_told_as_one(
    pane: PersonPane,
    desk: DeskForTests,
    bridge: Bridge,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    pane.show_person(desk.add("Ida Vale"))
    pane.edit()
    qtbot.keyClicks(pane.editor.name.full, "x")
    monkeypatch.setattr("relationship_desk.ui.card.saving.edit_person", broken)
    with qtbot.waitSignal(bridge.bug):
        pane.editing.save()
    assert pane.editing.is_open
    assert pane.editor._save.isEnabled()


def test_nothing_of_the_card_is_squeezed_at_any_turn_of_the_event_loop(
    pane: PersonPane, desk: DeskForTests, settle: Settle
) -> None:
    """A busy machine paints between the events that lay a card out (`make demo` pictured it)."""
    bo, ida = desk.add("Bo Ray"), desk.add("Ida Vale", *EVERYTHING, tags=("museum",))
    pane.resize(560, 420)
    pane.show_person(bo)
    settle()
    pane.show_person(ida)

    squeezed: list[str] = []
    for _ in range(6):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)  # what is new is shown
        QCoreApplication.sendPostedEvents(pane.view, QEvent.Type.LayoutRequest)
        squeezed += [
            f"{label.text()!r} is {label.height()} high"
            for label in pane.view.findChildren(QLabel)
            if label.isVisible() and label.text() and label.height() < label.fontMetrics().height()
        ]
        settle()

    assert squeezed == []
    assert pane.view.height() >= pane.view.needed_height(pane.view.width())
