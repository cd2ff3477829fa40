// The control API, as docs/control.md describes it: requests, the same as curl lines, and the stream that the page lives on.

const ROOT = 'control/v1/';
const TOKEN = 'fakepolygon.token';
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;
const SILENCE_MS = 5_000;

/** @typedef {{ status: number, text: string, value: any }} Reply */

export const token = {
  get: () => sessionStorage.getItem(TOKEN) ?? '',
  /** @param {string} value */
  set: (value) => sessionStorage.setItem(TOKEN, value),
};

/** @returns {Record<string, string>} */
function headers() {
  return token.get() ? { authorization: `Bearer ${token.get()}` } : {};
}

/**
 * @param {string} method
 * @param {string} path behind /control/v1/
 * @param {any} [body]
 * @returns {Promise<Reply>}
 */
async function ask(method, path, body) {
  const answer = await fetch(ROOT + path, {
    method,
    headers: body === undefined ? headers() : { ...headers(), 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, text, value: /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text };
}

/**
 * The same, and where the server is away, a reply of status 0 that says so.
 * @param {string} method
 * @param {string} path
 * @param {any} [body]
 * @returns {Promise<Reply>}
 */
export const tryToAsk = (method, path, body) => ask(method, path, body)
  .catch(() => ({ status: 0, text: '', value: { detail: 'The server is away.' } }));

/**
 * @param {string} method
 * @param {string} path
 * @param {any} [body]
 * @returns {string} the line that asks the same from a shell
 */
export function curl(method, path, body) {
  const parts = ['curl'];
  if (method !== 'GET' && body === undefined) {
    parts.push('-X', method);
  }
  if (token.get()) {
    parts.push('-H "Authorization: Bearer $CONTROL_TOKEN"');
  }
  if (body !== undefined) {
    parts.push("-H 'Content-Type: application/json'", '-d', quoted(JSON.stringify(body)));
  }
  parts.push(quoted(new URL(ROOT + path, document.baseURI).href));
  return parts.join(' ');
}

/** @param {string} text */
const quoted = (text) => /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/**
 * @typedef {object} Watcher
 * @property {(line: any) => void} line told of each line of the stream
 * @property {(state: 'lost' | 'locked' | 'full' | 'refused', why: string) => void} link told when there are no more lines;
 *     `refused` is the filter
 */

/** The stream. It comes back by itself when it is lost, and when it is silent. */
export class Stream {
  #turn = 0;
  #attempt = 0;
  #query = '';
  #abort = new AbortController();

  /** @param {Watcher} watcher */
  constructor(watcher) {
    this.watcher = watcher;
  }

  /**
   * Begins, or begins anew with another filter.
   * @param {string} [query]
   */
  async open(query = this.#query) {
    this.#query = query;
    const turn = ++this.#turn;
    this.#abort.abort();
    while (turn === this.#turn) {
      this.#abort = new AbortController();
      const [state, why] = await this.#follow(this.#abort);
      if (turn !== this.#turn) {
        return;
      }
      this.watcher.link(state, why);
      if (state === 'refused') {
        this.#query = '';
        continue;
      }
      await new Promise((resume) => setTimeout(resume, Math.min(FIRST_WAIT_MS * 2 ** this.#attempt++, LONGEST_WAIT_MS)));
    }
  }

  get isFiltered() {
    return this.#query !== '';
  }

  /** Ends: a browser has six connections for one server, and a tab that is not seen needs none. */
  close() {
    this.#turn++;
    this.#abort.abort();
  }

  /**
   * @param {AbortController} abort
   * @returns {Promise<['lost' | 'locked' | 'full' | 'refused', string]>} how it ended, and why
   */
  async #follow(abort) {
    const silent = () => abort.abort('the server is silent');
    let patience = setTimeout(silent, SILENCE_MS);
    try {
      const answer = await fetch(`${ROOT}live${this.#query}`, { headers: headers(), signal: abort.signal });
      if (answer.status === 401) {
        return ['locked', 'it needs the control token'];
      }
      if (!answer.ok || !answer.body) {
        const { detail } = await answer.json().catch(() => ({}));
        return [answer.status === 400 && this.#query ? 'refused' : 'lost', detail ?? `the server answers with ${answer.status}`];
      }
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(patience);
        patience = setTimeout(silent, SILENCE_MS);
        const lines = (rest + part.value).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines.map((text) => JSON.parse(text))) {
          if (line.kind === 'full') {
            return ['full', `${line.watchers} pages look on already`];
          }
          this.#attempt = 0;
          this.watcher.line(line);
        }
      }
      return ['lost', 'the server has ended'];
    } catch {
      return ['lost', abort.signal.aborted ? String(abort.signal.reason) : 'the server is away'];
    } finally {
      clearTimeout(patience);
    }
  }
}
