/** @file Drag ahead: while a slider is held, what is drawn at its positions near and far comes in one request, before they are reached. */
import { overlaid } from './answers.js';
import { ask } from './api.js';
import { withKeys } from './state.js';

/** Numbers in an answer that is there soon after one begins to drag, and how many positions make sense. */
const MOST_NUMBERS = 120_000;
const POSITIONS = { least: 9, most: 41 };
/** Numbers of a picture of F, by how many parameters it has. */
const PICTURE = { 1: 2000, 2: 1800 };

/**
 * How many positions one request is for.
 * @param {object} result what is shown @param {boolean} isPicture whether F changes from one to the next
 */
export function countFor({ landscape: { parameters }, descent: { runs } }, isPicture) {
  const path = runs.reduce((sum, { iterates }) => sum + iterates.length * Math.max(parameters, 2), 0);
  const count = Math.floor(MOST_NUMBERS / (path + (isPicture ? PICTURE[parameters] ?? 0 : 0)));
  return Math.min(Math.max(count, POSITIONS.least), POSITIONS.most);
}

export class Ahead {
  /** What was asked for last; nothing is known until it comes. */
  #sweep = { key: '', rest: '', values: [], known: new Map() };
  #controller = new AbortController();
  /** @type {import('./slider.js').Held|null} */
  #held = null;

  /**
   * A slider is taken: its positions are asked for, unless they are known.
   * @param {string} link @param {import('./slider.js').Held} held @param {number} count
   */
  async hold(link, held, count) {
    this.#held = held;
    const rest = withKeys(link, { [held.key]: null });
    const isAsked = this.#sweep.key === held.key && this.#sweep.rest === rest && held.isAmong(this.#sweep.values);
    if (!isAsked && !await this.#ask(link, { key: held.key, rest, values: held.values(count), known: new Map() })) return;
    const texts = [...this.#sweep.known.keys()];
    if (texts.length) this.#held?.keepTo(texts);
  }

  /** The slider is let go: it may rest anywhere. */
  letGo() {
    this.#held?.keepTo(null);
    this.#held = null;
  }

  /** What a held slider shows at a link: an answer to draw, or null where it is not known. @param {string} link @param {object} result the last whole answer */
  at(link, result) {
    const { key, rest, known } = this.#sweep;
    if (this.#held?.key !== key || withKeys(link, { [key]: null }) !== rest) return null;
    const position = known.get(new URLSearchParams(link).get(key));
    return position ? overlaid(result, position) : null;
  }

  /** Where it fails, each position is asked for by itself. @returns {Promise<boolean>} whether it came, and nothing else has been asked since */
  async #ask(link, sweep) {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#sweep = sweep;
    const { signal } = this.#controller;
    const answer = await ask('sweep', `${link}&key=${sweep.key}&values=${sweep.values.join()}`, signal).catch(() => null);
    for (const position of answer?.positions ?? []) if (!position.errors.length) sweep.known.set(position.value, position);
    if (!answer && this.#sweep === sweep) sweep.values = []; // ask again when it is taken again
    return !signal.aborted;
  }
}
