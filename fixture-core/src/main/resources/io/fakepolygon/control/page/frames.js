// What clients said and were told, newest first. The server sends the newest 50 four times a second, and says how many it left out.

import { byId, copies, count, element, newYork, say } from './elements.js';

const MOST_SHOWN = 300;

export class Frames {
  /** @type {any[]} newest first */
  #entries = [];
  #leftOut = 0;
  #isPaused = false;
  #missed = 0;
  #refusal = '';

  /** @param {(query: string) => void} filter asked for the stream with another filter */
  constructor(filter) {
    const pause = byId('pause-frames');
    pause.addEventListener('click', () => {
      this.#isPaused = !this.#isPaused;
      this.#missed = 0;
      pause.setAttribute('aria-pressed', String(this.#isPaused));
      this.#tell();
    });
    byId('frame-filter').addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault();
      this.clear();
      filter(query());
    });
    byId('of-connection').addEventListener('change', () => byId('frame-filter').requestSubmit());
    byId('clear-frames').addEventListener('click', () => this.clear());
    copies(byId('copy-frames'), () => JSON.stringify(this.#entries.toReversed(), null, 2));
  }

  /**
   * @param {any[]} entries in the order in which they happened
   * @param {number} leftOut
   */
  add(entries, leftOut) {
    if (this.#isPaused) {
      this.#missed += entries.length + leftOut;
    } else if (entries.length + leftOut > 0) {
      this.#leftOut += leftOut;
      const list = byId('frame-list');
      list.prepend(...entries.toReversed().map(line));
      this.#entries.unshift(...entries.toReversed());
      this.#entries.length = Math.min(this.#entries.length, MOST_SHOWN);
      while (list.childElementCount > MOST_SHOWN) {
        list.lastElementChild.remove();
      }
    }
    this.#tell();
  }

  /** @param {boolean} isKept whether the server has a journal */
  journal(isKept) {
    this.isKept = isKept;
    this.#tell();
  }

  /**
   * The filter cannot be used.
   * @param {string} why
   */
  refuse(why) {
    this.#refusal = why;
    this.#tell();
  }

  /** Another server answers: its connections are others, though their numbers may be the same. */
  forget() {
    byId('of-connection').value = '';
    this.clear();
  }

  clear() {
    this.#refusal = '';
    this.#entries = [];
    this.#leftOut = 0;
    byId('frame-list').replaceChildren();
    this.#tell();
  }

  #tell() {
    say(byId('frames-note'),
      this.#refusal ? `${this.#refusal}. All are shown.`
        : this.isKept === false ? 'This server keeps no frames.'
        : this.#isPaused ? `Paused; ${count(this.#missed)} since then are not shown.`
        : this.#leftOut ? `A sample: ${count(this.#leftOut)} more were not shown.` : '');
  }
}

/** @returns {string} */
function query() {
  const asked = new URLSearchParams();
  const topic = byId('of-topic').value.trim();
  if (byId('of-connection').value) {
    asked.set('connection', byId('of-connection').value);
  }
  if (topic) {
    asked.set('topic', topic);
  }
  return asked.size ? `?${asked}` : '';
}

/** @param {any} entry */
function line(entry) {
  const arrow = entry.kind === 'said' ? '→ said' : entry.kind === 'told' ? '← told' : entry.kind;
  const details = element('details', {},
    element('summary', {},
      element('span', { title: entry.at }, newYork(Date.parse(entry.at) / 1_000) + entry.at.slice(19, 23).replace('Z', '')),
      element('span', { title: 'Connection' }, entry.connection ? `#${entry.connection}` : ''),
      element('span', { className: 'kind' }, arrow),
      element('span', {}, entry.text)));
  details.addEventListener('toggle', () => {
    if (details.open && !details.querySelector('pre')) {
      details.append(element('pre', {}, indented(entry)));
    }
  });
  return element('li', { className: entry.kind }, details);
}

/**
 * @param {any} entry
 * @returns {string} its text as it was, with a line for each event
 */
function indented(entry) {
  const more = entry.length - entry.text.length;
  return entry.text.replaceAll('},{', '},\n{') + (more > 0 ? `\n… and ${count(more)} characters that are not shown` : '');
}
