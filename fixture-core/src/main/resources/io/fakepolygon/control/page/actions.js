// What can be done to the market. Each is one call of the control API, and its curl line is shown.

import { curl, tryToAsk } from './control.js';
import { byId, copies, element, say } from './elements.js';

const MOST_ORDERS = 10;
const KINDS = ['normal', 'high-volatility', 'low-liquidity', 'gap-up', 'gap-down', 'trading-halt', 'luld-pause', 'crash-and-recovery',
  'opening-burst', 'late-prints', 'bar-corrections'];

/** @typedef {{ method: string, path: string, body?: any }} Call */

/**
 * @typedef {object} Manner
 * @property {boolean} [shows] whether the answer is what the call is for
 * @property {boolean} [rests] whether the page holds no topics meanwhile
 */

export class Actions {
  /** @type {any} */
  #state = null;
  /** @type {any} */
  #hello = null;
  #revision = '';
  #asked = 0;
  /** @type {Map<number, { line: any, text: any, withdraw: any }>} */
  #lines = new Map();

  /** @param {{ rest: () => void, resume: (reply: import('./control.js').Reply) => void }} market the page's own subscriptions */
  constructor(market) {
    this.market = market;
    byId('scenario-kind').append(...KINDS.map((kind) => element('option', {}, kind)));
    this.#button('pause', () => clock({ action: 'pause' }));
    this.#button('step', () => clock({ action: 'advance', by: this.#hello.interval }));
    this.#button('second', () => clock({ action: 'advance', by: 'PT1S' }));
    this.#button('minute', () => clock({ action: 'advance', by: 'PT1M' }));
    // The clock waits for whoever holds a topic: a day of events would take a browser half a minute.
    this.#button('next-open', () => clock({ action: 'advanceTo', to: this.#state.nextOpen }), { rests: true });
    this.#form('run', () => clock({ action: 'run', speed: Number(byId('speed').value) }));
    this.#form('scenario', scenario);
    this.#form('fault', () => fault(byId('fault-text').value));
    this.#button('withdraw-all', () => ({ method: 'DELETE', path: 'faults' }));
    for (const form of ['annotation', 'environment', 'json']) {
      this.#button(`as-${form}`, () => ({ method: 'GET', path: `spec?as=${form}` }), { shows: true });
    }
    copies(byId('copy-curl'), () => byId('curl').textContent);
    copies(byId('copy-result'), () => byId('result-text').textContent);
    byId('close-result').addEventListener('click', () => { byId('result').hidden = true; });
  }

  /** @param {any} hello */
  async hello(hello) {
    this.#hello = hello;
    byId('actions').hidden = !hello.controlled;
    this.#revision = '';
    this.#lines.clear();
    byId('orders').replaceChildren();
    const harms = hello.controlled ? await tryToAsk('GET', 'faults/harms') : null;
    if (harms?.status === 200) {
      byId('harms').replaceChildren(...harms.value.harms.map((/** @type {any} */ harm) => element('option', { value: harm.name })));
    }
  }

  /** @param {any} state */
  state(state) {
    this.#state = state;
    const isRunning = state.clock.mode === 'running';
    byId('pause').disabled = !isRunning;
    for (const move of ['step', 'second', 'minute', 'next-open']) {
      if (byId(move).disabled !== isRunning) {
        byId(move).disabled = isRunning;
        byId(move).title = isRunning ? 'A clock that runs by itself cannot be advanced: pause it' : '';
      }
    }
    const { orders, over, strikes } = state.faults;
    const revision = `${orders} ${over} ${strikes}`;
    if (revision !== this.#revision) {
      this.#revision = revision;
      this.#orders();
    }
  }

  /** @param {string} text */
  order(text) {
    return this.#call(fault(text));
  }

  /**
   * @param {string} text
   * @returns {string} the curl line of an order
   */
  preview(text) {
    return line(fault(text));
  }

  /**
   * @param {string} id
   * @param {() => Call} call
   * @param {Manner} [manner]
   */
  #button(id, call, manner = {}) {
    const button = byId(id);
    const preview = () => this.#preview(button, call);
    button.addEventListener('pointerenter', preview);
    button.addEventListener('focus', preview);
    button.addEventListener('click', () => this.#call(call(), manner));
  }

  /**
   * @param {string} id
   * @param {() => Call} call
   */
  #form(id, call) {
    const form = byId(id);
    const button = form.querySelector('button:not([type=button])');
    for (const approach of ['input', 'focusin', 'pointerenter']) {
      form.addEventListener(approach, () => this.#preview(button, call));
    }
    form.addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#call(call());
    });
  }

  /**
   * Its curl line, for whoever points at it.
   * @param {HTMLElement} button
   * @param {() => Call} call
   */
  #preview(button, call) {
    if (this.#state && this.#hello) {
      button.title = line(call());
    }
  }

  /**
   * @param {Call} call
   * @param {Manner} [manner]
   */
  async #call({ method, path, body }, { shows = false, rests = false } = {}) {
    say(byId('curl'), line({ method, path, body }));
    if (rests) {
      this.market.rest();
    }
    const reply = await tryToAsk(method, path, body);
    if (rests) {
      this.market.resume(reply);
    }
    const failed = reply.status < 200 || reply.status > 299;
    if (failed || shows) {
      byId('result').hidden = false;
      byId('result').classList.toggle('bad', failed);
      say(byId('result-text'), failed ? reply.value?.detail ?? reply.text : pretty(reply));
    } else {
      byId('result').hidden = true;
    }
    if (path.startsWith('faults')) {
      this.#orders();
    }
  }

  async #orders() {
    if (!this.#hello?.controlled) {
      return;
    }
    const asked = ++this.#asked;
    const { status, value } = await tryToAsk('GET', 'faults');
    // Of several answers the one to the last question counts.
    if (status === 200 && asked === this.#asked) {
      const shown = value.orders.slice(-MOST_ORDERS);
      for (const [number, { line }] of this.#lines) {
        if (!shown.some((/** @type {any} */ order) => order.number === number)) {
          line.remove();
          this.#lines.delete(number);
        }
      }
      shown.forEach((/** @type {any} */ order) => this.#showOrder(order));
    }
  }

  /**
   * In place: who is about to press a button finds it there.
   * @param {any} order
   */
  #showOrder(order) {
    let known = this.#lines.get(order.number);
    if (!known) {
      const call = { method: 'DELETE', path: `faults/${order.number}` };
      const withdraw = element('button', { type: 'button', ariaLabel: `Withdraw order ${order.number}`, title: line(call) }, 'Withdraw');
      withdraw.addEventListener('click', () => this.#call(call));
      const text = element('span');
      known = { line: element('li', {}, text, ' ', withdraw), text, withdraw };
      this.#lines.set(order.number, known);
      byId('orders').append(known.line);
    }
    const struck = order.strikes === 1 ? 'once' : `${order.strikes} times`;
    say(known.text, `${order.number}: ${order.fault}, struck ${struck}${order.over ? ', over' : ''}`);
    known.withdraw.hidden = order.over;
  }
}

/** @param {Call} call */
const line = ({ method, path, body }) => curl(method, path, body);

/** @param {any} body @returns {Call} */
const clock = (body) => ({ method: 'POST', path: 'clock', body });

/** @param {string} text @returns {Call} */
const fault = (text) => ({ method: 'POST', path: 'faults', body: { fault: text } });

/** @returns {Call} */
function scenario() {
  /** @type {Record<string, any>} */
  const body = { kind: byId('scenario-kind').value };
  if (byId('scenario-length').value) {
    body.length = byId('scenario-length').value;
  }
  if (byId('scenario-strength').value) {
    body.strength = Number(byId('scenario-strength').value);
  }
  const symbols = byId('scenario-symbols').value.split(/[\s,]+/).filter(Boolean);
  if (symbols.length) {
    body.symbols = symbols;
  }
  return { method: 'POST', path: 'scenarios', body };
}

/** @param {import('./control.js').Reply} reply */
const pretty = (reply) => typeof reply.value === 'string' ? reply.value : JSON.stringify(reply.value, null, 2);
