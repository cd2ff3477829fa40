#!/usr/bin/env node
// Listens to ./fake-polygon for two seconds with the vendor's own client, and prints every frame as it came.
// Takes Node 18 or later; "npm ci" in this folder brings the client.

import { websocketClient } from "@massive.com/client-js";

const url = process.argv[2] ?? "ws://localhost:8765";
const topics = "T.FAKETICKER,Q.FAKETICKER,A.FAKETICKER";
let framesLeft = 22;

const polygon = websocketClient("any-key", url).stocks();

polygon.onmessage = ({ data }) => {
  console.log(data);
  for (const message of JSON.parse(data)) {
    if (message.status === "auth_success") {
      polygon.send(JSON.stringify({ action: "subscribe", params: topics }));
    }
  }
  if (--framesLeft === 0) {
    polygon.close();
  }
};
polygon.onclose = () => process.exit(framesLeft === 0 ? 0 : 1);
