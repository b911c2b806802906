"""What somebody agrees to who sends a testimonial. The words agreed to are stored with each one."""

CONSENT = (
    "My words may be shown on this site, with the name, role and link I gave above. My e-mail address is "
    "never shown. I can change my words or take them back at any time, with the link in the mail I get."
)
