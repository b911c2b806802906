"""Events as a browser sends them, and the rules of the browser's script run by Node."""

import itertools
import json
import os
import secrets
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

from tests.architecture.source import ROOT

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
_minutes = itertools.count()


def moment(minutes: float = 0) -> str:
    """A moment so many minutes after the first of March 2026, as events spell it."""
    at = START + timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def event(what="progress", code="LP-01-01", *, data=None, at=None, uid=None) -> dict:
    """An event that is in order; each one later than the one made before."""
    given = {"state": "done", "path": "LP-01", "title": "A module"} if what == "progress" else {}
    return {
        "id": uid or secrets.token_urlsafe(16),
        "what": what,
        "code": code,
        "at": at or moment(next(_minutes)),
        "data": given if data is None else data,
    }


def progress(code: str, state: str = "done", path: str = "", **more) -> dict:
    path = path or (code.rpartition("-")[0] if code.count("-") > 1 else "")
    return event("progress", code, data={"state": state, "path": path}, **more)


def bookmark(code: str, note: str = "", on: bool = True, **more) -> dict:
    return event("bookmark", code, data={"on": on, "note": note, "title": f"Title of {code}"}, **more)


def restart(path: str, codes: list[str], **more) -> dict:
    return event("restart", path, data={"codes": codes}, **more)


def undo(other: dict, **more) -> dict:
    return event("undo", other["code"], data={"id": other["id"]}, **more)


def send(client, *events, after: int = 0, **more):
    """Posts events as the script of the page does."""
    body = more.pop("body", json.dumps({"events": events}))
    return client.post(f"/me/learning/events/?after={after}", body, content_type="application/json", **more)


class Script:
    """Calls functions of `learner-log.js` in one Node process, one line of JSON each."""

    PROGRAM = """
    const log = require(process.argv[1]);
    const plain = (value) => value instanceof Map ? Object.fromEntries([...value].map(([k, v]) => [k, plain(v)]))
      : Array.isArray(value) ? value.map(plain)
      : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)])) : value;
    const calls = {
      problem: (events) => events.map(log.problem),
      fold: (events) => plain(log.fold(events)),
      union: (lists) => plain(lists.reduce((known, list) => log.union(known, list), new Map())),
      walk: ([events, modules, leadsTo]) => {
        const { marks, state, ...walk } = log.walk(log.fold(events).states, modules, new Map(Object.entries(leadsTo)));
        return { ...walk, states: modules.map(state) };
      },
      clamp: ([events, now]) => log.clamp(events, now),
    };
    require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const [name, value] = JSON.parse(line);
      console.log(JSON.stringify(calls[name](value)));
    });
    """

    def __init__(self) -> None:
        node = os.environ.get("NODE_BINARY") or shutil.which("node")
        assert node, "Node.js is needed; `make test` installs it"
        self._process = subprocess.Popen(
            [node, "--eval", self.PROGRAM, str(ROOT / "static" / "js" / "learner-log.js")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, name: str, value):
        self._process.stdin.write(json.dumps([name, value]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()
