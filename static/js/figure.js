/** @file One flat figure: Plotly's axes, and our paths over them. The lab's stage and every page with figures show it. */
import { Overlay } from './overlay.js';
import { chart } from './view.js';
import { build as buildContour } from './figures/contour.js';
import { build as buildObjective } from './figures/objective_1d.js';

export const isOneParameter = (result) => result?.landscape.parameters === 1;

export class Figure {
  #chart;
  #overlay;
  #now = { result: null, theme: null, frame: 0, fraction: 0, focus: 1, set: null };

  /**
   * @param {HTMLElement} box what the paths lie over @param {HTMLElement} plot where Plotly draws, in the box
   * @param {Parameters<typeof chart>[1]} [handlers] `onDrawn` is told after the paths are painted
   */
  constructor(box, plot, handlers = {}) {
    const onDrawn = () => { this.#paint(); handlers.onDrawn?.(); };
    this.#chart = chart(plot, { ...handlers, onDrawn });
    this.#overlay = new Overlay(box);
  }

  /** @returns {import('./view.js').Panel|null} @param {number} [i] */
  panel(i) { return this.#chart.panel(i); }

  /**
   * Draw axes, curves and kinks.
   * @param {object} result @param {object} theme @param {object} [options] as the builders take them
   */
  async draw(result, theme, options = {}) {
    this.#hold(result, theme);
    await this.#chart.draw((isOneParameter(result) ? buildObjective : buildContour)(result, { ...options, theme }));
    this.#paint();
  }

  /** Other runs on the same axes. @param {object} result @param {object} theme */
  take(result, theme) {
    this.#hold(result, theme);
    this.#paint();
  }

  /** @param {number} frame @param {number} fraction @param {number} focus the run that is told in words */
  showFrame(frame, fraction, focus) {
    Object.assign(this.#now, { frame, fraction, focus });
    this.#paint();
  }

  /** The subgradients at the step that is shown, or none. @param {import('./slopes.js').SetAtStep|null} set */
  showSet(set) {
    if (this.#now.set === set) return;
    this.#now.set = set;
    this.#paint();
  }

  clear() { return this.#chart.clear(); }

  /** Subgradients are those of one result. */
  #hold(result, theme) {
    Object.assign(this.#now, { result, theme, set: result === this.#now.result ? this.#now.set : null });
  }

  #paint() {
    const panel = this.panel();
    if (!panel || !this.#now.result) return;
    this.#overlay.draw({ ...this.#now, panel, below: isOneParameter(this.#now.result) ? this.panel(2) : null });
  }
}
