"""Planning from another program: load a prison, see what one or two officers fewer on a Friday cost."""

from __future__ import annotations

from pathlib import Path

from regime import Impossible, NoPlanInTime, changed, load, plan

HERE = Path(__file__).parent


def main() -> None:
    """Print one line for each number of late officers."""
    prison = load(HERE / "tiny.yaml")
    for officers in (4, 3, 2):
        with_these, _ = changed(prison, {"staff.late.officers": officers})
        try:
            best = plan(with_these, weekday="fri", time_limit=20)
        except (Impossible, NoPlanInTime) as reason:
            print(f"{officers} officers on the late shift:", *str(reason).splitlines())
            continue
        assert best.figures is not None
        print(
            f"{officers} officers on the late shift: {best.figures.out_of_cell / 60:.1f} hours out of cell, "
            f"{best.figures.guaranteed / 60:.1f} guaranteed"
        )


if __name__ == "__main__":
    main()
