/** @file The data under the step that is shown. */
import { latest } from './api.js';
import { byId } from './dom.js';
import { chart } from './view.js';
import { build, hasData } from './figures/data.js';

export class DataFigure {
  #chart = chart(byId('data-plot'), { isStatic: true });
  /** One drawing at a time, so that a player that hurries is not held up. */
  #drawer = latest(() => this.#draw());
  #now = { result: null, theme: null, frame: Infinity };
  #isSeen = false;

  constructor() {
    new IntersectionObserver(([{ isIntersecting }]) => { this.#isSeen = isIntersecting; this.#update(); }).observe(byId('data-figure'));
  }

  /** @param {object} result @param {object} theme */
  show(result, theme) {
    byId('data-figure').hidden = !hasData(result);
    this.#update({ result, theme });
  }

  /** @param {number} frame */
  showFrame(frame) { this.#update({ frame }); }

  #update(change) {
    Object.assign(this.#now, change);
    if (this.#isSeen) this.#drawer.push(null);
  }

  async #draw() {
    const { result, theme, frame } = this.#now;
    if (result && hasData(result)) await this.#chart.draw(build(result, { theme, frame }));
  }
}
