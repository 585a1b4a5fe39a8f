"""What makes a page heavy without being read: style sheets, scripts and pictures, made of a seeded generator."""

from random import Random

_PROPERTIES = (
    "display:flex", "display:none", "display:block", "margin:0 auto", "padding:10px 15px", "float:right", "float:left", "color:#1a1a1a", "color:#fff",
    "background:#f5f5f5", "background-color:#b5121b", "font-size:14px", "font-size:1.25rem", "line-height:1.7", "font-weight:700", "text-align:right",
    "direction:rtl", "border-bottom:1px solid #ddd", "border-radius:3px", "width:100%", "max-width:1170px", "height:auto", "overflow:hidden",
    "position:relative", "position:absolute", "top:0", "right:0", "z-index:99", "transition:all .3s ease-in-out", "list-style:none", "opacity:.85",
    "box-shadow:0 2px 4px rgba(0,0,0,.12)", "text-decoration:none", "white-space:nowrap", "cursor:pointer", "align-items:center", "flex-wrap:wrap",
)  # fmt: skip
_PARTS = (
    "header", "main-nav", "logo", "menu", "sub-menu", "slider", "widget", "sidebar", "post", "entry", "thumb", "title", "meta", "share", "tags",
    "related", "comments", "footer", "copyright", "ad-slot", "breaking", "ticker", "search", "newsletter", "modal", "btn", "icon", "grid", "col",
)  # fmt: skip
_CALLS = (
    "push",
    "addEventListener",
    "querySelectorAll",
    "setAttribute",
    "appendChild",
    "createElement",
    "getItem",
    "setItem",
    "defineSlot",
    "display",
)

_STATEMENTS = (
    "var {a}=document.querySelector('.{part}-{name}');{a}&&{a}.{call}('{part}',{number});",
    "!function({a},{b}){{{a}.{name}={a}.{name}||[];{a}.{call}({b})}}(window,0.{number});",
    "googletag.cmd.push(function(){{googletag.defineSlot('/{number}/{part}',[[300,250],[728,90]],'div-gpt-ad-{long}-0').addService(googletag.pubads())}});",
    "if({a}!==undefined){{for(var i=0;i<{a}.length;i++){{{b}[i].{call}({a}[i]['{part}'],{{id:{number},ts:{time}}})}}}}",
)


def style_sheet(random: Random, rules: int) -> str:
    """Rules of a style sheet on one line, as minifiers write them."""
    lines = []
    for _ in range(rules):
        selector = " ".join(f".{random.choice(_PARTS)}-{random.choice(_PARTS)}" for _ in range(random.randint(1, 3)))
        lines.append(f"{selector}{{{';'.join(random.sample(_PROPERTIES, random.randint(2, 6)))}}}")
    return "".join(lines)


def script(random: Random, statements: int) -> str:
    """Statements of a minified script, with the settings and the numbers that such scripts hold."""
    lines = ["window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());"]
    for _ in range(statements):
        lines.append(random.choice(_STATEMENTS).format(
            a=f"{random.choice('abcdefghknprtuvw')}{random.randint(0, 99)}", b=f"{random.choice('abcdefghknprtuvw')}{random.randint(0, 99)}",
            call=random.choice(_CALLS), part=random.choice(_PARTS), name=random.choice(_PARTS).replace("-", "_"),
            number=random.randint(10**7, 10**8), long=random.randint(10**12, 10**13), time=random.randint(1_500_000_000, 1_700_000_000),
        ))  # fmt: skip
    return "".join(lines)


def drawing(random: Random) -> str:
    """A small icon as a path of SVG."""
    path = "".join(f"{random.choice('MLHVCSQ')}{random.uniform(0, 24):.2f} {random.uniform(0, 24):.2f}" for _ in range(random.randint(8, 20)))
    return f'<svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="{path}z"></path></svg>'
