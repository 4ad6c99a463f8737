/** @file The slopes at the step that is shown, the data, the loss by itself, the histories, and what smoothing does. */
import { byId } from './dom.js';
import { HistoryFigure } from './history_figure.js';
import { SlopesPlace } from './slopes_place.js';
import { showTheory } from './theory.js';
import { chart } from './view.js';
import { build as buildLoss } from './figures/loss.js';

/** The main figure follows a slider at once, these when it rests for so many ms: they are not what is looked at. */
const PATIENCE = 140;
/** Is there a sample, with a number in it? */
const hasData = (result) => Boolean(result?.experiment.data?.[0]?.length);

/** The place of the data: what draws them comes when it is first seen. */
class DataPlace {
  /** Asked for once, though frames hurry by while it loads. @type {ReturnType<typeof import('./data_figure.js').makeDataFigure>|null} */
  #figure = null;
  #now = { result: null, theme: null, frame: Infinity };
  #isSeen = false;

  #onGrab;

  /** @param {() => void} onGrab told when a sample is taken */
  constructor(onGrab) {
    this.#onGrab = onGrab;
    new IntersectionObserver((entries) => { this.#isSeen = entries.at(-1).isIntersecting; this.update(); }).observe(byId('data-figure'));
  }

  /** @param {{result?: object, theme?: object, frame?: number, link?: string}} [change] */
  async update(change) {
    Object.assign(this.#now, change);
    byId('data-figure').hidden = !hasData(this.#now.result);
    if (!this.#isSeen || byId('data-figure').hidden) return;
    this.#figure ??= import('./data_figure.js').then(({ makeDataFigure }) => makeDataFigure(this.#onGrab));
    (await this.#figure).show(this.#now);
  }
}

export class SideFigures {
  #loss = chart(byId('loss-plot'), { isStatic: true });
  #data;
  #history;
  #slopes;
  /** @type {Promise<import('./bias.js').Bias>|null} */
  #bias = null;
  #now = { result: null, theme: null };
  #drawn = null;
  #timer = 0;

  /** @param {{onSeek: (frame: number) => void, onGrab: () => void} & ConstructorParameters<typeof SlopesPlace>[0]} handlers */
  constructor(handlers) {
    this.#data = new DataPlace(handlers.onGrab);
    this.#slopes = new SlopesPlace(handlers);
    this.#history = new HistoryFigure(byId('history-plot'), handlers);
  }

  /** @param {object} result @param {object} theme @param {string} link what it is the answer to */
  show(result, theme, link) {
    this.#now = { result, theme };
    this.#slopes.show(result, theme, link);
    this.#data.update({ result, theme, link });
    byId('loss-figure').hidden = Boolean(result.experiment.f);
    this.#showBias(result, theme, link);
    showTheory(byId('theory'), result);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), this.#drawn ? PATIENCE : 0);
  }

  /** @param {number} frame @param {number} run the run that is told in words @param {boolean} isPlaying */
  showFrame(frame, run, isPlaying) {
    this.#history.showFrame(frame);
    this.#data.update({ frame });
    this.#slopes.showFrame(frame, run, isPlaying);
  }

  /** Only the fit of one number by a loss that can be smoothed has such a figure; it comes when it is first needed. */
  async #showBias({ experiment, loss }, theme, link) {
    const isWanted = experiment.objective === 'location' && Boolean(loss.smoothing);
    byId('bias-figure').hidden = !isWanted;
    if (!isWanted) return;
    this.#bias ??= import('./bias.js').then(({ Bias }) => new Bias());
    (await this.#bias).show(theme, link);
  }

  async #draw() {
    const { result, theme } = this.#now;
    const isLossNew = result.loss !== this.#drawn?.result.loss || theme !== this.#drawn?.theme;
    this.#drawn = this.#now;
    if (isLossNew && !result.experiment.f) await this.#loss.draw(buildLoss(result, { theme }));
    await this.#history.draw(result, theme);
  }
}
