"""Who is the only bridge to a group: people whom I would reach through nobody else.

Invariant: only people count who cannot be reached from me by any way, however long, that leaves the
bridge out; a bridge leads to `GROUP` people or more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

GROUP = 2
_ME = 0  # ids of people begin at 1


def only_bridges(
    ties: Mapping[int, Collection[int]], known: Collection[int]
) -> dict[int, tuple[int, ...]]:
    """By bridge the people behind it, in the order of their ids.

    One walk in depth from me (Tarjan's cut vertices): what was found below somebody and never leads
    back above them hangs on them alone.
    """
    beside = {person: sorted(others) for person, others in ties.items()}
    found: list[int] = [_ME]  # in the order of the walk
    number = {_ME: 0}
    low = {_ME: 0}  # the earliest that is reached from below
    behind: dict[int, list[int]] = {}
    known_sorted, knows_me = sorted(known), set(known)
    walk = [(_ME, _ME, iter(known_sorted))]
    while walk:
        here, above, others = walk[-1]
        for other in others:
            if other not in number:
                number[other] = low[other] = len(found)
                if other in knows_me:
                    low[other] = 0
                found.append(other)
                walk.append((other, here, iter(beside.get(other, ()))))
                break
            if other != above:
                low[here] = min(low[here], number[other])
        else:
            walk.pop()
            if here != _ME:
                low[above] = min(low[above], low[here])
                if above != _ME and low[here] >= number[above]:
                    # Whoever was found since `here` was found hangs below it.
                    behind.setdefault(above, []).extend(found[number[here] :])
    return {
        bridge: tuple(sorted(people))
        for bridge, people in sorted(behind.items())
        if len(people) >= GROUP
    }
