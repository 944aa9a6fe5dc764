"""Planning from another program: load a prison, see what one or two officers fewer on a Friday cost."""

from __future__ import annotations

from pathlib import Path

from regime import Impossible, NoPlanInTime, load, plan

HERE = Path(__file__).parent


def main() -> None:
    """Print one line for each number of late officers."""
    prison = load(HERE / "tiny.yaml")
    late = prison.staff["late"]
    for officers in (4, 3, 2):
        shift = late.model_copy(update={"staff": {**late.staff, "officers": officers}})
        changed = prison.model_copy(update={"staff": {**prison.staff, "late": shift}})
        try:
            best = plan(changed, weekday="fri", time_limit=20)
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
