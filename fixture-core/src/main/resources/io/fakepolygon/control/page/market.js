// A client of the server like any other: connects, shows its key, subscribes, reads. It looks at as many events as a frame of
// the screen has time for, newest first, and counts the others.

const BUDGET_MS = 6;
const MOST_WAITING = 200;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;
// One that is cut off sooner is not tried at once again.
const SETTLED_MS = 5_000;

/**
 * @typedef {object} Listener
 * @property {(events: any[]) => void} events told of events, in their order
 * @property {(state: string) => void} link told how it stands: `open`, `key` when the key is not good, `cap` when there are too
 *     many connections, otherwise why not
 * @property {(seen: number, left: number) => void} counted told once a second how many events were looked at, and how many not
 */

export class Market {
  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    this.key = 'page';
    this.attempt = 0;
    /** @type {Set<string>} */
    this.wanted = new Set();
    /** @type {Set<string>} */
    this.held = new Set();
    /** @type {string[]} */
    this.waiting = [];
    this.seen = 0;
    this.left = 0;
    this.isAccepted = false;
    this.isDrawing = false;
    /** @type {WebSocket | null} */
    this.socket = null;
    setInterval(() => {
      listener.counted(this.seen, this.left);
      this.seen = 0;
      this.left = 0;
    }, 1_000);
  }

  /** @param {string} key */
  connect(key = this.key) {
    this.key = key;
    this.socket?.close();
    const url = new URL('stocks', document.baseURI);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.socket = socket;
    this.isAccepted = false;
    this.held = new Set();
    /** @type {'' | 'key' | 'cap'} */
    let refused = '';
    socket.onmessage = (message) => {
      if (message.data.includes('"max_connections"')) {
        refused = 'cap';
      } else if (this.isAccepted) {
        this.#keep(message.data);
      } else if (message.data.includes('"auth_success"')) {
        this.isAccepted = true;
        setTimeout(() => {
          this.attempt = socket.readyState === WebSocket.OPEN ? 0 : this.attempt;
        }, SETTLED_MS);
        this.listener.link('open');
        this.#subscribe();
      } else if (message.data.includes('"auth_failed"')) {
        refused = 'key';
      } else if (message.data.includes('"connected"')) {
        socket.send(JSON.stringify({ action: 'auth', params: this.key }));
      }
    };
    socket.onclose = () => {
      if (this.socket !== socket) {
        return;
      }
      this.listener.link(refused || 'the market is away');
      if (!refused) {
        setTimeout(() => this.socket === socket && this.connect(), Math.min(FIRST_WAIT_MS * 2 ** this.attempt++, LONGEST_WAIT_MS));
      }
    };
  }

  /** @param {Iterable<string>} topics what is to be held from now on, and nothing else */
  want(topics) {
    this.wanted = new Set(topics);
    this.#subscribe();
  }

  #subscribe() {
    if (!this.isAccepted) {
      return;
    }
    const more = [...this.wanted].filter((topic) => !this.held.has(topic));
    const fewer = [...this.held].filter((topic) => !this.wanted.has(topic));
    if (fewer.length) {
      this.socket?.send(JSON.stringify({ action: 'unsubscribe', params: fewer.join(',') }));
    }
    if (more.length) {
      this.socket?.send(JSON.stringify({ action: 'subscribe', params: more.join(',') }));
    }
    this.held = new Set(this.wanted);
  }

  /** @param {string} frame */
  #keep(frame) {
    this.waiting.push(frame);
    while (this.waiting.length > MOST_WAITING) {
      this.left += eventsIn(this.waiting.shift() ?? '');
    }
    if (!this.isDrawing) {
      this.isDrawing = true;
      // A tab that is not seen has no frames of the screen.
      (document.hidden ? setTimeout : requestAnimationFrame)(() => this.#look());
    }
  }

  #look() {
    const end = performance.now() + BUDGET_MS;
    /** @type {any[][]} */
    const batches = [];
    while (this.waiting.length && performance.now() < end) {
      batches.push(parsed(this.waiting.pop() ?? '').filter((event) => event.ev !== 'status'));
    }
    this.left += this.waiting.reduce((sum, frame) => sum + eventsIn(frame), 0);
    this.waiting = [];
    this.isDrawing = false;
    const events = batches.reverse().flat();
    this.seen += events.length;
    this.listener.events(events);
  }
}

/** @param {string} frame */
const eventsIn = (frame) => frame.split('"ev":').length - 1;

/**
 * @param {string} frame
 * @returns {any[]} nothing where a fault made it unreadable: the list of frames has it
 */
function parsed(frame) {
  try {
    const events = JSON.parse(frame);
    return Array.isArray(events) ? events : [];
  } catch {
    return [];
  }
}
