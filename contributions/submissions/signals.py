"""What others may hear about a submission; sent when the transaction is done."""

from django.dispatch import Signal

decided = Signal()  # submission, decision
said = Signal()  # submission, message
