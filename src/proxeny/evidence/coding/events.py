"""The log of a coder: events that are only ever added. Undo, redo, audit and blindness all follow from replaying it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from proxeny.evidence.coding.anchors import Anchor

KINDS = ("code", "uncode", "memo", "grade", "move", "undo", "redo")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a coder did. ``coding``: the id of what it is about; ``group``: events undone together (a moved
    text).
    """

    sequence: int
    kind: str
    coding: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coding:
    """An indicator given to a passage, or (``anchor`` None) to a whole document with a grade."""

    id: str
    indicator: str
    anchor: Anchor | None
    grade: str = ""
    memo: str = ""
    certainty: str = "sure"
    revision: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """What a replay comes to: standing codings by id, and how much can be undone and redone."""

    codings: Mapping[str, Coding]
    undoable: tuple[Event, ...]
    redoable: tuple[Event, ...]


def replay(events: Iterable[Event]) -> State:
    """Fold a log, in the order of its sequence. Undo takes back the last thing that stands; a new deed ends redoing.

    >>> log = [Event(1, "code", "a", {"indicator": "NET-1"}), Event(2, "undo")]
    >>> replay(log).codings, len(replay(log).redoable)
    ({}, 1)
    """
    standing, undone = settle(events)
    codings: dict[str, Coding] = {}
    for event in standing:
        _apply(codings, event)
    return State(codings, tuple(one for one in standing if one.kind != "move"), tuple(undone))


def settle(events: Iterable[Event]) -> tuple[list[Event], list[Event]]:
    """The events that stand after every undo and redo, in order, and those that a redo would bring back, last first
    to come.

    Only sequence and kind are looked at, so events without their data will do.
    """
    done: list[Event] = []
    undone: list[Event] = []
    for event in sorted(events, key=_sequence):
        if event.kind == "move":  # the text changed, nobody did anything: it stands whatever is undone
            done.append(event)
        elif event.kind == "undo":
            last = next((at for at in range(len(done) - 1, -1, -1) if done[at].kind != "move"), None)
            if last is not None:
                undone.append(done.pop(last))
        elif event.kind == "redo":
            if undone:
                insort(done, undone.pop(), key=_sequence)
        else:
            done.append(event)
            undone.clear()
    return done, undone


def _sequence(event: Event) -> int:
    return event.sequence


def fold_coding(events: Iterable[Event], standing: Coding | None = None) -> Coding | None:
    """What standing events about one coding make of it, beginning with what it was; None where nothing stands."""
    codings: dict[str, Coding] = {} if standing is None else {standing.id: standing}
    for event in events:
        _apply(codings, event)
    return next(iter(codings.values()), None)


def _apply(codings: dict[str, Coding], event: Event) -> None:
    data = event.data
    if event.kind == "code":
        codings[event.coding] = Coding(
            event.coding, str(data.get("indicator", "")), read_anchor(data), str(data.get("grade", "")),
            str(data.get("memo", "")), "sure", int(str(data.get("revision", 1))),
        )  # fmt: skip
    elif event.coding not in codings:
        return
    elif event.kind == "uncode":
        del codings[event.coding]
    elif event.kind == "memo":
        codings[event.coding] = replace(codings[event.coding], memo=str(data.get("memo", "")))
    elif event.kind == "grade":
        codings[event.coding] = replace(codings[event.coding], grade=str(data.get("grade", "")))
    elif event.kind == "move":
        codings[event.coding] = replace(
            codings[event.coding], anchor=read_anchor(data), certainty=str(data.get("certainty", "sure")),
            revision=int(str(data.get("revision", 1))),
        )  # fmt: skip


def read_anchor(data: Mapping[str, object]) -> Anchor | None:
    """The anchor in the data of an event, or None for a whole document."""
    if "start" not in data:
        return None
    words = [str(data.get(name, "")) for name in ("quotation", "before", "after")]
    return Anchor(int(str(data["start"])), int(str(data["end"])), *words)


def tell_anchor(anchor: Anchor) -> dict[str, object]:
    """The anchor as data of an event."""
    return {name: getattr(anchor, name) for name in ("start", "end", "quotation", "before", "after")}
