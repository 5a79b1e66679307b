"""The article's application, doing what dev.groundcrew.server.load does: one small resource, and
background work that was started beside it, as daemon threads or as asyncio tasks."""

import asyncio
import threading
import time

from fastapi import FastAPI

FAR_SECONDS = 0.05
PIECE_SECONDS = 0.0003

app = FastAPI()
done = [0]
stop = threading.Event()
tasks = []


def compute():
    """Computes in pieces of about 0.3 ms until it is told to end."""
    while not stop.is_set():
        end = time.thread_time() + PIECE_SECONDS
        x = 1
        while time.thread_time() < end:
            for _ in range(200):
                x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        done[0] += 1


async def wait():
    """Waits for a far service again and again."""
    while not stop.is_set():
        await asyncio.sleep(FAR_SECONDS)
        done[0] += 1


@app.get("/load/small")
async def flight():
    return {
        "number": "GC 37",
        "to": "Lisbon",
        "at": "1970-01-01T00:00:00Z",
        "stops": ["Lyon", "Madrid"],
    }


@app.get("/load/peers")
async def pieces():
    return done[0]


@app.post("/load/peers/{kind}/{count}")
async def start(kind: str, count: int):
    stop.clear()
    for _ in range(count):
        if kind == "asyncio-io":
            tasks.append(asyncio.create_task(wait()))
        else:
            threading.Thread(target=compute, daemon=True).start()


@app.delete("/load/peers")
async def end():
    stop.set()
    tasks.clear()
