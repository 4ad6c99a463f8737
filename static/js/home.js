/** @file The front page's figure: plays the hops that the server has drawn. */
import { byId, isStill } from './dom.js';
import { connectSearch } from './gallery.js';
import { along, strength } from './hops.js';
import { at, createPlayer, isPlaying, pause, play, seek, setRate } from './player.js';
import { connectScheme } from './scheme.js';

const RATE = 1.9;
const FIRST_PAUSE = 700;

/** A hop from the path that draws it. @param {SVGPathElement} path @returns {import('./hops.js').Hop} */
function hopOf(path) {
  const [a, b, c, d, e, f] = path.getAttribute('d').match(/-?[\d.]+(e-?\d+)?/g).map(Number);
  return { from: [a, b], bend: [c, d], to: [e, f] };
}

/** Put a mark at a place of its panel of 1000 by 1000. @param {Element} mark @param {number[]} place */
function put(mark, [x, y]) {
  mark.setAttribute('x', `${x / 10}%`);
  mark.setAttribute('y', `${y / 10}%`);
}

/** @param {HTMLElement} box @param {{below: number[][], words: string[], end: string}} data */
function createScene(box, { below, words, end }) {
  const paths = [...box.querySelectorAll('.way .hops')];
  const hops = paths.map(hopOf);
  const [mark, slopeMark] = box.querySelectorAll('.mark');
  const dots = box.querySelector('.dots');
  const stood = [hops[0].from, ...hops.map(({ to }) => to)];
  return {
    length: hops.length,
    /** @param {number} frame @param {number} fraction */
    show(frame, fraction) {
      paths.forEach((path, k) => path.setAttribute('opacity', String(k < frame ? strength(frame - 1 - k) : 0)));
      dots.setAttribute('d', stood.slice(0, frame + 1).map(([x, y]) => `M${x} ${y}h0`).join(''));
      put(mark, fraction ? along(hops[frame], fraction) : stood[frame]);
      put(slopeMark, below[frame]);
      byId('hero-words').textContent = frame === hops.length ? end : words[frame];
    },
  };
}

/** @param {ReturnType<typeof createScene>} scene @param {HTMLButtonElement} button */
function connectPlayer(scene, button) {
  let player = createPlayer(scene.length);
  let request = 0;
  let first = 0;
  const show = () => {
    scene.show(player.frame, isStill() ? 0 : player.fraction);
    button.classList.toggle('is-playing', isPlaying(player));
    button.setAttribute('aria-label', isPlaying(player) ? 'Pause' : 'Play');
  };
  const tick = (now) => {
    player = at(player, now);
    show();
    if (isPlaying(player)) request = requestAnimationFrame(tick);
  };
  const start = () => {
    player = play(setRate(player, RATE, performance.now()), performance.now());
    request = requestAnimationFrame(tick);
  };
  const stop = () => { cancelAnimationFrame(request); player = pause(player); show(); };
  button.addEventListener('click', () => {
    clearTimeout(first); // whoever presses it has taken over
    if (isPlaying(player)) stop();
    else start();
  });
  document.addEventListener('visibilitychange', () => { if (document.hidden && isPlaying(player)) stop(); });
  button.hidden = false;
  if (isStill()) return;
  player = seek(player, 0);
  show();
  first = setTimeout(start, FIRST_PAUSE);
}

connectScheme(() => {});
connectSearch();
connectPlayer(createScene(byId('hero'), JSON.parse(byId('hero-data').textContent)), byId('hero-play'));
