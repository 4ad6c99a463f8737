/** @file What is held and moved: drafts while it is, and of a slider what is known ahead. */
import { longest } from './answers.js';
import { Ahead, countFor } from './ahead.js';
import { latest } from './api.js';
import { partFor, withKeys } from './state.js';

export class Dragging {
  /** Something is held. */
  isOn = false;
  #ahead = new Ahead();
  #isBehind = false;
  #drawer;

  /** @param {{report: import('./report.js').Report, stage: import('./stage.js').Stage, player: import('./player_bar.js').PlayerBar, theme: () => object}} parts of the page that show what is known ahead */
  constructor({ report, stage, player, theme }) {
    this.#drawer = latest(async ({ link, known }) => {
      if (!this.#isBehind) return;
      report.preview(known, link);
      await stage.show(known, theme(), { isDraft: true });
      player.load(longest(known));
    });
  }

  /** What is drawn is ahead of the findings, the histories and all else that only a whole answer has. */
  get isBehind() { return this.#isBehind; }

  set isBehind(value) {
    this.#isBehind = value;
    document.querySelector('.lab').classList.toggle('is-behind', value);
  }

  /** A slider is taken. @param {import('./slider.js').Held} held @param {string} link @param {object} result what is shown */
  hold(held, link, result) {
    this.isOn = true;
    const isPicture = partFor(link, withKeys(link, { [held.key]: '' }), null) === 'experiment';
    this.#ahead.hold(link, held, countFor(result, isPicture));
  }

  /** Draw a link, if it is known. @param {string} link @param {object} result the last whole answer @returns {boolean} whether it is */
  follow(link, result) {
    const known = this.#ahead.at(link, result);
    if (known) {
      this.isBehind = true;
      this.#drawer.push({ link, known });
    }
    return Boolean(known);
  }

  /** @returns {boolean} whether anything was held */
  letGo() {
    const wasOn = this.isOn;
    this.isOn = false;
    this.#ahead.letGo();
    return wasOn;
  }
}
