"""Staff lines in small numbers."""

from builders import bare, day, span, taken, whole

from regime.plan import StaffLine
from regime.staffing import staff_lines


def line(time, role, needed, on_duty, on_break=0, covered_by_others=0, covering=0):
    return StaffLine(
        time=span(time),
        role=role,
        needed=needed,
        on_duty=on_duty,
        on_break=on_break,
        covered_by_others=covered_by_others,
        covering=covering,
    )


def test_needed_on_duty_and_covered_role_after_role():
    # Two locked wings: 2 officers. Wing B open from 09:00 to 10:00: 3.
    today = day(roles={"seniors": {"covers": ["officers"]}, "nurses": {}}, staff={"day": {"officers": 2, "seniors": 1}})
    plan = bare(today, {"B1": {"09:00-10:00": "association"}})
    lines = staff_lines(today, plan)
    assert lines == [
        line("08:00-09:00", "officers", 2, 2),
        line("09:00-10:00", "officers", 3, 2, covered_by_others=1),
        line("10:00-18:00", "officers", 2, 2),
        line("08:00-09:00", "seniors", 0, 1),
        line("09:00-10:00", "seniors", 0, 1, covering=1),
        line("10:00-18:00", "seniors", 0, 1),
    ]
    assert [each.spare for each in lines] == [0, 0, 0, 1, 0, 1]


def test_people_on_a_break_are_counted_apart():
    breaks = {"breaks": [{"minutes": 30, "between": "12:00-13:00"}]}
    today = day(staff={"day": {"officers": 4, **breaks}})
    assert whole(today).staff == [
        line("08:00-12:00", "officers", 2, 4),
        line("12:00-13:00", "officers", 2, 2, on_break=2),
        line("13:00-18:00", "officers", 2, 4),
    ]
    early = staff_lines(today, bare(today, breaks=[taken("12:00-12:30", 3), taken("12:30-13:00", 1)]))
    assert early[1] == line("12:00-12:30", "officers", 2, 1, on_break=3)
    assert early[1].spare == -1


def test_a_break_counts_only_while_its_shift_is_there():
    shifts = {"day": {"end": "12:15", "officers": 3}, "late": {"start": "12:15", "end": "19:00", "officers": 3}}
    today = day(staff=shifts)
    lines = staff_lines(today, bare(today, breaks=[taken("12:00-12:30", 1)]))
    assert [str(each.time) for each in lines] == ["08:00-12:00", "12:00-12:15", "12:15-18:00"]
    assert [each.on_duty for each in lines] == [3, 2, 3]
