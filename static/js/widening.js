/** @file A sample that is pulled beyond the edge: it waits there, and the axis gives way, the faster the harder the pull. Pure. */

/** Lengths of the axis, as it was when the sample was taken, by which it grows in a second at the most; and the pull in pixels that it takes. */
const SPEED = 1;
const HARDEST = 80;
/** A frame that took longer, in a tab that slept, counts as this one. */
const LONGEST_FRAME = 0.05;

/** How far a pixel lies beyond the ends of an interval: negative before it, 0 inside. @param {number} at @param {[number, number]} ends */
export const beyond = (at, [low, high]) => Math.min(at - low, 0) + Math.max(at - high, 0);

/**
 * The range after it was pulled for a while.
 * @param {[number, number]} range @param {number} pull pixels beyond its lower (negative) or its upper end @param {number} seconds
 * @param {number} length of the axis before the drag: steady growth does not run away, as growth by a factor would
 * @returns {[number, number]}
 */
export function widened([low, high], pull, seconds, length) {
  const hardness = Math.min(Math.abs(pull) / HARDEST, 1);
  const more = length * SPEED * hardness * Math.min(seconds, LONGEST_FRAME);
  return pull < 0 ? [low - more, high] : [low, high + more];
}
