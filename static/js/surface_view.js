/** @file The surface view: fetched when it is asked for, and redrawn a few times a second at most. */
import { ApiError, ask, latest, NetworkError } from './api.js';
import { viewOf, withKeys } from './state.js';
import { hasWebGL, surfaceChart } from './view.js';
import { build } from './figures/surface.js';

const PAUSE = 180;

export class SurfaceView {
  #node;
  #chart;
  #timer = 0;
  #shown = null;
  /** What lies on the surface: asked for when the surface is shown. @type {{of: object|null, relief: import('./figures/surface.js').Relief|null}} */
  #raised = { of: null, relief: null };
  #asker = latest((result, signal) => this.#raise(result, signal));
  isOn = false;

  /** @param {HTMLElement} node */
  constructor(node) {
    this.#node = node;
    this.#chart = surfaceChart(node);
  }

  /** @param {{result: object, theme: object, frame: number}} shown what to draw when there is time */
  update(shown) {
    this.#shown = shown;
    if (this.isOn && !this.#timer) this.#timer = setTimeout(() => this.#draw(), PAUSE);
  }

  /** @param {boolean} isOn @returns {Promise<boolean>} whether it could be done */
  async toggle(isOn) {
    if (isOn && !hasWebGL()) return false;
    this.isOn = isOn;
    this.#node.hidden = !isOn;
    this.#node.parentElement.classList.toggle('shows-surface', isOn);
    if (isOn) await this.#draw(); else await this.#chart.clear();
    return true;
  }

  async #draw() {
    this.#timer = 0;
    const { result, theme, frame } = this.#shown;
    if (!this.isOn || result.landscape.parameters !== 2) return;
    const isRaised = this.#raised.of === result.landscape;
    if (!isRaised) this.#asker.push(result);
    await this.#chart.draw(build(result, { theme, frame, relief: isRaised ? this.#raised.relief : null }));
  }

  /** Without an answer the surface goes without its lines. */
  async #raise({ landscape, descent }, signal) {
    const link = withKeys(descent.link, { frame: null, view: viewOf(landscape.window) });
    const answer = await ask('landscape', link, signal).catch((error) => {
      if (!(error instanceof ApiError || error instanceof NetworkError) && !signal.aborted) throw error;
      return { relief: null };
    });
    if (signal.aborted) return;
    this.#raised = { of: landscape, relief: answer.relief };
    this.update(this.#shown);
  }
}
