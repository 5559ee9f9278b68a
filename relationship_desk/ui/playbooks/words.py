"""The words for moods and tones, the same wherever they stand."""

from __future__ import annotations

from relationship_desk.domain.playbooks import Mood, Tone

MOODS = {Mood.JOY: "Joy", Mood.GRIEF: "Grief", Mood.TROUBLE: "Trouble"}
TONES = {Tone.CLOSE: "Close", Tone.FRIENDLY: "Friendly", Tone.FORMAL: "Formal"}
SUBJECTS = {
    Mood.JOY: "Good wishes",
    Mood.GRIEF: "Thinking of you",
    Mood.TROUBLE: "Thinking of you",
}
