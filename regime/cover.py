"""Who does whose work in one period: people on duty matched with the work, own role first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Shortage:
    """Work of some roles that those on duty who may do it are too few for."""

    work: tuple[str, ...]
    """Roles that are asked for."""
    needed: int
    by: tuple[str, ...]
    """Roles on duty that may do any of that work."""
    on_duty: int


@dataclass(frozen=True)
class Cover:
    """One period's matching: as much of the work done as is possible, by as few people of other roles as possible."""

    needed: Mapping[str, int]
    on_duty: Mapping[str, int]
    covers: Mapping[str, Sequence[str]]
    """Role -> the other roles whose work it may do; not passed on from role to role."""
    doing: dict[tuple[str, str], int]
    """(role of the people, role of the work) -> how many."""

    @property
    def unmet(self) -> dict[str, int]:
        """Role -> how many of those asked for are missing, where any are."""
        missing = dict(self.needed)
        for (_, work), people in self.doing.items():
            missing[work] -= people
        return {work: n for work, n in missing.items() if n > 0}

    def covered(self, work: str) -> int:
        """People of other roles who do this role's work."""
        return sum(n for (role, w), n in self.doing.items() if w == work != role)

    def covering(self, role: str) -> int:
        """People of this role who do another role's work."""
        return sum(n for (r, work), n in self.doing.items() if r == role != work)

    def shortages(self) -> Iterator[Shortage]:
        """Why work is unmet: everybody who may do it is busy with work that nobody else could take over."""
        told: set[str] = set()
        for first in self.unmet:
            if first in told:
                continue
            # Anybody who may do some of this work does work in the set already (or the matching could
            # grow), so the set asks for more people than there are who may do any of it.
            work, by, look = {first}, set[str](), deque([first])
            while look:
                wanted = look.popleft()
                for role, n in self.on_duty.items():
                    if n > 0 and role not in by and wanted in (role, *self.covers.get(role, ())):
                        by.add(role)
                        busy = {w for (r, w), count in self.doing.items() if r == role and count > 0}
                        look.extend(sorted(busy - work))
                        work |= busy
            told |= work
            yield Shortage(
                tuple(sorted(work)),
                sum(self.needed[role] for role in work),
                tuple(sorted(by)),
                sum(self.on_duty[role] for role in by),
            )


def cover(needed: Mapping[str, int], on_duty: Mapping[str, int], covers: Mapping[str, Sequence[str]]) -> Cover:
    """Match people with work: first as much work done as possible, then as few people in other roles' work."""
    # Everybody in their own role costs nothing, so it is the cheapest matching of its size. Growing a cheapest
    # matching along cheapest paths keeps it cheapest for its size until it cannot grow (successive shortest
    # paths). Paths may move people on: own role first alone is not enough when covering is not passed on.
    doing = {(role, role): min(n, on_duty.get(role, 0)) for role, n in needed.items()}
    result = Cover(needed, on_duty, covers, doing)
    while result.unmet and (path := _cheapest_path(result)):
        _grow(result, path)
    return result


def _idle(state: Cover) -> dict[str, int]:
    idle = dict(state.on_duty)
    for (role, _), people in state.doing.items():
        if people:
            idle[role] -= people
    return {role: n for role, n in idle.items() if n > 0}


def _cheapest_path(state: Cover) -> list[tuple[str, str]] | None:
    """Steps (role, work) from an idle role to unmet work: each takes up work, whose last holder goes on."""
    cost = dict.fromkeys(_idle(state), 0)
    steps: dict[str, list[tuple[str, str]]] = {role: [] for role in cost}
    best: tuple[int, list[tuple[str, str]]] | None = None
    unmet = state.unmet
    queue = deque(cost)
    while queue:
        role = queue.popleft()
        for work in (role, *state.covers.get(role, ())):
            if work not in state.needed:
                continue
            paid, path = cost[role] + (work != role), [*steps[role], (role, work)]
            if work in unmet and (best is None or paid < best[0]):
                best = paid, path
            for (holder, held), people in state.doing.items():
                freed = paid - (holder != held)
                if held == work and holder != role and people > 0 and freed < cost.get(holder, freed + 1):
                    cost[holder], steps[holder] = freed, path
                    queue.append(holder)
    return best[1] if best else None


def _grow(state: Cover, path: list[tuple[str, str]]) -> None:
    handed_on = [(nxt, work) for (_, work), (nxt, _) in pairwise(path)]
    people = min(_idle(state)[path[0][0]], state.unmet[path[-1][1]], *(state.doing[held] for held in handed_on))
    for taken in path:
        state.doing[taken] = state.doing.get(taken, 0) + people
    for held in handed_on:
        state.doing[held] -= people
