/** @file The samples, to be taken by mouse, finger or arrow keys: our own marks over Plotly's axes. */
import { svg } from './dom.js';
import { held } from './handle.js';

/** Beyond so many, only those near the pointer are marks of ours; and beyond so many, the Tab key visits one alone. */
const MANY = 200;
const TABBED = 25;
const REACH = { mouse: 13, other: 24 };
const NEAR = { reach: 36, most: 20 };
/** Pixels within which a hand that taps may tremble. */
const STILL = 3;

/**
 * What the marks show.
 * @typedef {object} Shown
 * @property {import('./view.js').Panel} panel
 * @property {[number, number][]} places in data coordinates
 * @property {(i: number) => {name: string, values: string, now: number, isOpen: boolean}} told
 */

export class DataHandles {
  #ground = svg('rect', { class: 'samples-ground' });
  #marks = svg('g');
  #said = svg('text', { class: 'sample-said', 'aria-hidden': 'true', 'text-anchor': 'middle' });
  #layer = svg('svg', { class: 'handles samples', role: 'group', 'aria-label': 'Samples', hidden: true }, this.#ground, this.#marks, this.#said);
  /** @type {Map<number, SVGElement>} */
  #drawn = new Map();
  /** @type {Shown|null} */
  #now = null;
  #near = [];
  #held = null;
  #isTaken = false;
  #on;
  #box;
  /** The sample that was last taken or focused; −1 for none. */
  active = -1;

  /**
   * @param {HTMLElement} box
   * @param {{onGrab: (i: number, at: [number, number]) => void, onDrag: (at: [number, number]) => void, onDrop: () => void, onTap: (i: number) => void,
   *   onGround: (at: [number, number]) => void, onKey: (i: number, event: KeyboardEvent) => void, onActive: () => void}} handlers pixels of the box
   */
  constructor(box, handlers) {
    this.#on = handlers;
    this.#box = box;
    box.append(this.#layer);
    this.#listen();
  }

  get isHeld() { return this.#held !== null; }

  /** Are there too many samples for a mark each? @param {number} count */
  static isCrowd(count) { return count > MANY; }

  /** @param {Shown} shown */
  show(shown) {
    this.#now = shown;
    const { left, top, width, height } = shown.panel;
    Object.entries({ x: left, y: top, width, height }).forEach(([name, value]) => this.#ground.setAttribute(name, value));
    this.#layer.removeAttribute('hidden');
    if (this.active >= shown.places.length) this.active = -1;
    this.#draw();
  }

  hide() { this.#layer.setAttribute('hidden', ''); }

  /** @param {number} i */
  focus(i) {
    this.active = i;
    this.#draw();
    this.#drawn.get(i)?.focus({ preventScroll: true });
    this.#on.onActive();
  }

  #listen() {
    const on = (type, listener, options) => this.#layer.addEventListener(type, listener, options);
    on('pointerdown', (event) => this.#grab(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#drop(event, true));
    on('pointercancel', (event) => this.#drop(event, false));
    on('pointerleave', () => this.#gather(null));
    on('click', (event) => { if (!this.#isTaken) this.#on.onGround(this.#at(event)); });
    on('touchstart', (event) => { if (this.#nearest(this.#at(event.touches[0]), REACH.other) >= 0) event.preventDefault(); }, { passive: false });
    on('keydown', (event) => this.#on.onKey(this.#indexOf(event.target), event));
    on('focusin', ({ target }) => { this.active = this.#indexOf(target); this.#draw(); this.#on.onActive(); });
    on('focusout', () => this.#say(-1));
  }

  #indexOf(target) { return Number(target.closest('.sample')?.dataset.sample ?? -1); }

  #at({ clientX, clientY }) {
    const { left, top } = this.#box.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  #pixel(i) { return held(this.#now.panel, this.#now.panel.toPixel(...this.#now.places[i])); }

  /** The nearest of those within reach, or −1. */
  #nearest([x, y], reach) {
    let [found, least] = [-1, reach];
    this.#now?.places.forEach((_, i) => {
      const [left, top] = this.#pixel(i);
      const distance = Math.hypot(left - x, top - y);
      if (distance <= least) [found, least] = [i, distance];
    });
    return found;
  }

  #grab(event) {
    const i = event.button === 0 ? this.#nearest(this.#at(event), event.pointerType === 'mouse' ? REACH.mouse : REACH.other) : -1;
    this.#isTaken = i >= 0;
    if (!this.#isTaken || this.#held) return;
    event.preventDefault();
    this.#layer.setPointerCapture(event.pointerId);
    this.#held = { pointer: event.pointerId, from: this.#at(event), isMoved: false };
    this.focus(i);
    this.#on.onGrab(i, this.#held.from);
  }

  #move(event) {
    const at = this.#at(event);
    if (this.#held?.pointer !== event.pointerId) return this.#gather(at);
    const [x, y] = this.#held.from;
    this.#held.isMoved ||= Math.hypot(at[0] - x, at[1] - y) > STILL;
    return this.#held.isMoved && this.#on.onDrag(at);
  }

  #drop({ pointerId }, isTap) {
    if (this.#held?.pointer !== pointerId) return;
    const { isMoved } = this.#held;
    this.#held = null;
    this.#on.onDrop();
    if (isTap && !isMoved) this.#on.onTap(this.active);
  }

  /** Of a crowd, those that the pointer is about to reach; and what the nearest is. */
  #gather(at) {
    if (!this.#now || this.#held) return;
    this.#say(at ? this.#nearest(at, REACH.mouse) : -1);
    if (!DataHandles.isCrowd(this.#now.places.length)) return;
    const isNear = (i) => { const [x, y] = this.#pixel(i); return Math.hypot(x - at[0], y - at[1]) <= NEAR.reach; };
    this.#near = at ? this.#now.places.map((_, i) => i).filter(isNear).slice(0, NEAR.most) : [];
    this.#draw();
  }

  #draw() {
    const { places } = this.#now;
    const wanted = new Set(DataHandles.isCrowd(places.length) ? [...this.#near, Math.max(this.active, 0)].filter((i) => i < places.length) : places.keys());
    this.#drawn.forEach((mark, i) => { if (!wanted.has(i)) { mark.remove(); this.#drawn.delete(i); } });
    wanted.forEach((i) => this.#mark(i));
    if (this.#held || this.#drawn.get(this.active)?.matches(':focus')) this.#say(this.active);
  }

  #mark(i) {
    if (!this.#drawn.has(i)) {
      const touch = svg('circle', { class: 'sample-touch', r: REACH.other });
      this.#drawn.set(i, svg('g', { class: 'sample', role: 'slider', 'data-sample': i }, touch, svg('circle', { class: 'sample-ring', r: 10 }), svg('circle', { class: 'sample-dot', r: 5 })));
      this.#marks.append(this.#drawn.get(i));
    }
    const { name, values, now, isOpen } = this.#now.told(i);
    const mark = this.#drawn.get(i);
    const isTabbed = this.#now.places.length <= TABBED || i === Math.max(this.active, 0);
    const [[low, high]] = this.#now.panel.range;
    const attributes = {
      transform: `translate(${this.#pixel(i).join(' ')})`, tabindex: isTabbed ? 0 : -1, 'aria-label': name, 'aria-valuetext': values,
      'aria-valuenow': now, 'aria-valuemin': Math.min(low, now), 'aria-valuemax': Math.max(high, now),
    };
    Object.entries(attributes).forEach(([key, text]) => { if (mark.getAttribute(key) !== String(text)) mark.setAttribute(key, text); });
    mark.classList.toggle('is-open', isOpen);
    mark.classList.toggle('is-active', i === this.active);
  }

  /** Its numbers, over the sample that is pointed at. */
  #say(i) {
    this.#said.textContent = i >= 0 && i < this.#now.places.length ? this.#now.told(i).values : '';
    if (!this.#said.textContent) return;
    const { left, top, width } = this.#now.panel;
    const [x, y] = this.#pixel(i);
    this.#said.setAttribute('x', Math.min(Math.max(x, left + 40), left + width - 40));
    this.#said.setAttribute('y', y < top + 34 ? y + 28 : y - 16);
  }
}
