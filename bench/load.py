"""Our own load: so many connections at once to a port of this machine, for so long at most.

Each request has a connection of its own, as nginx makes them to the server behind it.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

HOST = "127.0.0.1"
PATIENCE = 20


@dataclass
class Load:
    """What is asked of which port, how long, and how often at most."""

    port: int
    address: str
    cookie: str = ""
    seconds: float = 1.0
    most: int = 1000

    @property
    def request(self):
        lines = [
            f"GET {self.address} HTTP/1.1",
            f"Host: {HOST}",
            "Accept-Encoding: gzip",
            "Connection: close",
            *([f"Cookie: {self.cookie}"] if self.cookie else []),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


def rate(load, connections):
    """Return how many requests a second are answered; raises ValueError for another answer."""
    # In a thread of its own: the thread of a browser's tests has an event loop running already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(together(load, connections))).result()


async def together(load, connections):
    began = time.perf_counter()
    until = began + load.seconds
    share = max(1, load.most // connections)
    counts = await asyncio.gather(*(in_turn(load, until, share) for _ in range(connections)))
    return sum(counts) / (time.perf_counter() - began)


async def in_turn(load, until, most):
    """Ask one time after another until the time is up; return how often."""
    count = 0
    while count < most and (not count or time.perf_counter() < until):
        async with asyncio.timeout(PATIENCE):
            await once(load)
        count += 1
    return count


async def once(load):
    reader, writer = await asyncio.open_connection(HOST, load.port)
    writer.write(load.request)
    answer = await reader.read(-1)
    writer.close()
    status = answer[: answer.find(b"\r\n")].decode("latin-1")
    if " 200 " not in status:
        raise ValueError(f"{load.address} answered {status or 'nothing'}")
