"""Lists of words: what a question's frame is made of, and names that are one word to everybody."""

_FRAMES = """
a about above actually after again all also am an and any anybody anyone are as at be because been before
being best better between both but by came can cannot cant come compare compared could describe did
difference do does doesnt doing done dont down during each either else ever every explain few for from get
gets getting give go goes going good got had happen happened happens has have having he help her here him
his how i if im in into is isnt it its just keep keeps know let lets like make makes many may me mean
means might more most much must my need needs never no nor now of off on once one only or other others our
ours out over own please possible properly really same say says seem seems shall she should show so some
somebody someone something still such tell than that the their theirs them then there these they thing
things this those through to too under until up upon us use used uses using versus very via vs want wants
was way ways we well were what whats when where whether which while who whom whose why will with within
without wont work works would yet you your yours
ain aint aren arent couldn couldnt didn didnt doesn hadn hadnt hasn hasnt haven havent isn mustn mustnt
shouldn shouldnt wasn wasnt weren werent wouldn wouldnt
"""
_WHOLE = """
coffeescript devops ecmascript fastapi github gitlab graphql innodb intellij ios iphone javascript latex
linkedin macos mariadb mongodb mysql nodejs nosql numpy opcache openapi paypal postgresql powershell
pytest rabbitmq sqlalchemy sqlite typescript vscode vuejs webassembly websocket websockets woocommerce
wordpress youtube
"""

# Words of a question that say nothing about what is asked. They are indexed (phrases need them) and
# never demanded.
STOP_WORDS = frozenset(_FRAMES.split())

# Written with capitals inside, and yet not two words: whoever looks for Java does not want JavaScript.
WHOLE = frozenset(_WHOLE.split())
