"""Texts for the tests of copies, written for them, and the units made of them."""

from datetime import date

from riwaya.copies.units import Unit
from riwaya.model import Interval

TRUCE = """أعلنت وزارة الدفاع الدالمورية مساء الثلاثاء وقفا لإطلاق النار في ثلاث بلدات حدودية، بعدما توصلت لجنة الهدنة إلى تفاهم مع ممثلي الطرف الآخر.
وقال الناطق باسم الوزارة سامي كارفان إن القوات ستنسحب من التلال المشرفة على النهر خلال 48 ساعة، وإن فرق الهندسة ستبدأ نزع الألغام فور اكتمال الانسحاب.
وأضاف أن المعابر الثلاثة ستفتح أمام الشاحنات التي تنقل الطحين والوقود، على أن تخضع لتفتيش مشترك يشرف عليه 12 مراقبا.
وكانت المعارك قد اندلعت في البلدات نفسها قبل ستة أسابيع، وأدت إلى نزوح نحو أربعة آلاف عائلة باتجاه السهول الجنوبية."""
PORT = """رست في ميناء لوماك فجر الأربعاء سفينتان تحملان معدات طبية ومولدات كهرباء، في أول وصول من نوعه منذ تلغيم الممر البحري في الربيع.
وذكرت إدارة الميناء أن العمال أفرغوا نصف الحمولة قبل أن توقفهم صفارات الإنذار ساعة كاملة، ثم عادوا إلى أرصفتهم من دون أن يصاب أحد منهم.
ورأى تجار في المدينة أن أسعار الزيت والسكر ستتراجع إذا تكررت الرحلات كل أسبوع، بينما تخشى نقابة البحارة أن تنجرف الألغام مع التيار.
ومن المنتظر أن تبحر سفينة ثالثة من الجزيرة المقابلة يوم السبت محملة بالأعلاف."""
OWN = """وفي جولة لمراسلتنا على القرى القريبة من خط التماس، بدت الحقول خالية إلا من رعاة قلائل يدفعون ماشيتهم نحو الآبار قبل مغيب الشمس.
وتحدثت صاحبة مخبز في القرية الأولى عن ليال طويلة أمضتها تعجن على ضوء الشموع، فيما كان أولادها ينقلون الخبز على دراجة واحدة إلى بيوت العاجزين.
أما مدير المدرسة فقال إنه احتفظ بدفاتر التلاميذ في قبو بيته، وإنه ينوي قرع الجرس صباح أول يوم يصمت فيه الرصاص.
وعند مدخل القرية الثانية جلس رجال يصلحون مضخة قديمة، ويتجادلون في من سيزرع أولا ومن سيعيره الجرار."""


def unit(
    document: str, text: str, *, outlet: str | None = None, day: str | None = None, story: int = 0, start: int = 0, end: int | None = None
) -> Unit:
    """A text as it is compared: all of it, or the part from `start` to `end`; `day` may be `FIRST..LAST`."""
    first, _, last = (day or "").partition("..")
    span = start, len(text) if end is None else end
    published = Interval(date.fromisoformat(first), date.fromisoformat(last or first)) if first else None
    return Unit(document=document, story=story, text=text, pieces=(span,), whole=span, published=published, outlet=outlet)


def changed(text: str, every: int) -> str:
    """A text with every so-manieth word replaced by one of its own."""
    words = text.split(" ")
    return " ".join(f"بديل{n}" if n % every == every - 1 else word for n, word in enumerate(words))
