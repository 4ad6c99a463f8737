/** @file The player's buttons, its clock and its keys. */
import { byId, isStill } from './dom.js';
import { at, createPlayer, isPlaying, naturalRate, pause, play, resize, seek, setRate, stepBy } from './player.js';

const NEEDS_ARROWS = 'input, select, textarea, [role="slider"], .table-box';
const NEEDS_SPACE = 'input, select, textarea, button, a, summary';
const KEYS = { ' ': 'play', ArrowLeft: 'back', ArrowRight: 'forward' };

/**
 * @param {{onFrame: (frame: number, fraction: number) => void, onRest: (frame: number, length: number) => void}} handlers
 *   `onFrame` whenever something else is to be shown, `onRest` when the player comes to rest
 */
export function createPlayerBar({ onFrame, onRest }) {
  const bar = byId('player');
  const scrub = byId('scrub');
  const button = bar.querySelector('[data-act="play"]');
  let player = createPlayer(1);
  let request = 0;

  const show = () => {
    const playing = isPlaying(player);
    scrub.max = String(player.length);
    scrub.value = String(player.frame);
    byId('count').textContent = `${player.frame} / ${player.length}`;
    button.setAttribute('aria-label', playing ? 'Pause' : 'Play');
    bar.classList.toggle('is-playing', playing);
    onFrame(player.frame, isStill() ? 0 : player.fraction);
  };
  const tick = (now) => {
    player = at(player, now);
    show();
    if (isPlaying(player)) request = requestAnimationFrame(tick); else onRest(player.frame, player.length);
  };
  const set = (next) => {
    cancelAnimationFrame(request);
    player = next;
    show();
    if (isPlaying(player)) request = requestAnimationFrame(tick); else onRest(player.frame, player.length);
  };
  const acts = {
    first: () => set(seek(player, 0)),
    last: () => set(seek(player, player.length)),
    back: () => set(stepBy(player, -1)),
    forward: () => set(stepBy(player, 1)),
    play: () => set(isPlaying(player) ? pause(player) : started(player)),
  };
  const started = (from) => (isStill() ? seek(from, from.length) : play(withSpeed(from), performance.now()));
  const withSpeed = (from) => setRate(from, naturalRate(from.length) * Number(byId('speed').value), performance.now());

  bar.addEventListener('click', ({ target }) => acts[target.closest('[data-act]')?.dataset.act]?.());
  scrub.addEventListener('input', () => set(seek(player, Number(scrub.value))));
  byId('speed').addEventListener('change', () => { player = withSpeed(player); });
  document.addEventListener('keydown', (event) => {
    const needs = event.key === ' ' ? NEEDS_SPACE : NEEDS_ARROWS;
    const isOurs = KEYS[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest(needs);
    if (!isOurs) return;
    event.preventDefault();
    acts[KEYS[event.key]]();
  });
  return {
    /** Another answer: keep the place, or go where the link says. @param {number} length @param {number|null} [frame] */
    load(length, frame) {
      cancelAnimationFrame(request);
      player = frame === undefined ? resize(pause(player), length) : createPlayer(length, frame ?? length);
      show();
    },
    /** Show the whole way from the start, unless motion is unwelcome. */
    replay() { if (!isStill()) set(play(withSpeed(seek(player, 0)), performance.now())); },
    seek: (frame) => set(seek(player, frame)),
    get frame() { return player.frame; },
    get isPlaying() { return isPlaying(player); },
  };
}
