// Who is connected, a row each. Rows stay while their connection does, so that a menu that is open stays open.

import { byId, count, duration, element, say, size } from './elements.js';

const HARMS = ['DROP', 'CLOSE code 1008', 'SILENT_STALL for 10s', 'LATENCY delay 500ms for 10s', 'GAP', 'DUPLICATE_EVENT', 'MALFORMED_JSON'];
const TOPICS_SHOWN = 6;

export class Connections {
  /** @type {Map<number, Row>} */
  #rows = new Map();

  /** @param {(fault: string) => void} order */
  constructor(order) {
    this.order = order;
  }

  /**
   * @param {any[]} connections
   * @param {boolean} controlled
   */
  show(connections, controlled) {
    const body = byId('rows');
    const ids = new Set(connections.map((one) => one.id));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        row.line.remove();
        this.#rows.delete(id);
        // One whose frames are looked at stays to be chosen.
        byId('of-connection').querySelector(`option[value="${id}"]:not(:checked)`)?.remove();
      }
    }
    for (const one of connections) {
      let row = this.#rows.get(one.id);
      if (!row) {
        row = new Row(one, controlled ? this.order : null);
        this.#rows.set(one.id, row);
        body.append(row.line);
        byId('of-connection').querySelector(`option[value="${one.id}"]`)?.remove();
        byId('of-connection').append(element('option', { value: String(one.id) }, `${one.id}`));
      }
      row.update(one);
    }
    byId('nobody').hidden = connections.length > 0;
    document.querySelectorAll('th.controlled').forEach((cell) => { /** @type {HTMLElement} */ (cell).hidden = !controlled; });
  }

  /** Another server answers. */
  forget() {
    this.show([], false);
  }
}

class Row {
  /**
   * @param {any} one
   * @param {((fault: string) => void) | null} order
   */
  constructor(one, order) {
    this.key = element('td', { className: 'key' });
    this.topics = element('td');
    this.received = element('td', { className: 'number' });
    this.queue = element('td', { className: 'number' });
    this.lag = element('td', { className: 'number' });
    this.misbehaviour = element('td');
    const agent = one.userAgent === navigator.userAgent ? 'a page like this' : one.userAgent || 'no name';
    this.line = element('tr', {},
      element('th', { scope: 'row' }, String(one.id)),
      element('td', {}, one.remoteAddress, element('span', { className: 'agent', title: one.userAgent }, agent)),
      this.key, this.topics, this.received, this.queue, this.lag, this.misbehaviour);
    this.line.dataset.connection = one.id;
    if (order) {
      this.line.append(element('td', {}, harmForm(one.id, order)));
    }
    this.told = '';
  }

  /** @param {any} one */
  update(one) {
    say(this.key, one.authenticated ? one.key : '–');
    say(this.topics, topics(one));
    this.topics.title = one.topics.join(', ');
    say(this.received, `${count(one.framesSent)} / ${count(one.messagesSent)}`);
    say(this.queue, size(one.bytesQueued));
    say(this.lag, one.lagMs ? duration(one.lagMs) : '–');
    this.lag.classList.toggle('bad', one.lagMs > 1_000);
    this.#tell(one);
  }

  /** @param {any} one */
  #tell(one) {
    const lost = [
      ...(one.quotesConflated ? [`${count(one.quotesConflated)} quotes conflated`] : []),
      ...(one.eventsDropped ? [`${count(one.eventsDropped)} events dropped`] : []),
    ];
    const told = [...lost, ...one.objections];
    // Built anew only where it changes: what is unfolded stays so.
    if (told.join('\n') !== this.told || !this.misbehaviour.hasChildNodes()) {
      this.told = told.join('\n');
      this.misbehaviour.replaceChildren(told.length === 0 ? '–'
        : element('details', {}, element('summary', { className: 'bad' }, told.length === 1 ? '1 remark' : `${told.length} remarks`),
          element('ul', {}, ...told.map((text) => element('li', {}, text)))));
    }
  }
}

/** @param {any} one */
function topics(one) {
  const more = one.topicsHeld - TOPICS_SHOWN;
  return one.topics.slice(0, TOPICS_SHOWN).join(' ') + (more > 0 ? ` and ${count(more)} more` : '') || '–';
}

/**
 * @param {number} id
 * @param {(fault: string) => void} order
 */
function harmForm(id, order) {
  const harms = element('select', { ariaLabel: `What goes wrong on connection ${id}` }, ...HARMS.map((harm) => element('option', {}, harm)));
  const form = element('form', {}, harms, element('button', { ariaLabel: `Order it for connection ${id}` }, 'Order'));
  form.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    order(`${harms.value} connection ${id}`);
  });
  return form;
}
