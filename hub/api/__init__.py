"""The public read API below `/api/v1/`: the archive as JSON, for programs.

A package because an API is several subjects, each readable alone:

    application, urls    the API itself: title, exception handlers, OpenAPI, addresses
    entries, searching, matching, discovery    what can be asked, one subject a file
    asked, answers    the shapes of questions and of answers
    rows, documents, shapes    entries and declarations as those answers
    cursors, throttles, problems    pages, rates and errors
    middleware    what holds for every answer: CORS, validators, one shape of errors
    reference     the documentation page
"""
