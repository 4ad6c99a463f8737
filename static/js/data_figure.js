/** @file The data under the step that is shown. */
import { latest } from './api.js';
import { byId } from './dom.js';
import { chart } from './view.js';
import { build } from './figures/data.js';

export class DataFigure {
  #chart = chart(byId('data-plot'), { isStatic: true });
  /** One drawing at a time, so that a player that hurries is not held up. */
  #drawer = latest(({ result, theme, frame }) => this.#chart.draw(build(result, { theme, frame })));

  /** @param {{result: object, theme: object, frame: number}} now */
  show(now) { this.#drawer.push({ ...now }); }
}
