/** @file A figure of a page that comes alive when it is seen: the server's picture until then, and when it is gone. */
import { longest } from './answers.js';
import { ask, NetworkError } from './api.js';
import { Figure } from './figure.js';
import { HistoryFigure } from './history_figure.js';
import { PlayerBar } from './player_bar.js';

const SMALL = 480;

/** Without a network the server's picture stays. @param {Error} error */
function ignored(error) {
  if (!(error instanceof NetworkError)) throw error;
  return null;
}

/**
 * What is drawn in a figure: F with the paths on it, histories, or both; all have `draw`, `showFrame` and `clear`.
 * @param {HTMLElement} node @param {(frame: number) => void} onSeek
 */
function partsOf(node, onSeek) {
  return [...node.querySelectorAll('.figure')].map((box) => {
    const plot = box.querySelector('.plot');
    if (!box.dataset.histories) {
      const figure = new Figure(box, plot);
      const options = () => ({ hasFan: 'fan' in node.dataset, isSmall: box.clientWidth < SMALL });
      return { figure, draw: (result, theme) => figure.draw(result, theme, options()) };
    }
    const figure = new HistoryFigure(plot, { onSeek });
    return { figure, draw: (result, theme) => figure.draw(result, theme, box.dataset.histories.split(' ')) };
  });
}

export class LiveFigure {
  #node;
  #parts;
  #player;
  #theme;
  #result = null;
  #isWanted = false;

  /** @param {HTMLElement} node a figure of templates/_learn.html @param {() => object} theme */
  constructor(node, theme) {
    this.#node = node;
    this.#theme = theme;
    this.#parts = partsOf(node, (frame) => this.#player.seek(frame));
    this.#player = new PlayerBar(node.querySelector('.player'), { onFrame: (frame, fraction) => this.#showFrame(frame, fraction) });
  }

  /** It is near: show it as in the lab. */
  async wake() {
    this.#isWanted = true;
    this.#result ??= await ask('experiment', this.#node.dataset.link).catch(ignored);
    if (this.#isWanted && this.#result) await this.#show();
  }

  /** It is far: give its memory back. */
  async sleep() {
    this.#isWanted = false;
    if (this.#isLive) await this.#rest();
  }

  /** The same in other colours. */
  async repaint() { if (this.#isLive) await this.#draw(); }

  get #isLive() { return this.#node.classList.contains('is-live'); }

  #draw() { return Promise.all(this.#parts.map(({ draw }) => draw(this.#result, this.#theme()))); }

  #showFrame(frame, fraction) {
    const focus = this.#result?.descent.runs[0].run ?? 1;
    this.#parts.forEach(({ figure }) => figure.showFrame(frame, fraction, focus));
  }

  async #show() {
    this.#reveal(true);
    await this.#draw();
    if (!this.#isWanted) return this.#rest();
    this.#player.load(longest(this.#result), this.#result.experiment.frame);
    return this.#dress(true);
  }

  #rest() {
    this.#player.pause();
    this.#dress(false);
    this.#reveal(false);
    return Promise.all(this.#parts.map(({ figure }) => figure.clear()));
  }

  #reveal(isShown) { this.#node.querySelectorAll('.plot').forEach((plot) => { plot.hidden = !isShown; }); }

  #dress(isLive) {
    this.#node.classList.toggle('is-live', isLive);
    this.#node.querySelector('.player').hidden = !isLive;
  }
}
