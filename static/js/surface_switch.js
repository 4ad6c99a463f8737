/** @file The button that shows F of two parameters as a surface. */
import { say } from './banner.js';
import { byId } from './dom.js';

export class SurfaceSwitch {
  #stage;

  /** @param {import('./stage.js').Stage} stage */
  constructor(stage) {
    this.#stage = stage;
    byId('surface-switch').addEventListener('click', () => this.#turn());
  }

  /** A surface is there to be shown, or none any more. @param {boolean} isSurface */
  async offer(isSurface) {
    byId('surface-switch').hidden = !isSurface;
    if (this.#stage.hasSurface && !isSurface) await this.#turn();
  }

  async #turn() {
    const isOn = !this.#stage.hasSurface;
    const isDone = await this.#stage.toggleSurface(isOn);
    byId('surface-switch').setAttribute('aria-pressed', String(isOn && isDone));
    if (!isDone) say('This browser has no WebGL, which a surface needs: the map stays.');
  }
}
