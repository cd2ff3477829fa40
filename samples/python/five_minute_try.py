#!/usr/bin/env python3
"""Listens to ./fake-polygon for two seconds and prints every frame as it came.

Takes the library "websockets", version 10 or later: pip install websockets
"""

import asyncio
import json
import sys

import websockets

URL = sys.argv[1] if len(sys.argv) > 1 else "ws://localhost:8765/stocks"
TOPICS = "T.FAKETICKER,Q.FAKETICKER,A.FAKETICKER"


async def main():
    async with websockets.connect(URL) as polygon:
        print(await polygon.recv())
        await polygon.send(json.dumps({"action": "auth", "params": "any-key"}))
        print(await polygon.recv())
        await polygon.send(json.dumps({"action": "subscribe", "params": TOPICS}))
        for _ in range(20):
            print(await polygon.recv())


asyncio.run(main())
