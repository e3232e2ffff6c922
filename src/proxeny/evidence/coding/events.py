"""The log of a coder: events that are only ever added. Undo, redo, audit and blindness all follow from replaying it."""

from __future__ import annotations

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
    done: list[Event] = []
    undone: list[Event] = []
    for event in sorted(events, key=lambda one: one.sequence):
        if event.kind == "move":  # the text changed, nobody did anything: it stands whatever is undone
            done.append(event)
        elif event.kind == "undo":
            last = next((one for one in reversed(done) if one.kind != "move"), None)
            if last is not None:
                done.remove(last)
                undone.append(last)
        elif event.kind == "redo":
            if undone:
                done.append(undone.pop())
                done.sort(key=lambda one: one.sequence)
        else:
            done.append(event)
            undone.clear()
    codings: dict[str, Coding] = {}
    for event in done:
        _apply(codings, event)
    return State(codings, tuple(one for one in done if one.kind != "move"), tuple(undone))


def advance(state: State, event: Event) -> State | None:
    """The state after one more event, without replaying the log; None where only a replay can tell."""
    codings = dict(state.codings)
    if event.kind in {"code", "uncode", "memo", "grade"}:
        _apply(codings, event)
        return State(codings, (*state.undoable, event), ())
    if event.kind == "undo" and state.undoable and state.undoable[-1].kind == "code":
        last = state.undoable[-1]
        codings.pop(last.coding, None)
        return State(codings, state.undoable[:-1], (*state.redoable, last))
    return None


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
