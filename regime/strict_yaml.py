"""Strict YAML: only what people mean is read, everything else is refused with its place.

``8:30``, ``no``, ``010`` and ``2026-11-23`` are text; a key is always text, exactly as written. Tags, anchors,
aliases and merge keys are refused, and so is anything too large or too deep, which also stops texts that
would unfold without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from regime.problems import Code, InputError, Problem, quoted, visible
from regime.tree import Entry, Mark, Node

MOST_VALUES = 20_000
"""Names and values in one file; the largest real prison has a few thousand."""
DEEPEST = 30
LARGEST = 100_000
"""Numbers in a prison count people, staff and minutes."""
LONGEST_NAME = 100

# Control characters, line breaks that editors do not show, and marks that reorder text.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_TOO_DEEP = f"nested more than {DEEPEST} deep; prison files need no more than eight"
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_NOT_CLOSED = "text in quotes is not closed"
_QUOTES = "the closing quote, or the other sort of quotes around text that has one in it."
_QUOTE_MARKS = ("'", '"')
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, start: Mark, refused: list[Problem] | None = None) -> Node:
    """The tree of a YAML text without unprintable characters that starts at a place.

    Raises ``InputError`` with all that is refused; what leaves the rest to be read is put into ``refused`` instead,
    where it is given.
    """
    reading = _Reading(start)
    try:
        root = reading.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise InputError([*reading.problems, reading.syntax(error, text)]) from None
    if reading.problems and refused is None:
        raise InputError(reading.problems)
    if refused is not None:
        refused += reading.problems
    return root


class _Reading:
    """Builds the tree from YAML events, so that nothing deep or endless is ever unfolded."""

    def __init__(self, start: Mark) -> None:
        self.start = start
        self.problems: list[Problem] = []
        self.values = 0
        self.told: set[str] = set()

    def document(self, events: Iterator[yaml.Event]) -> Node:
        """The only document of the file."""
        root = Node(None, Mark(self.start.file, 0, 0))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root.mark.line:
                self.refuse(event, "a second document begins here", "one prison a file: split the file at ---.")
                break
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        """The value that begins with ``event``."""
        self.count(event, depth)
        mark = self.mark(event)
        if isinstance(event, yaml.AliasEvent):
            self.not_used(event, "aliases (*)", "write the value out.")
            return Node(None, mark)
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.anchor is not None:
            self.not_used(event, "anchors (&)", "write the value out where it is needed.")
        if event.tag is not None:
            self.not_used(event, "tags (!)", "leave the tag out, or put text in quotes.")
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event), mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(list(self.items(events, depth)), mark)
        return Node(self.mapping(events, depth), mark)

    def items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        """The items of a list."""
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self.node(event, events, depth + 1)

    def mapping(self, events: Iterator[yaml.Event], depth: int) -> dict[str, Entry]:
        """The lines of a mapping by name."""
        entries: dict[str, Entry] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, depth + 1)
            name = self.key(event)
            node = self.node(next(events), events, depth + 1)
            if name is None:
                continue
            if name in entries:
                first = entries[name].key.line
                what = f"{quoted(name)} is given twice: here and on line {first}"
                self.problems.append(key.mark.problem(Code.DUPLICATE, what, "keep one of the two."))
                continue
            entries[name] = Entry(key.mark, node)
        return entries

    def key(self, event: yaml.Event) -> str | None:
        """The name that a key gives, or None (with a problem) if it is none."""
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self.refuse(event, "a name before a colon must be plain text", "put it in quotes.")
            return None
        name: str = event.value
        if name == "<<" and not event.style:
            self.not_used(event, "merge keys (<<)", "a pack, or write the lines out.")
        elif not name.strip():
            self.refuse(event, "there is no name before this colon", "name: value.")
        elif len(name) > LONGEST_NAME:
            self.refuse(event, f"this name has {len(name)} characters; {LONGEST_NAME} are allowed", "a shorter name.")
        else:
            return name
        return None

    def scalar(self, event: yaml.ScalarEvent) -> str | int | float | bool | None:
        """A plain value: whole number, decimal, true or false, nothing, or text."""
        text: str = event.value
        if event.style:
            return self.text(event)
        try:
            number = number_in(text)
        except ValueError as error:
            self.refuse(event, str(error), "a smaller number, or quotes for text.")
            return LARGEST
        if number is not None:
            return number
        if text in ("", "~", "null"):
            return None
        return {"true": True, "false": False}.get(text, self.text(event))

    def text(self, event: yaml.ScalarEvent) -> str:
        """Text; escapes in quotes must not bring in characters that the file itself may not have."""
        text: str = event.value
        if UNPRINTABLE.search(text):
            self.refuse(event, "this text contains an invisible character", "leave the backslash escape out.")
        return text

    def mark(self, event: yaml.Event) -> Mark:
        """The place of an event; anything over several lines is marked by its first characters."""
        start, end = event.start_mark, event.end_mark
        assert start is not None  # the parser marks every event
        assert end is not None
        length = end.column - start.column if end.line == start.line else 1
        return self.at(start.line, start.column, max(1, length))

    def at(self, line: int, column: int, length: int = 1) -> Mark:
        """The place in the file of a place in the text, counted from 0."""
        before = self.start.column if line == 0 else 1
        return Mark(self.start.file, self.start.line + line, before + column, length, cell=self.start.cell)

    def count(self, event: yaml.Event, depth: int) -> None:
        """Stop when the file grows beyond any prison."""
        self.values += 1
        if self.values > MOST_VALUES:
            what = f"more than {MOST_VALUES:,} names and values; a large prison has a few thousand"
        elif depth > DEEPEST:
            what = _TOO_DEEP
        else:
            return
        self.refuse(event, what)
        raise InputError(self.problems)

    def not_used(self, event: yaml.Event, part: str, try_: str) -> None:
        """Note a part of YAML that is not used, at the first place that uses it: it is seldom used only once."""
        if part not in self.told:
            self.told.add(part)
            self.refuse(event, f"{part} are not used in prison files", try_)

    def refuse(self, event: yaml.Event, what: str, try_: str = "") -> None:
        """Note a part of YAML that is not used."""
        self.problems.append(self.mark(event).problem(Code.REFUSED_YAML, what, try_))

    def syntax(self, error: yaml.MarkedYAMLError, text: str) -> Problem:
        """What the YAML parser stumbled over, in plain words."""
        at = error.problem_mark or error.context_mark
        if at is not None and (begins := _quoted_up_to(text, at)) is not None:
            if begins.line < at.line:
                return self.at(begins.line, begins.column).problem(Code.NOT_YAML, _NOT_CLOSED, _QUOTES)
            return self.at(at.line, at.column).problem(Code.NOT_YAML, "text in quotes ends before this", _QUOTES)
        opened, said = error.context_mark, error.problem or ""
        starts = ("quoted scalar", "flow", "simple key")
        if opened is not None and any(start in (error.context or "") for start in starts) and "escape" not in said:
            at = opened
        return _slip(self.at(at.line, at.column) if at else Mark(self.start.file, 0, 0), said)


def _quoted_up_to(text: str, place: yaml.Mark) -> yaml.Mark | None:
    """Where the text in quotes begins that ends right before a place, if one does: a quote that is not closed ends at
    the next one."""
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_LOADER):
            in_quotes = isinstance(token, yaml.ScalarToken) and token.style in _QUOTE_MARKS
            if in_quotes and (token.end_mark.line, token.end_mark.column) == (place.line, place.column):
                begins: yaml.Mark = token.start_mark
                return begins
    return None


def number_in(text: str) -> int | float | None:
    """The number that a plain text is, if it is one. Raises ``ValueError`` for one that is too large."""
    if not (_WHOLE.fullmatch(text) or _DECIMAL.fullmatch(text)):
        return None
    if len(text) > 20 or abs(float(text)) > LARGEST:
        raise ValueError(f"{quoted(text)} is more than {LARGEST:,}")
    return float(text) if "." in text else int(text)


_SLIPS = [
    ("mapping values are not allowed", "a second colon, or a line set in further than the one above it",
     "quotes around text that has a colon in it, or the same indent as its neighbours."),
    ("could not find expected ':'", "a line without a colon", 'name: value, or "- " before an item of a list.'),
    ("expected ',' or ']'", "a list that is opened with [ is not closed", "a comma between items and ] at the end."),
    ("expected ',' or '}'", "fields that are opened with { are not closed", "a comma between fields and } at the end."),
    ("unexpected end of stream", _NOT_CLOSED, "the closing quote."),
    ("expected '-' indicator", "this line does not belong to the list above it", "indent it, or begin it with a dash."),
    ("block sequence entries are not allowed", "a list cannot begin here", "each - on a line of its own."),
    ("alphabetic or numeric", "* and & cannot begin a value", "quotes around the value."),
    ("unexpected ':'", "a colon that no name or value follows", "a space after the colon and a value, or quotes."),
    ("unknown escape character", "a backslash that means nothing inside double quotes", "single quotes."),
    ("expected key", "this line does not fit the lines above it", "the same indent as its neighbours."),
    ("expected <block end>", "this line does not fit the lines above it", "the same indent as its neighbours."),
    ("undefined alias", "aliases (*) are not used in prison files", "write the value out."),
    ("tag", "tags (!) are not used in prison files", "leave the tag out, or put text in quotes."),
]  # fmt: skip


def _slip(mark: Mark, said: str) -> Problem:
    """What the YAML parser says of a place, in plain words."""
    character = mark.file.line(mark.line)[max(0, mark.column - 1) : mark.column]
    if character == "\t":
        return mark.problem(Code.NOT_YAML, "a tab where the line is set in", "spaces instead of tabs.")
    after = mark.file.line(mark.line)[mark.column :]
    if "expected ':'" in said and character in _QUOTE_MARKS and character not in after:
        return mark.problem(Code.NOT_YAML, _NOT_CLOSED, _QUOTES)
    if "cannot start any token" in said:
        return mark.problem(Code.NOT_YAML, f"{quoted(character)} cannot begin a value", "quotes around the value.")
    if "nesting depth" in said:  # the parser looks ahead, and may say so before its events get here
        return mark.problem(Code.REFUSED_YAML, _TOO_DEEP)
    for part, what, try_ in _SLIPS:
        if part in said:
            return mark.problem(Code.NOT_YAML, what, try_)
    return mark.problem(Code.NOT_YAML, f"this cannot be read as YAML: {visible(said)}")
