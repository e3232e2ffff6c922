"""A world small enough to check by hand.

Four cities and one district: Istanbul (with Kadıköy), Cologne, Isfahan, Gdańsk. Five agreements: Istanbul-Cologne
twice (one tie), Istanbul-Isfahan, Istanbul-Gdańsk (ended), Cologne-Gdańsk. Two networks. Two sources disagree on the
year in which Istanbul and Cologne signed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from proxeny.io.claims import digest
from proxeny.register.models import (
    Activity,
    Agreement,
    Batch,
    Claim,
    Involvement,
    Membership,
    Organisation,
    Place,
    Project,
    Source,
    Tie,
)
from proxeny.text import fold_key

ISTANBUL, COLOGNE, ISFAHAN, GDANSK, KADIKOY = "gn:745044", "gn:2886242", "gn:418863", "gn:3099434", "gn:740264"
UBC, METROPOLIS = "nw:UBC", "nw:METROPOLIS"
SIGNED = "ag:signed"
HOSTILE = '<script>alert("x")</script>\u202eltrb'


class World:
    """Writes records with the claims they are folded from."""

    def __init__(self) -> None:
        now = datetime.now(UTC)
        self.batch = Batch.objects.create(kind="atlas", started=now, finished=now)
        for key, title, rank in (("city", "City hall of Istanbul", 10), ("list", "List of twin towns", 50)):
            Source.objects.create(
                key=key,
                title=title,
                publisher="A publisher",
                url="https://example.org/list",
                licence="CC BY 4.0",
                kind="list",
                retrieved="2025-06-01",
                rank=rank,
            )

    def claim(self, record: str, kind: str, name: str, value: str, source: str = "list", **more: str) -> None:
        """One accepted claim."""
        Claim.objects.create(
            key=digest(record, name, value, source, more.get("language", "")),
            subject=record,
            record=record,
            kind=kind,
            property=name,
            value=value,
            source_id=source,
            first_seen="2025-06-01",
            last_seen="2025-06-01",
            state="accepted",
            batch=self.batch,
            locator="row 7",
            **more,
        )
        self.tell()

    def tell(self) -> None:
        """The register is another one now, as after every batch: pages are made anew."""
        Batch.objects.filter(pk=self.batch.pk).update(finished=datetime.now(UTC))

    def place(self, one: str, name: str, land: str, **more: object) -> None:
        """A city, with a claim of its name and one of its country."""
        keys = "|".join(["", *(fold_key(str(word)) for word in (name, *more.values()) if isinstance(word, str)), ""])
        fields = {"kind": "city", "geonameid": int(one[3:]), **more}
        Place.objects.create(id=one, name=name, country=land, search=keys, **fields)
        self.claim(one, "place", "name", name)
        self.claim(one, "place", "country", land)
        self.claim(one, "place", "kind", str(fields["kind"]))

    def network(self, one: str, name: str, **more: object) -> None:
        """A network."""
        Organisation.objects.create(id=one, name=name, kind="network", search=f"|{fold_key(name)}|", **more)
        self.claim(one, "organisation", "name", name)
        self.claim(one, "organisation", "kind", "network")

    def agreement(self, one: str, a: str, b: str, kind: str, since: date | None = None, **more: object) -> None:
        """An agreement of two cities."""
        Agreement.objects.create(
            id=one,
            kind=kind,
            parties=sorted((a, b)),
            valid_from=since,
            valid_from_precision="year" if since else "",
            **more,
        )
        for party in (a, b):
            Involvement.objects.create(record=one, kind="agreement", role="party", entity=party)
            self.claim(one, "agreement", "party", party)
        self.claim(one, "agreement", "kind", kind)

    def tie(self, one: str, a: str, b: str, *agreements: str) -> None:
        """A tie of two cities by some agreements."""
        first, second = sorted((a, b))
        Tie.objects.create(id=one, a=first, b=second, agreements=list(agreements))
        self.tell()

    def membership(self, one: str, member: str, network: str, since: date | None = None, **more: object) -> None:
        """A membership."""
        Membership.objects.create(
            id=one,
            member=member,
            network=network,
            valid_from=since,
            valid_from_precision="year" if since else "",
            **more,
        )
        self.claim(one, "membership", "member", member)
        self.claim(one, "membership", "network", network)


def build_world() -> World:
    """The whole world of the docstring above."""
    world = World()
    world.place(
        ISTANBUL,
        "İstanbul",
        "TR",
        name_en="Istanbul",
        name_tr="İstanbul",
        name_fa="استانبول",
        population=15462452,
        population_year=2020,
        lat=41.01384,
        lon=28.94966,
        wikidata="Q406",
    )
    world.place(KADIKOY, "Kadıköy", "TR", name_fa="کادی‌کوی", kind="district", parent=ISTANBUL)
    world.place(COLOGNE, "Köln", "DE", name_en="Cologne", name_fa="کلن", lat=50.94, lon=6.96)
    world.place(ISFAHAN, "اصفهان", "IR", name_en="Isfahan", name_tr="İsfahan", name_fa="اصفهان", lat=32.65, lon=51.67)
    world.place(GDANSK, "Gdańsk", "PL", name_fa="گدانسک", lat=54.35, lon=18.65)
    world.network(
        UBC,
        "Union of the Baltic Cities",
        acronym="UBC",
        scale="regional",
        founded="1991-01-01",
        founded_precision="year",
        seat=GDANSK,
        dimensions=["NET"],
        topics=["environment"],
        forms=["L3.MEM.ACT"],
        organs=["L3.PIL.PRE"],
        website="https://www.ubc.net/",
    )
    world.network(METROPOLIS, "Metropolis", scale="global", name_fa="متروپلیس", dimensions=["NET", "DEV"])
    _build_agreements(world)
    _build_rest(world)
    return world


def _build_agreements(world: World) -> None:
    world.agreement(
        SIGNED,
        ISTANBUL,
        COLOGNE,
        "sister_city",
        date(1997, 1, 1),
        signed="1997-03-15",
        signed_precision="day",
        state="in_force",
        topics=["culture"],
    )
    world.claim(SIGNED, "agreement", "signed", "1997-03-15", "city", wording="15.03.1997")
    world.claim(SIGNED, "agreement", "signed", "1998", "list")
    world.agreement("ag:culture", ISTANBUL, COLOGNE, "protocol", topics=["culture"])
    world.agreement("ag:isfahan", ISTANBUL, ISFAHAN, "friendship")
    world.agreement(
        "ag:ended",
        ISTANBUL,
        GDANSK,
        "partnership",
        date(1990, 1, 1),
        valid_to=date(2005, 1, 1),
        valid_to_precision="year",
        state="ended",
    )
    world.agreement("ag:other", COLOGNE, GDANSK, "twinning", date(2001, 1, 1))
    world.tie("ti:cologne", ISTANBUL, COLOGNE, SIGNED, "ag:culture")
    world.tie("ti:isfahan", ISTANBUL, ISFAHAN, "ag:isfahan")
    world.tie("ti:ended", ISTANBUL, GDANSK, "ag:ended")
    world.tie("ti:other", COLOGNE, GDANSK, "ag:other")


def _build_rest(world: World) -> None:
    world.membership(
        "me:metropolis",
        ISTANBUL,
        METROPOLIS,
        date(1986, 1, 1),
        form="L3.MEM.ACT",
        state="active",
        organs=["L3.PIL.PRE"],
    )
    world.membership("me:isfahan", ISFAHAN, METROPOLIS, category="Full member")
    world.membership("me:gdansk", GDANSK, UBC, date(1991, 1, 1), form="L3.MEM.ACT")
    Activity.objects.create(
        id="ac:festival",
        type="festival",
        title="Days of friendship",
        organiser=ISTANBUL,
        partners=[COLOGNE],
        topics=["culture"],
        valid_from=date(2019, 5, 1),
        valid_from_precision="month",
    )
    Involvement.objects.create(record="ac:festival", kind="activity", role="organiser", entity=ISTANBUL)
    world.claim("ac:festival", "activity", "title", "Days of friendship", language="en")
    world.claim("ac:festival", "activity", "organiser", ISTANBUL)
    world.claim("ac:festival", "activity", "type", "festival")
    Project.objects.create(
        id="pr:water", title="Clean water", lead=ISTANBUL, partners=[GDANSK], state="running", topics=["environment"]
    )
    Involvement.objects.create(record="pr:water", kind="project", role="lead", entity=ISTANBUL)
    world.claim("pr:water", "project", "title", "Clean water", language="en")
    world.claim("pr:water", "project", "lead", ISTANBUL)
