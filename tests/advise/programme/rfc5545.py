"""A second reader of calendars: refuses whatever RFC 5545 does not allow, and returns what is left as components."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAME = r"[A-Za-z0-9-]+"
_PARAMETER = re.compile(rf';({NAME})=((?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_DURATION = re.compile(r"[+-]?P(\d+W|\d+D(T(\d+H)?(\d+M)?(\d+S)?)?|T(\d+H)?(\d+M)?(\d+S)?)")
_DATE = re.compile(r"\d{8}")
_UTC = re.compile(r"\d{8}T\d{6}Z")
_TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
_TEXTS = ("SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "COMMENT", "LOCATION")
_ONCE = {
    "VCALENDAR": ("PRODID", "VERSION", "CALSCALE", "METHOD"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "CLASS", "CREATED", "STATUS"),
    "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION"),
}
_NEEDED = {
    "VCALENDAR": ("PRODID", "VERSION"), "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION"),
}  # fmt: skip
_WITHIN = {"": ("VCALENDAR",), "VCALENDAR": ("VEVENT",), "VEVENT": ("VALARM",), "VALARM": ()}


@dataclass
class Component:
    """A component: its properties as (name, parameters, value), and the components within it."""

    kind: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    within: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        """Values of a property; text without its escapes."""
        return [unescape(value) if name in _TEXTS else value for one, _, value in self.properties if one == name]

    def one(self, name: str) -> str:
        """The value of a property that is there once."""
        (value,) = self.all(name)
        return value


def unescape(text: str) -> str:
    """A value of type TEXT (3.3.11)."""
    assert _TEXT.fullmatch(text), text
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def read_calendar(data: bytes) -> Component:
    """The calendar of a file. Raises `AssertionError` where the standard is not kept."""
    assert data.endswith(b"\r\n"), "content lines end with CRLF (3.1)"
    for line in data[:-2].split(b"\r\n"):
        assert 0 < len(line) <= 75, "a line has at most 75 octets (3.1)"
        assert b"\r" not in line and b"\n" not in line
        line.decode("utf-8")  # a fold never cuts a character here
    stack = [Component("")]
    for line in re.sub(r"\r\n[ \t]", "", data.decode("utf-8"))[:-2].split("\r\n"):
        name, parameters, value = read_line(line)
        if name == "BEGIN":
            assert value in _WITHIN[stack[-1].kind], f"{value} within {stack[-1].kind}"
            stack.append(Component(value))
        elif name == "END":
            made = stack.pop()
            assert made.kind == value
            check(made)
            stack[-1].within.append(made)
        else:
            stack[-1].properties.append((name, parameters, value))
    (calendar,) = stack[0].within
    assert len(stack) == 1 and not stack[0].properties
    uids = [event.one("UID") for event in calendar.within]
    assert len(uids) == len(set(uids)), "a UID is the event's own (3.8.4.7)"
    return calendar


def read_line(line: str) -> tuple[str, dict[str, str], str]:
    """Name, parameters and value of a content line (3.1)."""
    head = re.match(NAME, line)
    assert head, line
    at, parameters = head.end(), {}
    while found := _PARAMETER.match(line, at):
        assert found[1] not in parameters, line
        parameters[found[1]] = found[2]
        at = found.end()
    assert line[at : at + 1] == ":", line
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line)
    return head[0].upper(), parameters, line[at + 1 :]


def check(made: Component) -> None:
    """What a component must have, may have once, and of which form (3.6, 3.8)."""
    names = [name for name, _, _ in made.properties]
    assert all(names.count(name) == 1 for name in _NEEDED[made.kind]), names
    assert all(names.count(name) <= 1 for name in _ONCE[made.kind]), names
    for name in _TEXTS:
        made.all(name)
    if made.kind == "VCALENDAR":
        assert made.one("VERSION") == "2.0" and made.within, "a calendar has a component (3.6)"
    if made.kind == "VALARM":
        assert made.one("ACTION") == "DISPLAY" and _DURATION.fullmatch(made.one("TRIGGER"))
    if made.kind == "VEVENT":
        forms = {name: parameters.get("VALUE") for name, parameters, _ in made.properties if name.startswith("DT")}
        assert _UTC.fullmatch(made.one("DTSTAMP")), "a stamp is in UTC (3.8.7.2)"
        assert forms["DTSTART"] == forms["DTEND"] == "DATE"
        assert all(_DATE.fullmatch(made.one(name)) for name in ("DTSTART", "DTEND"))
        assert made.one("DTSTART") < made.one("DTEND"), "the end of a day is the next day (3.6.1)"
