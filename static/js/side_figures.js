/** @file The slopes at the step that is shown, the loss by itself, and the histories with a cursor at that step. */
import { byId, h } from './dom.js';
import { SlopesPlace } from './slopes_place.js';
import { chart } from './view.js';
import { build as buildHistory } from './figures/history.js';
import { build as buildLoss } from './figures/loss.js';

/** The main figure follows a slider at once, these when it rests for so many ms: they are not what is looked at. */
const PATIENCE = 140;

export class SideFigures {
  #loss = chart(byId('loss-plot'), { isStatic: true });
  #history = chart(byId('history-plot'), { isStatic: true, onDrawn: () => this.#moveCursor() });
  #cursor = h('div', { class: 'cursor', 'aria-hidden': 'true', hidden: true });
  #now = { result: null, theme: null };
  #drawn = null;
  #frame = 0;
  #timer = 0;
  #slopes;

  /** @param {{onSeek: (frame: number) => void} & ConstructorParameters<typeof SlopesPlace>[0]} handlers */
  constructor({ onSeek, onRun, onSet }) {
    this.#slopes = new SlopesPlace({ onRun, onSet });
    const plot = byId('history-plot');
    plot.after(this.#cursor);
    plot.addEventListener('click', ({ clientX }) => {
      const panel = this.#history.panel();
      const left = clientX - plot.getBoundingClientRect().left;
      if (panel && left >= panel.left) onSeek(panel.toData(left, panel.top)[0]);
    });
  }

  /** @param {object} result @param {object} theme @param {string} link what it is the answer to */
  show(result, theme, link) {
    this.#now = { result, theme };
    this.#slopes.show(result, theme, link);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), this.#drawn ? PATIENCE : 0);
  }

  /** @param {number} frame @param {number} run the run that is told in words @param {boolean} isPlaying */
  showFrame(frame, run, isPlaying) {
    this.#frame = frame;
    this.#slopes.showFrame(frame, run, isPlaying);
    this.#moveCursor();
  }

  async #draw() {
    const { result, theme } = this.#now;
    const isLossNew = result.loss !== this.#drawn?.result.loss || theme !== this.#drawn?.theme;
    this.#drawn = this.#now;
    if (isLossNew) await this.#loss.draw(buildLoss(result, { theme }));
    await this.#history.draw(buildHistory(result, { theme }));
  }

  #moveCursor() {
    const panel = this.#history.panel();
    if (!panel) return;
    const x = Math.min(panel.toPixel(this.#frame, 1)[0], panel.left + panel.width);
    this.#cursor.hidden = false;
    this.#cursor.style.transform = `translateX(${byId('history-plot').offsetLeft + x}px)`;
  }
}
