/** @file A figure of a page that comes alive when it is seen: the server's picture until then, and when it is gone. */
import { longest } from './answers.js';
import { ask, NetworkError } from './api.js';
import { Figure } from './figure.js';
import { PlayerBar } from './player_bar.js';

/** Without a network the server's picture stays. @param {Error} error */
function ignored(error) {
  if (!(error instanceof NetworkError)) throw error;
  return null;
}

export class LiveFigure {
  #node;
  #figure;
  #player;
  #theme;
  #result = null;
  #isWanted = false;

  /** @param {HTMLElement} node a figure of templates/_learn.html @param {() => object} theme */
  constructor(node, theme) {
    const box = node.querySelector('.figure');
    this.#node = node;
    this.#theme = theme;
    this.#figure = new Figure(box, box.querySelector('.plot'));
    this.#player = new PlayerBar(node.querySelector('.player'), {
      onFrame: (frame, fraction) => this.#figure.showFrame(frame, fraction, this.#result?.descent.runs[0].run ?? 1),
    });
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
  async repaint() { if (this.#isLive) await this.#figure.draw(this.#result, this.#theme()); }

  get #isLive() { return this.#node.classList.contains('is-live'); }

  async #show() {
    this.#node.querySelector('.plot').hidden = false;
    await this.#figure.draw(this.#result, this.#theme());
    if (!this.#isWanted) return this.#rest();
    this.#player.load(longest(this.#result), this.#result.experiment.frame);
    return this.#dress(true);
  }

  #rest() {
    this.#player.pause();
    this.#dress(false);
    return this.#figure.clear();
  }

  #dress(isLive) {
    this.#node.classList.toggle('is-live', isLive);
    this.#node.querySelector('.plot').hidden = !isLive;
    this.#node.querySelector('.player').hidden = !isLive;
  }
}
