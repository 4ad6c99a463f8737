/** @file One flat figure: Plotly's axes, our paths over them, and the start to take hold of; in the lab and in the chapters. */
import { StartHandle, startText } from './handle.js';
import { Overlay } from './overlay.js';
import { chart } from './view.js';

export const isOneParameter = (result) => result?.landscape.parameters === 1;
/** By the number of parameters; each comes when it is needed. */
const BUILDERS = { 1: () => import('./figures/objective_1d.js'), 2: () => import('./figures/contour.js') };
const paths = () => import('./figures/paths.js');
/** Beyond two parameters there is no picture of F. */
export const hasPicture = (result) => result?.landscape.parameters in BUILDERS;

export class Figure {
  #chart;
  #overlay;
  #handle;
  #now = { result: null, theme: null, frame: 0, fraction: 0, focus: 1, fan: null };

  /**
   * @param {HTMLElement} box what the paths lie over @param {HTMLElement} plot where Plotly draws, in the box
   * @param {{onStart: (text: string) => void, onZoom?: (window: number[][]) => void}} handlers `onStart` is told the start in
   *   the words of the link; where there is no `onZoom`, the axes stay, and a click moves nothing
   */
  constructor(box, plot, { onStart, onZoom }) {
    const onPoint = (x, y) => hasPicture(this.#now.result) && onStart(startText(this.#place(), [x, y]));
    this.#chart = chart(plot, { ...(onZoom ? { onZoom, onPoint } : { isStatic: true }), onDrawn: () => this.#show() });
    this.#overlay = new Overlay(box);
    this.#handle = new StartHandle(box, onStart);
  }

  /** @returns {import('./view.js').Panel|null} @param {number} [i] */
  panel(i) { return this.#chart.panel(i); }

  /**
   * Draw axes, curves and kinks.
   * @param {object} result @param {object} theme @param {object} [options] as the builders take them
   */
  async draw(result, theme, options = {}) {
    this.#hold(result, theme, options.isDraft);
    const { build } = await (BUILDERS[result.landscape.parameters] ?? paths)();
    await this.#chart.draw(build(result, { ...options, theme }));
    this.#show();
  }

  /** Other runs on the same axes. @param {object} result @param {object} theme @param {boolean} [isDraft] others follow at once */
  take(result, theme, isDraft) {
    this.#hold(result, theme, isDraft);
    this.#show();
  }

  /** @param {number} frame @param {number} fraction @param {number} focus the run that is told in words */
  showFrame(frame, fraction, focus) {
    Object.assign(this.#now, { frame, fraction, focus });
    this.#paint();
  }

  /** The supporting lines at the step that is shown, or none. @param {import('./supporting_lines.js').Fan|null} fan */
  showFan(fan) {
    if (this.#now.fan === fan) return;
    this.#now.fan = fan;
    this.#paint();
  }

  clear() { return this.#chart.clear(); }

  /** Supporting lines are those of one result. */
  #hold(result, theme, isDraft = false) {
    Object.assign(this.#now, { result, theme, isDraft, fan: result === this.#now.result ? this.#now.fan : null });
  }

  /** What the start is: where, among which kinks. */
  #place() {
    const { landscape, experiment } = this.#now.result;
    return { panel: this.panel(), start: experiment.start, kinks: (landscape.kinks ?? []).map(({ theta }) => theta) };
  }

  #show() {
    this.#paint();
    if (!hasPicture(this.#now.result)) this.#handle.hide();
    else if (this.panel()) this.#handle.place(this.#place(), this.#now.result.descent.runs[0].values[0] ?? Number.MAX_VALUE);
  }

  #paint() {
    const panel = this.panel();
    if (!panel || !this.#now.result) return;
    this.#overlay.draw({ ...this.#now, panel, below: isOneParameter(this.#now.result) ? this.panel(2) : null });
  }
}
