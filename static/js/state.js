/** @file The link is the state: form ↔ query string ↔ history. */
import { entryFor, linkAt } from './long_link.js';
import { linkNumber } from './number.js';

/** Keys that change no picture of the objective, only what descends on it. */
const DESCENT_ONLY = /^(run\.|start$|steps$|seed$)/;

/** @param {HTMLFormElement} form @returns {string} the link: what the form's enabled fields say, in their order */
export function readForm(form) {
  const params = new URLSearchParams(new FormData(form));
  params.delete('aside');
  return tidy(params);
}

/** A query string that keeps `:`, `,` and `/` readable, as they may stay. @param {URLSearchParams} params @returns {string} */
export function tidy(params) {
  return params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/');
}

/** Keys whose text differs between two links. @param {string} before @param {string} after @returns {string[]} */
export function changedKeys(before, after) {
  const [old, now] = [new URLSearchParams(before), new URLSearchParams(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
}

/**
 * The smallest part of the API that knows what changed, or null when the picture stays as it is.
 * @param {string} before link of what is shown @param {string} after link that is asked for
 * @param {string|null} shown window that is computed, as the link says it
 * @returns {'experiment'|'descent'|null}
 */
export function partFor(before, after, shown) {
  const keys = changedKeys(before, after).filter((key) => key !== 'frame');
  const isViewMoved = keys.includes('view') && new URLSearchParams(after).get('view') !== shown;
  const others = keys.filter((key) => key !== 'view');
  if (isViewMoved || others.some((key) => !DESCENT_ONLY.test(key))) return 'experiment';
  return others.length ? 'descent' : null;
}

/** A window as the link says it: "-3:3,-2:5"; null where there is none. @param {number[][]|undefined} window @returns {string|null} */
export function viewOf(window) {
  if (!window) return null;
  return window.map(([low, high]) => `${linkNumber(low, 6)}:${linkNumber(high, 6)}`).join(',');
}

/** The step that a link shows; null: the last one. @param {string} link @returns {number|null} */
export function frameIn(link) {
  const frame = new URLSearchParams(link).get('frame');
  return frame === null || frame === '' ? null : Number(frame);
}

/** The link with some keys set, or left out where the value is null. @param {string} link @param {Record<string, string|null>} changes */
export function withKeys(link, changes) {
  const params = new URLSearchParams(link);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) params.delete(key); else params.set(key, value);
  }
  return tidy(params);
}

/** Beyond so many characters the data of a link travel packed. */
const LONGEST_READABLE = 1900;

/**
 * The link as it is shared: long data as the answer's own link has them, if they are the answer's data.
 * @param {string} link @param {string} answered the link that was asked for @param {string} canonical the answer's own link
 */
export function shared(link, answered, canonical) {
  const data = (of) => new URLSearchParams(of).get('data');
  const isTheirs = link.length > LONGEST_READABLE && data(link) === data(answered) && data(canonical) !== null;
  return isTheirs ? withKeys(link, { data: data(canonical) }) : link;
}

/** The link without one run. @param {string} link @param {number|string} run @returns {string} */
export function withoutRun(link, run) {
  const own = (key) => key === `run.${run}` || key.startsWith(`run.${run}.`);
  return tidy(new URLSearchParams([...new URLSearchParams(link)].filter(([key]) => !own(key))));
}

/** The link with one more run, a first guess that the reader then changes. @param {string} link @param {number|string} run */
export function withRun(link, run) {
  const size = [...new URLSearchParams(link)].find(([key]) => key.endsWith('.step.size'))?.[1];
  return withKeys(link, { [`run.${run}`]: 'adam', ...(size && { [`run.${run}.step.size`]: size }) });
}

/**
 * Writes the address bar: at once, then at most once in `wait` ms while a control moves, for browsers refuse more.
 * @param {{history: History, location: Location, setTimeout: typeof setTimeout, clearTimeout: typeof clearTimeout}} window
 */
export class AddressBar {
  #window;
  #wait;
  #onWrite;
  #here;
  #waiting = null;
  #timer = null;

  /** @param {(link: string) => void} [onWrite] told every link that is written */
  constructor(window, wait = 300, onWrite = () => {}) {
    this.#window = window;
    this.#wait = wait;
    this.#onWrite = onWrite;
    this.#here = linkAt(window);
  }

  /** The link that the entry has kept because its address cannot hold it, such as after a reload; else null. */
  get kept() { return this.#window.history.state?.link ?? null; }

  /** Be told of other entries, and written before the page can be left. @param {(link: string) => void} onArrive */
  listen(onArrive) {
    this.#window.addEventListener('click', () => this.flush(), { capture: true });
    this.#window.addEventListener('popstate', () => {
      const link = this.arrive();
      if (link !== null) onArrive(link);
    });
  }

  /** @param {string} link */
  replace(link) {
    this.#waiting = link;
    if (this.#timer === null) this.flush();
  }

  /** A new entry; what is still to be written belongs to the old one. @param {string} link */
  push(link) {
    this.flush();
    this.#write('pushState', link);
  }

  /** Write now what waits, such as before the page is left. */
  flush() {
    this.#window.clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting === null) return;
    this.#write('replaceState', this.#waiting);
    this.#waiting = null;
    this.#timer = this.#window.setTimeout(() => this.flush(), this.#wait);
  }

  /** The link that Back or Forward has led to; null when only the place in the page is another. @returns {string|null} */
  arrive() {
    if (linkAt(this.#window) === this.#here) return null;
    this.#waiting = null;
    this.#here = linkAt(this.#window);
    return this.#here;
  }

  #write(way, link) {
    const { search, state } = entryFor(link);
    this.#here = link;
    this.#window.history[way](state, '', search);
    this.#onWrite(link);
  }
}
