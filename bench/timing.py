"""Asking a WSGI application for a page in this process, and how long its answer takes."""

import io
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler

FIRST, TIMES, AT_MOST = 5, 40, 8


@dataclass
class Answer:
    """An answer's status, bytes, milliseconds until its last byte, and those the processor took."""

    status: int
    size: int
    taken: float
    processor: float


def keep_to_one_core():
    """Let this process run on one core alone, where the system knows how."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def ask(application, address, *, cookie="", encoding="gzip"):
    """Return the application's answer to a GET, timed until its last byte."""
    path, _, query = address.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
    environ |= {"HTTP_HOST": "127.0.0.1", "HTTP_ACCEPT_ENCODING": encoding}
    environ["wsgi.input"] = io.BytesIO()
    setup_testing_defaults(environ)
    began_with = []
    began = time.perf_counter(), time.process_time()
    body = application(environ, lambda status, headers: began_with.append(status))
    size = sum(len(part) for part in body)
    getattr(body, "close", int)()
    ended = time.perf_counter(), time.process_time()
    taken, processor = ((end - start) * 1000 for start, end in zip(began, ended, strict=True))
    return Answer(int(began_with[0][:3]), size, taken, processor)


def milliseconds(application, address, **who):
    """Return the medians of up to 40 answers in at most eight seconds, a few unmeasured before."""
    for _ in range(FIRST):
        ask(application, address, **who)
    answers, until = [], time.perf_counter() + AT_MOST
    while len(answers) < TIMES and time.perf_counter() < until:
        answers.append(ask(application, address, **who))
    return {
        "milliseconds": median(answer.taken for answer in answers),
        "processor": median(answer.processor for answer in answers),
    }


def report_bare(file, sizes):
    """Write how long the bare view takes to answer pages of these sizes, as JSON."""
    keep_to_one_core()
    application = WSGIHandler()
    taken = [milliseconds(application, f"/{size}") for size in sizes]
    Path(file).write_text(json.dumps(taken))
