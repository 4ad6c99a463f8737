/** @file A figure of a page that comes alive when it is seen: the server's picture until then, and when it is gone. */
import { longest, merged } from './answers.js';
import { ask, latest, NetworkError } from './api.js';
import { Figure } from './figure.js';
import { HistoryFigure } from './history_figure.js';
import { PlayerBar } from './player_bar.js';
import { partFor, withKeys } from './state.js';
import { fanTrace } from './figures/fan.js';

const SMALL = 480;

/** Without a network what is shown stays. @param {Error} error */
function ignored(error) {
  if (!(error instanceof NetworkError)) throw error;
  return null;
}

/**
 * What is drawn in a figure: F with the paths on it, histories, or both; all have `draw`, `showFrame` and `clear`.
 * @param {HTMLElement} node
 * @param {{onStart: (text: string) => void, onSeek: (frame: number) => void}} handlers
 */
function partsOf(node, { onStart, onSeek }) {
  return [...node.querySelectorAll('.figure')].map((box) => {
    const plot = box.querySelector('.plot');
    if (box.dataset.histories) {
      const figure = new HistoryFigure(plot, { onSeek });
      return { figure, draw: (result, theme) => figure.draw(result, theme, box.dataset.histories.split(' ')) };
    }
    const figure = new Figure(box, plot, { onStart });
    const options = ({ landscape }, theme) => ({
      under: 'fan' in node.dataset ? [fanTrace(landscape, theme)] : [], isSmall: box.clientWidth < SMALL,
    });
    const draw = (result, theme, isOther) => (isOther ? figure.take(result, theme) : figure.draw(result, theme, options(result, theme)));
    return { figure, draw };
  });
}

export class LiveFigure {
  #node;
  #parts;
  #player;
  #theme;
  #isWanted = false;
  /** What is shown: its link, which differs from the page's where the reader has moved the start, and the answer to it. */
  #now = { link: '', result: null };
  #handlers;
  #asker = latest(async (link, signal) => {
    const part = partFor(this.#now.link, link, null) ?? 'descent';
    const answer = await ask(part, link, signal).catch(this.#handlers.onError ?? ignored);
    if (answer && !signal.aborted) await this.#accept(link, merged(this.#now.result, part, answer), part);
  });

  /**
   * @param {HTMLElement} node a figure of templates/_learn.html or embed.html @param {() => object} theme
   * @param {{answer?: object|null, onFrame?: (result: object, frame: number, isPlaying: boolean) => void,
   *   onAnswer?: (result: object, link: string) => void, onError?: (error: Error) => void}} [handlers] `answer`: to the node's link
   */
  constructor(node, theme, handlers = {}) {
    this.#node = node;
    this.#theme = theme;
    this.#handlers = handlers;
    this.#now = { link: node.dataset.link, result: handlers.answer ?? null };
    this.#parts = partsOf(node, {
      onStart: (start) => this.open(withKeys(this.#now.link, { start })),
      onSeek: (frame) => this.#player.seek(frame),
    });
    this.#player = new PlayerBar(node.querySelector('.player'), { onFrame: (frame, fraction) => this.#showFrame(frame, fraction) });
    node.querySelector('.reset').addEventListener('click', () => this.open(node.dataset.link));
  }

  /** Show another experiment, of as many parameters. @param {string} link */
  open(link) { this.#asker.push(link); }

  /** Let the keys of the whole page move this figure. */
  listen() { this.#player.listen(); }

  /** It is near: show it as in the lab. */
  async wake() {
    const { link } = this.#node.dataset;
    this.#isWanted = true;
    if (!this.#now.result) this.#now = { link, result: await ask('experiment', link).catch(ignored) };
    if (this.#isWanted && this.#now.result) await this.#show();
  }

  /** It is far: give its memory back. */
  async sleep() {
    this.#isWanted = false;
    if (this.#isLive) await this.#rest();
  }

  /** The same in other colours. */
  async repaint() { if (this.#isLive) await this.#draw(); }

  get #isLive() { return this.#node.classList.contains('is-live'); }

  #draw(isOther = false) {
    return Promise.all(this.#parts.map(({ draw }) => draw(this.#now.result, this.#theme(), isOther)));
  }

  #showFrame(frame, fraction) {
    const focus = this.#now.result?.descent.runs[0].run ?? 1;
    this.#parts.forEach(({ figure }) => figure.showFrame(frame, fraction, focus));
    if (this.#now.result) this.#handlers.onFrame?.(this.#now.result, frame, this.#player.isPlaying);
  }

  async #show() {
    this.#reveal(true);
    await this.#draw();
    if (!this.#isWanted) return this.#rest();
    this.#player.load(longest(this.#now.result), this.#now.result.experiment.frame);
    return this.#dress(true);
  }

  /** The same experiment from another start, or changed otherwise. */
  async #accept(link, result, part) {
    this.#now = { link, result };
    this.#handlers.onAnswer?.(result, link);
    this.#node.querySelector('.to-lab').href = `/lab?${link}`;
    this.#node.querySelector('.reset').hidden = link === this.#node.dataset.link;
    this.#node.querySelectorAll('.runs b').forEach((verdict, i) => {
      verdict.textContent = result.descent.runs[i].findings[0].title.toLowerCase();
    });
    if (!this.#isLive) return;
    await this.#draw(part === 'descent');
    this.#player.load(longest(result));
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
