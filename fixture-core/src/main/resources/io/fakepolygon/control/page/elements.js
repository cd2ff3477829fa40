// Elements, text and numbers. Whatever comes from a client or a market goes in as text.

/**
 * @param {string} id
 * @returns {any} an element of this page, which is there
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`This page has no #${id}`);
  }
  return found;
}

/**
 * @param {string} tag
 * @param {Record<string, any>} properties
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/**
 * Sets a text only where it changes, so that what is selected stays selected.
 * @param {HTMLElement} where
 * @param {string} text
 */
export function say(where, text) {
  if (where.textContent !== text) {
    where.textContent = text;
  }
}

const NEW_YORK = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** @param {number} seconds since 1970 */
export const newYork = (seconds) => NEW_YORK.format(new Date(seconds * 1_000));

/** @param {number} count */
export const count = (count) => count.toLocaleString('en-US');

/**
 * @param {number} many
 * @param {string} noun in the singular
 */
export const counted = (many, noun) => `${count(many)} ${noun}${many === 1 ? '' : 's'}`;

/** @param {number} bytes */
export function size(bytes) {
  return bytes < 10_000 ? `${count(bytes)} B`
    : bytes < 10_000_000 ? `${count(Math.round(bytes / 1_000))} kB`
    : `${count(Math.round(bytes / 1_000_000))} MB`;
}

/** @param {number} ms */
export const duration = (ms) => ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;

/** @param {number} usd */
export const price = (usd) => usd.toFixed(usd < 1 ? 4 : 2);

/**
 * @param {HTMLButtonElement} button
 * @param {() => string} text
 */
export function copies(button, text) {
  const label = button.textContent;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed here';
    }
    setTimeout(() => { button.textContent = label; }, 1_500);
  });
}
