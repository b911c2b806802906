# Shows json.JSONDecodeError: an HTML error page and an empty body are parsed as JSON.
import json
import traceback

for body in ("<html><h1>502 Bad Gateway</h1></html>", ""):
    try:
        json.loads(body)
    except json.JSONDecodeError:
        traceback.print_exc()

json.loads("{'name': 'Ada'}")
