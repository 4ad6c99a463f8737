/** @file Histories with a cursor at the step that is shown; a click on them goes to a step. */
import { h } from './dom.js';
import { chart } from './view.js';
import { build } from './figures/history.js';

export class HistoryFigure {
  #plot;
  #chart;
  #cursor = h('div', { class: 'cursor', 'aria-hidden': 'true', hidden: true });
  #frame = 0;

  /** @param {HTMLElement} plot @param {{onSeek: (frame: number) => void}} handlers */
  constructor(plot, { onSeek }) {
    this.#plot = plot;
    this.#chart = chart(plot, { isStatic: true, onDrawn: () => this.#moveCursor() });
    plot.after(this.#cursor);
    plot.addEventListener('click', ({ clientX }) => {
      const panel = this.#chart.panel();
      const left = clientX - plot.getBoundingClientRect().left;
      if (panel && left >= panel.left) onSeek(panel.toData(left, panel.top)[0]);
    });
  }

  /** @param {object} result @param {object} theme @param {string[]} [keys] of the panels that are wanted */
  draw(result, theme, keys) { return this.#chart.draw(build(result, { theme, keys })); }

  /** @param {number} frame */
  showFrame(frame) {
    this.#frame = frame;
    this.#moveCursor();
  }

  clear() {
    this.#cursor.hidden = true;
    return this.#chart.clear();
  }

  #moveCursor() {
    const panel = this.#chart.panel();
    if (!panel) return;
    const x = Math.min(panel.toPixel(this.#frame, 1)[0], panel.left + panel.width);
    this.#cursor.hidden = false;
    this.#cursor.style.transform = `translateX(${this.#plot.offsetLeft + x}px)`;
  }
}
