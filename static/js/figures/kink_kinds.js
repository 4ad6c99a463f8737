/** @file What kinds of kinks there are, how each is marked and called, and where a graph breaks off. Pure. */
import { formatNumber } from '../number.js';

/** Marks by kind, as in templates/_picture.html; those without one are lines or ends. */
export const SYMBOLS = { convex: 'diamond-open', concave: 'triangle-up-open', curvature: 'circle-open', removable: 'square-open', cusp: 'star-triangle-down-open' };

const BROKEN = ['jump', 'pole', 'isolated'];
const isMissing = (slope) => slope === null || slope === undefined || Number.isNaN(slope);

/** Whether F breaks off there, or nothing is known of its slopes. */
export function isBreak({ kind, left, right, steep }) {
  return BROKEN.includes(kind) || (isMissing(left) && isMissing(right) && Boolean(steep) && !steep.some(Boolean));
}

/** The kinds that a figure shows, for its key. @param {object} landscape @returns {string} */
export function kindsOf({ kinks = [], gaps = [] }) {
  const found = kinks.map(({ kind }) => kind);
  return [...new Set(gaps.some(({ low, high }) => low < high) ? [...found, 'gap'] : found)].join(' ');
}

/** Ends of the graph at its jumps: the points beside them are so near that they stand for the limits. @param {object} landscape */
export function jumpsOf({ theta, value, kinks }) {
  const places = Array.from(theta);
  return kinks.filter(({ kind }) => kind === 'jump').map((kink) => {
    const i = places.findIndex((at) => at >= kink.theta - 1e-6 * (1 + Math.abs(kink.theta)));
    return { x: kink.theta, value: kink.value, left: value[i - 1] ?? null, right: value[i + 1] ?? null };
  });
}

/** The slopes with those at breaks as beside them, so that a line ends there and does not shoot up. @param {object} landscape */
export function sidesOf({ theta, left, right, kinks }) {
  const sides = { left: Array.from(left), right: Array.from(right) };
  for (const kink of kinks.filter(isBreak)) {
    const i = sides.left.findIndex((_, j) => Math.abs(theta[j] - kink.theta) <= 1e-6 * (1 + Math.abs(kink.theta)));
    if (i > 0) sides.left[i] = right[i - 1];
    if (i >= 0 && i < right.length - 1) sides.right[i] = left[i + 1];
  }
  return sides;
}

const rect = (more, theme) => ({ type: 'rect', xref: 'x', yref: 'paper', y0: 0, y1: 1, fillcolor: theme.gap, line: { width: 0 }, layer: 'below', ...more });

/** Stretches without a value, shaded, and lines through poles and single points. @param {object} landscape @param {import('./theme.js').Theme} theme */
export function breakShapes({ kinks, gaps = [] }, theme) {
  const lines = kinks.filter(isBreak).map(({ theta }) => ({
    type: 'line', xref: 'x', yref: 'paper', x0: theta, x1: theta, y0: 0, y1: 1, line: { color: theme.kink, width: 1.4, dash: '2px,5px' }, layer: 'below',
  }));
  return [...gaps.filter(({ low, high }) => low < high).map(({ low, high }) => rect({ x0: low, x1: high }, theme)), ...lines];
}

/** Why there is no value, where there is room to say it. @param {object} landscape @param {import('./theme.js').Theme} theme */
export function gapLabels({ gaps = [], window: [[least, most]] }, theme) {
  const wide = gaps.map((gap) => ({ ...gap, low: Math.max(gap.low, least), high: Math.min(gap.high, most) })).filter(({ low, high }) => high - low > 0.12 * (most - least));
  return wide.map(({ low, high, reason }) => ({
    x: (low + high) / 2, y: 0.7, xref: 'x', yref: 'paper', showarrow: false, text: `no value:<br>${reason.replace(/ (of|by) /, '<br>$1 ')}`, font: { size: 12.5, color: theme.muted },
  }));
}

/** The same in sentences. @param {{low: number, high: number, reason: string}[]} gaps @param {string} name */
export function gapFacts(gaps, name) {
  const where = ({ low, high }) => (low < high ? `for ${name} from ${formatNumber(low)} to ${formatNumber(high)}` : `at ${name} = ${formatNumber(low)}`);
  return gaps.map((gap) => (gap.low === undefined ? `F has no value in parts of this window: ${gap.reason}.` : `F has no value ${where(gap)}: ${gap.reason}.`));
}
