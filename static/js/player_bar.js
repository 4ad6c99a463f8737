/** @file A player's buttons, its clock and its keys. */
import { isStill } from './dom.js';
import { at, createPlayer, isPlaying, naturalRate, pause, play, resize, seek, setRate, stepBy } from './player.js';

const NEEDS_ARROWS = 'input, select, textarea, [role="slider"], .table-box';
const NEEDS_SPACE = 'input, select, textarea, button, a, summary';
const KEYS = { ' ': 'play', ArrowLeft: 'back', ArrowRight: 'forward' };

/** What each button does to the player. */
const ACTS = {
  first: (player) => seek(player, 0),
  last: (player) => seek(player, player.length),
  back: (player) => stepBy(player, -1),
  forward: (player) => stepBy(player, 1),
  play: (player) => (isPlaying(player) ? pause(player) : started(player)),
};

/** @param {import('./player.js').Player} player @param {number} factor */
const withSpeed = (player, factor) => setRate(player, naturalRate(player.length) * factor, performance.now());
const started = (player) => (isStill() ? seek(player, player.length) : play(player, performance.now()));

export class PlayerBar {
  #player = createPlayer(1);
  #request = 0;
  #handlers;
  #root;
  #parts;

  /**
   * @param {HTMLElement} root has the buttons, a slider, a count, and maybe a choice of speed
   * @param {{onFrame: (frame: number, fraction: number) => void, onRest?: (frame: number, length: number) => void}} handlers
   *   `onFrame` whenever something else is to be shown, `onRest` when the player comes to rest
   */
  constructor(root, handlers) {
    this.#root = root;
    this.#handlers = handlers;
    this.#parts = Object.fromEntries(['input', 'output', 'select', '[data-act="play"]'].map((part) => [part, root.querySelector(part)]));
    root.addEventListener('click', ({ target }) => this.#act(target.closest('[data-act]')?.dataset.act));
    this.#parts.input.addEventListener('input', ({ target }) => this.seek(Number(target.value)));
    this.#parts.select?.addEventListener('change', () => { this.#player = withSpeed(this.#player, this.#speed); });
  }

  /** Let the keys of the whole page move this player. */
  listen() { document.addEventListener('keydown', (event) => this.#press(event)); }

  get frame() { return this.#player.frame; }
  get isPlaying() { return isPlaying(this.#player); }

  /** Another answer: keep the place, or go where the link says. @param {number} length @param {number|null} [frame] null is the end */
  load(length, frame) {
    cancelAnimationFrame(this.#request);
    this.#player = frame === undefined ? resize(pause(this.#player), length) : createPlayer(length, frame ?? length);
    this.#show();
  }

  /** @param {number} frame */
  seek(frame) { this.#set(seek(this.#player, frame)); }

  /** Show the whole way from the start, unless motion is unwelcome. */
  replay() { if (!isStill()) this.#set(started(withSpeed(seek(this.#player, 0), this.#speed))); }

  /** Rest where it is. */
  pause() { if (this.isPlaying) this.#set(pause(this.#player)); }

  get #speed() { return Number(this.#parts.select?.value ?? 1); }

  #act(name) { if (name) this.#set(ACTS[name](withSpeed(this.#player, this.#speed))); }

  #press(event) {
    const needs = event.key === ' ' ? NEEDS_SPACE : NEEDS_ARROWS;
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(needs)) return;
    event.preventDefault();
    this.#act(KEYS[event.key]);
  }

  #set(player) {
    cancelAnimationFrame(this.#request);
    this.#player = player;
    this.#show();
    if (isPlaying(player)) this.#request = requestAnimationFrame((now) => this.#set(at(this.#player, now)));
    else this.#handlers.onRest?.(player.frame, player.length);
  }

  #show() {
    const { frame, length, fraction } = this.#player;
    const { input, output, '[data-act="play"]': button } = this.#parts;
    Object.assign(input, { max: String(length), value: String(frame) });
    input.setAttribute('aria-valuetext', `step ${frame} of ${length}`);
    output.textContent = `${frame} / ${length}`;
    button.setAttribute('aria-label', this.isPlaying ? 'Pause' : 'Play');
    this.#root.classList.toggle('is-playing', this.isPlaying);
    this.#handlers.onFrame(frame, isStill() ? 0 : fraction);
  }
}
