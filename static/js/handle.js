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

export class StartHandle {
  #knob = svg('g', { role: 'slider', tabindex: 0, class: 'start' },
    svg('circle', { class: 'start-touch', r: 22 }),
    svg('circle', { class: 'start-ring', r: 11 }),
    svg('text', { class: 'start-name', y: 27, 'text-anchor': 'middle' }, 'start'));
  #layer = svg('svg', { class: 'handles', hidden: true }, this.#knob);
  /** @type {{panel: import('./view.js').Panel, start: number[], kinks: number[]}|null} */
  #now = null;
  #box;
  #onMove;

  /** @param {HTMLElement} box @param {(text: string) => void} onMove told the start as the link says it */
  constructor(box, onMove) {
    this.#box = box;
    this.#onMove = onMove;
    box.append(this.#layer);
    this.#knob.addEventListener('pointerdown', (event) => this.#grab(event));
    this.#knob.addEventListener('pointermove', (event) => this.#drag(event));
    this.#knob.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
    this.#knob.addEventListener('keydown', (event) => this.#nudge(event));
  }

  /** @param {{panel: import('./view.js').Panel, start: number[], kinks: number[]}} now @param {number} value F at the start */
  place(now, value) {
    this.#now = now;
    const at = now.start.length === 1 ? now.panel.toPixel(now.start[0], value) : now.panel.toPixel(...now.start);
    const [x, y] = held(now.panel, at);
    this.#knob.classList.toggle('is-away', x !== at[0] || y !== at[1]);
    const attributes = { transform: `translate(${x} ${y})`, ...spoken(now) };
    Object.entries(attributes).forEach(([name, text]) => this.#knob.setAttribute(name, text));
    this.#layer.removeAttribute('hidden');
  }

  hide() { this.#layer.setAttribute('hidden', ''); }

  #grab(event) {
    this.#knob.setPointerCapture(event.pointerId);
    event.preventDefault();
    this.#knob.focus();
  }

  #drag({ pointerId, clientX, clientY }) {
    if (!this.#knob.hasPointerCapture(pointerId)) return;
    const { left, top } = this.#box.getBoundingClientRect();
    this.#onMove(startText(this.#now, this.#now.panel.toData(clientX - left, clientY - top)));
  }

  #nudge(event) {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    this.#onMove(nudged(this.#now, KEYS[event.key], event.shiftKey ? 10 : 1));
  }
}

/** A mark that has left the panel waits at its edge. @param {import('./view.js').Panel} panel @param {[number, number]} at */
export function held({ left, top, width, height }, [x, y]) {
  return [Math.min(Math.max(x, left), left + width), Math.min(Math.max(y, top), top + height)];
}

function spoken({ panel, start }) {
  return {
    'aria-label': 'Start of the descent', 'aria-valuetext': formatVector(start), 'aria-valuenow': linkNumber(start[0], 6),
    'aria-valuemin': panel.range[0][0], 'aria-valuemax': panel.range[0][1],
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
