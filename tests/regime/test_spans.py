"""Arithmetic on spans against the same on sets of minutes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from regime.clock import Span
from regime.spans import common, joined, length, within_day, without

spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda pair: Span.of(pair[0], pair[0] + pair[1])), max_size=5
)


def minutes(parts):
    return {minute for span in parts for minute in range(span.start, span.end)}


@given(ours=spans, theirs=spans)
def test_spans_are_sets_of_minutes(ours, theirs):
    for result, wanted in [
        (joined(ours), minutes(ours)),
        (common(ours, theirs), minutes(ours) & minutes(theirs)),
        (without(ours, theirs), minutes(ours) - minutes(theirs)),
    ]:
        assert minutes(result) == wanted
        assert length(result) == len(wanted)
        assert all(a.end < b.start for a, b in pairwise(result)), "in order and joined"


@given(ours=spans, start=st.integers(0, 20), end=st.integers(21, 26))
def test_only_minutes_between_count(ours, start, end):
    assert length(joined(ours), Span.of(start, end)) == len(minutes(ours) & set(range(start, end)))


def test_time_beyond_midnight_is_cut_off():
    assert within_day(-10, 20) == Span.of(0, 20)
    assert within_day(1430, 1500) == Span.of(1430, 1440)
    assert within_day(-10, 0) is None
