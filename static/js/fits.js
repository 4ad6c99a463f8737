/** @file Boxes to check: the best fits by other losses, asked for as long as they are wanted. */
import { ApiError, ask, latest, NetworkError } from './api.js';
import { byId } from './dom.js';
import { formatNumber } from './number.js';
import { withKeys } from './state.js';
import { lookOf } from './figures/fits.js';

/** Significant digits beside a box. */
const DIGITS = 4;
/** Of minimisers that are apart, so many are named. */
const MOST_VALUES = 3;
export class Fits {
  #boxes = [...byId('fits').querySelectorAll('[data-loss]')];
  #now = { objective: '', link: '' };
  #answered = { objective: '', fits: [] };
  #onFits;
  #asker = latest((link, signal) => this.#ask(link, signal));

  /** @param {() => void} onFits told when others are to be drawn */
  constructor(onFits) {
    this.#onFits = onFits;
    this.#boxes.forEach((label) => this.#dress(label));
    byId('fits').addEventListener('change', () => this.#update());
  }

  /** What is drawn, in the order in which it is offered. @returns {import('./figures/fits.js').Named[]} */
  get shown() {
    const { objective } = this.#now;
    if (this.#answered.objective !== objective) return [];
    const wanted = this.#wanted();
    return wanted.flatMap((loss, place) => {
      const fit = this.#answered.fits.find((each) => each.loss === loss);
      return fit ? [{ name: this.#nameOf(loss), place, fit }] : [];
    });
  }

  /** @param {string} objective @param {string} link what is shown */
  show(objective, link) {
    const isNew = link !== this.#now.link;
    this.#now = { objective, link };
    byId('data-figure').dataset.objective = objective;
    this.#boxes.forEach((label) => { label.hidden = !label.dataset.objectives.split(' ').includes(objective); });
    byId('fits').hidden = this.#boxes.every(({ hidden }) => hidden);
    if (isNew) this.#update();
  }

  #dress(label) {
    const { dash, run } = lookOf(label.dataset.loss);
    label.classList.add(`run-${run}`);
    label.querySelector('path').setAttribute('stroke-dasharray', dash.replaceAll('px', ''));
  }

  #wanted() { return this.#boxes.filter((label) => !label.hidden && label.querySelector('input').checked).map(({ dataset }) => dataset.loss); }

  #label(loss) { return this.#boxes.find(({ dataset }) => dataset.loss === loss); }

  #nameOf(loss) { return this.#label(loss).querySelector(this.#now.objective === 'location' ? '.of-one' : '.of-more').textContent; }

  #update() {
    const losses = this.#wanted();
    if (losses.length) this.#asker.push(withKeys(this.#now.link, { losses: losses.join(), frame: null, view: null }));
    else this.#tell({ fits: [] });
  }

  async #ask(link, signal) {
    const { objective } = this.#now;
    try {
      this.#tell(await ask('fits', link, signal), objective);
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof NetworkError)) throw error;
      this.#tell({ fits: [] }, objective, error instanceof ApiError ? error.message : '');
    }
  }

  #tell({ fits }, objective = this.#now.objective, flaw = '') {
    this.#answered = { objective, fits };
    byId('fits-error').textContent = flaw;
    byId('fits-error').hidden = !flaw;
    this.#boxes.forEach((label) => {
      const fit = fits.find(({ loss }) => loss === label.dataset.loss);
      label.querySelector('output').textContent = fit ? valuesOf(fit, label.dataset.symbol) : '';
    });
    this.#onFits();
  }
}

/** The minimiser, or the ends of the set of minimisers; before it, the parameters of the loss. */
function valuesOf({ kind, points, parameters }, symbol) {
  const value = (point) => (point.length === 1 ? formatNumber(point[0], DIGITS) : `(${point.map((each) => formatNumber(each, DIGITS)).join(', ')})`);
  const shown = kind === 'points' ? points.slice(0, MOST_VALUES) : [points[0], points.at(-1)].slice(0, points.length);
  const [parameter] = Object.values(parameters);
  const given = symbol ? `(${symbol} = ${formatNumber(parameter)}) ` : '';
  const more = kind === 'points' && points.length > MOST_VALUES ? ', …' : '';
  return given + (points.length ? shown.map(value).join(kind === 'points' ? ', ' : ' to ') + more : 'none');
}
