/** @file The loss by itself as a figure that comes alive, as beside the lab's main figure. */
import { ask, NetworkError } from './api.js';
import { chart } from './view.js';
import { build } from './figures/loss.js';

export class LossFigure {
  #node;
  #plot;
  #chart;
  #theme;
  #loss = null;
  #isWanted = false;

  /** @param {HTMLElement} node a figure of templates/reference.html @param {() => object} theme */
  constructor(node, theme) {
    this.#node = node;
    this.#plot = node.querySelector('.plot');
    this.#chart = chart(this.#plot);
    this.#theme = theme;
  }

  async wake() {
    this.#isWanted = true;
    this.#loss ??= await ask('loss', this.#node.dataset.link).catch((error) => {
      if (!(error instanceof NetworkError)) throw error;
      return null; // the server's picture stays
    });
    if (!this.#isWanted || !this.#loss) return;
    this.#dress(true);
    await this.repaint();
  }

  /** Give its memory back. */
  async sleep() {
    this.#isWanted = false;
    this.#dress(false);
    await this.#chart.clear();
  }

  /** The same in other colours. */
  async repaint() { await this.#chart.draw(build({ loss: this.#loss }, { theme: this.#theme() })); }

  #dress(isLive) {
    this.#node.classList.toggle('is-live', isLive);
    this.#plot.hidden = !isLive;
  }
}
