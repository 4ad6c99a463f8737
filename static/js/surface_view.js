/** @file The surface view: fetched when it is asked for, and redrawn a few times a second at most. */
import { hasWebGL, surfaceChart } from './view.js';
import { build } from './figures/surface.js';

const PAUSE = 180;

export class SurfaceView {
  #node;
  #chart;
  #timer = 0;
  #shown = null;
  isOn = false;

  /** @param {HTMLElement} node */
  constructor(node) {
    this.#node = node;
    this.#chart = surfaceChart(node);
  }

  /** @param {{result: object, theme: object, frame: number}} shown what to draw when there is time */
  update(shown) {
    this.#shown = shown;
    if (this.isOn && !this.#timer) this.#timer = setTimeout(() => this.#draw(), PAUSE);
  }

  /** @param {boolean} isOn @returns {Promise<boolean>} whether it could be done */
  async toggle(isOn) {
    if (isOn && !hasWebGL()) return false;
    this.isOn = isOn;
    this.#node.hidden = !isOn;
    this.#node.parentElement.classList.toggle('shows-surface', isOn);
    if (isOn) await this.#draw(); else await this.#chart.clear();
    return true;
  }

  async #draw() {
    this.#timer = 0;
    const { result, theme, frame } = this.#shown;
    if (this.isOn && result.landscape.parameters === 2) await this.#chart.draw(build(result, { theme, frame }));
  }
}
