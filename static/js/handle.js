/** @file The start, to be taken by mouse, finger or arrow keys. */
import { svg } from './dom.js';
import { formatVector, linkNumber } from './number.js';

const SNAP = 6;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/** A round step of about a 400th of the range: 0.01 on [−2, 2]. @param {[number, number]} range */
export function grain([low, high]) {
  return 10 ** Math.round(Math.log10((high - low) / 400));
}

/** A value on the grain; on a kink when that is within reach. @param {number} value @param {[number, number]} range @param {number[]} kinks @param {number} reach */
export function snapped(value, range, kinks = [], reach = 0) {
  const kink = kinks.find((theta) => Math.abs(theta - value) <= reach);
  if (kink !== undefined) return String(kink);
  const size = grain(range);
  return linkNumber(Math.round(value / size) * size, 12);
}

/**
 * @param {HTMLElement} box
 * @param {{onMove: (text: string) => void}} handlers `text` is the start as the link says it
 */
export function createHandle(box, { onMove }) {
  const ring = svg('circle', { class: 'start-ring', r: 11 });
  const knob = svg('g', { role: 'slider', tabindex: 0, class: 'start' }, svg('circle', { class: 'start-touch', r: 22 }), ring, svg('text', { class: 'start-name', y: 27, 'text-anchor': 'middle' }, 'start'));
  const layer = svg('svg', { class: 'handles', hidden: true }, knob);
  box.append(layer);
  /** @type {{panel: import('./view.js').Panel|null, start: number[], kinks: number[]}} */
  const now = { panel: null, start: [], kinks: [] };
  knob.addEventListener('pointerdown', (event) => { knob.setPointerCapture(event.pointerId); event.preventDefault(); knob.focus(); });
  knob.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
  knob.addEventListener('pointermove', (event) => {
    if (!knob.hasPointerCapture(event.pointerId)) return;
    const { left, top } = box.getBoundingClientRect();
    onMove(startText(now, now.panel.toData(event.clientX - left, event.clientY - top)));
  });
  knob.addEventListener('keydown', (event) => {
    const by = KEYS[event.key];
    if (!by || !now.panel) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(nudged(now, by, event.shiftKey ? 10 : 1));
  });
  return {
    place(panel, start, value, kinks) {
      place(knob, Object.assign(now, { panel, start, kinks }), value);
      layer.removeAttribute('hidden');
    },
  };
}

/** The start at a place of the panel, as text for the link; a point of one parameter has one number. */
export function startText({ panel, start, kinks }, point) {
  const reach = SNAP * (panel.range[0][1] - panel.range[0][0]) / panel.width;
  return start.map((_, i) => snapped(point[i], panel.range[i], start.length === 1 ? kinks : [], reach)).join(',');
}

function nudged({ panel, start }, by, times) {
  const signs = start.length === 1 ? [by[0] + by[1]] : by;
  return start.map((value, i) => {
    const size = grain(panel.range[i]);
    return linkNumber(Math.round((value + signs[i] * times * size) / size) * size, 12);
  }).join(',');
}

function place(knob, { panel, start }, value) {
  const at = start.length === 1 ? panel.toPixel(start[0], value) : panel.toPixel(start[0], start[1]);
  const [left, top] = [panel.left, panel.top];
  const x = Math.min(Math.max(at[0], left), left + panel.width);
  const y = Math.min(Math.max(at[1], top), top + panel.height);
  knob.classList.toggle('is-away', x !== at[0] || y !== at[1]);
  const attributes = {
    transform: `translate(${x} ${y})`, 'aria-label': 'Start of the descent', 'aria-valuetext': formatVector(start),
    'aria-valuemin': panel.range[0][0], 'aria-valuemax': panel.range[0][1], 'aria-valuenow': linkNumber(start[0], 6),
  };
  Object.entries(attributes).forEach(([name, text]) => knob.setAttribute(name, text));
}
