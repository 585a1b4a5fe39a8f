"""The closed sets of values that the readers tell apart, and the prepositions: any other value would be passed over in silence.

What the ontology closes (acts, kinds, statuses, roles) stands there; each value here is explained in `docs/lexicon.md`.
"""

from riwaya.lexicon.entries import Anaphor, Cue, Entry, Head, Initiative, Limit, Number, Particle, Time, Trigger

CLOSED: dict[type[Entry], dict[str, tuple[str, ...]]] = {
    Cue: {
        "frame": ("verb", "relay", "attribution", "attribution_clause", "channel"),
        "subjects": ("person", "organization", "place", "medium", "group"),
    },
    Trigger: {
        "masdar_of": ("subject", "object"),
        "needs": (
            *("person", "place", "force", "facility", "people", "weapon", "phone", "quantity", "attack", "bodies"),
            *("organization", "ground", "air", "armed", "troops", "pushed", "town", "pact", "victims"),
        ),
    },
    Initiative: {"frame": ("after", "from", "subject", "receiver", "link", "side", "other")},
    Limit: {
        "frame": (
            *("manner", "part", "rank", "topic", "act", "link", "copula", "recall", "lasting", "fiction", "custom", "answer", "portion", "use"),
            *("matter", "nature", "field", "speech", "arena", "trial", "illness", "amounts", "sharp", "critic", "cyber"),
        ),
    },
    Head: {"type": ("office", "title", "body", "medium_head", "place_head", "facility", "people", "weapon")},
    Anaphor: {
        "refers": ("person", "persons", "organization", "organizations", "place", "source", "counterpart", "counterparts", "latest"),
    },
    Time: {
        "type": (
            *("deictic", "deictic_before_weekday", "weekday", "month", "hijri_month", "unit", "days_of", "years_of", "shift", "shift_before"),
            *("narrated", "this", "relation", "ago", "now", "part", "night", "tonight", "section", "season", "decade", "century"),
            *("joiner", "outlook", "trap", "nth", "weekday_bare", "shift_narrated", "of_it", "feast", "age", "dated", "stamp"),
        )
    },
    Number: {
        "type": (
            *("exact", "ordinal", "multiplier", "scale", "plural_multiplier", "vague", "several", "fraction", "more", "less", "at_least"),
            *("at_most", "about", "between", "at_least_after", "at_most_after", "about_after", "label", "percent", "clock", "trap", "lasting"),
        )
    },
    Particle: {
        "type": (
            *("preposition", "locative", "conjunction", "relative", "complementiser", "negator", "conditional", "modal", "question"),
            *("demonstrative", "pronoun", "adverb", "interjection", "article", "auxiliary", "past_auxiliary", "future", "earlier"),
        )
    },
}
"""Class to field to the values that it may have."""

LEVELS: dict[str, tuple[str, ...]] = {
    "place_head": ("country", "region", "district", "settlement", "direction", "sea", "front", "border"),
    "facility": ("crossing", "harbour", "hospital", "camp"),
    "medium_head": ("named",),
    "body": ("nation", "named", "army", "occupier"),
    "office": ("state", "territory"),
}
"""Type of a head to its levels; other heads have none."""

TIME_UNITS: dict[str, tuple[str, ...]] = {
    "deictic": ("", "tomorrow"),
    "month": ("", "guarded", "company"),
    "unit": ("hour", "day", "week", "month", "year"),
    "days_of": ("day",),
    "hijri_month": ("", "alone"),
    "nth": ("", "month"),
    "years_of": ("year",),
    "dated": ("at", "to"),
    "stamp": ("published", "modified"),
    "shift": ("", "counted"),
    "narrated": ("day", "night", "week", "month", "year"),
    "relation": ("", "since", "narrated"),
    "part": ("dawn", "morning", "noon", "afternoon", "evening", "night"),
    "section": ("start", "middle", "late", "end", "first_half", "second_half", "quarter_1", "quarter_2", "quarter_3", "quarter_4"),
}
"""Type of a word of time to its units; others have none."""

NAME_TYPES: dict[str, tuple[str, ...]] = {
    "places": (
        *("country", "region", "district", "city", "town", "village", "area", "camp", "front", "sea", "river", "island", "peninsula"),
        *("airport", "port", "crossing", "dam", "plant", "facility"),
    ),
    "organizations": ("organization", "medium"),
    "given_names": ("given", "connector", "toponym"),
}
"""Gazetteer file to the values of its `type` column."""

OPENERS: dict[str, tuple[str, ...]] = {
    "cue": ("that", "quote", "object"),
    "light": ("object", "subject"),
    "status": ("object", "subject", "that"),
    "initiative": ("object",),
}
"""Class to what its `takes` may hold besides prepositions."""

PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "ar": (
        *"بلك",
        "في",
        "من",
        "إلى",
        "على",
        "عن",
        "مع",
        "بين",
        "ضد",
        "نحو",
        "باتجاه",
        "داخل",
        "عبر",
        "بحق",
        "قرب",
        "فوق",
        "لدى",
        "أمام",
        "بيد",
        "تجاه",
    ),
    "en": ("in", "on", "of", "at", "by", "to", "for", "with", "from", "into", "against", "between", "towards", "around", "near", "among"),
}
"""Prepositions by language, to which the particles of the data are added."""
