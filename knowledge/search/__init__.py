"""The search over entries of all kinds: a package, because reading a query, the index and the answer are
subjects of their own.

    analysis      text to lexemes, for the index and for queries
    names         other names of things: technologies, words of the trade
    terms         a parsed query to what the index is asked for
    matching      which entries match: corrections, and loosening where nothing does
    ranking       which of them stand first
    searching     `search`: one page of results with facets and passages
    messages      `search_message`: the telling words of an error that no entry explains
    rows          entries as a list of results shows them
    suggesting    `suggest`: while somebody types
    documents, lines, indexing, receivers, tasks, vocabulary    the index and how it is kept
    postgres, sqlite    the full-text index itself, with the same functions
    counting      what is searched, and what is not found
"""
