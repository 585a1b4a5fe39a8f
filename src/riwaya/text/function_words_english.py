"""The closed classes of English function words that the grammar itself speaks of, in folded spelling.

Open classes (verbs, nouns, names, cues, triggers) are data and stand in no code. Source: Quirk, Greenbaum, Leech and Svartvik
(1985), A Comprehensive Grammar of the English Language, chapters 2 (function words), 3 (auxiliaries) and 9 (prepositions).
"""

BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "got", "gets"))
HAVE = frozenset(("has", "have", "had", "having"))
DO = frozenset(("do", "does", "did"))
FUTURE = frozenset(("will", "shall"))
MODAL = frozenset(("would", "may", "might", "could", "can", "should", "must"))
AUXILIARY = BE | HAVE | DO | FUTURE | MODAL
NEGATORS = frozenset(("not", "never", "neither", "nor", "cannot"))

DETERMINERS = frozenset(
    (
        *("the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", "some", "any", "all"),
        *("both", "each", "every", "several", "many", "no", "another", "other", "more", "such"),
    )
)
DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"))
INVERTED = frozenset(("should", "were"))
"""Auxiliaries that open a condition without `if`, before its subject: `Should the dam break, …`."""
POSSESSIVE = frozenset(("its", "their", "his", "her", "our", "my"))
PERSONAL = frozenset(("he", "she", "it", "they", "we", "i", "you"))
OBJECTIVE = frozenset(("me", "us", "him", "her", "them", "you"))
NOBODY = frozenset(("it", "there"))
"""Subjects that stand for nobody: `it was reported that`, `there was no comment`."""

RELATIVE = frozenset(("who", "which", "whom", "whose"))
SUBORDINATE = frozenset(
    (
        *("that", "when", "while", "after", "before", "because", "if", "unless", "as", "although", "though", "where", "since", "until"),
        *("whether", "than", "whereas", "once", "despite", "amid", "following"),
    )
)
COORDINATE = frozenset(("and", "or", "but", "nor"))
CONTRAST = frozenset(("while", "but", "whereas", "although", "though"))

PREPOSITIONS = frozenset(
    (
        *("in", "on", "at", "near", "of", "by", "with", "from", "to", "against", "for", "between", "over", "into", "inside", "outside"),
        *("through", "during", "towards", "toward", "across", "around", "along", "among", "under", "within", "without", "about", "above"),
        *("below", "behind", "beyond", "via", "per", "off", "onto", "upon", "throughout", "alongside", "amid", "amongst", "as", "than"),
        *("including", "except", "besides", "after", "before", "since", "until", "till", "despite", "following", "like"),
    )
)
LOCATIVE = frozenset(
    (
        *("in", "at", "near", "inside", "outside", "around", "across", "within", "throughout", "along", "over", "on", "towards", "toward"),
        *("into", "above"),
    )
)
"""Prepositions behind which a place is where something happens."""

AROUND = frozenset(("near", "outside", "around"))
MOVEMENT = frozenset(("from", "to", "towards", "toward", "into"))
CHANNEL = frozenset(("on", "via", "through", "in", "to", "with", "by", "from"))
"""Prepositions before the medium through which words come."""

ADVERBIAL = frozenset(
    (
        *("also", "then", "now", "still", "just", "later", "already", "again", "even", "only", "further", "earlier", "yet", "ever", "so"),
        *("too", "not", "never", "soon", "once", "twice", "first", "since", "however", "reportedly"),
    )
)
"""Adverbs that may stand within a verb's chain, besides those in -ly."""

FRONTED = frozenset(("in", "on", "at", "during", "since", "after", "before", "over", "about", "around", "more", "between", "under"))
"""Prepositions that may open a clause that is told without `that`: `said over 80 people`."""

INCLUDING = frozenset(("including", "among", "included"))
"""What opens a part of a number: `killed ten people, including two children`."""

ABBREVIATED = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "gen", "lt", "col", "sgt", "maj", "capt", "brig", "adm", "sen", "rep", "gov", "prof", "rev", "hon"),
        *("st", "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "approx", "cf", "eg"),
        *("ie", "al"),
    )
)
"""Words that a full stop shortens and does not end a sentence behind."""
