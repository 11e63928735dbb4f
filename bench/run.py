#!/usr/bin/env python3
"""What the portal's pages cost with 200 actions, five councils and twelve rounds.

    bench/run.py [--postgresql ADDRESS] [--seconds 1] [--times 3] [--only progress] [--years 99]

Reports each page's queries, milliseconds at the server, bytes, and requests a second under
gunicorn, on SQLite and on PostgreSQL, beside a bare Django view that answers as many bytes. Exits
with 1 where a page does not answer or progress asks the database too often. See bench/README.md.
"""

import argparse
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import load

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
BIN = ROOT / ".venv/bin"
PYTHON = str(BIN / "python")
POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"
CONNECTIONS = [1, 16]
MOST_QUERIES = {"visitor": 8, "officer": 12}
TARGET = 120
HEADINGS = ["page", "reader", "queries", "ms", "of it CPU", "bare ms", "KB", "gzip KB"]
HEADINGS += [f"{text}{n}" for n in CONNECTIONS for text in ("req/s at ", "bare at ", "ratio at ")]


def main():
    """Measure on every database there is, print the tables, return the exit code."""
    options = read_options()
    failures = []
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as data:
        env = environment(data)
        manage(env, "collectstatic", "--no-input", "--verbosity=0")
        for name, address in databases(options.postgresql, data):
            print(f"\n## {name}\n", flush=True)
            rows = measure(env | {"DATABASE_URL": address}, options)
            show(rows)
            failures += judge(name, rows)
    print("\n".join(["", *failures]) if failures else "\nEvery count is within its limit.")
    return 1 if failures else 0


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--postgresql",
        default=os.environ.get("BENCH_DATABASE_URL", POSTGRESQL),
        help="a database of a server on which one may be created; default: %(default)s",
    )
    parser.add_argument("--seconds", type=float, default=1.0, help="of each load")
    parser.add_argument("--times", type=int, default=3, help="that each load is repeated")
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument(
        "--years", type=int, default=0, help="of closed plans before it that are stored, too"
    )
    return parser.parse_args()


def environment(data):
    """The environment of a portal of its own, with nothing taken over from a developer's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PORTAL_DATA": data,
        "PORTAL_DEMONSTRATION": "1",
        "PORTAL_DATE": "2023-02-15",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{BENCH}",
        "DJANGO_SETTINGS_MODULE": "seic_portal.settings",
    }


def databases(server, data):
    """Yield the name and address of each database, new and empty; gone when the next is asked."""
    yield "SQLite", f"sqlite:///{data}/bench.sqlite3"
    name = f"portal_bench_{os.getpid()}"
    refused = ask_server(server, f"CREATE DATABASE {name}")
    if refused:
        print(f"\nPostgreSQL is left out: {refused}")
        return
    try:
        yield "PostgreSQL", urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        ask_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def ask_server(server, statement):
    """Send one statement; return the last line of the complaint, empty where there is none."""
    code = "import sys, psycopg as p; p.connect(sys.argv[1], autocommit=True).execute(sys.argv[2])"
    command = [PYTHON, "-c", code, server, statement]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "".join(done.stderr.strip().splitlines()[-1:]) if done.returncode else ""


def measure(env, options):
    """Return a row for each page of the generated plan on one database."""
    manage(env, "migrate", "--verbosity=0")
    manage(env, "createcachetable")
    code = "import plan, years; years.make(plan.make(), int(sys.argv[2])); plan.look_over()"
    django(env, code, str(options.years))
    rows = django(env, "import measure; measure.report(sys.argv[1])")
    rows = [row for row in rows if options.only in row["name"]]
    sizes = [str(row["gzip"]) for row in rows]
    bare = env | {"DJANGO_SETTINGS_MODULE": "bare"}
    taken = django(bare, "import timing; timing.report_bare(sys.argv[1], sys.argv[2:])", *sizes)
    for row, times in zip(rows, taken, strict=True):
        row["bare"] = times["milliseconds"]
    with served(env) as portal, served(bare) as constant:
        for row in rows:
            if row["status"] == 200:
                row["rates"] = rates(row, portal, constant, options)
    return rows


def rates(row, portal, constant, options):
    """Return for each number of connections the requests a second of page and bare view.

    The two take turns. Of the repetitions the medians are given, and that of their ratios.
    """
    page = load.Load(portal, row["address"], row["cookie"], options.seconds)
    bare = load.Load(constant, f"/{row['gzip']}", "", options.seconds)
    load.rate(load.Load(portal, row["address"], row["cookie"], 0.2), max(CONNECTIONS))
    found = {}
    for connections in CONNECTIONS:
        pairs = [
            (load.rate(page, connections), load.rate(bare, connections))
            for _ in range(options.times)
        ]
        found[connections] = [median(rates) for rates in zip(*pairs, strict=True)]
        found[connections].append(median(b / a for a, b in pairs))
    return found


@contextmanager
def served(env):
    """Serve an application under gunicorn, as ./run does; give its port."""
    port = free_port()
    command = [str(BIN / "gunicorn"), "--bind", f"{load.HOST}:{port}", "--workers", "2"]
    command += ["--threads", "4", "--no-control-socket", "--log-level", "warning"]
    command.append("django.core.wsgi:get_wsgi_application()")
    server = subprocess.Popen(command, env=env, cwd=env["PORTAL_DATA"], stdout=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port():
    with socket.create_server((load.HOST, 0)) as listener:
        return listener.getsockname()[1]


def wait_for(port, server):
    """Wait until the server takes connections, half a minute at most."""
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            socket.create_connection((load.HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("bench stopped: gunicorn did not start.")


def manage(env, *args):
    run(env, [PYTHON, str(ROOT / "manage.py"), *args])


def django(env, code, *args):
    """Run a line of Python with Django set up; return what it wrote to the file it is given."""
    file = Path(env["PORTAL_DATA"]) / "report.json"
    file.write_text("null")
    run(env, [PYTHON, "-c", f"import sys, django; django.setup(); {code}", str(file), *args])
    return json.loads(file.read_text())


def run(env, command):
    """Run a program without its output; end with its complaint where it fails."""
    done = subprocess.run(
        command, env=env, cwd=env["PORTAL_DATA"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"bench stopped: {done.stderr.strip() or command}")


def show(rows):
    """Print the rows as a table in Markdown."""
    print(f"| {' | '.join(HEADINGS)} |")
    print(f"| --- | --- |{' --: |' * (len(HEADINGS) - 2)}")
    for row in rows:
        print(f"| {' | '.join(cells(row))} |", flush=True)


def cells(row):
    if "rates" not in row:
        return [row["name"], row["reader"], f"answers {row['status']}", *"–" * (len(HEADINGS) - 3)]
    took = [f"{row['milliseconds']:.0f}", f"{row['processor']:.0f}", f"{row['bare']:.2f}"]
    kilobytes = [f"{row['raw'] / 1024:.0f}", f"{row['gzip'] / 1024:.1f}"]
    loaded = [f"{number:.0f}" for numbers in row["rates"].values() for number in numbers]
    return [row["name"], row["reader"], str(row["queries"]), *took, *kilobytes, *loaded]


def judge(database, rows):
    """Return a sentence for each page that fails; say how progress stands to its target."""
    for row in rows:
        if row["name"] == "progress":
            words = "within" if row["milliseconds"] < TARGET else "over"
            print(f"\nProgress for the {row['reader']}: {words} {TARGET} ms at the server.")
    wrong = [row for row in rows if row["status"] != 200]
    many = [
        row
        for row in rows
        if row["name"] == "progress" and row["queries"] > MOST_QUERIES[row["reader"]]
    ]
    return [
        *(f"{database}: {row['name']} answered {row['status']}." for row in wrong),
        *(
            f"{database}: progress for the {row['reader']}: {row['queries']} queries"
            for row in many
        ),
    ]


if __name__ == "__main__":
    if not shutil.which(PYTHON):
        sys.exit("bench needs .venv: ./run test makes it.")
    sys.exit(main())
