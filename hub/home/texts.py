"""What a new hub says about itself until its owner writes something better."""

ABOUT = """\
This hub holds answers that somebody once had to find the hard way: interview questions with the reasoning
behind them, errors traced to their cause, code that has run in production, notes on how systems are put
together, and what goes wrong when they are not secured.

### How an entry earns its place

An entry opens with the version one could say aloud, and goes as deep as the subject needs. Where code or a
message could be run, it was, and the entry says with which versions. Every change is recorded on the entry
itself, so that a correction is never silent.

### What it costs

Nothing. One lamp lights another and loses nothing by it.
"""

CONTACT = """\
Found a fix that saved your project, or an answer that could be better? Write, name the code of the entry
(it looks like FLSK-MID-004), and say what you saw. A person reads it.
"""

PRIVACY = """\
### What reading leaves behind

Public pages set no cookie, load nothing from other sites and contain no tracking. How often an entry was
read, used or found helpful is counted as a number. To count a visit once, the server makes a fingerprint
from your address and browser with a secret that changes every day; fingerprint and secret are thrown away
when the day ends, and your address is never stored.

### What stays in your browser

The theme you choose, your recent searches, what you have begun to write, and what you marked as learned, saved or
practised are kept in your browser's own storage. None of it is sent before you send it yourself; while you are
signed in, what you learned is kept with your account as well.

### What searching leaves behind

The words of a search are counted together with how many found nothing, so that missing answers get written.
Nobody's name, address or time of day is kept with them, and no word is shown to an editor before five
searches had it. An error or a log that you paste is read, answered and forgotten: it is neither stored nor
written to a log.

### What sending something leaves behind

What you send is read by moderators and may be published. Passwords, keys, e-mail addresses and names of machines are
looked for in it, here and in your browser, and taken out before it is stored. Your name and link are shown only if
you ask for it. Your e-mail address is needed for an answer alone and never shown. All that was decided and said
about it is kept with it.

Against floods the server keeps fingerprints that it alone can make, in place of what they are made from: of your
network's address for ninety days, of the address, the e-mail address and the text for two days, and of whom it
has to keep out. No other service is asked who you are.

Without an account, write to us to have your name and address taken out of what you sent.

### Notes of readers

A note is shown with the name, role and link you give it, once a moderator has read it, for three years unless you
say that it shall stay. By the link in the mail you change it or take it back; then its words, your name and your
address are deleted at once. What nobody confirms is deleted after two weeks.

### Mail

You get news and letters only if you asked for them and confirmed it. Your address and your choice are kept until
thirty days after you leave, and every such mail has a link to leave by. Nobody counts who opens a mail or follows
a link in it. That you agreed, when and to which words is kept as a proof, with a fingerprint in place of the
address, as are addresses that want no mail or cannot get any. What a mail says is deleted when it has been sent; that
it was sent, and to whom, after ninety days.

### Accounts

Reading needs no account. Who makes one gives an address and a password, and a session cookie is set while they
are signed in. From where and with which browser that was is kept as long as it lasts, so that its owner can
end it elsewhere. An account whose address nobody confirms is deleted after thirty days. Everything kept about a
person can be taken along or deleted on their own page; entries that were published stay, without their name. The
name of who edits this hub stands with the changes they made, as long as they have an account.
"""

LICENCE = """\
### Text

Unless an entry says otherwise, its text may be used under the
[Creative Commons Attribution 4.0](https://creativecommons.org/licenses/by/4.0/) licence: share it and adapt
it, also commercially, and name the source.

### Code

Code in entries may be used in your own work, open or closed, without asking and without credit. It comes
without warranty: read it before you run it.
"""
