/** @file The data under the step that is shown, to be edited, and beside them what other losses make of them. */
import { latest } from './api.js';
import { DataEditor } from './data_editor.js';
import { DataHandles } from './data_handles.js';
import { byId } from './dom.js';
import { Fits } from './fits.js';
import { addStyleSheet } from './style_sheet.js';
import { chart } from './view.js';
import { build } from './figures/data.js';
import { kindOf } from './figures/samples.js';

/** What one can do, in the page's words; nothing where the samples are only looked at. @param {string} shape */
function dress(shape) {
  byId('samples-help').querySelectorAll('[data-shapes]').forEach((help) => { help.hidden = !help.dataset.shapes.split(' ').includes(shape); });
  byId('data-figure').querySelectorAll('[data-edits]').forEach((button) => { button.hidden = shape === 'agreement'; });
}

class DataFigure {
  #chart = chart(byId('data-plot'), { isStatic: true, onDrawn: () => this.#editor?.place() });
  #editor;
  #fits = new Fits(() => this.#draw());
  #now = { result: null, theme: null, frame: Infinity };
  /** The axes, and what they are of: kept while the same samples are shown. @type {{of: string, ranges: [number, number][]|undefined, held: boolean}} */
  #axes = { of: '', ranges: undefined, held: false };
  /** One drawing at a time, so that a player that hurries is not held up. */
  #drawer = latest((now) => this.#paint(now));

  /** @param {() => void} onGrab told when a sample is taken */
  constructor(onGrab) {
    this.#editor = new DataEditor(byId('data-plot-box'), { panel: () => this.#chart.panel(), hold: (ranges) => this.#hold(ranges) }, onGrab);
  }

  /** @param {{result: object, theme: object, frame: number, link: string}} now */
  show(now) {
    const { experiment } = now.result;
    const kind = kindOf(experiment);
    const of = `${experiment.objective} ${kind?.columns}`;
    if (of !== this.#axes.of) this.#axes = { of, ranges: undefined, held: false };
    if (now.result !== this.#now.result) {
      dress(kind?.shape ?? 'agreement');
      this.#editor.show(kind, experiment.data);
      this.#fits.show(experiment.f ? '' : experiment.objective, now.link);
    }
    this.#now = { ...now };
    this.#draw();
  }

  /** Axes that give way to a drag stay where they are until it ends. */
  #hold(ranges) {
    this.#axes.held = ranges !== null;
    if (ranges) this.#axes.ranges = ranges;
    return ranges ? this.#paint(this.#now) : this.#draw();
  }

  #draw() { if (this.#now.result) this.#drawer.push(this.#now); }

  async #paint({ result, theme, frame }) {
    const kind = kindOf(result.experiment);
    const isMarked = Boolean(kind) && !DataHandles.isCrowd(result.experiment.data.length);
    await this.#chart.draw(build(result, { theme, frame, isMarked, ...this.#axes, fits: this.#fits.shown }));
    if (!this.#axes.held) this.#axes.ranges = this.#chart.panel().range;
  }
}

/** With its style sheet. @param {() => void} onGrab told when a sample is taken */
export async function makeDataFigure(onGrab) {
  await addStyleSheet('data.css');
  return new DataFigure(onGrab);
}
