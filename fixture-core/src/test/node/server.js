// A market-data server as a team writes it by hand for its tests: its messages are ready, and each goes to everybody.
//
//   says     the port that it listens on
//   is told  <times> <message>   sends the message to all clients so many times, and says the nanoseconds until all have it
//   ends     with its input

import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

// What may wait for a client in this process before the next message is sent.
const MOST_BUFFERED = 128 * 1024;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: 1024 });
await once(server, 'listening');
console.log(server.address().port);

for await (const line of createInterface({ input: process.stdin })) {
  const space = line.indexOf(' ');
  // Bytes rather than a string, or it would be encoded again for each client.
  const message = Buffer.from(line.slice(space + 1));
  const start = process.hrtime.bigint();
  await broadcast(message, Number(line.slice(0, space)));
  await Promise.all([...server.clients].map(received));
  console.log(String(process.hrtime.bigint() - start));
}
process.exit();

async function broadcast(message, times) {
  for (let i = 0; i < times; i++) {
    for (const client of server.clients) {
      client.send(message, { binary: false });
      while (client.bufferedAmount > MOST_BUFFERED) {
        await nextTurn();
      }
    }
  }
}

/** A ping behind all that was sent, and its pong. */
function received(client) {
  client.ping();
  return once(client, 'pong');
}
