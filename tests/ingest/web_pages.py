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
