"""The search of the site: one box that takes a code, words or a pasted error. A package of the top floor,
because its pages compose what `knowledge.search` and `knowledge.traces` answer.

    lanes      which of the three a text is
    words      what the page of a search by words shows
    pasted     what the page of a pasted error shows
    sending    what is read of a posted text, and how much of it
    views      the pages, the suggestions and the count
    terminal   the answer for `curl`
"""
