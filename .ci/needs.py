"""What the tests need from the machine beside Python: found, installed where permitted, or asked for."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NODE = ("node", "nodejs")
DEBIAN_PACKAGES = {"Chromium": "chromium", "Node.js": "nodejs", "PostgreSQL": "postgresql"}
LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


class MissingError(Exception):
    """Something the tests need is not on this machine and could not be installed."""


def program(names: tuple[str, ...], what: str) -> str:
    """Returns the path of the first program found, after installing its Debian package if none is.

    Raises:
        MissingError: says what to install.
    """
    return _find(names) or _install(what, lambda: _find(names))


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Yields the URL of a PostgreSQL server on which databases may be made.

    It is the one in DATABASE_URL_POSTGRES, else one that lets `postgres` in at 127.0.0.1:5432, else a
    cluster made for this run from the installed binaries and removed afterwards.

    Raises:
        MissingError: says what to install.
    """
    given = os.environ.get("DATABASE_URL_POSTGRES")
    if given:
        if not _answers(given):
            raise MissingError("DATABASE_URL_POSTGRES is set, and no PostgreSQL answers there.")
        yield given
    elif _answers(LOCAL_SERVER):
        yield LOCAL_SERVER
    else:
        binaries = _postgres_binaries() or _install("PostgreSQL", _postgres_binaries)
        with _throw_away_cluster(Path(binaries)) as url:
            yield url


def _find(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def _install(what: str, find) -> str:
    package = DEBIAN_PACKAGES[what]
    advice = f"{what} is needed and was not found. Install it (Debian, Ubuntu: apt-get install {package})."
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not shutil.which("sudo")):
        raise MissingError(advice)
    print(f"Installing {what} from the system's packages …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", package]):
        done = subprocess.run(
            [*as_root, "apt-get", *command], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise MissingError(f"{advice}\napt-get said: {done.stderr.strip()[-500:]}")
    found = find()
    if not found:
        raise MissingError(advice)
    return found


# --- PostgreSQL ------------------------------------------------------------------------------------


def _answers(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url.replace("postgres://", "postgresql://", 1), connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def _postgres_binaries() -> str | None:
    """Returns the directory of initdb and pg_ctl; Debian keeps them off the PATH."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    if packaged:
        return str(packaged[-1].parent)
    found = shutil.which("initdb")
    return str(Path(found).resolve().parent) if found else None


@contextlib.contextmanager
def _throw_away_cluster(binaries: Path) -> Iterator[str]:
    """Runs a server without durability on a free port, its data in a directory that goes with it."""
    with tempfile.TemporaryDirectory(prefix="hub-postgres-") as directory, _free_port() as port:
        owner = _unprivileged_user()
        if owner:
            os.chown(directory, owner.pw_uid, owner.pw_gid)
        data = str(Path(directory) / "data")
        run = _Runner(owner.pw_name if owner else None)
        run(binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = (
            f"-c listen_addresses=127.0.0.1 -p {port} -k {directory} -c fsync=off -c synchronous_commit=off"
        )
        run(binaries / "pg_ctl", "-D", data, "-l", f"{directory}/log", "-o", options, "-w", "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


class _Runner:
    """Runs commands as another user where one is named."""

    def __init__(self, user: str | None) -> None:
        self.user = user

    def __call__(self, *command: object) -> None:
        done = subprocess.run(
            [str(part) for part in command],
            user=self.user,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise MissingError(f"PostgreSQL could not be started: {done.stderr.strip()[-800:]}")


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Returns whom to run the server as: nobody else, unless we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise MissingError("PostgreSQL does not run as root, and there is no user to run it as.")


@contextlib.contextmanager
def _free_port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield port
