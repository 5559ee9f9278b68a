"""Values as JSON and back, by the type that their field declares.

Invariant: `from_json(as_json(value), kind) == value` for every value of a kind. Kinds are bool,
int, str, date, time (to the minute), a `StrEnum`, a tuple of these (`tuple[int, ...]`,
`tuple[str, int]`), and one of them or None. What does not fit exactly is refused, not made to fit.
"""

from __future__ import annotations

from datetime import date, time
from types import NoneType, UnionType
from typing import Any, get_args, get_origin


def as_json(value: Any) -> Any:
    """The value as `json.dumps` takes it."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    return value


def from_json(value: Any, kind: Any) -> Any:
    """The value as its field declares it. Raises `ValueError` where it is something else."""
    if isinstance(kind, UnionType):
        if value is None and NoneType in get_args(kind):
            return None
        (kind,) = (other for other in get_args(kind) if other is not NoneType)
    if get_origin(kind) is tuple:
        return _tuple_from_json(value, get_args(kind))
    if type(value) is kind:
        return value
    if not isinstance(value, str) or kind in (bool, int):
        raise ValueError(f"not a {kind}")
    return kind.fromisoformat(value) if kind in (date, time) else kind(value)


def _tuple_from_json(value: Any, kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    if kinds[-1] is Ellipsis:
        kinds = kinds[:1] * len(value)
    return tuple(from_json(item, kind) for item, kind in zip(value, kinds, strict=True))
