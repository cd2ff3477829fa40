// Who is connected, a row each. Rows stay while their connection does, so that a menu that is open stays open.

import { byId, count, duration, element, say, size } from './elements.js';

const HARMS = ['DROP', 'CLOSE code 1008', 'SILENT_STALL for 10s', 'LATENCY delay 500ms for 10s', 'GAP', 'DUPLICATE_EVENT', 'MALFORMED_JSON'];
const TOPICS_SHOWN = 6;

export class Connections {
  /** @type {Map<number, Row>} */
  #rows = new Map();

  /** @param {{ order: (fault: string) => void, preview: (fault: string) => string }} faults */
  constructor(faults) {
    this.faults = faults;
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
        row = new Row(one, controlled ? this.faults : null);
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
   * @param {Connections['faults'] | null} faults
   */
  constructor(one, faults) {
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
    if (faults) {
      this.line.append(element('td', {}, harmForm(one.id, faults)));
    }
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
    const older = one.objectionsMade - one.objections.length;
    const told = [
      ...(one.quotesConflated ? [`${count(one.quotesConflated)} quotes were replaced by later ones`] : []),
      ...(one.eventsDropped ? [`${count(one.eventsDropped)} events were left out`] : []),
      ...(older > 0 ? [`${count(older)} objections more`] : []),
      ...one.objections,
    ];
    const lines = this.misbehaviour.querySelectorAll('li');
    if (lines.length === told.length && told.length > 0) {
      // In place: what is unfolded stays so.
      told.forEach((text, i) => say(lines[i], text));
    } else if (lines.length !== told.length || !this.misbehaviour.hasChildNodes()) {
      const open = this.misbehaviour.querySelector('details')?.open ?? false;
      this.misbehaviour.replaceChildren(told.length === 0 ? '–'
        : element('details', { open }, element('summary', { className: 'bad' }, told.length === 1 ? '1 remark' : `${told.length} remarks`),
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
 * @param {Connections['faults']} faults
 */
function harmForm(id, faults) {
  const harms = element('select', { ariaLabel: `What goes wrong on connection ${id}` }, ...HARMS.map((harm) => element('option', {}, harm)));
  const button = element('button', { ariaLabel: `Order it for connection ${id}` }, 'Order');
  const form = element('form', {}, harms, button);
  const fault = () => `${harms.value} connection ${id}`;
  for (const approach of ['pointerenter', 'focusin']) {
    form.addEventListener(approach, () => { button.title = faults.preview(fault()); });
  }
  form.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    faults.order(fault());
  });
  return form;
}
