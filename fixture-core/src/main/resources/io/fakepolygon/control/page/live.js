// The page: what the stream says is shown, what the market sends is drawn.

import { Actions } from './actions.js';
import { Chart } from './charts.js';
import { Connections } from './connections.js';
import { Stream, token, tryToAsk } from './control.js';
import { byId, count, counted, element, price, say } from './elements.js';
import { Frames } from './frames.js';
import { Market } from './market.js';

const KEY = 'fakepolygon.key';
const MOST_SYMBOLS = 200;
const MOST_ASKED_FOR = 50;
const DATE_AND_TIME = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23',
});
const SESSIONS = { closed: 'closed', pre: 'before the open', regular: 'open', after: 'after the close' };

/** @type {any} */
let hello = null;
/** @type {any} */
let state = null;
/** What keeps the market's events away. */
let trouble = '';
/** What of the past is to be asked for, once a state tells that market time has come so far. */
const wanting = { prices: false, history: false, notBefore: 0 };
let selected = '';
let kind = 'trades';
/** @type {{ at: number, events: number } | null} */
let sent = null;
/** @type {Map<string, any>} the parts of each symbol's line */
const lines = new Map();
/** @type {Map<string, { T: number, Q: number }>} events since the last second */
let counts = new Map();

const chart = new Chart(byId('chart'));
const actions = new Actions({
  rest: () => market.want([]),
  resume: (reply) => {
    chart.forget();
    wanting.notBefore = Date.parse(reply.value?.now) || 0;
    select(selected);
  },
});
const connections = new Connections({ order: (fault) => actions.order(fault), preview: (fault) => actions.preview(fault) });
const frames = new Frames((query) => stream.open(query));

const market = new Market({
  events: (events) => {
    chart.add(events);
    events.forEach(tally);
    byId('chart').dataset.points = String(chart.points);
  },
  link: (how) => {
    askFor('key', how === 'key');
    trouble = how === 'open' ? '' : how === 'key' ? 'The server asks for one of its API keys.'
      : how === 'cap' ? 'There are as many connections with this key as may be: the page leaves them to the clients.' : `${how}; trying again`;
    say(byId('chart-note'), trouble);
  },
  counted: (seen, left) => {
    showRates();
    say(byId('chart-note'), trouble || (left ? `A sample: ${count(seen)} of ${count(seen + left)} events a second are looked at.` : ''));
  },
});

const stream = new Stream({
  line: (line) => {
    say(byId('link'), 'live');
    byId('link').className = 'live';
    askFor('token', false);
    if (line.kind === 'hello') {
      greet(line);
    } else {
      show(line);
    }
  },
  link: (how, why) => {
    if (how === 'refused') {
      frames.refuse(why);
      return;
    }
    say(byId('link'), how === 'lost' ? 'lost' : how);
    byId('link').className = how === 'locked' ? '' : 'lost';
    byId('link').title = why;
    askFor('token', how === 'locked');
    notice(how === 'locked' ? '' : `${why[0].toUpperCase()}${why.slice(1)}. Trying again.`);
  },
});

/** @param {string} text */
function notice(text) {
  byId('notice').hidden = !text;
  say(byId('notice'), text);
}

/**
 * @param {'key' | 'token'} what
 * @param {boolean} needed
 */
function askFor(what, needed) {
  byId(`ask-${what}`).hidden = !needed;
  byId('secrets').hidden = byId('ask-key').hidden && byId('ask-token').hidden;
}

byId('secrets').addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  if (!byId('ask-token').hidden) {
    token.set(byId('token').value);
    stream.open();
  }
  if (!byId('ask-key').hidden) {
    sessionStorage.setItem(KEY, byId('key').value);
    market.connect(byId('key').value);
  }
});

/** @param {any} line */
function greet(line) {
  // The server may be another one, with another market.
  const isAnother = hello !== null && hello.instance !== line.instance;
  hello = line;
  document.body.dataset.streams = String(Number(document.body.dataset.streams ?? 0) + 1);
  sent = null;
  notice('');
  say(byId('version'), `FakePolygon ${hello.version}`);
  byId('upstream').hidden = !hello.proxy;
  frames.journal(hello.journal);
  actions.hello(hello);
  if (isAnother || lines.size === 0) {
    chart.forget();
    connections.forget();
    if (isAnother) {
      frames.forget();
      state = null;
      market.connect(sessionStorage.getItem(KEY) ?? 'page');
      if (stream.isFiltered) {
        stream.open('');
      }
    }
    lines.clear();
    byId('symbols').replaceChildren(byId('symbols').firstElementChild);
    hello.symbols.slice(0, MOST_SYMBOLS).forEach(watch);
    select(lines.has(selected) ? selected : hello.symbols[0] ?? '');
    wanting.prices = true;
    wanting.notBefore = 0;
  }
  if (!market.socket) {
    market.connect(sessionStorage.getItem(KEY) ?? 'page');
  }
}

/** @param {any} line */
function show(line) {
  state = line;
  const { clock, counters } = line;
  say(byId('market-time'), `${DATE_AND_TIME.format(new Date(clock.now)).replace(',', '')}${clock.now.slice(19, 23).replace(/Z.*/, '')}`);
  byId('market-time').dateTime = clock.now;
  byId('market-time').title = clock.now;
  say(byId('clock-state'), clock.mode === 'running' ? `running, ${clock.speed} × real time` : 'standing');
  say(byId('session'), SESSIONS[/** @type {keyof typeof SESSIONS} */ (line.session)]);
  say(byId('clients'), count(line.connections.length));
  const now = performance.now();
  if (sent && now - sent.at > 900) {
    say(byId('sent'), `${count(Math.round((counters.eventsSent - sent.events) / (now - sent.at) * 1_000))} events/s`);
    sent = null;
  }
  sent ??= { at: now, events: counters.eventsSent };
  connections.show(line.connections, hello.controlled);
  frames.add(line.entries, line.entriesLeftOut);
  for (const feed of line.upstream) {
    say(byId('upstream-state'), `${feed.url}: ${feed.state}. Topics: ${feed.topicsHeld} held, ${feed.topicsConfirmed} confirmed,`
      + ` ${feed.topicsRefused} refused. ${count(feed.events)} events, ${feed.gaps} gaps.${feed.trouble ? ` Last trouble: ${feed.trouble}` : ''}`);
  }
  actions.state(line);
  if (Date.parse(clock.now) >= wanting.notBefore) {
    remember();
  }
}

/** @param {string} symbol */
function watch(symbol) {
  if (lines.has(symbol)) {
    return;
  }
  const line = { last: element('span', { className: 'value' }, '–'), rate: element('span', { className: 'rate' }) };
  const choice = element('input', { type: 'radio', name: 'symbol', value: symbol });
  choice.addEventListener('change', () => select(symbol));
  byId('symbols').append(element('label', {}, choice, element('span', { className: 'name' }, symbol), line.last, line.rate));
  lines.set(symbol, { ...line, choice });
}

byId('add-symbol').addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  const symbol = byId('ticker').value.trim();
  if (symbol) {
    watch(symbol);
    select(symbol);
    byId('ticker').value = '';
  }
});

document.querySelectorAll('#chart-kinds input').forEach((choice) => choice.addEventListener('change', () => {
  kind = /** @type {HTMLInputElement} */ (choice).value;
  select(selected);
}));

/** @param {string} symbol */
function select(symbol) {
  selected = symbol;
  if (lines.has(symbol)) {
    lines.get(symbol).choice.checked = true;
  }
  say(byId('chart-symbol'), symbol || 'no symbol');
  say(byId('chart-last'), lines.get(symbol)?.last.textContent ?? '–');
  chart.show(symbol, kind);
  market.want([...lines.keys()].map((one) => `A.${one}`).concat(symbol ? ['T', 'Q', 'AM'].map((channel) => `${channel}.${symbol}`) : [])
    .filter((topic) => hello.proxy || hello.channels.includes(topic.split('.')[0])));
  wanting.history = true;
}

/** Asks for what was before the page looked, where the tape may be read. */
async function remember() {
  const { prices, history } = wanting;
  wanting.prices = wanting.history = false;
  const symbol = selected;
  if (history && hello.symbols.includes(symbol) && !chart.knowsThePastOf(symbol)) {
    /** @type {any[]} */
    const events = [];
    for (const [channels, seconds] of /** @type {[string[], number][]} */ ([[['AM'], 14_400], [['A'], 900], [['T', 'Q'], 60]])) {
      const topics = channels.filter((channel) => hello.channels.includes(channel)).map((channel) => `${channel}.${symbol}`);
      events.push(...await past(topics, seconds));
    }
    chart.remember(symbol, events);
    quoteUnknown(events);
    byId('chart').dataset.points = String(chart.points);
  }
  // Behind it, for a trade is newer than the close of its bar.
  if (prices && hello.channels.includes('A') && hello.symbols.length <= MOST_ASKED_FOR) {
    quoteUnknown(await past(['A.*'], 60));
  }
}

/**
 * @param {string[]} topics
 * @param {number} seconds
 * @returns {Promise<any[]>} what the tape has of the last seconds of market time, nothing where it cannot be read
 */
async function past(topics, seconds) {
  const now = Date.parse(state?.clock.now);
  const from = Math.max(now - seconds * 1_000, Date.parse(state?.clock.start));
  if (!hello.controlled || topics.length === 0 || !(from < now)) {
    return [];
  }
  const query = topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
  const { status, value } = await tryToAsk('GET', `tape?${query}&from=${new Date(from).toISOString()}&to=${state.clock.now}`);
  return status === 200 ? value : [];
}

/** @param {any[]} events from the past: what has come since is newer */
function quoteUnknown(events) {
  events.filter((event) => lines.get(event.sym)?.last.textContent === '–').forEach(quote);
}

/** @param {any} event */
function tally(event) {
  if (event.ev === 'T' || event.ev === 'Q') {
    const known = counts.get(event.sym) ?? { T: 0, Q: 0 };
    known[/** @type {'T' | 'Q'} */ (event.ev)]++;
    counts.set(event.sym, known);
  }
  quote(event);
}

/** @param {any} event */
function quote(event) {
  const line = lines.get(event.sym);
  const last = event.ev === 'T' ? event.p : event.ev === 'A' ? event.c : undefined;
  if (line && typeof last === 'number') {
    say(line.last, price(last));
    if (event.sym === selected) {
      say(byId('chart-last'), price(last));
    }
  }
  if (line && event.ev === 'A' && event.z > 0) {
    say(line.rate, `${counted(Math.round(event.v / event.z), 'trade')} in its last second`);
  }
}

function showRates() {
  const known = counts.get(selected);
  say(byId('chart-rates'), known ? `${counted(known.T, 'trade')}, ${counted(known.Q, 'quote')} a second` : '');
  counts = new Map();
}

document.addEventListener('visibilitychange', () => document.hidden ? stream.close() : stream.open());

stream.open();
