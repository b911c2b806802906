"""What stands before every public form: it keeps floods and spam away from people, without third parties.

A view of a form goes through five steps; `templates/contributions/gate.html`, included within its `<form>`
with `gate` in the context, brings the fields, and `css/gate.css` and `js/proof.js` belong on its page:

    context["gate"] = gate.fields("submission")                 # GET

    visit = gate.arrive(request, "submission")                  # POST that sends, before anything is parsed
    if visit.verdict is Verdict.DROP:
        return redirect(…)                                      # as if it had been received; nothing is stored
    form = …
    if form.is_valid():
        verdict = visit.judge(email=…, text=…, spam_score=…)    # text: what is repeated if sent twice
        if verdict is Verdict.SENT:
            return redirect(…)                                  # to `visit.earlier`, made by the first sending
        if verdict is Verdict.DROP: …                           # as above
        if verdict is Verdict.PASS:
            result = visit.once(lambda: str(services.submit(…).pk))
            return redirect(…)                                  # by `result`: also what a double click made
    context["gate"] = visit.fields                              # ASK, STALE, WAIT, or errors of the form

`visit.fields.message` says what is asked for; the template shows it. Whatever was typed stays in the form.
`visit.sender` is the digest to be stored as `Sender.digest`; blocking goes by it.

    digests     keyed hashes of who sends
    limits      how much is too much, counted in the cache and in the database
    fields      the hidden fields of a form, signed
    proof       proof of work in the format of ALTCHA
    visits      the judgement
    messages    its words for people
    forgetting  what is forgotten, and when
"""

from contributions.gate.digests import account_digest, email_digest, sender_digest
from contributions.gate.fields import GateFields, fields
from contributions.gate.limits import asks_too_often
from contributions.gate.visits import Verdict, Visit, arrive

__all__ = [
    "GateFields",
    "Verdict",
    "Visit",
    "account_digest",
    "arrive",
    "asks_too_often",
    "email_digest",
    "fields",
    "sender_digest",
]
