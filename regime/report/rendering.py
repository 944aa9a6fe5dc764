"""Pages from templates: every value is text unless it is a picture, and a missing one is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from regime.clock import clock
from regime.page.words import count, difference, duration, percent


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("regime.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clock": clock,
        "count": count,
        "duration": duration,
        "difference": difference,
        "percent": percent,
        "name": name,
        "time": time,
        "svg": Markup,
    }
    return environment


def name(text: str) -> Markup:
    """A name that keeps its own direction inside a sentence."""
    return Markup("<bdi>{}</bdi>").format(text)


def time(text: object) -> Markup:
    """A time that is read from left to right in any language."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def render(template: str, **values: object) -> bytes:
    """A page of ``templates/``. A value is escaped; the filter ``svg`` marks a picture made here as markup."""
    return _environment().get_template(template).render(values).encode()
