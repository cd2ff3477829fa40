// What can be done to the market. Each is one call of the control API, and its curl line is shown.

import { curl, tryToAsk } from './control.js';
import { byId, copies, element, say } from './elements.js';

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
  #listed = '';

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
    this.#listed = '';
    const harms = hello.controlled ? await tryToAsk('GET', 'faults/harms') : null;
    if (harms?.status === 200) {
      byId('harms').replaceChildren(...harms.value.harms.map((/** @type {any} */ harm) => element('option', { value: harm.name })));
      this.#orders();
    }
  }

  /** @param {any} state */
  state(state) {
    this.#state = state;
    const isRunning = state.clock.mode === 'running';
    byId('pause').disabled = !isRunning;
    for (const move of ['step', 'second', 'minute', 'next-open']) {
      byId(move).disabled = isRunning;
      byId(move).title = isRunning ? 'A clock that runs by itself cannot be advanced: pause it' : '';
    }
  }

  /** @param {string} text */
  order(text) {
    return this.#call(fault(text));
  }

  /** What struck, or was ordered elsewhere, is told by the journal. */
  ordersChanged() {
    this.#orders();
  }

  /**
   * @param {string} id
   * @param {() => Call} call
   * @param {Manner} [manner]
   */
  #button(id, call, manner = {}) {
    const button = byId(id);
    const preview = () => this.#preview(call);
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
    form.addEventListener('input', () => this.#preview(call));
    form.addEventListener('focusin', () => this.#preview(call));
    form.addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#call(call());
    });
  }

  /** @param {() => Call} call */
  #preview(call) {
    if (this.#state && this.#hello) {
      const { method, path, body } = call();
      say(byId('curl'), curl(method, path, body));
    }
  }

  /**
   * @param {Call} call
   * @param {Manner} [manner]
   */
  async #call({ method, path, body }, { shows = false, rests = false } = {}) {
    say(byId('curl'), curl(method, path, body));
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
    const { status, value } = await tryToAsk('GET', 'faults');
    // Anew only where it changes: who is about to press a button finds it there.
    if (status === 200 && JSON.stringify(value.orders) !== this.#listed) {
      this.#listed = JSON.stringify(value.orders);
      byId('orders').replaceChildren(...value.orders.slice(-10).map((/** @type {any} */ order) => this.#orderLine(order)));
    }
  }

  /** @param {any} order */
  #orderLine(order) {
    const line = element('li', {}, `${order.number}: ${order.fault}, struck ${order.strikes} times${order.over ? ', over' : ''} `);
    if (!order.over) {
      const withdraw = element('button', { type: 'button', ariaLabel: `Withdraw order ${order.number}` }, 'Withdraw');
      withdraw.addEventListener('click', () => this.#call({ method: 'DELETE', path: `faults/${order.number}` }));
      line.append(withdraw);
    }
    return line;
  }
}

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
