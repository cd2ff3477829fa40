#!/usr/bin/env python3
"""Moves the clock of a FakePolygon, and checks that exactly the trades came that its tape has.

Takes a server whose clock is manual, and the library "websockets", version 10 or later: pip install websockets
"""

import asyncio
import json
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import websockets

HOST = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8765"
TOPIC = "T.FAKETICKER"


def ask(resource, body=None, **query):
    request = Request(f"{HOST}/control/v1/{resource}?{urlencode(query)}")
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urlopen(request) as answer:
        return json.load(answer)


async def trades_of(polygon):
    return [message async for frame in polygon for message in json.loads(frame) if message["ev"] == "T"]


async def main():
    async with websockets.connect(HOST.replace("http", "ws", 1) + "/stocks") as polygon:
        await polygon.send(json.dumps({"action": "auth", "params": "any-key"}))
        await polygon.send(json.dumps({"action": "subscribe", "params": TOPIC}))
        # Reads while the clock moves: a client that does not would hold it up.
        trades = asyncio.create_task(trades_of(polygon))
        await asyncio.to_thread(ask, "subscriptions", topic=TOPIC)
        before = await asyncio.to_thread(ask, "clock")
        after = await asyncio.to_thread(ask, "clock", {"action": "advance", "by": "PT10S"})
        tape = await asyncio.to_thread(ask, "tape", topic=TOPIC, **{"from": before["now"], "to": after["now"]})

    came = await trades
    print(f"{len(came)} trades came from {before['now']} to {after['now']}, {len(tape)} are on the tape")
    return 0 if tape and came == tape else 1


sys.exit(asyncio.run(main()))
