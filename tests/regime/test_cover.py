"""Matching of people and work against every possible matching of a few people."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regime.cover import cover

ROLES = "abcd"


def best(needed, on_duty, covers):
    """(most work done, fewest people in other roles' work) over every way to place each person."""
    outcomes = {(tuple(needed.get(role, 0) for role in ROLES), 0)}
    for role in (role for role, people in on_duty.items() for _ in range(people)):
        for left, moved in list(outcomes):
            for work in (role, *covers.get(role, ())):
                place = ROLES.index(work)
                if left[place]:
                    after = (*left[:place], left[place] - 1, *left[place + 1 :])
                    outcomes.add((after, moved + (work != role)))
    undone, moved = min((sum(left), moved) for left, moved in outcomes)
    return sum(needed.values()) - undone, moved


counts = st.dictionaries(st.sampled_from(ROLES), st.integers(0, 3), max_size=4)
covering = st.dictionaries(
    st.sampled_from(ROLES), st.lists(st.sampled_from(ROLES), max_size=3, unique=True), max_size=4
).map(lambda covers: {role: [r for r in others if r != role] for role, others in covers.items()})


@given(needed=counts, on_duty=st.dictionaries(st.sampled_from(ROLES), st.integers(0, 2), max_size=4), covers=covering)
def test_as_much_work_as_possible_by_as_few_others_as_possible(needed, on_duty, covers):
    found = cover(needed, on_duty, covers)
    assert all(people >= 0 and work in (role, *covers.get(role, ())) for (role, work), people in found.doing.items())
    for role, people in on_duty.items():
        assert sum(n for (r, _), n in found.doing.items() if r == role) <= people
    for work, people in needed.items():
        assert sum(n for (_, w), n in found.doing.items() if w == work) + found.unmet.get(work, 0) == people
    done, moved = sum(found.doing.values()), sum(found.covering(role) for role in ROLES)
    assert moved == sum(found.covered(role) for role in ROLES)
    assert (done, moved) == best(needed, on_duty, covers)


@given(needed=counts, on_duty=counts, covers=covering)
def test_every_shortage_is_a_set_of_work_with_too_few_people_and_there_is_one_exactly_when_work_is_unmet(
    needed, on_duty, covers
):
    found = cover(needed, on_duty, covers)
    told = list(found.shortages())
    for shortage in told:
        able = [role for role in on_duty if any(w in (role, *covers.get(role, ())) for w in shortage.work)]
        assert shortage.needed == sum(needed[work] for work in shortage.work)
        assert shortage.on_duty == sum(on_duty[role] for role in able)
        assert shortage.needed > shortage.on_duty
    assert {work for shortage in told for work in shortage.work} >= set(found.unmet)
    # Hall: all work can be done exactly when no set of it has too few people.
    sets = (chosen for size in range(1, 5) for chosen in combinations(sorted(needed), size))
    hall = any(
        sum(needed[work] for work in chosen)
        > sum(n for role, n in on_duty.items() if any(w in (role, *covers.get(role, ())) for w in chosen))
        for chosen in sets
    )
    assert bool(told) == hall


@pytest.mark.parametrize(
    ("needed", "on_duty", "doing"),
    [
        # Own roles first, though the seniors could do it all.
        ({"a": 2, "b": 1}, {"a": 2, "b": 3}, {("a", "a"): 2, ("b", "b"): 1}),
        # The manager (c) takes the senior's desk (b) so that the senior can help the officers (a).
        ({"a": 1, "b": 1}, {"b": 1, "c": 1}, {("b", "a"): 1, ("c", "b"): 1}),
        # Cover is not passed on: the manager may not do an officer's work.
        ({"a": 1}, {"c": 1}, {}),
    ],
)
def test_chains(needed, on_duty, doing):
    found = cover(needed, on_duty, {"b": ["a"], "c": ["b"]})
    assert {key: people for key, people in found.doing.items() if people} == doing
