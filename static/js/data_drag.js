/** @file One drag of a sample, from frame to frame: it follows the pointer, and at an edge the axes give way. */
import { held } from './handle.js';
import { beyond, widened } from './widening.js';

export class DataDrag {
  #at;
  #isOver = false;
  #isMoved = false;
  #on;
  /** Lengths of both axes when the sample was taken. */
  #lengths;

  /**
   * @param {{panel: () => import('./view.js').Panel, onMove: (at: [number, number]) => void, onWiden: (ranges: [number, number][]) => Promise<void>}} handlers
   * @param {number[]} axes those along which it moves: 0 across, 1 up
   */
  constructor(handlers, axes) {
    this.#on = handlers;
    this.#lengths = handlers.panel().range.map(([low, high]) => high - low);
    this.#run(axes);
  }

  /** @param {[number, number]} at pixel of the box */
  follow(at) { [this.#at, this.#isMoved] = [at, true]; }

  /** The last place counts, though no frame has come for it. */
  end() {
    this.#isOver = true;
    this.#step();
  }

  async #run(axes) {
    for (let last = await frame(); !this.#isOver;) {
      const pull = this.#pull(axes);
      this.#step();
      const now = await frame();
      if (!this.#isOver && pull.some(Boolean)) await this.#widen(pull, (now - last) / 1000);
      last = now;
    }
  }

  #step() {
    if (!this.#at || !this.#isMoved) return;
    const panel = this.#on.panel();
    this.#on.onMove(panel.toData(...held(panel, this.#at)));
    this.#isMoved = false;
  }

  /** Pixels beyond the panel, to the right and upwards. */
  #pull(axes) {
    if (!this.#at) return [0, 0];
    const { left, top, width, height } = this.#on.panel();
    const pull = [beyond(this.#at[0], [left, left + width]), -beyond(this.#at[1], [top, top + height])];
    return pull.map((pixels, axis) => (axes.includes(axis) ? pixels : 0));
  }

  async #widen(pull, seconds) {
    this.#isMoved = true;
    await this.#on.onWiden(this.#on.panel().range.map((range, axis) => widened(range, pull[axis], seconds, this.#lengths[axis])));
  }
}

const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
