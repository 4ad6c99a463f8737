/** @file The main figure of the lab, and the surface on demand. */
import { byId } from './dom.js';
import { Figure, hasPicture, isOneParameter } from './figure.js';
import { viewOf } from './state.js';
import { kindsOf } from './figures/kink_kinds.js';

export class Stage {
  #now = { result: null, theme: null, frame: 0, isDraft: false };
  /** Comes when it is first asked for. @type {import('./surface_view.js').SurfaceView|null} */
  #surface = null;
  #figure;

  /** @param {{onStart: (text: string) => void, onZoom: (view: string) => void}} handlers both in the words of the link */
  constructor({ onStart, onZoom }) {
    this.#figure = new Figure(byId('figure'), byId('plot'), { onStart, onZoom: (window) => hasPicture(this.#now.result) && onZoom(this.#viewOf(window)) });
  }

  /** The window that is on the screen, as the link says it; null before there is one. @returns {string|null} */
  get view() {
    const panel = this.#figure.panel();
    return panel && hasPicture(this.#now.result) ? this.#viewOf(panel.range) : null;
  }

  get hasSurface() { return Boolean(this.#surface?.isOn); }

  /**
   * Draw an answer; the axes stay where they are unless `isRefit`.
   * @param {object} result @param {object} theme @param {{isRefit?: boolean, isDraft?: boolean}} [options]
   */
  async show(result, theme, { isRefit = false, isDraft = false } = {}) {
    const before = this.#now;
    const isNew = result.landscape !== before.result?.landscape || !hasPicture(result);
    const shown = isRefit || !isOneParameter(result) || !isOneParameter(before.result) ? {} : this.#ranges();
    const isRedrawn = isNew || isRefit || theme !== before.theme || (before.isDraft && !isDraft);
    this.#now = { ...before, result, theme, isDraft: isDraft && (isNew || before.isDraft) };
    this.#dress();
    if (isRedrawn) await this.#figure.draw(result, theme, { shown, isDraft: this.#now.isDraft }); else this.#figure.take(result, theme, isDraft);
    byId('picture').hidden = true;
    this.#surface?.update(this.#now);
  }

  /** @param {number} frame @param {number} fraction @param {number} focus the run that is told in words */
  showFrame(frame, fraction, focus) {
    this.#now.frame = frame;
    this.#figure.showFrame(frame, fraction, focus);
    this.#surface?.update(this.#now);
  }

  /** The supporting lines at the step that is shown, or none. @param {import('./supporting_lines.js').Fan|null} fan */
  showFan(fan) { this.#figure.showFan(fan); }

  /** @param {boolean} isOn @returns {Promise<boolean>} whether this browser can */
  async toggleSurface(isOn) {
    const { SurfaceView } = await import('./surface_view.js');
    this.#surface ??= new SurfaceView(byId('surface'));
    this.#surface.update(this.#now);
    return this.#surface.toggle(isOn);
  }

  #dress() {
    const { landscape } = this.#now.result;
    Object.assign(byId('figure').dataset, { parameters: landscape.parameters, kinks: kindsOf(landscape) });
    byId('plot').hidden = byId('key').hidden = false;
  }

  #viewOf(window) { return viewOf(isOneParameter(this.#now.result) ? window.slice(0, 1) : window); }

  #ranges() { return { y: this.#figure.panel(1)?.range[1], y2: this.#figure.panel(2)?.range[1] }; }
}
