"""The engine: one day of a prison as a mathematical problem, searched and proved. Knows nothing of files or people."""

from solver.events import Ended, Event, Limits
from solver.learnt import Learnt
from solver.outcome import Outcome, Reached
from solver.possible import possible
from solver.problem import Problem
from solver.relief import Relief, relief
from solver.search import solve
from solver.solution import Solution

__all__ = [
    "Ended",
    "Event",
    "Learnt",
    "Limits",
    "Outcome",
    "Problem",
    "Reached",
    "Relief",
    "Solution",
    "possible",
    "relief",
    "solve",
]
