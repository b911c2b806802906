"""What others may hear about a submission; sent when the transaction is done.

A receiver that fails is logged. It undoes nothing and keeps no other from hearing.
"""

from django.dispatch import Signal

decided = Signal()  # submission, decision
said = Signal()  # submission, message
