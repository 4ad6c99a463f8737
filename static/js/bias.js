/** @file What smoothing does to the minimiser: asked for while its place is in sight, drawn and said. */
import { ask, latest } from './api.js';
import { byId } from './dom.js';
import { formatNumber } from './number.js';
import { withKeys } from './state.js';
import { chart } from './view.js';
import { build } from './figures/bias.js';

/** A new experiment is asked about when it rests for so many ms. */
const PATIENCE = 140;

/** "At ε = 0.1 the minimiser is 0.0139765 off, to leading order 0.0135417." @param {object} shift an answer of /api/v1/smoothing */
export function biasWords({ symbol, current }) {
  const { value, bias, predicted_bias: predicted } = current;
  const off = bias === 0 ? 'stays where it is' : `moves by ${formatNumber(bias)}`;
  const theory = predicted === null ? '' : `; to leading order, by ${formatNumber(predicted)}`;
  return `At ${symbol} = ${formatNumber(value)} the minimiser ${off}${theory}.`;
}

export class Bias {
  #chart = chart(byId('bias-plot'), { isStatic: true });
  #asker = latest((place, signal) => this.#ask(place, signal));
  #known = { link: null, shift: null };
  #now = { theme: null, link: null };
  #isSeen = false;
  #timer = 0;

  constructor() {
    new IntersectionObserver(([{ isIntersecting }]) => { this.#isSeen = isIntersecting; this.#wait(); }).observe(byId('bias-figure'));
  }

  /** @param {object} theme @param {string} link */
  show(theme, link) {
    this.#now = { theme, link: withKeys(link, { frame: null, view: null }) };
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#isSeen && this.#now.link) this.#timer = setTimeout(() => this.#asker.push(this.#now), PATIENCE);
  }

  async #ask({ theme, link }, signal) {
    if (link !== this.#known.link) this.#known = { link, shift: await ask('smoothing', link, signal).catch(() => null) };
    const { shift } = this.#known;
    if (signal.aborted) return;
    byId('bias-words').textContent = shift ? biasWords(shift) : 'What smoothing does here could not be had.';
    if (shift) await this.#chart.draw(build(shift, { theme }));
    else this.#known.link = null;
  }
}
