/** @file A slider beside each number: logarithmic where the schema says so. The box is the truth, the slider a hand. */
import { h } from './dom.js';
import { formatNumber, linkNumber } from './number.js';

const NOTCHES = 400;
/** How far from the default a slider reaches, as factors. */
const REACH = { low: 1 / 300, high: 30, tinyHigh: 1e6, linearHigh: 4 };
const TINY = 1e-4;

/**
 * Ends of a slider, from what the schema says and, where it says nothing, around the default.
 * @param {DOMStringMap|Record<string, string|undefined>} data
 * @returns {{low: number, high: number, isLog: boolean, isInteger: boolean}|null} null where no slider makes sense
 */
export function sliderScale(data) {
  const isLog = data.scale === 'log';
  const around = Math.abs(Number(data.default)) || 1;
  const read = (text, otherwise) => (text === undefined || text === '' ? otherwise : Number(text));
  const far = around * (isLog ? (around < TINY ? REACH.tinyHigh : REACH.high) : REACH.linearHigh);
  const least = read(data.min, read(data.above, isLog ? 0 : null));
  const low = isLog ? Math.max(least, around * REACH.low) : least;
  const high = read(data.softMax, Math.min(read(data.max, read(data.below, far)), far));
  return low === null || !(low < high) ? null : { low, high, isLog, isInteger: data.number === 'integer' };
}

/** Notch of a value, and back. @param {number} value @param {{low: number, high: number, isLog: boolean}} scale */
export function toNotch(value, { low, high, isLog }) {
  const share = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Number.isFinite(share) ? Math.round(Math.min(Math.max(share, 0), 1) * NOTCHES) : 0;
}

/** @param {number} notch @param {{low: number, high: number, isLog: boolean, isInteger: boolean}} scale @returns {string} text for the link */
export function fromNotch(notch, { low, high, isLog, isInteger }) {
  const share = notch / NOTCHES;
  const value = isLog ? low * (high / low) ** share : low + (high - low) * share;
  return isInteger ? String(Math.round(value)) : linkNumber(value, isLog ? 2 : 3);
}

/** An open end stays open: the slider stops just short of it. @param {string} text @param {DOMStringMap} data @param {number} notch */
export function insideOpenEnds(text, data, notch) {
  if (data.above !== undefined && Number(text) <= Number(data.above)) return String(Number(data.above) + 10 ** -3);
  if (data.below !== undefined && Number(text) >= Number(data.below)) return notch === NOTCHES ? linkNumber(Number(data.below) - 10 ** -3, 12) : text;
  return text;
}

/**
 * Notches to know ahead: some next to each other around one, the others evenly spread over all.
 * @param {number} notch @param {number} most @returns {number[]} ascending
 */
export function around(notch, most) {
  const near = Math.max(1, Math.floor(most / 10)); // a pixel is some notches: more are for the keyboard
  const gaps = most - 2 * near - 2;
  const far = Array.from({ length: gaps + 1 }, (_, i) => Math.round(i * NOTCHES / gaps));
  return [...new Set([...row(notch, 2 * near + 1), ...far])].sort((a, b) => a - b);
}

/** So many notches next to each other, with one in their middle. @param {number} notch @param {number} most */
export function row(notch, most) {
  return Array.from({ length: most }, (_, i) => notch + i - Math.floor(most / 2)).filter((one) => one >= 0 && one <= NOTCHES);
}

/** The notch of a list that is nearest. @param {number[]} notches @param {number} notch */
export function nearest(notches, notch) {
  return notches.reduce((best, one) => (Math.abs(one - notch) < Math.abs(best - notch) ? one : best));
}

/**
 * A slider that is held, as whoever fetches its positions sees it.
 * @typedef {object} Held
 * @property {string} key of the link
 * @property {(most: number) => string[]} values near and far, as texts for the link
 * @property {(texts: string[]) => boolean} isAmong whether where it is held lies close among these
 * @property {(texts: string[]|null) => void} keepTo let it stop at these alone, until null sets it free
 */

/** Put a slider before a number box. @param {HTMLInputElement} box */
export function addSlider(box) {
  const scale = sliderScale(box.dataset);
  if (!scale) return;
  const label = box.labels[0];
  label.id ||= `${box.id}-label`;
  const slider = h('input', { type: 'range', min: 0, max: NOTCHES, step: 1, 'aria-labelledby': label.id, class: 'slider' });
  const follow = () => {
    slider.value = String(toNotch(Number(box.value), scale));
    slider.setAttribute('aria-valuetext', formatNumber(Number(box.value)));
  };
  const textAt = (notch) => insideOpenEnds(fromNotch(notch, scale), box.dataset, notch);
  /** @type {Map<number, string>|null} */
  let stops = null;
  slider.addEventListener('input', (event) => {
    event.stopPropagation();
    const notch = stops ? nearest([...stops.keys()], Number(slider.value)) : Number(slider.value);
    if (stops) slider.value = String(notch);
    box.value = stops?.get(notch) ?? textAt(notch);
    slider.setAttribute('aria-valuetext', formatNumber(Number(box.value)));
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  tellHeld(slider, box, {
    textAt,
    keepTo: (texts) => { stops = texts?.length ? new Map(texts.map((text) => [toNotch(Number(text), scale), text])) : null; },
  });
  slider.addEventListener('change', (event) => { event.stopPropagation(); box.dispatchEvent(new Event('change', { bubbles: true })); });
  box.addEventListener('input', () => { if (document.activeElement !== slider) follow(); });
  box.addEventListener('follow', follow);
  follow();
  box.before(slider);
  box.parentElement.classList.add('has-slider');
}

/** Says when a slider is taken, by pointer or by a key that is kept down. @param {HTMLInputElement} slider @param {HTMLInputElement} box */
function tellHeld(slider, box, { textAt, keepTo }) {
  const hold = (notch, notchesOf, keep) => {
    const values = (most) => [...new Set(notchesOf(notch, most).map(textAt))];
    const isAmong = (texts) => [notch - 1, notch, notch + 1].every((one) => one < 0 || one > NOTCHES || texts.includes(textAt(one)));
    slider.dispatchEvent(new CustomEvent('hold', { bubbles: true, detail: { key: box.name, values, isAmong, keepTo: keep } }));
  };
  slider.addEventListener('pointerdown', ({ offsetX, button }) => {
    if (button === 0) hold(Math.round(NOTCHES * Math.min(Math.max(offsetX / slider.clientWidth, 0), 1)), around, keepTo);
  });
  slider.addEventListener('keydown', ({ repeat, key }) => { if (repeat && key.startsWith('Arrow')) hold(Number(slider.value), row, () => {}); });
  slider.addEventListener('keyup', () => slider.dispatchEvent(new CustomEvent('letgo', { bubbles: true })));
}
