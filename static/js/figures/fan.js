/** @file Lines through a kink that stay below the graph: their slopes fill the subdifferential. */

const LINES = 9;
const REACH = 0.42;

/** One broken line through the first kink, with slopes from its left one to its right one. @param {object} landscape @param {import('./theme.js').Theme} theme */
export function fanTrace({ kinks: [kink], window: [[low, high]] }, theme) {
  const reach = REACH * (high - low);
  const slopes = Array.from({ length: LINES }, (_, i) => kink.left + (kink.right - kink.left) * (i + 1) / (LINES + 1));
  return {
    type: 'scatter', mode: 'lines', name: 'supporting lines', hoverinfo: 'skip', line: { color: theme.kink, width: 1.1 }, opacity: 0.55,
    x: slopes.flatMap(() => [kink.theta - reach, kink.theta + reach, null]),
    y: slopes.flatMap((slope) => [kink.value - slope * reach, kink.value + slope * reach, null]),
  };
}
