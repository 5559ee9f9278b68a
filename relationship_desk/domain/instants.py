"""Instants as text: ISO 8601 in UTC to the second, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(instant: datetime) -> str:
    """`2026-03-01T08:00:00Z`; the instant must be aware."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """An aware instant in UTC."""
    return datetime.fromisoformat(text)
