"""What comes back: bounces, complaints and mails that ask to leave, from a mailbox, a pipe or a provider.

tags        signed addresses, by which a mail that comes back says which mail it is about
reports     what a mail says that came back: RFC 3464, RFC 5965, and the texts of servers that know neither
phrases     their words
handling    what is done about it
mailbox     the mailbox it is read from
provider    what a provider tells by its webhook
"""
