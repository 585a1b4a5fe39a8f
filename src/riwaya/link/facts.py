"""What is known of persons, bodies and places beyond any document: the record of one of them."""

from msgspec import Struct

from riwaya.lexicon.terms import Office


class Fact(Struct, frozen=True, array_like=True):
    """Someone or something of the knowledge base.

    `names` are all its names by language, the best first (ar, en, ru, uk); `short` the surnames that stand for it alone; `level` the
    kind of place; `of` the id of the country, region or body that it belongs to; `country` the ISO 3166-1 code of where it lies, empty
    where that is disputed and left open; `region` the English name of its first-order region. Degrees are WGS 84; `radius_km` is how far
    from the point what is meant may lie. `population` is 0 where unknown. `listed` marks what the readers know too, and the user's own lists;
    `adjective` is a country's in English (Russian). `source` names the gazetteers that it comes from, empty for Riwaya's own alone.
    """

    id: str
    type: str
    names: dict[str, tuple[str, ...]]
    short: tuple[str, ...] = ()
    level: str = ""
    of: str = ""
    country: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    radius_km: float | None = None
    geonames: int | None = None
    wikidata: str | None = None
    population: int = 0
    role: str = ""
    offices: tuple[Office, ...] = ()
    listed: bool = True
    adjective: str = ""
    source: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """The best name in each language; those whose language nobody tells (`und`) are no labels."""
        return {language: names[0] for language, names in sorted(self.names.items()) if names and language != "und"}
