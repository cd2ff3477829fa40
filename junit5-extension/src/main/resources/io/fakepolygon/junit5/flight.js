'use strict';
// All that was recorded is untrusted: it comes into the page as text, never as markup.
const flight = JSON.parse(document.getElementById('flight').textContent);
const entries = inMarketOrder(flight.journal.entries).map((entry, index) => ({...entry, index, frame: frameOf(entry)}));
const KINDS = ['connected', 'said', 'told', 'struck', 'ended', 'moved', 'ordered'];
const FOLDED_FROM = 60, SHOWN_FIRST = 12, SHOWN_LAST = 30;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function copyButton(text, what = 'Copy') {
  const button = element('button', {type: 'button', textContent: what});
  const say = words => {
    button.textContent = words;
    setTimeout(() => { button.textContent = what; }, 1200);
  };
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch (refused) { // As some browsers do for pages from a file.
      const area = element('textarea', {value: text});
      document.body.append(area);
      area.select();
      say(document.execCommand('copy') ? 'Copied' : 'Not allowed here');
      area.remove();
    }
  };
  return button;
}

function copied(text) {
  return element('div', {className: 'copied'}, element('pre', {textContent: text}), copyButton(text));
}

function count(number, one) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : one.replace(/y$/, 'ie') + 's'}`;
}

// Several steps are handed to one connection before the next: side by side they read by market time.
function inMarketOrder(all) {
  const ordered = [];
  let run = [];
  const end = () => { ordered.push(...run.sort((one, next) => Date.parse(one.at) - Date.parse(next.at))); run = []; };
  for (const entry of all) {
    if (entry.kind === 'told') run.push(entry);
    else { end(); ordered.push(entry); }
  }
  end();
  return ordered;
}

// ---- what an entry means

function frameOf(entry) {
  if (entry.kind !== 'said' && entry.kind !== 'told') return null;
  try { return JSON.parse(entry.text); } catch (broken) { return null; }
}

function messages(entry) {
  return Array.isArray(entry.frame) ? entry.frame.filter(one => one && typeof one === 'object') : [];
}

function isStatus(entry) {
  return messages(entry).length > 0 && messages(entry).every(one => one.ev === 'status');
}

function topicOf(message) {
  return message.ev && message.ev !== 'status' ? `${message.ev}.${message.sym ?? message.T ?? '?'}` : null;
}

function topicsOf(entry) {
  if (entry.kind === 'said' && entry.frame && /subscribe$/.test(entry.frame.action)) {
    return String(entry.frame.params).split(',').map(topic => topic.trim());
  }
  return messages(entry).flatMap(message => message.ev === 'status'
    ? [...String(message.message).matchAll(/subscribed to: (\S+)/g)].map(found => found[1])
    : [topicOf(message)]).filter(Boolean);
}

function messageInShort(message) {
  switch (message.ev) {
    case 'status': return message.message || message.status;
    case 'T': return `T ${message.sym} ${message.p} × ${message.s}`;
    case 'Q': return `Q ${message.sym} ${message.bp} / ${message.ap}`;
    case 'A': case 'AM': return `${message.ev} ${message.sym} o ${message.o} h ${message.h} l ${message.l} c ${message.c} v ${message.v}`;
    case 'LULD': return `LULD ${message.T} ${message.l} – ${message.h}`;
    default: return JSON.stringify(message);
  }
}

function inShort(entry) {
  const all = messages(entry);
  switch (entry.kind) {
    case 'said': return entry.frame && entry.frame.action ? `→ ${entry.frame.action} ${entry.frame.params}` : `→ ${entry.text}`;
    case 'told': return '← ' + (all.length === 0 ? entry.text
      : all.slice(0, 3).map(messageInShort).join(' · ') + (all.length > 3 ? ` · and ${all.length - 3} more` : ''));
    case 'struck': return `⚡ ${entry.text}`;
    case 'connected': return `● connected from ${entry.text}`;
    case 'ended': return `○ ended: ${entry.text}`;
    default: return moveInShort(entry);
  }
}

function moveInShort(entry) {
  const move = /^advanced to (\S+), (\w+)$/.exec(entry.text);
  if (!move) return (entry.kind === 'moved' ? '» ' : '⚡ ') + entry.text;
  const ms = Date.parse(move[1]) - Date.parse(entry.at);
  return `» +${span(ms)}${move[2] === 'queued' ? ', queued' : ''} → ${clockTime(move[1])}`;
}

function span(ms) {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 120000) return `${ms / 1000} s`;
  return ms < 7200000 ? `${Math.round(ms / 600) / 100} min` : `${Math.round(ms / 36000) / 100} h`;
}

function clockTime(instant) {
  const time = instant.slice(11, -1);
  return time.includes('.') ? time.slice(0, 15) : time + '.000';
}

function looksBad(entry) {
  return isStatus(entry) && messages(entry).some(one => /fail|error|max_conn|timeout|required/.test(one.status + one.message));
}

// ---- the head

function showHead() {
  const head = document.getElementById('head');
  document.title = `Flight of ${flight.test}`;
  const fact = (name, value) => element('div', {}, element('span', {textContent: name}), element('strong', {className: 'mono', textContent: value}));
  const file = decodeURIComponent(location.pathname.split('/').pop() || 'flight.html');
  head.append(
    element('div', {className: 'faint', textContent: 'FakePolygon flight recorder' + (flight.market ? `, market ${flight.market}` : '')}),
    element('h1', {textContent: flight.test}),
    element('div', {className: 'faint', textContent: flight.displayName === flight.test ? '' : flight.displayName}),
    element('div', {className: 'failure'}, element('strong', {textContent: flight.failure.type}),
      element('pre', {textContent: flight.failure.message})),
    element('div', {className: 'facts'},
      fact('seed', flight.seed), fact('market time at the failure', flight.marketTime),
      fact('runs', flight.backend), fact('connections', String(flight.connections.length)),
      fact('faults ordered', String(flight.faults.length))),
    copied(flight.annotation),
    copied(`./fake-polygon replay ${/^[\w.#\/-]+$/.test(file) ? file : "'" + file.replaceAll("'", "'\\''") + "'"}`));
}

// ---- who held what, and when

function showSubscriptions() {
  const section = document.getElementById('subscriptions');
  const holdings = flight.connections.flatMap(one => one.holdings.map(holding => ({...holding, connection: one.number})));
  section.append(element('h2', {textContent: 'Subscriptions in market time'}));
  if (holdings.length === 0) {
    section.append(element('div', {className: 'card faint', textContent: 'Nobody held a topic.'}));
    return;
  }
  const end = Date.parse(flight.marketTime);
  const begin = Math.min(...entries.map(entry => Date.parse(entry.at)), ...holdings.map(one => Date.parse(one.from)), end);
  const share = instant => end === begin ? 0 : Math.max(0, Math.min(100, (Date.parse(instant) - begin) / (end - begin) * 100));
  const card = element('div', {className: 'card'});
  for (const one of holdings.slice(0, 200)) {
    const bar = element('div');
    const from = share(one.from), to = end === begin ? 100 : share(one.to ?? flight.marketTime);
    bar.style.left = `${Math.min(from, 99)}%`;
    bar.style.width = `${to - from}%`;
    card.append(element('div', {className: 'holding'},
      element('span', {className: 'faint', textContent: `connection ${one.connection}`}),
      element('span', {className: 'mono', textContent: one.topic}),
      element('div', {className: 'track'}, bar),
      element('span', {className: 'mono faint', textContent: `${clockTime(one.from)} – ${one.to ? clockTime(one.to) : 'the end'}`})));
  }
  if (holdings.length > 200) card.append(element('div', {className: 'faint', textContent: `and ${holdings.length - 200} more, in the JSON file`}));
  section.append(card);
}

function showFaults() {
  if (flight.faults.length === 0) return;
  const card = element('div', {className: 'card mono'});
  for (const one of flight.faults) {
    card.append(element('div', {className: one.strikes ? 'strike' : '',
      textContent: `order ${one.order}: ${one.fault} — struck ${count(one.strikes, 'time')}${one.over ? ', over' : ''}`}));
  }
  document.getElementById('faults').append(element('h2', {textContent: 'Faults'}), card);
}

// ---- the lanes

const lanes = [0, ...flight.connections.map(one => one.number)];
const wanted = {text: '', topic: '', lanes: new Set(lanes), kinds: new Set(KINDS)};
const unfolded = new Set();
const opened = new Set();
const body = element('div', {className: 'lanes'});
const tally = element('span', {className: 'faint'});

function isWanted(entry) {
  return wanted.lanes.has(entry.connection) && wanted.kinds.has(entry.kind)
    && (!wanted.topic || topicsOf(entry).includes(wanted.topic))
    && (!wanted.text || entry.text.toLowerCase().includes(wanted.text));
}

function showJournal() {
  const section = document.getElementById('journal');
  const left = flight.journal.leftOut
    ? `${count(flight.journal.leftOut, 'entry')} left out: the oldest frames that clients were told. `
    : '';
  section.append(
    element('h2', {textContent: 'What happened, in order'}),
    element('div', {className: 'faint', textContent: left
      + (flight.journal.complete ? '' : 'The server had forgotten older entries. ')
      + '→ said by the client, ← told by the server. Click a line for the whole of it. A rule is drawn where market time moves on.'}),
    filters(),
    element('div', {className: 'scroll'}, body));
  draw();
}

function filters() {
  const bar = element('div', {className: 'filters'});
  const search = element('input', {type: 'search', placeholder: 'Text in a frame'});
  search.oninput = () => { wanted.text = search.value.toLowerCase(); draw(); };
  const topics = [...new Set(entries.flatMap(topicsOf))].sort();
  const choose = element('select', {}, element('option', {value: '', textContent: 'all topics'}),
    ...topics.map(topic => element('option', {value: topic, textContent: topic})));
  choose.onchange = () => { wanted.topic = choose.value; draw(); };
  bar.append(search, choose);
  const present = new Set(entries.map(entry => entry.kind));
  for (const kind of KINDS.filter(one => present.has(one))) bar.append(tick(kind, wanted.kinds, kind));
  if (lanes.length > 2) for (const lane of lanes.slice(1)) bar.append(tick(`connection ${lane}`, wanted.lanes, lane));
  bar.append(tally);
  return bar;
}

function tick(name, set, value) {
  const box = element('input', {type: 'checkbox', checked: true});
  box.onchange = () => { box.checked ? set.add(value) : set.delete(value); draw(); };
  return element('label', {}, box, name);
}

// A stretch is what stands between two moves of the clock; a long one is folded.
function stretches(all) {
  const found = [];
  for (const entry of all) {
    if (found.length === 0 || entry.kind === 'moved') found.push([]);
    found[found.length - 1].push(entry);
  }
  return found;
}

function draw() {
  const shown = entries.filter(isWanted);
  const visible = lanes.filter(lane => wanted.lanes.has(lane));
  body.style.setProperty('--lanes', visible.length);
  tally.textContent = shown.length === entries.length ? count(shown.length, 'entry') : `${shown.length} of ${count(entries.length, 'entry')}`;
  const rows = [laneNames(visible)];
  let before = null;
  const add = entry => {
    rows.push(row(entry, visible, before === null || before.at !== entry.at));
    before = entry;
    if (opened.has(entry.index)) rows.push(detail(entry));
  };
  for (const stretch of stretches(shown)) {
    const key = stretch[0].index;
    if (stretch.length < FOLDED_FROM || unfolded.has(key)) {
      stretch.forEach(add);
      continue;
    }
    stretch.slice(0, SHOWN_FIRST).forEach(add);
    const folded = stretch.slice(SHOWN_FIRST, -SHOWN_LAST);
    const button = element('button', {type: 'button',
      textContent: `Show ${count(folded.length, 'entry')} from ${clockTime(folded[0].at)} to ${clockTime(folded[folded.length - 1].at)}`});
    button.onclick = () => { unfolded.add(key); draw(); };
    const struck = folded.filter(entry => entry.kind === 'struck').length;
    rows.push(element('div', {className: 'more'}, button,
      element('span', {className: 'strike', textContent: struck ? `  ${count(struck, 'strike')} of a fault in it` : ''})));
    stretch.slice(-SHOWN_LAST).forEach(add);
  }
  body.replaceChildren(...rows);
}

function laneNames(visible) {
  const name = lane => {
    const one = flight.connections.find(connection => connection.number === lane);
    return one
      ? element('div', {}, `connection ${lane}`, element('small', {textContent: [one.userAgent.split('/')[0].slice(0, 40), one.remoteAddress].filter(Boolean).join(', '), title: one.userAgent}))
      : element('div', {textContent: 'clock'});
  };
  return element('div', {className: 'row names'}, element('div', {textContent: '#'}),
    element('div', {}, 'market time', element('small', {textContent: flight.marketTime.slice(0, 10)})), ...visible.map(name));
}

function row(entry, visible, isNewInstant) {
  const button = element('button', {type: 'button', textContent: inShort(entry), title: entry.text.slice(0, 400),
    className: `entry ${entry.kind}${isStatus(entry) ? ' status' : ''}${looksBad(entry) ? ' failed' : ''}`});
  button.onclick = () => { opened.has(entry.index) ? opened.delete(entry.index) : opened.add(entry.index); draw(); };
  return element('div', {className: `row${isNewInstant ? ' ruler' : ''}`},
    element('div', {className: 'number', textContent: entry.index + 1}),
    element('div', {className: 'time', textContent: isNewInstant ? clockTime(entry.at) : ''}),
    ...visible.map(lane => element('div', {}, ...(lane === entry.connection ? [button] : []))));
}

function detail(entry) {
  const strikes = entry.kind === 'struck'
    ? flight.strikes.filter(one => one.connection === entry.connection && one.at === entry.at) : [];
  const pretty = [entry.frame === null ? entry.text : JSON.stringify(entry.frame, null, 2),
    ...strikes.map(one => `order ${one.order}: ${one.note}\ndue  ${one.due.join('\n     ') || 'nothing'}\nsent ${one.sent.join('\n     ') || 'nothing'}`)].join('\n\n');
  return element('div', {className: 'detail'},
    element('span', {className: 'faint', textContent: `${entry.kind}, ${entry.at}  `}), copyButton(entry.text, 'Copy as it was'),
    element('pre', {textContent: pretty}));
}

showHead();
showSubscriptions();
showFaults();
showJournal();
