/** @file The main figure: Plotly's axes, our paths over them, the start to take hold of, the surface on demand. */
import { byId } from './dom.js';
import { StartHandle, startText } from './handle.js';
import { Overlay } from './overlay.js';
import { viewOf } from './state.js';
import { SurfaceView } from './surface_view.js';
import { chart } from './view.js';
import { build as buildContour } from './figures/contour.js';
import { build as buildObjective } from './figures/objective_1d.js';

const isOneParameter = (result) => result?.landscape.parameters === 1;

export class Stage {
  #now = { result: null, theme: null, frame: 0, fraction: 0, focus: 1, isDraft: false };
  #box = byId('figure');
  #overlay = new Overlay(this.#box);
  #surface = new SurfaceView(byId('surface'));
  #handle;
  #chart;

  /** @param {{onStart: (text: string) => void, onZoom: (view: string) => void}} handlers both in the words of the link */
  constructor({ onStart, onZoom }) {
    this.#handle = new StartHandle(this.#box, onStart);
    this.#chart = chart(byId('plot'), {
      onPoint: (x, y) => onStart(startText(this.#place(), [x, y])),
      onZoom: (window) => onZoom(this.#viewOf(window)),
      onDrawn: () => this.#paint(),
    });
  }

  /** The window that is on the screen, as the link says it; null before there is one. @returns {string|null} */
  get view() {
    const panel = this.#chart.panel();
    return panel && this.#viewOf(panel.range);
  }

  get hasSurface() { return this.#surface.isOn; }

  /**
   * Draw an answer; the axes stay where they are unless `isRefit`.
   * @param {object} result @param {object} theme @param {{isRefit?: boolean, isDraft?: boolean}} [options]
   */
  async show(result, theme, { isRefit = false, isDraft = false } = {}) {
    const before = this.#now;
    const isNew = result.landscape !== before.result?.landscape;
    const shown = isRefit || isOneParameter(result) !== isOneParameter(before.result) ? {} : this.#ranges();
    const isRedrawn = isNew || isRefit || theme !== before.theme || (before.isDraft && !isDraft);
    this.#now = { ...before, result, theme, isDraft: isDraft && (isNew || before.isDraft) };
    this.#dress();
    if (isRedrawn) await this.#chart.draw(this.#build(shown));
    byId('picture').hidden = true;
    this.#paint();
    this.#surface.update(this.#now);
  }

  /** @param {number} frame @param {number} fraction @param {number} focus the run that is told in words */
  showFrame(frame, fraction, focus) {
    Object.assign(this.#now, { frame, fraction, focus });
    this.#paint();
    this.#surface.update(this.#now);
  }

  /** @param {boolean} isOn @returns {Promise<boolean>} whether this browser can */
  toggleSurface(isOn) { return this.#surface.toggle(isOn); }

  #build(shown) {
    const { result, theme, isDraft } = this.#now;
    return isOneParameter(result) ? buildObjective(result, { theme, shown }) : buildContour(result, { theme, isDraft });
  }

  #dress() {
    const { parameters, kinks } = this.#now.result.landscape;
    Object.assign(this.#box.dataset, { parameters, kinks: kinks?.length });
    byId('plot').hidden = byId('key').hidden = false;
  }

  #viewOf(window) { return viewOf(isOneParameter(this.#now.result) ? window.slice(0, 1) : window); }

  #ranges() { return { y: this.#chart.panel(1)?.range[1], y2: this.#chart.panel(2)?.range[1] }; }

  /** What the start is: where, among which kinks. */
  #place() {
    const { landscape, experiment } = this.#now.result;
    return { panel: this.#chart.panel(), start: experiment.start, kinks: (landscape.kinks ?? []).map(({ theta }) => theta) };
  }

  #paint() {
    const panel = this.#chart.panel();
    if (!panel || !this.#now.result) return;
    const { result } = this.#now;
    const [{ values }] = result.descent.runs;
    this.#overlay.draw({ ...this.#now, panel, below: isOneParameter(result) ? this.#chart.panel(2) : null });
    this.#handle.place(this.#place(), values[0]);
  }
}
