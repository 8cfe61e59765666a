"""The page on which a browser reads that a request was refused: whole in itself, without scripts.

It stands where the application's own pages may not be reached, so it asks for nothing else.
"""

from html import escape
from typing import Final

_STYLE: Final = """
:root{color-scheme:light dark;--ink:#17202d;--soft:#47536a;--ground:#f5f6f8;--paper:#fff;
--line:#dbe0e8;--act:#1b4b9b;--on-act:#fff;--told:#7a4b00;--told-soft:#fcf0d6}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf5;--soft:#b4bfd1;--ground:#0f151e;
--paper:#151d29;--line:#2d3848;--act:#8fb6f2;--on-act:#0f151e;--told:#f3c877;--told-soft:#33270d}}
@font-face{font-family:"Public Sans";font-weight:100 900;font-display:swap;
src:url("/fonts/public-sans-latin.woff2") format("woff2")}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.5 "Public Sans",system-ui,sans-serif}
main{width:min(28rem,100% - 2rem);margin:12vh auto 2rem}
.name{margin:0 0 1rem;color:var(--soft);text-align:center}
.card{padding:1.5rem;background:var(--paper);border:1px solid var(--line);border-radius:10px}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
.told{margin:0 0 1.5rem;padding:.75rem 1rem;background:var(--told-soft);color:var(--told);
border-radius:6px}
a{display:inline-block;padding:.625rem 1.25rem;min-height:2.75rem;border-radius:6px;
background:var(--act);color:var(--on-act);font-weight:600;text-decoration:none}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
"""


def refusal_page(title: str, sentence: str, link: str, href: str) -> str:
    """Draw the page.

    Args:
        title: What happened, in a few words.
        sentence: What happened, that nothing was lost, and what to do.
        link: Words of the one way on.
        href: Where it leads: an address of ours.
    """
    return f"""<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>{escape(title)} · SER</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><style>{_STYLE}</style></head>
<body><main><p class="name">Sistema Electrónico de Recaudo · Fondo Único de TIC</p>
<div class="card"><h1>{escape(title)}</h1><p class="told" role="alert">{escape(sentence)}</p>
<a href="{escape(href)}">{escape(link)}</a></div></main></body></html>"""
