/** @file The subdifferential at the step that is shown: asks for it, draws it, says it. */
import { ask, latest } from './api.js';
import { byId, h } from './dom.js';
import { withKeys } from './state.js';
import { chart } from './view.js';
import { fanOf } from './supporting_lines.js';
import { slopesWords } from './slopes_words.js';
import { build as buildSlopes } from './figures/slopes.js';
import { build as buildZonotope } from './figures/zonotope.js';

/** @typedef {import('./figures/slopes.js').SlopeSet & {run: number, step: number, fan: import('./supporting_lines.js').Fan}} SetAtStep */

/** A new experiment is asked about when it rests for so many ms: a slider may still be on its way. */
const PATIENCE = 140;
const MOST_KNOWN = 500;
const BUILDERS = { 1: buildSlopes, 2: buildZonotope };

export class Slopes {
  #chart = chart(byId('slopes-plot'), { isStatic: true });
  #asker = latest((place, signal) => this.#ask(place, signal));
  /** One drawing at a time, so that a player that hurries is not held up. */
  #drawer = latest((set) => this.#draw(set));
  /** Answers by run and step, of one link. @type {Map<string, SetAtStep>} */
  #known = new Map();
  #now = { result: null, theme: null, link: null };
  #at = { frame: 0, run: 1, isPlaying: false, isSeen: false };
  /** @type {SetAtStep|null} */
  #shown = null;
  #asked = '';
  #timer = 0;
  #handlers;

  /** @param {{onRun: (run: number) => void, onFan: (fan: import('./supporting_lines.js').Fan|null) => void}} handlers another run is chosen; the fan is to be shown, or none */
  constructor(handlers) {
    this.#handlers = handlers;
    byId('slopes-run').addEventListener('change', ({ target }) => handlers.onRun(Number(target.value)));
  }

  /** @param {object} result @param {object} theme @param {string} link what it is the answer to */
  show(result, theme, link) {
    const plain = withKeys(link, { frame: null, view: null });
    if (plain !== this.#now.link) this.#forget();
    this.#now = { result, theme, link: plain };
    byId('slopes').hidden = !BUILDERS[result.landscape.parameters];
    byId('slopes').dataset.parameters = result.landscape.parameters;
    offerRuns(result.descent.runs);
    const told = result.subdifferential && this.#learn(result.subdifferential);
    if (this.#shown) this.#drawer.push(this.#shown); else if (told) this.#present(told); // what the sentence says already
  }

  /** @param {{frame: number, run: number, isPlaying: boolean, isSeen: boolean}} at which step of which run, and how it is looked at */
  showFrame(at) {
    this.#at = at;
    byId('slopes-run').value = at.run;
    if (!this.#timer || this.#known.size) this.#follow();
  }

  /** Another link: what is known was of the last one, and the next is asked about when it rests. */
  #forget() {
    this.#asker.drop();
    this.#known.clear();
    this.#shown = null;
    this.#asked = '';
    this.#handlers.onFan(null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#timer = 0; this.#follow(); }, PATIENCE);
  }

  get #place() {
    const { runs } = this.#now.result.descent;
    const run = runs.find((one) => one.run === this.#at.run) ?? runs[0];
    return { run: run.run, step: Math.min(this.#at.frame, run.iterates.length - 1), link: this.#now.link };
  }

  #follow() {
    if (!this.#now.result || byId('slopes').hidden) return;
    const place = this.#place;
    const known = this.#known.get(keyOf(place));
    this.#handlers.onFan(known?.fan ?? null);
    byId('slopes').classList.toggle('is-behind', !known && !this.#at.isPlaying);
    if (known) this.#present(known);
    else if (this.#at.isSeen || !this.#at.isPlaying) this.#hurry(place);
  }

  /** A step that is sought is wanted now; while it plays, what is under way may come. */
  #hurry(place) {
    if (this.#asker.isBusy && this.#asked === keyOf(place)) return;
    this.#asked = keyOf(place);
    if (!this.#at.isPlaying) this.#asker.drop();
    this.#asker.push(place);
  }

  async #ask({ run, step, link }, signal) {
    const set = await ask('subdifferential', `${link}&run=${run}&step=${step}`, signal).catch(() => null);
    if (signal.aborted || link !== this.#now.link) return;
    if (!set) {
      this.#miss();
      return;
    }
    const known = this.#learn(set);
    if (this.#at.isPlaying) this.#present(known);
    else if (keyOf(this.#place) === keyOf(set)) this.#follow();
  }

  #miss() {
    this.#shown = null;
    byId('slopes-words').textContent = 'The subgradients at this step could not be had.';
  }

  #learn(set) {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    const known = { ...set, fan: fanOf(set) };
    this.#known.set(keyOf(set), known);
    return known;
  }

  #present(set) {
    const { result } = this.#now;
    byId('slopes-words').setAttribute('aria-live', this.#at.isPlaying ? 'off' : 'polite');
    if (set === this.#shown) return;
    this.#shown = set;
    byId('slopes-words').textContent = slopesWords(result, set);
    byId('slopes').className = `slopes run-${set.run}`;
    byId('slopes-mark').setAttribute('href', `#shape-${set.run}`);
    this.#drawer.push(set);
  }

  async #draw(set) {
    if (set !== this.#shown) return;
    const { result: { landscape: { parameters, names } }, theme } = this.#now;
    if (!BUILDERS[parameters]) return; // more than two parameters have no picture
    await this.#chart.draw(BUILDERS[parameters](set, { theme, names, run: set.run }));
  }
}

const keyOf = ({ run, step }) => `${run} ${step}`;

/** A choice, where there is one. @param {{run: number, title: string}[]} runs */
function offerRuns(runs) {
  byId('slopes-run').replaceChildren(...runs.map(({ run, title }) => h('option', { value: run }, `Run ${run}: ${title}`)));
  byId('slopes-run').closest('label').hidden = runs.length === 1;
}
