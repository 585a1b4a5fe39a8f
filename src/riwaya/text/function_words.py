"""The closed classes of Arabic function words that the grammar itself speaks of, in folded spelling.

Open classes (verbs, nouns, names, cues, triggers) are data and stand in no code; these few words are what the rules are about,
as an article or a clitic is. Source: Ryding (2005), chapters 16 (prepositions), 18 (connectives) and 19 (subordinating conjunctions).
"""

LOCATIVE = frozenset(
    [
        "في",
        "ب",
        "قرب",
        "داخل",
        "خارج",
        "وسط",
        "جنوب",
        "شمال",
        "شرق",
        "غرب",
        "جنوبي",
        "شمالي",
        "شرقي",
        "غربي",
        "صوب",
        "باتجاه",
        "بالقرب من",
        "شمالي شرق",
        "جنوبي شرق",
        "عند",
        "فوق",
        "حول",
        "امام",
        "قباله",
        "بمحيط",
    ]
)
"""Prepositions (and words of direction) behind which a place is where something happens."""

BEFORE_FIGURES = ("الي", "من", "في", "منذ", "علي", "حتي", "عن", "نحو", "حوالي", "بعد", "قبل", "خلال", "بين")
"""Prepositions to which a page may glue the number behind them: `إلى30`."""

AROUND = LOCATIVE - frozenset(["في", "ب", "داخل", "وسط", "عند", "فوق", "امام", "بمحيط"])
"""Those of them that name a place near the one behind them."""

MOVEMENT = frozenset(("من", "الي"))
"""Prepositions of origin and destination: no place of an event."""

COPULAS = frozenset(("وهي", "وهو", "هي", "هو"))
"""Pronouns that part a name from what it is said to be (زيلوفا، وهي عاصمة الإقليم)."""

LYING = frozenset(("الواقعه", "الواقع", "الكاينه"))
"""Participles that only say where a place lies, behind a word that points back to it (البلدة الواقعة في القضاء)."""

TOPICAL = frozenset(("بشان", "بخصوص", "حول", "عن"))
"""Prepositions before what a sentence is about, where they open it."""

AGENT = frozenset(("بيد", "بايدي", "من قبل", "من جانب", "علي يد", "علي ايدي", "بواسطه", "من طرف"))
"""Prepositions that name the doer of a passive or of a verbal noun."""

AMONG = frozenset(("بينهم", "من بينهم", "بينهن", "بينها", "من بينها", "فيهم", "بمن فيهم"))
"""What opens a part of a number: `قتل عشرة، بينهم طفلان`."""

OF_THEM = frozenset(("منهم", "منهن", "منها", "ضمنهم"))
"""What follows the number of a part: `تسعة، ستة منهم مدنيون`."""

CONSISTING = frozenset(("هم", "وهم"))
"""What opens the breakdown of a number behind a comma: `74 شخصا، هم 65 أسيرا و…`."""

RESUMPTIVE = frozenset(("له", "لها", "لهما", "لهم", "اليه", "اليها", "به", "بها"))
"""Pronouns that take up the noun before a relative clause: `القصف الذي تعرضت له البلدة`."""

IN_WHICH = frozenset(("فيه", "فيها", "فيهما", "خلاله", "خلالها"))
"""Prepositions with the pronoun that takes up what a clause without a relative tells of: `تفجير قتل فيه عشرة`."""

RESUMPTIVE_ON = frozenset(("عليه", "عليها", "عليهما", "عليهم"))
"""Pronouns with على that take up the noun before a relative clause: `منطقة يسيطر عليها الجيش`."""

SUMMING = frozenset(("عدد", "حصيله", "اجمالي", "مجموع", "مجمل", "اعداد"))
"""Nouns before what is counted in sum: `عدد القتلى`."""

UP_TO = frozenset(("الي", "عند", "بلغ", "بلغت", "يبلغ", "تبلغ", "وصل", "وصلت", "تجاوز", "تجاوزت", "تخطي", "تخطت", "فاق", "يتجاوز", "تتجاوز", "بلغوا"))
"""What a sum stands behind: `ارتفع عدد القتلى إلى 13`."""

COMPANY = frozenset(("بين", "مع"))
"""Prepositions between the parties of talks, agreements and clashes."""

DURING = frozenset(("خلال", "في"))
"""Prepositions before talks in which something is said or done: `شدد الوزير خلال لقائه نظيره`."""

REACHING = frozenset(("في", "من", "عن", "الي", "علي", "مع", "بين", "حتي"))
"""Prepositions across which a verb still carries the noun behind them; any other one starts a circumstance of its own."""

RELAYING = frozenset(("عبر", "علي", "في", "ل", "من خلال", "خلال"))
"""Prepositions before the medium through which words come."""

BRINGING = frozenset(("علي", "الي"))
"""Prepositions by which a verb brings someone to an act: `أجبر الجيش المسلحين على الانسحاب`."""

GOVERNED = frozenset(("في", "من", "عن", "الي", "علي", "مع"))
"""Prepositions by which a verb of trying, planning or stopping governs its object; any other one ends its reach."""

SUBORDINATED = frozenset(["بعد", "قبل", "منذ", "دون", "رغم", "الي", "حيث", "الا", "غير", "مع", "بما", "يجب", "يمكن", "المقرر", "المتوقع"])
"""Words that make a following أن theirs: it opens no reported content (`بعد أن`, `من المقرر أن`)."""

CONTRASTING = frozenset(["بعدما", "لكن", "ولكن", "لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "بينما", "فيما", "كما", "اما", "حين"])
"""Conjunctions that set a new clause beside the one before."""

CONTRASTING_PHRASES = frozenset(
    [
        ("في", "حين"),
        ("في", "المقابل"),
        ("في", "الوقت"),
        ("من", "جهته"),
        ("من", "جهتها"),
        ("من", "جانبه"),
        ("من", "جانبها"),
        ("ذلك", "بعد"),
        ("ذلك", "بعدما"),
        ("ذلك", "عقب"),
    ]
)
"""Two words that set what another says against what was said: `في حين نفت`, `وفي المقابل قالت`."""

TURNING = frozenset(["لكن", "ولكن", "لكنها", "لكنه", "لكنهم", "غير", "بيد"])
"""Words behind which the outlet says against a denial what it knows itself."""

ONE_OF = frozenset(["احد", "احدي"])
"""One of those named behind it: `مقتل أحد جنودها`."""

ONE_OF_THEM = frozenset(["احدهما", "احدهم", "احداهما", "احداهن", "احداها"])
"""What singles out one of those counted: `مدنيان، أحدهما طفلة`."""

LETTERS = frozenset(("اي", "ايه", "بي", "سي", "دي", "اف", "جي", "اتش", "جيه", "كي", "ام", "كيو", "ار", "اس", "تي", "يو", "دبليو", "اكس", "واي", "زد"))
"""Names of the Latin letters, as initials before a surname are spelled: `كي إس شودري`."""

ANOTHER = frozenset(("ثان", "ثانيه", "ثالث", "ثالثه", "رابع", "رابعه", "اخر", "اخري", "اخران", "اخرين", "اخرون"))
"""What tells someone unnamed from the one of the same description before: `مصدر أمني ثان`, `مسؤول آخر`."""

OTHER = frozenset(["اخر", "اخري", "واخر", "واخري"])
"""Another one, where it stands as a noun of its own: `قتل جندي وأصيب آخر`."""

OUT_OF = frozenset(["من", "ال"])
"""What may stand between a noun and the length that measures it: `هدنة من 14 يوما`, `هدنة الـ72 ساعة`."""

EXCEEDING = frozenset(["تجاوز", "تجاوزت", "يتجاوز", "تتجاوز", "تخطي", "تخطت", "فاق", "فاقت"])
"""Verbs of a sum that is more than the number behind it: `تجاوز عدد القتلى 1450`."""

EITHER = frozenset(["او", "ام"])
"""What stands between two numbers of which one holds: `ثلاثة أو أربعة جنود`."""

SINCE = "منذ"

PERIOD = frozenset(["خلال", "في", "علي", "طوال", "طيله", "مدي", "مدار", "بين"])
"""Prepositions of the period within which something is counted: `خلال السنوات الماضية`, `على مدى عام`."""

DURATION = frozenset(["خلال", "طوال", "طيله", "مدي", "مدار"])
"""Those that only a length of time can follow: `خلال العامين`."""

RANGE = frozenset(["بين", "من"])
"""Prepositions before the first of two days."""

INCLUDING = ("بما", "في", "ذلك")
"""Before a part of what has been told."""

AFTER = "بعد"
BEFORE = "قبل"
MUCH = frozenset(["اكثر", "من", "نحو", "حوالي", "قرابه", "زهاء", "عده", "بضعه", "بضع"])
"""Between a preposition of time and a length of time that nothing counts exactly: more than, several."""

SEQUENCE = frozenset(["غداه", "منذ", "عشيه"])
"""Prepositions that set the noun behind them a day or more before or after what is told: what they govern is background."""

LAPSED = frozenset(["بعد", "عقب", "قبل"])
"""Those that do so behind a span of time: `بعد يومين من هجوم`; without one what they govern is of the same happening."""

ASTRIDE = frozenset(["قبل", "منذ", "غداه", "عشيه", "قبيل", "ابان", "رغم"])
"""Prepositions of time and concession: what they govern is taken as known, and only dates or qualifies what is told."""

FOLLOWING = frozenset(["بعد", "بعيد", "عقب"])
"""Prepositions that do so before a definite noun; an indefinite one may be the news: `توقفت الملاحة بعد هجوم على المطار`."""


TEMPORAL = frozenset(["عندما", "حين", "حينما", "لما", "كلما"])
"""Conjunctions of a clause that says when the main one was, and takes its own deed as known."""

EARLIER_VERB = frozenset(["سبق", "وسبق"])
"""The verb that, before أن, sets a clause before what is told, whatever stands between them."""

WHOEVER = frozenset(["من", "ممن", "بمن", "لمن", "عمن"])
"""Relatives of persons who are not named, right before their verb: `محاكمة من اغتالوا النائب`."""

WHATEVER = frozenset(["ما", "لما", "بما", "عما", "وما"])
"""Relatives of what happened, right before a verb of happening: `ما حدث من تفجيرات`."""

ALSO = frozenset(["كذلك", "ايضا"])
"""Adverbs between a conjunction and what it joins: `وكذلك تفجير السوق`."""

CAME_WITH = frozenset(["بعد", "بعيد", "عقب", "اثر", "خلال", "وسط", "قبل"])
"""Prepositions behind verbs of coming that tie one thing to another: `جاء ذلك بعد هجوم`, `يأتي الانفجار وسط هجوم للمتمردين`."""

BRIEF = frozenset(["قليل", "وقت", "فتره", "مده"])
"""Words of a short time between two things: `بعد قليل من هجوم`."""

WITHIN = frozenset(["في", "اثر", "جراء", "خلال", "بسبب", "نتيجه", "بفعل", "بواسطه"])
"""Prepositions before the means, cause or scene of what a verb tells: `قتل ثلاثة في غارات`."""

THAT_IS = frozenset(["هو", "هي", "هما", "وهو", "وهي"])
"""Pronouns between a subject and the noun that says what it is: `هذا العمل هو اعتداء على الجيش`."""

HABITUAL = frozenset(("كثيرا", "غالبا", "عاده", "دائما", "دايما", "نادرا", "احيانا"))
"""Adverbs that with ما tell what happens as a rule: `كثيرا ما تشن الحركة هجمات`."""

EVERY = frozenset(("كل",))
"""What, before a unit of time, says that something is done each time."""

AGAINST = frozenset(("علي", "ضد"))
"""What stands before whoever is attacked: `هجوم على`, `هجوم ضد`."""

ANSWERING = frozenset(["ردا", "كرد"])
"""What, with على, names what an act answers: `ردا على هجوم`."""

EARLIER_CLAUSE = frozenset(["بعدما"])
"""Conjunctions of a clause that tells what came before; بعد with أن is one too."""

EXCEPTING = frozenset(["سوي", "الا"])
"""What behind a negation asserts the rest: `لم تسيطر سوى على حي`."""

WITHOUT = frozenset(["دون", "بدون", "ودون", "وبدون"])
"""Prepositions that deny the verbal noun, or with أن the verb, right behind them: `دون أن تعتقل أحدا`."""

BEING = frozenset(["يكون", "تكون"])
"""The copula in a wish or a possibility: what it is said of is known."""

WHETHER = frozenset(["هل", "ام"])
"""Particles of a question, direct or not, right before its verb."""

SUPPOSED = BEING | frozenset(["يكونوا", "يكونا", "تكونا"])
"""Forms of the copula behind أن, before a past verb: `يحتمل أن يكونوا قتلوا`."""

OUTCOME = frozenset(["من", "الي"])
"""Prepositions before what a verb brings about or suffers: `ستعاني من مقتل الآلاف`."""

NEARLY = frozenset(["كاد", "كادت", "كادوا", "وكاد", "وكادت", "يكاد", "تكاد"])
"""The verb that, before a present one, says that what it tells did not quite come about."""

LACK = "عدم"
"""The noun that negates a verbal noun."""

CAME_ABOUT = frozenset(["قبل", "بعد", "منذ", "الي", "حتي", "لبث", "لبثت", "لبثوا", "سبق", "دون", "من"])
"""Words before أن and a present verb behind which the verb's deed took place (`قبل أن`), or is judged elsewhere (`دون أن`)."""

THAT = frozenset(["ان", "وان", "فان", "بان"])
"""The complementiser without a pronoun, which folding makes one of إنّ, أنّ and أن."""

EVENTUAL = frozenset(["ما", "الا", "عسي", "لا", "لم"])
"""Other words before أن behind which a past verb may stand: `ما إن وصل`."""

ANY = frozenset(["اي", "ايه", "باي", "لاي", "كاي", "لايه", "بايه"])
"""Determiners of an unspecified thing: `أي هجوم` is any attack, none that happened."""

PLUPERFECT = frozenset(["وقد", "فقد", "وكان", "وكانت"])
"""What opens a clause of background beside a report."""

ASIDE = frozenset(("وهو", "وهي", "وهم", "وهما", "وهن"))
"""Pronouns that open a nominal sentence which says more of the noun before: its own subject and verb follow."""

FOCUSING = frozenset(("قد", "لم", "لا", "لن"))
"""Particles that may stand between a subject and its verb."""

RELATIVES = frozenset(["الذي", "التي", "والذي", "والتي"])
"""Relatives of the singular."""

ALL_RELATIVES = RELATIVES | frozenset(["الذين", "والذين", "اللذان", "اللذين", "اللتان", "اللتين", "اللواتي"])
"""Relatives of every number."""

NEGATORS = frozenset(["لم", "لا", "لن", "ليس", "ليست", "ما"])
"""What stands right before the verb that it negates."""

POINTING = frozenset(["ذلك", "هذا", "هذه", "تلك", "هولاء"])
"""Demonstratives: whoever confirms one confirms what another has said (`وأكدت إسرائيل ذلك`)."""

THIS = frozenset(["هذا", "هذه"])
"""Demonstratives before the subject of a verb: `يؤكد هذا الهجوم`."""

EACH = frozenset(["كل", "وكل", "كلا", "وكلا"])
"""What stands before من and the names of those who did something one by one: `أعلن كل من الوزيرين`."""

RESUMING = frozenset([("الامر", "الذي"), ("الشيء", "الذي"), ("وهو", "ما"), ("هو", "ما"), ("وهي", "ما")])
"""Openings of a clause about the whole sentence before it."""

RESUMED = frozenset(["ما", "مما", "الذي", "بما"])
"""What takes up the whole clause before a verb of causing: `ما أسفر عن مقتل`."""

CLAUSAL = RELATIVES | frozenset(["كما", "حيث", "بعدما", "عندما", "ما", "لما", "عما", "مما", "قد", "لم"])
"""Words behind which letters that could be noun or verb are a verb."""

OWN_WORDS = frozenset(["قوله", "قولها", "قولهم", "قولهما"])
"""The verbal noun at the end of a relay: `نقلت الوكالة عن الوزير قوله`."""

OF_WHOM = frozenset(["عنه", "عنها", "عنهم", "عنهما"])
"""The preposition of a relay with whom it means: `ونقلت عنه الوكالة`."""

OWN_NAME = frozenset(["اسمه", "اسمها", "اسمهم", "اسماءهم", "اسمائهم", "اسمايهم", "هويته", "هويتها", "هويتهم", "هوياتهم"])
"""What a source that goes unnamed wants hidden: `طلب عدم نشر اسمه`."""

FOLDED = {"إلى": "الي", "على": "علي"}
"""Folded spelling of the prepositions that data files write in full."""
UNFOLDED = {folded: full for full, folded in FOLDED.items()}

SON = frozenset(("بن",))
"""Between a name and that of the father."""

DASHES = frozenset(("-", "–", "—", "ـ"))
"""Between a dateline and the text."""

TEEN = frozenset(["عشر", "عشره"])
"""The ten behind an ordinal: `اللواء الرابع عشر`."""

THEN = frozenset(["انذاك", "انيذاك", "وقتذاك", "حينذاك", "حينها", "حينيذ", "وقتها", "يومها", "سابقا"])
"""Adverbs that put what stands before them into an earlier time."""
