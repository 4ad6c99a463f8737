/**
 * @file The player, pure: no DOM, and the clock is passed in.
 *
 * @typedef {object} Player
 * @property {number} length last step there is
 * @property {number} frame step that is shown
 * @property {number} fraction how far on the way to the next one, 0 ≤ fraction < 1
 * @property {number} rate steps a second
 * @property {{time: number, frame: number}|null} anchor where and when playing began; null: it rests
 */

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** @param {number} length @param {number} [frame] @returns {Player} */
export function createPlayer(length, frame = length) {
  return { length, frame: clamp(frame, 0, length), fraction: 0, rate: naturalRate(length), anchor: null };
}

/** Steps a second with which a whole run takes some ten seconds. @param {number} length @returns {number} */
export function naturalRate(length) {
  return clamp(length / 10, 4, 200);
}

/** @param {Player} player @returns {boolean} */
export const isPlaying = (player) => player.anchor !== null;

/** Play on; from the end, play again. @param {Player} player @param {number} now ms @returns {Player} */
export function play(player, now) {
  const frame = player.frame >= player.length ? 0 : player.frame;
  return { ...player, frame, fraction: 0, anchor: { time: now, frame } };
}

/** @param {Player} player @returns {Player} */
export function pause(player) {
  return { ...player, fraction: 0, anchor: null };
}

/** Show one step and rest there. @param {Player} player @param {number} frame @returns {Player} */
export function seek(player, frame) {
  return { ...pause(player), frame: clamp(Math.round(frame), 0, player.length) };
}

/** @param {Player} player @param {number} by @returns {Player} */
export function stepBy(player, by) {
  return seek(player, player.frame + by);
}

/** @param {Player} player @param {number} rate @param {number} now @returns {Player} */
export function setRate(player, rate, now) {
  const anchor = player.anchor && { time: now, frame: player.frame + player.fraction };
  return { ...player, rate, anchor };
}

/** Another run: who looked at the end looks at the end. @param {Player} player @param {number} length @returns {Player} */
export function resize(player, length) {
  if (length === player.length) return player;
  const frame = player.frame >= player.length ? length : Math.min(player.frame, length);
  return { ...pause(player), length, frame };
}

/** Where the player is now. @param {Player} player @param {number} now ms @returns {Player} */
export function at(player, now) {
  if (!player.anchor) return player;
  const position = player.anchor.frame + Math.max(0, now - player.anchor.time) * player.rate / 1000;
  if (position >= player.length) return seek(player, player.length);
  const frame = Math.floor(position);
  return { ...player, frame, fraction: position - frame };
}
