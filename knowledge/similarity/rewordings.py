"""Orders of words in which one thing is said: each pattern, and what is read instead."""

from __future__ import annotations

import re

# Verbs that stand around what they are done to: "make the query faster".
AROUND = [
    (re.compile(rf"\b{start} ((?:[\w.-]+ ){{1,5}}?){end}\b", re.IGNORECASE), said)
    for start, end, said in (
        ("(?:make|making|made|speed|speeding)", "(?:faster|quicker|up)", r"improve \1"),
        ("(?:make|making|made|bring|bringing|keep|keeping)", "(?:smaller|small|down)", r"reduce \1"),
        ("(?:turn|turning)", "into", r"convert \1 to"),
        ("(?:keep|keeping|stop|stopping)", r"from(?= \w+ing\b)", r"prevent \1"),
    )
]
# Steps everybody takes, and orders of words in which one thing is said.
SAID_OTHERWISE = [
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\bvs\.", "vs"),
        (r"(?<=\w) & (?=\w)", " and "),
        (r"^\W*compare (?=[^.?!]{1,80} (?:vs|versus) )", ""),
        (
            r",? and (?:then )?(?:press|hit|click|push)(?:ing)? (?:on )?(?:the )?(?:enter|return|go)\b(?: key| button)?",
            "",
        ),
        (
            r"\b(?:keep|make sure|ensure)(?: that)? ((?:[\w-]+ ){1,4}?)(?:(?:is|are|stays?) )?(?:secure|safe)\b",
            r"secure \1",
        ),
        (
            r"\b(?:biggest|greatest|proudest) (?=(?:professional )?(?:strength|weakness|achievement|accomplishment|failure|"
            r"challenge|mistake|success))",
            "",
        ),
        (
            r"\b(?:catch|rescue|recover from)(?=(?: (?:an?|the|all|custom|multiple))? (?:exception|error|panic)s?\b)",
            "handle",
        ),
        (r"\b(?:write|create|add) (?:unit |automated )*tests? for\b", "test"),
        (r"\b(?:write|writing) (?:unit |automated )+tests?(?= (?:in|with|using)\b)", "test"),
        (r"\b((?:you|we|i|to) )unit[- ]test\b", r"\1test"),
        (r"\b(?:tell|see|know) (?=(?:if|whether) )", "check "),
        (
            r"\b(?:make|making) ((?:[\w.-]+ ){1,5}?)(?:accessible|available|visible|viewable) (?:only )?(?:to|for)\b",
            r"restrict \1to",
        ),
        (r"\b(?:restrict|limit) access to ((?:[\w.-]+ ){1,5}?)to\b", r"restrict \1to"),
        (
            r"\b(?:allow|permit|let) only ((?:[\w-]+ ){1,3}?)(?:to )?(?:access|visit|view|open|reach|see) ((?:[\w.-]+ ?){1,4})",
            r"restrict \2 to \1",
        ),
        (
            r"\b(check|find out|determine|tell|see|detect|know) (?:if|whether) (?:an? |the )?((?:[\w-]+ ){1,3}?)"
            r"(?:has|have|contains?|includes?) ((?:an? |any )?[\w-]+)",
            r"\1 \3 in \2",
        ),
        (
            r"\b(?:get|find|extract|keep) (?:only )?(?:all )?(?:the )?(?:unique|distinct) (?:elements|values|items|entries) (?:of|from|in|out of)\b",
            "remove duplicates from",
        ),
        (r"\bkeep an eye on\b", "monitor"),
        (r"\b(?:force|cause) ((?:an?|the|your) (?:[\w-]+ ){1,3}?)to (?!be\b)([\w-]+)", r"\2 \1"),
        (r"\b(?:between|among|across) (?:several|multiple|many|different|various) ", "between "),
        (r"\b(sign|log) ((?:an? |the )?(?:user|visitor|customer)s? )(in|out)\b", r"\1 \3 \2"),
        (
            r"\b(?:convert|turn|change|transform) ((?:[\w-]+ ){1,4}?)(?:in)?to (lower|upper)[- ]?case\b",
            r"\2case \1",
        ),
        (
            r"\b(?:find|get|count|determine|check) how (?:often|many times) ((?:[\w-]+ ){1,4}?)(?:appears?|occurs?)\b",
            r"count \1",
        ),
        (r"\bcount (?:the )?(?:number of )?(?:occurrences|frequency) of\b", "count"),
        (r"\b(stop|kill|pause|restart|remove) (an? |the |all )?running\b", r"\1 \2"),
        (
            r"\b(?:open|establish|make|create|set up) (?:an? |the )?((?:[\w.-]+ ){0,2}?)connection(?: (?:to|with))?\b",
            r"connect to \1",
        ),
        (
            r"\bsend ((?:(?:an? |the )?\w+ ){1,2}?)to (?:another|a different|a new) (?:page|url|site)\b",
            r"redirect \1",
        ),
        (r"\b(?:write|build|create|make|define|implement) your own\b", "create a custom"),
        (r"\bload ((?:[\w-]+ ){1,3}?)lazily\b", r"lazy load \1"),
        (r"\bfind (?:and fix )?(?:the )?bugs? in\b", "debug"),
        (
            r"\bmake ((?:[\w.-]+ ){1,5}?)(?:reachable|accessible|available) from (?:the )?outside\b",
            r"expose \1to the outside",
        ),
        (r"\b(?:allow|enable|give) public access to ((?:[\w.-]+ ?){1,4})", r"make \1 public"),
        (
            r"\b(?:check|verify|determine|test) (?:if|whether|that) ((?:[\w-]+ ){1,4}?)is (?:an? )?valid\b",
            r"validate \1",
        ),
        (
            r"\b(?:put|arrange|place|order|sort) ((?:[\w-]+ ){1,6}?)(?:in|into) (?:a )?random order\b",
            r"shuffle \1",
        ),
        (r",?(?: (?:at|in|on|from)(?: an?)?)? high[- ]level(?: terms| overview| view)?\W*$", ""),
        (r"(?<=\d)[, ](?=000\b)", ""),
        (r"\b(\d+) ?k\b(?= )", r"\g<1>000"),
    )
]
YOU = r"(?:you|we|i|one)"
SIZE = r"(?:size|length|number|count|duration|execution time|depth)"
# A task told first and asked for afterwards, limits and durations, and the two sides of a choice.
TASKS_AND_AMOUNTS = [
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (
            rf"^\W*(?:(?:suppose|assume|imagine|say) (?:that )?)?{YOU} (?:(?:need|want|have|wish|would like|are asked|are required|are trying) to|must|'d like to) "
            rf"([^?!]{{5,160}}?)[.,;:] (?:so )?(?:how|what|which)\b[^.?!]{{0,40}}? {YOU} (?:(?:do|achieve|accomplish|solve|go about|approach|"
            r"handle|implement|use|run|type|execute)\b(?: (?:that|this|it|so|here))?)\W*$",
            r"How do you \1?",
        ),
        (rf"\bwhat (?:do|would) {YOU} (?:consider|regard|see)(?: (?:to be|as|is))?\b", "what is"),
        (
            rf"\blimit(?:ation)?s? (?:on|of|for|to) (?:the )?(?:maximum )?((?:[\w-]+ ){{0,3}}?{SIZE})\b",
            r"maximum \1",
        ),
        (rf"\b({SIZE}) limit(?:ation)?s?\b", r"maximum \1"),
        (r"\bhow (?:large|big) can ((?:[\w.-]+ ){1,5}?)be\b", r"what is the maximum size of \1"),
        (
            r"\bhow long can ((?:[\w.-]+ ){1,5}?)(?:run|execute|last)\b",
            r"what is the maximum execution time of \1",
        ),
        (
            r"\b(?:for )?how long (?:are|is|do|does|will|can) ((?:[\w.-]+ ){1,5}?)(?:be )?(?:retained|kept|stored|persisted?)\b",
            r"what is the retention period of \1",
        ),
        (
            r"\b(\w+)([ -])by\2(\w+) (and|or|vs\.?|versus|from) (?:\1[ -])?by[ -](\w+)\b",
            r"\1 by \3 \4 \1 by \5",
        ),
        (r"\b(\w+) by (\w+) (and|or|vs\.?|versus) (?=(?:reference|value|name)\b)", r"\1 by \2 \3 \1 by "),
        (
            r"\b(?:place|put|position|align) ((?:[\w-]+ ){1,4}?)(?:in|at|to) (?:the )?(?:cent(?:er|re)|middle)"
            r"(?: and (?:the )?(?:middle|cent(?:er|re)))?\b",
            r"center \1",
        ),
        (
            r"\b(?:take|capture|grab|make) ((?:an? |the )?(?:[\w-]+ )?(?:screenshots?|snapshots?))\b",
            r"take \1",
        ),
        (
            r"\b((?:merge|combine|squash|join|consolidate|concatenate)\b[^.?!]{1,60}?) into (?:one|1|a single(?: one| \w+)?)\b",
            r"\1",
        ),
        (
            r"\b(center(?:ing|ed)?\b[^.?!]{0,40}?),? (?:both )?(?:horizontally and vertically|vertically and horizontally)\b",
            r"\1",
        ),
        (
            r"\bcenter(?:ing|ed)? (?:both )?(?:horizontally and vertically|vertically and horizontally)\b",
            "center",
        ),
        (
            r"\b(which|what) (git|docker|kubectl|artisan|linux|unix|shell|sql|npm|composer|maven|terraform|helm|ansible|bash|redis) "
            r"(commands?|functions?|statements?) ([^?]*)",
            r"\1 \3 \4 in \2",
        ),
        (
            r"\b(how (?:do|can|could|would|should|to|will)(?: (?:you|we|i|one))?) use ((?:the |an? )?[^\s?]+(?: (?:command|function|method|module|library|"
            r"package|tool|statement|clause|keyword|operator|hook|api))?) to (?=[a-z]+ )([^?.!]+)",
            r"\1 \3 with \2",
        ),
        (r"\blast n (?=\w+s\b)", "multiple "),
        (r"\bin (?:all )?(?:its |the |their )?subdirectories\b", "recursively"),
        (
            r"\b(\w{3,})( \w+)\b(.{0,60}?)\b((?:un|non-?|in|im|ir|de)\1) ones?\b",  # checked exceptions and unchecked ones
            r"\1\2\3\4\2",
        ),
        (
            r"^\W*((?:an?|the|your|one of your|some|several) [^?!]{5,120}?)[.,;:] (?:what (?:steps )?(?:would|will|do|can|should) you (?:do|take|check|try)|"
            r"how (?:would|do|will|can|should) you (?:troubleshoot|debug|fix|resolve|handle|investigate|diagnose|approach|solve)"
            r"(?: (?:it|this|that|(?:this |the )?(?:issue|problem|situation|case|error)))?)(?: (?:first|next|now))?\W*$",
            r"How do you troubleshoot \1?",
        ),
        (
            r"\b(an?|the) running (?=(?:docker |ec2 |linux )?(?:process|container|pod|instance|application|app|service|server|job|program)\b)",
            r"\1 ",
        ),
        (
            r"\b(?:which|what) (?:[\w-]+ )?(?:function|command|method|query|statement) (?:returns|gives|displays|shows|prints|lists)\b",
            "how do you get",
        ),
        (
            r"\b(?:(?:get|open|start|obtain|attach|run) (?:an? |the )?(?:interactive )?(?:bash )?(?:shell|terminal|bash|prompt) "
            r"(?:in|into|inside|on|to|for)|(?:ssh|exec|bash|enter|go) (?:into|inside))\b",
            "log into",
        ),
        (
            r"\bwhy (?:is it|it is|it's) (?:wrong|bad|a bad (?:idea|practice)|not (?:good|recommended|advised|advisable)|dangerous|discouraged) to\b",
            "why should you not",
        ),
        (
            r"\b(?:switch(?:ing)?|navigate|move) between (?:multiple |different |several |the )?(?=(?:browser )?(?:windows|tabs|frames|iframes)\b)",
            "handle multiple ",
        ),
        (r"\binstantiat(?:e|ing) (?!(?:an? |the )?(?:[\w-]+ )?class\b)", "create "),
    )
]
REWORDINGS = SAID_OTHERWISE + AROUND + TASKS_AND_AMOUNTS
