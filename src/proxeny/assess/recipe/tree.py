"""The hierarchy of a recipe, ready for computing: children before parents, each node with its level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proxeny.assess.recipe.model import Group, Indicator


@dataclass(frozen=True, slots=True)
class Node:
    """A group with its children in the order of the recipe; ``level`` counts from 1 above the indicators."""

    id: str
    children: tuple[str, ...]
    parent: str
    level: int


@dataclass(frozen=True, slots=True)
class Tree:
    """All groups, children before parents; the last one is the root, whose score is the index."""

    nodes: tuple[Node, ...]

    @property
    def root(self) -> str:
        """The id of the top."""
        return self.nodes[-1].id

    def leaves(self, name: str) -> tuple[str, ...]:
        """The indicators below a node, in order; of an indicator itself alone."""
        by_id = {node.id: node for node in self.nodes}
        if name not in by_id:
            return (name,)
        return tuple(leaf for child in by_id[name].children for leaf in self.leaves(child))


def _named(items: Sequence[Group] | Sequence[Indicator]) -> list[tuple[str, str]]:
    """Id and parent of each."""
    return [(one.id, one.parent) for one in items]


def build_tree(groups: Sequence[Group], indicators: Sequence[Indicator]) -> Tree:
    """Order the groups so that children come first. The hierarchy has one root and no cycle: reading saw to that.

    Groups below which there is no indicator are left out.
    """
    children: dict[str, list[str]] = {group.id: [] for group in groups}
    for name, parent in [*_named(groups), *_named(indicators)]:
        if parent:
            children[parent].append(name)
    parents = {group.id: group.parent for group in groups}
    done: dict[str, Node] = {}

    def visit(name: str) -> int:
        """The level of a node, 0 for an indicator, -1 for a group without any."""
        if name not in children:
            return 0
        levels = {child: visit(child) for child in children[name]}
        kept = tuple(child for child in children[name] if levels[child] >= 0)
        if not kept:
            return -1
        level = 1 + max(levels[child] for child in kept)
        done[name] = Node(name, kept, parents[name], level)
        return level

    for group in groups:
        if not group.parent:
            visit(group.id)
    return Tree(tuple(sorted(done.values(), key=lambda node: node.level)))
