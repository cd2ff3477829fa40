// The chart of one symbol. What is drawn is kept for each symbol, so that going back shows it again.

import { CandlestickSeries, LineSeries, LineType, createChart } from './lightweight-charts.mjs';
import { newYork } from './elements.js';

const MOST_POINTS = 2_000;
// Where so many come at once, drawing all anew costs less than one after the other.
const MANY = 40;

/** @typedef {{ time: any, value: number }} Point */
/** @typedef {{ time: any, open: number, high: number, low: number, close: number }} Candle */
/** @typedef {{ trades: Point[], bids: Point[], asks: Point[], A: Candle[], AM: Candle[] }} History */

/** @param {string} name */
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class Chart {
  /** @type {Map<string, History>} */
  #histories = new Map();
  /** @type {Set<string>} */
  #remembered = new Set();
  #symbol = '';
  #kind = 'trades';
  /** @type {Partial<Record<keyof History, any>>} */
  #series = {};

  /** @param {HTMLElement} where */
  constructor(where) {
    this.chart = createChart(where, {
      autoSize: true,
      localization: { timeFormatter: (/** @type {number} */ time) => `${newYork(time)} New York` },
      layout: { attributionLogo: false, background: { color: 'transparent' } },
      timeScale: {
        timeVisible: true,
        secondsVisible: true,
        rightOffset: 4,
        tickMarkFormatter: (/** @type {any} */ time) => newYork(time),
      },
    });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', () => this.#dress());
    this.#dress();
  }

  /**
   * @param {string} symbol
   * @param {string} kind `trades`, `A` or `AM`
   */
  show(symbol, kind) {
    this.#symbol = symbol;
    this.#kind = kind;
    this.#dress();
    this.chart.timeScale().scrollToRealTime();
  }

  /** Nothing that is drawn is true any more: another server answers. */
  forget() {
    this.#histories.clear();
    this.#remembered.clear();
    this.#dress();
  }

  /** @param {string} symbol */
  knowsThePastOf(symbol) {
    return this.#remembered.has(symbol);
  }

  /**
   * What was before the first that is drawn.
   * @param {string} symbol
   * @param {any[]} events in their order
   */
  remember(symbol, events) {
    this.#remembered.add(symbol);
    const past = emptyHistory();
    events.flatMap(pointsOf).forEach(([name, point]) => keep(past[name], point));
    const known = this.#history(symbol);
    for (const name of /** @type {(keyof History)[]} */ (Object.keys(known))) {
      const first = known[name][0]?.time ?? Infinity;
      const points = [...past[name].filter((point) => point.time < first), ...known[name]].slice(-MOST_POINTS);
      known[name] = /** @type {any} */ (points);
    }
    if (symbol === this.#symbol) {
      this.#dress();
    }
  }

  /** @returns {number} how many points are drawn */
  get points() {
    return Object.keys(this.#series).reduce((sum, name) => sum + this.#history(this.#symbol)[/** @type {keyof History} */ (name)].length, 0);
  }

  /** @param {any[]} events in their order */
  add(events) {
    /** @type {Map<keyof History, any[]>} */
    const fresh = new Map();
    for (const event of events) {
      for (const [name, point] of pointsOf(event)) {
        const isNew = keep(this.#history(event.sym)[name], point);
        if (isNew && event.sym === this.#symbol) {
          fresh.set(name, [...fresh.get(name) ?? [], point]);
        }
      }
    }
    for (const [name, points] of fresh) {
      if (points.length > MANY) {
        this.#series[name]?.setData(this.#history(this.#symbol)[name]);
      } else {
        points.forEach((point) => this.#series[name]?.update(point));
      }
    }
  }

  /**
   * @param {string} symbol
   * @returns {History}
   */
  #history(symbol) {
    let history = this.#histories.get(symbol);
    if (!history) {
      history = emptyHistory();
      this.#histories.set(symbol, history);
    }
    return history;
  }

  /** Series are made anew, in the colours of the moment. */
  #dress() {
    Object.values(this.#series).forEach((series) => this.chart.removeSeries(series));
    const rule = color('--rule');
    this.chart.applyOptions({
      layout: { textColor: color('--faint') },
      grid: { vertLines: { color: rule }, horzLines: { color: rule } },
      timeScale: { borderColor: rule },
      rightPriceScale: { borderColor: rule },
    });
    this.#series = this.#kind === 'trades' ? this.#lines() : { [this.#kind]: this.#candles() };
    for (const [name, series] of Object.entries(this.#series)) {
      series.setData(this.#history(this.#symbol)[/** @type {keyof History} */ (name)]);
    }
  }

  #lines() {
    const quote = { lineWidth: /** @type {1} */ (1), lineType: LineType.WithSteps, lastValueVisible: false, priceLineVisible: false };
    return {
      bids: this.chart.addSeries(LineSeries, { ...quote, color: color('--bid') }),
      asks: this.chart.addSeries(LineSeries, { ...quote, color: color('--ask') }),
      trades: this.chart.addSeries(LineSeries, { lineWidth: 2, color: color('--accent') }),
    };
  }

  #candles() {
    const up = color('--good');
    const down = color('--bad');
    return this.chart.addSeries(CandlestickSeries, {
      upColor: up, wickUpColor: up, borderUpColor: up, downColor: down, wickDownColor: down, borderDownColor: down,
    });
  }
}

/** @returns {History} */
const emptyHistory = () => ({ trades: [], bids: [], asks: [], A: [], AM: [] });

/**
 * @param {any} event
 * @returns {[keyof History, any][]}
 */
function pointsOf(event) {
  switch (event.ev) {
    case 'T':
      return isNumber(event.p) ? [['trades', { time: event.t / 1_000, value: event.p }]] : [];
    case 'Q':
      return [['bids', { time: event.t / 1_000, value: event.bp }], ['asks', { time: event.t / 1_000, value: event.ap }]];
    case 'A':
    case 'AM':
      return isNumber(event.o) ? [[event.ev, { time: event.s / 1_000, open: event.o, high: event.h, low: event.l, close: event.c }]] : [];
    default:
      return [];
  }
}

/** @param {any} value */
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/**
 * @param {any[]} points
 * @param {any} point
 * @returns {boolean} whether it is drawn: what comes late is not, nor what is no price
 */
function keep(points, point) {
  const last = points.at(-1);
  if (!isNumber(point.time) || !isNumber(point.value ?? point.close) || (last && last.time > point.time)) {
    return false;
  }
  if (last && last.time === point.time) {
    points.pop();
  }
  points.push(point);
  if (points.length > MOST_POINTS) {
    points.shift();
  }
  return true;
}
