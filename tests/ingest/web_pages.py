"""Web pages in the manner of Arabic outlets, with texts written for these tests; no sentence and no template is any outlet's."""

HEADLINE = "لجنة الهدنة تعلن فتح معبر الوادي أمام القوافل"
LEAD = "أعلنت لجنة مراقبة الهدنة اليوم الجمعة فتح معبر الوادي أمام قوافل المساعدات بعد إغلاق دام أسبوعين."
SECOND = "وقال المتحدث باسم اللجنة سليم الحاج إن الطرفين اتفقا على مرور أربعين شاحنة كل يوم، وإن المراقبين سيبقون عند المعبر حتى نهاية الشهر."
THIRD = "ونفت قيادة الأركان أن تكون قواتها قد انسحبت من التلال المطلة على المعبر، مؤكدة أن نقاطها باقية في مواضعها."
SUBHEAD = "خلاف على التلال"
LAST = "وكان المعبر قد أغلق في السابع من الشهر الجاري بعد قصف أصاب ساحته وأدى إلى مقتل سائقين اثنين."
OTHER_HEADLINE = "وزير النقل يلتقي نظيره في العاصمة لبحث خط السكة"
OTHER_LEAD = "التقى وزير النقل أمس الخميس نظيره في العاصمة، وبحث معه استئناف العمل في خط السكة الحديدية بين البلدين بعد توقف دام ثلاثة أعوام."
OTHER_SECOND = "وأضاف الوزير في مؤتمر صحفي أن القطار الأول سيصل إلى المحطة الحدودية في الأسبوع الأول من الشهر المقبل إذا اكتملت أعمال الصيانة."
TEASER = "اقرأ أيضا: مجلس المدينة يقر موازنة العام"
MENU = '<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/politics">سياسة</a></li><li><a href="/sport">رياضة</a></li></ul></nav>'
FOOTER = '<footer><p>جميع الحقوق محفوظة © 2019 صحيفة الضفاف</p><ul><li><a href="/about">من نحن</a></li></ul></footer>'


def page(body: str, *, head: str = "", title: str = HEADLINE) -> bytes:
    """A whole page around a body, with menu and footer."""
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} - صحيفة الضفاف</title>{head}</head>'
        f'<body class="rtl single has-sidebar">{MENU}{body}{FOOTER}</body></html>'
    ).encode()


def wordpress() -> bytes:
    """A WordPress theme: time element, caption, subhead, teaser in the text, share bar, related cards."""
    head = (
        f'<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="الضفاف">'
        '<meta property="article:published_time" content="2022-10-21T09:15:00+03:00">'
        '<meta property="article:modified_time" content="2022-10-22T10:00:00+03:00">'
        '<link rel="canonical" href="https://difaf.example/2022/10/21/maabar/">'
    )
    cards = "".join(
        f'<article class="card"><h3><a href="/{n}">خبر آخر من أخبار المدينة رقم {n}</a></h3><span class="date">{n} يناير 2024</span></article>'
        for n in range(3, 7)
    )
    return page(
        f"""<main><article class="post hentry"><header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1>
<div class="entry-meta"><span class="author vcard">بقلم <a href="/a">نهى سالم</a></span>
<time class="entry-date published" datetime="2022-10-21T09:15:00+03:00">21 أكتوبر 2022</time></div>
</header><div class="share-bar"><a href="#">فيسبوك</a> <a href="#">تويتر</a></div>
<div class="entry-content"><figure><img src="a.jpg" alt="صورة"><figcaption>شاحنات عند مدخل المعبر (الضفاف)</figcaption></figure>
<p><strong>{LEAD}</strong></p><p>{SECOND}</p><p><a href="/x">{TEASER}</a></p><h2>{SUBHEAD}</h2>
<p>{THIRD.replace("قيادة", '<a href="/t">قيادة</a>')}</p>
<script>var x = "<p>لا يقرأ</p>";</script><p>{LAST}&nbsp;</p></div>
<div class="tags"><a href="/t/1">المعبر</a> <a href="/t/2">الهدنة</a></div></article>
<section class="related-posts"><h2>مواضيع ذات صلة</h2>{cards}</section></main>""",
        head=head,
    )


def quoting() -> bytes:
    """A page that quotes a post of X and one of Telegram."""
    return page(
        f"""<article><h1>{HEADLINE}</h1><p>{LEAD}</p><p>{SECOND}</p>
<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The crossing is open. Forty trucks a day.</p>
&mdash; Truce Watch (@trucewatch) <a href="https://twitter.com/trucewatch/status/1583392259230482432?ref_src=x">October 21, 2022</a>
</blockquote>
<script async src="https://platform.twitter.com/widgets.js"></script>
<p>{THIRD}</p><blockquote class="telegram-post"><p>القوافل تعبر الآن من البوابة الشمالية</p><a href="https://t.me/safwa_news/41">رابط</a></blockquote><p>{LAST}</p></article>"""
    )


def two_stories() -> bytes:
    """Two articles on one page, each with its record and its date line."""
    record = '{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"%s","datePublished":"2022-10-21"},{"@type":"NewsArticle","headline":"%s","datePublished":"2022-10-14"}]}'
    return page(
        f"""<div id="feed"><article><h2>{HEADLINE}</h2><div class="date">21 أكتوبر 2022</div><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article>
<article><h2>{OTHER_HEADLINE}</h2><div class="date">14 أكتوبر 2022</div><p>{OTHER_LEAD}</p><p>{OTHER_SECOND}</p></article></div>""",
        head=f'<script type="application/ld+json">{record % (HEADLINE, OTHER_HEADLINE)}</script>',
    )


def portal() -> bytes:
    """An old portal: tables, capital letters, lines parted by BR, the day of the visit above, Hijri beside it, no record of the day."""
    return page(
        f"""<TABLE><TR><TD class="top">اليوم: الأحد 3 مارس 2024 م - 22 شعبان 1445 هـ</TD></TR><TR><TD>
<DIV><SPAN class="headline"><FONT size=5>{HEADLINE}</FONT></SPAN></DIV><DIV class="newsdate">نشر في: الجمعة ٢١ تشرين الأول / أكتوبر ٢٠٢٢</DIV>
<DIV id="story">{LEAD}<BR><BR>{SECOND}<BR>{THIRD.replace("،", "&#1548;")}<BR><BR>{LAST}</DIV></TD></TR></TABLE>"""
    )


def blogspot() -> bytes:
    """A Blogspot post: a date above the title, body parted by divs."""
    return page(
        f"""<div class="main section"><div class="blog-posts hfeed"><h2 class="date-header"><span>الجمعة، 21 أكتوبر 2022</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">{HEADLINE}</h3>
<div class="post-body entry-content"><div>{LEAD}</div><div><br></div><div>{SECOND}</div><div>{LAST}</div></div>
<div class="post-footer">مرسلة بواسطة <span>نهى</span> في 9:15 ص</div></div></div></div>"""
    )


URGENT = "عاجل | إغلاق المعبر مجددا"


def channel() -> bytes:
    """The preview of a Telegram channel: three messages, the last of them short."""

    def message(number: int, text: str, stamp: str) -> str:
        return f"""<div class="tgme_widget_message_wrap">
<div class="tgme_widget_message js-widget_message" data-post="difaf/{number}">
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/difaf">
<span dir="auto">أخبار الضفاف</span></a></div><div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>
<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info"><span class="tgme_widget_message_views">12.4K</span>
<a class="tgme_widget_message_date" href="https://t.me/difaf/{number}"><time datetime="{stamp}">19:12</time></a></div></div></div></div></div>"""

    messages = (
        message(1, f"{LEAD}<br/><br/>{SECOND}", "2022-10-21T19:12:04+00:00"),
        message(2, f"{OTHER_LEAD}<br/><br/>{OTHER_SECOND}", "2022-10-22T08:00:00+00:00"),
        message(3, URGENT, "2022-10-23T08:00:00+00:00"),
    )
    column = '<section class="tgme_right_column"><div class="tgme_channel_info_counters">48.2K subscribers</div></section>'
    return page(f'<main class="tgme_main">{column}<section class="tgme_channel_history">{"".join(messages)}</section></main>', title="أخبار الضفاف")


def board() -> bytes:
    """A thread of a board: a story, and an answer that quotes it."""

    def message(number: int, text: str) -> str:
        return (
            f'<table id="post{number}"><tr><td>عضو نشيط</td><td id="td_post_{number}"><div id="post_message_{number}">{text}</div>'
            "<div>رد مع اقتباس</div></td></tr></table>"
        )

    answer = f"<div>24-10-2022</div><div>{OTHER_LEAD}</div><div>{OTHER_SECOND}</div>"
    story = f"<b>{HEADLINE}</b><br>{LEAD}<br><br>{SECOND}<br><br>{THIRD}"
    return page(f'<div id="posts">{message(31, story)}{message(32, answer)}{message(33, answer)}</div>')


def second_below() -> bytes:
    """Two stories in one element, each with its day below its headline."""
    return page(
        f"""<div><div><b>{HEADLINE}</b></div><div>21-10-2022 | 10:22</div><div>الوادي - {LEAD}</div><div>{SECOND}</div><div>{THIRD}</div>
<div><b>{OTHER_HEADLINE}</b></div><div>14-10-2022 | 08:05</div><div>العاصمة - {OTHER_LEAD}</div><div>{OTHER_SECOND}</div></div>"""
    )


def french() -> bytes:
    """A Maghrebi paper: French labels, a Maghrebi month, a notice in place of a post, and rows that date other stories."""
    return page(
        f"""<main><h1>{HEADLINE}</h1><div class="infos">Par سمير بوعزيز - Publié le الأربعاء 24 أوت 2022 - 17:05</div>
<div><p>{LEAD}</p><p><strong>Lire aussi :</strong> <a href="/a">{OTHER_HEADLINE}</a></p><p>{SECOND}</p>
<p>تحتوي هذه الصفحة على محتوى من موقع تويتر. موافقتكم مطلوبة قبل عرض أي مواد لأنها قد تتضمن ملفات ارتباط.</p><p>{THIRD}</p><p>{LAST}</p></div>
<table><tr><td>22 أوت 2022</td><td><a href="/b">{OTHER_HEADLINE}</a></td></tr></table></main>"""
    )


def recent() -> bytes:
    """A site without names or links: recent posts with their first words stand below the story."""
    cards = "".join(f"<div><h3>{OTHER_HEADLINE}</h3><div>{text}</div></div>" for text in (OTHER_LEAD, OTHER_SECOND))
    return page(
        f"<div><div><h1>{HEADLINE}</h1><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p></div><div><h2>Recent Posts</h2>{cards}</div></div>"
    )
