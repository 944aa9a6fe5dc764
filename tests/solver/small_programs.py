"""Integer programs of a few variables, drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from solver.linear import Rows, Sum

COEFFICIENTS = st.integers(-5, 5)


@st.composite
def programs(draw: st.DrawFn) -> tuple[Rows, Sum, bool]:
    """Up to four variables, up to four rows with limits on either side, an objective and its direction."""
    rows = Rows()
    for _ in range(draw(st.integers(1, 4))):
        low = draw(st.integers(-2, 2))
        rows.integer(low, low + draw(st.integers(0, 3)), "x", None, (0, 1))
    variables = range(len(rows.lower))
    for _ in range(draw(st.integers(0, 4))):
        terms = Sum(((v, draw(COEFFICIENTS)) for v in variables), draw(COEFFICIENTS))
        limit = draw(st.integers(-8, 12))
        {"most": rows.at_most, "least": rows.at_least, "equal": rows.equal}[
            draw(st.sampled_from(["most", "most", "least", "equal"]))
        ](terms, limit)
    factor = draw(st.sampled_from([1, 3, 100]))
    objective = Sum(((v, factor * draw(COEFFICIENTS)) for v in variables), draw(COEFFICIENTS))
    return rows, objective, draw(st.booleans())
