/** @file The place of the slopes: what draws them comes when it is first needed, after the first picture. */
import { byId } from './dom.js';

/** The player rests when it has not moved for so many ms. */
const PATIENCE = 140;

export class SlopesPlace {
  /** @type {import('./slopes.js').Slopes|null} */
  #slopes = null;
  #handlers;
  #now = [];
  #at = { frame: 0, run: 1, isPlaying: false, isSeen: false };
  #timer = 0;

  /** @param {ConstructorParameters<typeof import('./slopes.js').Slopes>[0]} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
    new IntersectionObserver((entries) => this.#look({ isSeen: entries.at(-1).isIntersecting })).observe(byId('slopes'));
  }

  /** @param {object} result @param {object} theme @param {string} link what it is the answer to */
  show(result, theme, link) {
    this.#now = [result, theme, link];
    this.#slopes?.show(result, theme, link);
  }

  /** @param {number} frame @param {number} run the run that is told in words @param {boolean} isPlaying */
  showFrame(frame, run, isPlaying) { this.#look({ frame, run, isPlaying }); }

  #look(change) {
    Object.assign(this.#at, change);
    if (this.#slopes) this.#slopes.showFrame({ ...this.#at });
    else this.#wait();
  }

  /** Nothing is fetched for a figure out of sight while the first run plays; in sight, the next step of it does not put it off. */
  #wait() {
    if (this.#timer && this.#at.isPlaying && this.#at.isSeen) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#now.length && (this.#at.isSeen || !this.#at.isPlaying)) this.#timer = setTimeout(() => this.#begin(), PATIENCE);
  }

  async #begin() {
    this.#timer = 0;
    const module = await import('./slopes.js').catch(() => null);
    if (!module) return; // the next step tries again
    this.#slopes ??= new module.Slopes(this.#handlers);
    this.#slopes.show(...this.#now);
    this.#slopes.showFrame({ ...this.#at });
  }
}
