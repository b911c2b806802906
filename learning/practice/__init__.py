"""Practice over entries: flashcards, a quiz, a mock interview.

The server knows nobody here: it says what a deck holds, what a card shows and when a card would return.
What a learner did stays with the learner, in the log of `static/js/learner.js`.

    filters           which entries somebody practises with
    cards, faces      what a card shows of an entry, declared once a kind
    scheduling        when a card returns
    drawing           sets that a seed decides
    pins, interviews  an interview that two people hold over the same texts
"""
