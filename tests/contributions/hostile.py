"""Texts that would run something if anybody took them for more than text: the usual shapes, each written anew.

What runs sets `window.hit` or opens a dialog. Each is complete in itself, so that many stand in one text, a blank
line between them, and none swallows the next.
"""

ELEMENTS = [
    "<script>hit=1</script>",
    "<ScRiPt >hit=1</sCrIpT ></script>",
    "<script/x>hit=1</script/x>",
    "<script src=data:,hit=1></script>",
    "<script\n>hit=1</script\n></script>",
    "<scr<script>ipt>hit=1</scr</script>ipt>",
    "</title><script>hit=1</script>",
    "</textarea><script>hit=1</script>",
    "</pre></code><script>hit=1</script>",
    "--><script>hit=1</script><!-- -->",
    "]]><script>hit=1</script>",
    "<img src=x onerror=hit=1>",
    '<img src="x" onerror="hit=1"/>',
    "<img/src=x/onerror=hit=1>",
    "<img src=x:x onerror\t=\thit=1>",
    "<img src=x onerror=&#104;it=1>",
    "<image src=x onerror=hit=1>",
    '<img """><script>hit=1</script>">',
    "<img src onerror=alert`1`>",
    "<img srcset=x onerror=hit=1>",
    "<svg onload=hit=1>",
    "<svg/onload=hit=1//",
    "<svg><script>hit=1</script></svg>",
    "<svg><animate onbegin=hit=1 attributeName=x dur=1s></svg>",
    '<svg><a xlink:href="javascript:hit=1"><text y=20>press</text></a></svg>',
    '<svg><use href="data:image/svg+xml,<svg id=x onload=hit=1>#x"></svg>',
    "<svg><foreignObject><img src=x onerror=hit=1></foreignObject></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src=x onerror=hit=1>",
    '<math href="javascript:hit=1">press</math>',
    '<iframe src="javascript:hit=1"></iframe>',
    '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
    "<iframe onload=hit=1></iframe>",
    '<object data="javascript:hit=1"></object>',
    "<object data=x onerror=hit=1></object>",
    '<embed src="javascript:hit=1">',
    "<style>@import 'javascript:hit=1';</style>",
    "<style onload=hit=1></style>",
    '<style></style><img src="</style><img src=x onerror=hit=1//">',
    '<div style="background:url(javascript:hit=1)">x</div>',
    '<div style="width:expression(hit=1)">x</div>',
    '<link rel=stylesheet href="javascript:hit=1">',
    '<meta http-equiv=refresh content="0;url=javascript:hit=1">',
    '<base href="javascript:hit=1//">',
    "<details open ontoggle=hit=1>x</details>",
    "<video><source onerror=hit=1></video>",
    "<audio src=x onerror=hit=1></audio>",
    "<body onload=hit=1>",
    "<input autofocus onfocus=hit=1>",
    "<select autofocus onfocus=hit=1></select>",
    "<textarea autofocus onfocus=hit=1></textarea>",
    "<p onmouseover=hit=1>move over me</p>",
    "<a href=# onclick=hit=1>press</a>",
    '<form action="javascript:hit=1"><button>press</button></form>',
    '<button formaction="javascript:hit=1">press</button>',
    "<marquee onstart=hit=1>x</marquee>",
    "<x onpointerenter=hit=1>x</x>",
    "<template><script>hit=1</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=hit=1>\"></noscript>",
    "<xmp><p title=\"</xmp><img src=x onerror=hit=1>\"></xmp>",
    "<table background='javascript:hit=1'><tr><td>x</td></tr></table>",
    "<frameset onload=hit=1></frameset>",
    "<custom-element onclick=hit=1 tabindex=0 autofocus onfocus=hit=1>x</custom-element>",
    "<a id=hub><a id=hub name=config>clobbered</a>",
    "<form name=body><input name=attributes></form>",
]  # fmt: skip

LINKS = [
    "[press](javascript:hit=1)",
    "[press](JaVaScRiPt:hit=1)",
    "[press]( javascript:hit=1)",
    "[press](java\tscript:hit=1)",
    "[press](java&#115;cript:hit=1)",
    "[press](&#x6A;avascript:hit=1)",
    "[press](javascript&colon;hit=1)",
    "[press](javascript&#0000058;hit=1)",
    "[press](&#1;javascript:hit=1)",
    "[press](\\javascript:hit=1)",
    "[press](javascript\\:hit=1)",
    "[press](<javascript:hit=1>)",
    "[press](<java\tscript:hit=1>)",
    "[press](%6Aavascript:hit=1)",
    "[press](javascript://example.org/%0Ahit=1)",
    "[press](vbscript:hit=1)",
    "[press](data:text/html,<script>hit=1</script>)",
    "[press](data:text/html;base64,PHNjcmlwdD5oaXQ9MTwvc2NyaXB0Pg==)",
    "[press](data:image/svg+xml,%3Csvg%20onload=hit=1%3E)",
    "[press](blob:hit=1)",
    "[press](feed:javascript:hit=1)",
    "[press](view-source:javascript:hit=1)",
    "[press](//javascript:hit=1)",
    '[press](https://example.org/"onmouseover="hit=1)',
    "[press](https://example.org/'onmouseover='hit=1)",
    '[press](https://example.org "title" onmouseover="hit=1)',
    "[press](https://example.org '\" onmouseover=hit=1 x=\"')",
    '[press](https://example.org/><img/src=x/onerror=hit=1>)',
    "![picture](javascript:hit=1)",
    "![picture](data:image/svg+xml,<svg/onload=hit=1>)",
    '![x" onerror="hit=1](x)',
    '![picture](x"onerror="hit=1)',
    '![picture](x "t" onerror="hit=1)',
    "![](image:x\" onerror=hit=1 \")",
    "[![picture](x)](javascript:hit=1)",
    "[press][one]\n\n[one]: javascript:hit=1",
    "[press][two]\n\n[two]: <javascript:hit=1> \"title\"",
    "[press][three]\n\n[three]: https://example.org '\"><img src=x onerror=hit=1>'",
    "[javascript:hit=1]",
    "[press](PY-001\" onmouseover=\"hit=1)",
    "<javascript:hit=1>",
    "<javascript&colon;hit=1>",
    "<data:text/html,hit=1>",
    "<https://example.org/onmouseover=hit=1>",
    "<a@example.org\" onmouseover=hit=1 x=\">",
    "https://example.org/<img/src=x/onerror=hit=1>",
    "https://example.org/\"onmouseover=\"hit=1\"",
    "http://example.org/?a=<script>hit=1</script>",
    "note[^note]\n\n[^note]: <img src=x onerror=hit=1>",
    "note[^\"onmouseover=hit=1]\n\n[^\"onmouseover=hit=1]: x",
]  # fmt: skip

CODE = [
    '``` "><script>hit=1</script>\nx\n```',
    '```html" onmouseover="hit=1\n<script>hit=1</script>\n```',
    "```text <img src=x onerror=hit=1>\nx\n```",
    "```text </code></pre><script>hit=1</script>\n</code></pre><script>hit=1</script>\n```",
    "~~~text 'onclick='hit=1'\n<svg onload=hit=1>\n~~~",
    "    <script>hit=1</script>",
    "`<script>hit=1</script>`",
    "``</code><img src=x onerror=hit=1>``",
    "```diff\n+<script>hit=1</script>\n-<img src=x onerror=hit=1>\n```",
]

OTHER = [
    "{{ 7*7 }}{% load x %}{{ constructor.constructor('hit=1')() }}",
    "${hit=1} #{hit=1} <%= hit=1 %> [[${hit=1}]]",
    "{% debug %}{# note #}{{ settings.SECRET_KEY }}",
    "> <script>hit=1</script>\n> - <img src=x onerror=hit=1>",
    "| <img src=x onerror=hit=1> | b |\n|---|---|\n| [x](javascript:hit=1) | <svg onload=hit=1> |",
    "- [ ] <img src=x onerror=hit=1>\n- [x] <script>hit=1</script>",
    "**<script>hit=1</script>** _<svg onload=hit=1>_ ~~<img src=x onerror=hit=1>~~",
    "### <img src=x onerror=hit=1> {#id onclick=hit=1}",
    "<!-- <script>hit=1</script> --!><img src=x onerror=hit=1> -->",
    "<![CDATA[<script>hit=1</script>]]>",
    "<?php echo 1 ?><script>hit=1</script><? ?>",
    "<!DOCTYPE html [<!ENTITY x '<script>hit=1</script>'>]>&x;",
    "&lt;script&gt;hit=1&lt;/script&gt;",
    "&#60;img src=x onerror=hit=1&#62;",
    "\\<script>hit=1\\</script>",
    "\uff1cscript\uff1ehit=1\uff1c/script\uff1e",
    "\u02bb\u2039script\u203ahit=1",
    "\u202e>tpircs/<1=tih>tpircs<\u202c",
    "<\u200bscript>hit=1</script>",
    "<scr\u00adipt>hit=1</script>",
    "\u2028<script>hit=1</script>\u2029",
    "[press](java\u200bscript:hit=1)",
    "[press](\u00a0javascript:hit=1)",
    "+ADw-script+AD4-hit=1+ADw-/script+AD4-",
    "';hit=1;//\";hit=1;//`;hit=1;//--></script><script>hit=1</script>",
    "javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+hit=1//'>",
    "\" onfocus=hit=1 autofocus x=\"",
    "' onfocus=hit=1 autofocus x='",
    "\"><svg/onload=hit=1>",
    "=HYPERLINK(\"javascript:hit=1\")",
]  # fmt: skip

ALL = [*ELEMENTS, *LINKS, *CODE, *OTHER]
ONE_LINE = [" ".join(one.split()) for one in ALL]


def together(texts: list[str], most: int = 60_000) -> str:
    """Returns as many of them as fit, each a paragraph of its own."""
    text = "\n\n".join(texts)
    while len(text) > most:
        texts = texts[:-1]
        text = "\n\n".join(texts)
    return text


def in_one_line(texts: list[str], most: int) -> str:
    """Returns as many of them as fit into a line."""
    line = ""
    for one in texts:
        if len(line) + len(one) + 1 <= most:
            line = f"{line} {one}".strip()
    return line
