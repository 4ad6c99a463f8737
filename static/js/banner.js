/** @file The quiet banner under the player: what the page itself has to say. */
import { byId, h } from './dom.js';

/** @param {...(string|Node)} words */
export function say(...words) {
  byId('banner').replaceChildren(...words);
  byId('banner').hidden = false;
}

export function quiet() {
  byId('banner').hidden = true;
}

/** @param {() => void} retry */
export function sayUnreachable(retry) {
  const again = h('button', { type: 'button', class: 'small' }, 'Try again');
  again.addEventListener('click', retry);
  say('The server can’t be reached: the picture is the last one that it gave. ', again);
}
