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
  slider.addEventListener('input', (event) => {
    event.stopPropagation();
    box.value = insideOpenEnds(fromNotch(Number(slider.value), scale), box.dataset, Number(slider.value));
    slider.setAttribute('aria-valuetext', formatNumber(Number(box.value)));
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  slider.addEventListener('change', (event) => { event.stopPropagation(); box.dispatchEvent(new Event('change', { bubbles: true })); });
  box.addEventListener('input', () => { if (document.activeElement !== slider) follow(); });
  box.addEventListener('follow', follow);
  follow();
  box.before(slider);
  box.parentElement.classList.add('has-slider');
}
