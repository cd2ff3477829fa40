#!/usr/bin/env node
// Moves the clock of a FakePolygon, and checks that the vendor's own client received exactly the trades that its tape has.
// Takes a server whose clock is manual, and Node 18 or later; "npm ci" in this folder brings the client.

import assert from "node:assert/strict";
import { websocketClient } from "@massive.com/client-js";

const host = process.argv[2] ?? "http://localhost:8765";
const topic = "T.FAKETICKER";

async function ask(resource, query = {}, body) {
  const answer = await fetch(`${host}/control/v1/${resource}?${new URLSearchParams(query)}`, body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  assert(answer.ok, `${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

const trades = [];
const polygon = websocketClient("any-key", host.replace("http", "ws")).stocks();
polygon.onmessage = ({ data }) => {
  for (const message of JSON.parse(data)) {
    if (message.status === "auth_success") {
      polygon.send(JSON.stringify({ action: "subscribe", params: topic }));
    } else if (message.ev === "T") {
      trades.push(message);
    }
  }
};

await ask("subscriptions", { topic });
const before = await ask("clock");
// Answers when the client has received all that fell due.
const after = await ask("clock", {}, { action: "advance", by: "PT10S" });
const tape = await ask("tape", { topic, from: before.now, to: after.now });

assert(tape.length > 0);
assert.equal(after.events, tape.length);
assert.deepEqual(trades, tape);
console.log(`${trades.length} trades came from ${before.now} to ${after.now}, ${tape.length} are on the tape`);
polygon.close();
