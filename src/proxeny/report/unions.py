"""Unions as plain values for JSON, pages and sheets, with names and sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from proxeny.advise.unions.advising import Advice, Member, Why
from proxeny.advise.unions.areas import Area
from proxeny.advise.unions.asking import Choice
from proxeny.advise.unions.organs import Organs
from proxeny.advise.unions.parts import PARTS
from proxeny.advise.unions.problem import Longs
from proxeny.advise.unions.summing import Within, sum_up
from proxeny.advise.unions.world import World
from proxeny.home import product_version
from proxeny.report.calendar import digits
from proxeny.report.labels import LANGUAGES, country, label
from proxeny.report.names import choose_name
from proxeny.report.unions_words import say_loss, say_sources, say_why
from proxeny.report.words import explain_fault, language
from proxeny.text import clean

Plain = dict[str, Any]
_NAMED = 3  # members that a sentence names


def name_row(row: dict[str, Any]) -> str:
    """The name of a place or network for the reader."""
    own = {one: str(row.get(f"name_{one}") or "") for one in LANGUAGES}
    name, _script = choose_name(str(row.get("name") or row["id"]), own, language())
    return clean(name, 120)


def tell_place(world: World, at: int) -> Plain:
    """Who a place is."""
    row = world.places.row(at, named=True)
    return {
        "place": name_row(row), "id": row["id"], "geonameid": row["geonameid"], "wikidata": row["wikidata"] or None,
        "country": row["country"] or "", "population": row["population"], "lat": row["lat"], "lon": row["lon"],
    }  # fmt: skip


def tell_network(world: World, number: int) -> Plain:
    """Which network."""
    row = world.networks.row(number, named=True)
    return {"network": row["id"], "name": name_row(row), "acronym": row["acronym"] or ""}


def name_area(area: Area) -> str:
    """What the area is called."""
    if area.kind == "countries":
        return _(", ").join(country(code, language()) for code in sorted(area.countries))
    return clean(area.name(language()), 200)


def tell_union(advice: Advice, input_: str, seed: int) -> Plain:
    """A union: the answer, its proof, its members with reasons, and how far to trust it."""
    choice, solved = advice.choice, advice.solved
    world = choice.scene.world
    rows = choice.scene.here[solved.chosen]
    within = sum_up(world, rows)
    brings = {int(choice.scene.here[one.at]): one.brings for one in advice.members}
    organs = _organs(advice, within, brings)
    members = [tell_member(choice, one) for one in advice.members]
    counted: dict[str, int] = {}
    for one in members:
        counted[one["country"]] = counted.get(one["country"], 0) + 1
    return {
        "area": name_area(choice.asked.area),
        "area_id": choice.asked.area.id,
        "status": solved.status,
        "objective": solved.objective,
        "bound": solved.bound,
        "gap": solved.gap,
        "seconds": solved.seconds,
        "seconds_in_all": advice.seconds,
        "proof": {"method": solved.method, "left_by_the_bound": solved.left, "nodes": solved.nodes},
        "asked": _tell_asked(choice),
        "candidates": choice.problem.size,
        "cities_in_area": choice.cities,
        "size": len(members),
        "members": members,
        "countries": [{"country": code, "name": country(code, language()), "members": many}
                      for code, many in sorted(counted.items(), key=lambda one: (-one[1], one[0]))],
        "prices": [_tell_price(choice, one) for one in advice.prices],
        "within": tell_within(world, within),
        "complementarity": tell_strengths(world, within),
        "dimensions_from_atlas": tell_filled(world, rows),
        "attribution": [{**tell_place(world, int(at)), "register_says": world.attributed[world.places["id"][int(at)]]}
                        for at in rows if world.places["id"][int(at)] in world.attributed],
        "stability": _tell_steadiness(advice),
        "evidence": tell_evidence(world, within, len(members)),
        "runners_up": [tell_place(world, int(choice.scene.here[at])) for at in advice.runners],
        "organs": tell_organs(world, organs),
        "notes": [digits(explain_fault(note), language()) for note in advice.notes],
        "seed": seed,
        "version": product_version(),
        "input": input_,
    }  # fmt: skip


def _organs(advice: Advice, within: Within, brings: dict[int, float]) -> Organs:
    from proxeny.advise.unions.organs import propose_organs

    scene = advice.choice.scene
    runners = [int(scene.here[at]) for at in advice.runners]
    return propose_organs(scene.world, brings, runners, (within.shared, within.strengths))


def _tell_asked(choice: Choice) -> Plain:
    asked, rules = choice.asked, choice.problem.rules
    return {
        "size": rules.size, "min_countries": rules.min_groups, "max_per_country": rules.cap,
        "min_countries_given": asked.min_countries is not None,
        "max_per_country_given": asked.max_per_country is not None,
        "include": list(asked.include), "exclude": list(asked.exclude), "theme": asked.theme,
        "weights": {name: PARTS[name].weight for name in (*choice.city_parts, *choice.pair_parts)},
    }  # fmt: skip


def tell_member(choice: Choice, member: Member) -> Plain:
    """A member with the parts of what it brings, and its best replacement."""
    scene = choice.scene
    told = tell_place(scene.world, int(scene.here[member.at]))
    loss, swap, without = member.loss, None, None
    if loss is not None:
        without = {
            "at_least": loss.low if isfinite(loss.low) else None,
            "at_most": loss.high if isfinite(loss.high) else None, "proven": loss.proven,
            "sentence": say_loss(loss.low, loss.high),
        }  # fmt: skip
    if loss is not None and loss.instead is not None:
        swap = {**tell_place(scene.world, int(scene.here[loss.instead])), "loss": loss.by_one}
    return {
        **told,
        "country_name": country(told["country"], language()),
        "brings": member.brings,
        "must": bool(choice.problem.forced[member.at]),
        "why": [_tell_why(choice, one) for one in sorted(member.why, key=lambda one: -one.contribution)],
        "swap": swap,
        "without": without,
    }


def _tell_why(choice: Choice, why: Why) -> Plain:
    scene = choice.scene
    names = [tell_place(scene.world, int(scene.here[at]))["place"] for at in why.with_[:_NAMED]]
    return {
        "part": why.part, "value": why.value, "contribution": why.contribution, "count": why.count,
        "with": names, "sentence": say_why(why.part, why.count, names),
    }  # fmt: skip


def _tell_price(choice: Choice, price: Any) -> Plain:
    place = None if price.at is None else tell_place(choice.scene.world, int(choice.scene.here[price.at]))
    return {
        "place": place["place"] if place else None, "id": place["id"] if place else None,
        "with": price.with_it, "without": price.without_it, "price": max(price.without_it - price.with_it, 0.0),
        "at_least": price.low, "at_most": price.high, "proven": price.proven,
        "sentence": say_loss(price.low, price.high),
    }  # fmt: skip


def _tell_steadiness(advice: Advice) -> Plain:
    scene, size = advice.choice.scene, len(advice.members)

    def names(numbers: Iterable[int]) -> list[str]:
        return [tell_place(scene.world, int(scene.here[at]))["place"] for at in numbers]

    tried = [
        {"source": one.source, "title": title_source(scene.world, one.source), "records": one.records,
         "stay": one.stay, "share": one.stay / size, "gone": names(one.gone), "come": names(one.come),
         "status": "optimal" if one.proven else "time_limit"}
        for one in advice.steadiness
    ]  # fmt: skip
    sources = [one for one in tried if one["source"]]
    always = set(advice.solved.chosen.tolist())
    for one in advice.steadiness:
        always -= set(one.gone if one.source else ())
    return {
        "sources": sources, "least_share": min((one["share"] for one in sources), default=None),
        "always": names(sorted(always)) if sources else [],
        "sources_in_all": advice.sources, "sources_tried": len(sources),
        "without_any": next((one for one in tried if not one["source"]), None),
        "sentence": say_sources(len(sources), advice.sources) if sources else "",
    }  # fmt: skip


def tell_within(world: World, within: Within) -> Plain:
    """Ties and shared networks among the members."""
    names = {at: tell_place(world, at) for tie in within.ties for at in tie[:2]}
    shared = [
        {**tell_network(world, one.network), "members": len(one.members),
         "places": [tell_place(world, at)["id"] for at in one.members]}
        for one in within.shared
    ]  # fmt: skip
    ties = [
        {"a": names[a]["place"], "b": names[b]["place"], "a_id": names[a]["id"], "b_id": names[b]["id"], "tie": tie}
        for a, b, tie in within.ties
    ]
    return {"ties": ties, "tie_count": len(ties), "pairs_across_borders": within.pairs, "shared_networks": shared}


def tell_strengths(world: World, within: Within) -> list[Plain]:
    """Who is strong in which dimension."""
    return [
        {"dimension": one.dimension, "name": label("dimension", one.dimension, language()), "records": one.records,
         "members": len(one.members), "strongest": [tell_place(world, at)["place"] for at in one.members[:_NAMED]],
         "strongest_ids": [tell_place(world, at)["id"] for at in one.members[:_NAMED]]}
        for one in within.strengths
    ]  # fmt: skip


def tell_filled(world: World, rows: Longs) -> list[Plain]:
    """Networks of these places whose dimensions the starter atlas states, since the register does not."""
    names = set(world.filled)
    held = sorted(set(world.belongs[rows].indices.tolist()))
    return [tell_network(world, number) for number in held if world.networks["id"][number] in names]


def title_source(world: World, key: str) -> str:
    """What a source is called."""
    return clean(world.titles.get(key) or key, 200)


def tell_evidence(world: World, within: Within, size: int) -> Plain:
    """How many records stand behind a set, and whether that is thin."""
    from proxeny.report.unions_words import say_evidence

    return {
        "ties_within": len(within.ties), "pairs": size * (size - 1) // 2, "records_behind": within.behind,
        "records_of_members": within.records, "members_with_few_records": len(within.bare), "thin": within.thin,
        "sources": [{"source": name, "title": title_source(world, name), "records": many}
                    for name, many in within.sources],
        "sentence": say_evidence(within, size),
    }  # fmt: skip


def tell_organs(world: World, organs: Organs) -> Plain:
    """Organs and forms of membership, by the scheme's words."""

    def places(numbers: Sequence[int]) -> list[Plain]:
        return [
            {key: value for key, value in tell_place(world, at).items() if key in {"place", "id", "country"}}
            for at in numbers
        ]

    seats = [
        {"organ": one.organ, "name": label("organ", one.organ, language()), "dimension": one.dimension,
         "dimension_name": label("dimension", one.dimension, language()) if one.dimension else "",
         "members": places(one.members)}
        for one in organs.seats
    ]  # fmt: skip
    forms = {
        "L3.MEM.ACT": places(organs.active), "L3.MEM.OBS": places(organs.observers),
        "L3.MEM.AFF": [tell_network(world, one) for one in organs.affiliated],
    }  # fmt: skip
    told = [{"form": code, "name": label("form", code, language()), "members": who} for code, who in forms.items()]
    return {"seats": seats, "forms": told}
