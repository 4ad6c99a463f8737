/**
 * @file A function with kinks above, its derivative with jumps below, on one axis: for ρ and for F alike.
 *
 * @typedef {object} Kink
 * @property {number} x
 * @property {number} value
 * @property {number} left one-sided derivative from the left; at a cusp it is infinite, which an answer gives as null
 * @property {number} right
 * @property {number|null} reported what the convention says there; null: the formula divides by zero
 * @property {'convex'|'concave'|'curvature'|'removable'|'cusp'} [kind] removable: F is smooth there, only what is reported is not its slope
 * @property {number[]} [steep] which way the slopes on both sides are infinite, where they are
 *
 * @typedef {object} Kinked
 * @property {ArrayLike<number>} x holds every kink
 * @property {ArrayLike<number>} value
 * @property {ArrayLike<number>} left
 * @property {ArrayLike<number>} right
 * @property {ArrayLike<number|null>} reported
 * @property {Kink[]} kinks
 * @property {{x: number, value: number, left: number, right: number}[]} [jumps] where the value itself jumps
 */
import { formatInterval, formatNumber } from '../number.js';
import { extent } from './axes.js';
import { SYMBOLS } from './kink_kinds.js';

const FEW = 5;
const ROOM = 0.12;
const FAR_RIGHT = 0.72;
const BELOW = { xaxis: 'x', yaxis: 'y2' };

/** How far outside of what is shown a slope is drawn that is infinite, in steepest slopes. */
const BEYOND = 40;

/** The slopes at a kink, infinite ones too: the answer says which way, or the kind does. @param {Kink} kink */
export function slopesOf({ left, right, kind, steep }) {
  const far = kind === 'concave' ? -Infinity : Infinity;
  const ends = steep ? [left, right].map((slope, i) => slope ?? steep[i] * Infinity) : [left ?? -far, right ?? far];
  return ends.map((slope, i) => (Number.isNaN(slope) ? ends[1 - i] : slope));
}

/** Clarke's interval at a kink, lower end first: at a concave one the slope on the right. @param {Kink} kink */
export const intervalOf = (kink) => slopesOf(kink).sort((a, b) => a - b);

/** The same with every infinite slope far outside of the panel, where a line can end. @param {Kinked} f @returns {Kinked} */
export function drawable(f) {
  const far = BEYOND * (extent(f.left, f.right) ?? [1]).reduce((most, slope) => Math.max(most, Math.abs(slope)), 1e-300);
  const held = (slope) => (Number.isFinite(slope) ? slope : Math.sign(slope) * far);
  const kinks = f.kinks.map((kink) => ({ ...kink, slopes: slopesOf(kink), left: held(slopesOf(kink)[0]), right: held(slopesOf(kink)[1]) }));
  const isMissing = (slope) => slope === null || Number.isNaN(slope);
  const kinkAt = (x) => kinks.find((kink) => Math.abs(kink.x - x) <= 1e-6 * (1 + Math.abs(x)));
  const filled = (side) => Array.from(f[side], (slope, i) => (isMissing(slope) ? kinkAt(f.x[i])?.[side] ?? null : slope));
  return { ...f, kinks, left: filled('left'), right: filled('right') };
}

/** The derivative as a line that breaks where its two sides differ, so that nothing joins the ends of a jump. */
export function brokenLine({ x, left, right }) {
  const line = { x: [], y: [] };
  const put = (at, y) => { line.x.push(at); line.y.push(y); };
  for (let i = 0; i < x.length; i += 1) {
    put(x[i], left[i]);
    if (left[i] === right[i]) continue;
    put(x[i], null);
    put(x[i], right[i]);
  }
  return line;
}

/** The function as a line that breaks where its value jumps. @param {Kinked} f */
export function brokenGraph({ x, value, jumps = [] }) {
  const points = Array.from(x, (at, i) => [at, value[i]]).filter(([at]) => jumps.every((jump) => Math.abs(jump.x - at) > 1e-6 * (1 + Math.abs(at))));
  const ends = jumps.flatMap(({ x: at, left, right }) => [[at, left], [at, null], [at, right]]);
  const all = ends.length ? [...points, ...ends].sort(([a], [b]) => a - b) : points;
  return { x: all.map(([at]) => at), y: all.map(([, y]) => y) };
}

/** Ends of the jumps of the value; the one that it has there is closed. @param {Kinked} f @param {import('./theme.js').Theme} theme */
export function jumpTrace({ jumps = [] }, theme) {
  const ends = jumps.flatMap(({ x, value, left, right }) => [left, right].map((y) => ({ x, y, isClosed: y === value })));
  return {
    type: 'scatter', mode: 'markers', name: 'jumps', x: ends.map(({ x }) => x), y: ends.map(({ y }) => y), hoverinfo: 'skip',
    marker: { symbol: 'circle', size: 9, color: ends.map(({ isClosed }) => (isClosed ? theme.ink : theme.paper)), line: { color: theme.ink, width: 2 } },
  };
}

/** Pairs of ends as one broken line. @param {Kink[]} kinks */
function segments(kinks) {
  return {
    x: kinks.flatMap(({ x }) => [x, x, null]),
    y: kinks.flatMap(({ left, right }) => [left, right, null]),
  };
}

/** Ends of the jumps; the one that the convention reports is closed. @param {Kink[]} kinks */
export function jumpEnds(kinks) {
  return kinks.flatMap(({ x, left, right, reported }) => [left, right].map((y) => ({ x, y, isClosed: y === reported })));
}

/** Does the convention change the formula away from kinks too? @param {Kinked} f */
function isReportedElsewhere({ x, left, right, reported, kinks }) {
  const isKink = (at) => kinks.some((kink) => Math.abs(kink.x - at) <= 1e-6 * Math.abs(at));
  return Array.from(x).some((at, i) => left[i] === right[i] && !isKink(at) && reported[i] !== null && Math.abs(reported[i] - left[i]) > 1e-5 * (1 + Math.abs(left[i])));
}

/** @param {Kinked} f @param {import('./theme.js').Theme} theme @param {{symbol: string, of: string}} names */
function curves(f, theme, { symbol, of }) {
  const hover = (what) => `${symbol} = %{x:.4~g}<br>${what} = %{y:.4~g}<extra></extra>`;
  return [
    { type: 'scatter', mode: 'lines', name: of, ...brokenGraph(f), connectgaps: false, line: { color: theme.ink, width: 2.6, simplify: false }, hovertemplate: hover(of) },
    { type: 'scatter', mode: 'lines', name: `${of}′`, ...brokenLine(f), ...BELOW, connectgaps: false,
      line: { color: theme.ink, width: 2.2, simplify: false }, hovertemplate: hover(`${of}′`) },
  ];
}

const isRemovable = ({ kind }) => kind === 'removable';
const kinkName = ({ kind }) => ({ curvature: 'break of the curvature', cusp: 'cusp' })[kind] ?? 'kink';
const removableText = ({ left, reported }) => `slope ${formatNumber(left)} on both sides, ${reported === null ? 'the formula says 0/0' : `reported ${formatNumber(reported)}`}`;

/** @param {Kinked} f @param {import('./theme.js').Theme} theme */
function kinkTraces({ kinks }, theme) {
  const size = kinks.length > 24 ? 5 : kinks.length > 6 ? 7.5 : 10;
  const text = kinks.map((kink) => (isRemovable(kink) ? removableText(kink) : `${kinkName(kink)}: slopes from ${formatInterval(...intervalOf(kink))}`));
  const ends = jumpEnds(kinks);
  const dots = kinks.filter(({ reported }) => reported !== null);
  const hover = { hovertemplate: '%{text}<extra></extra>' };
  return [
    { type: 'scatter', mode: 'markers', name: 'kinks', x: kinks.map(({ x }) => x), y: kinks.map(({ value }) => value), text, ...hover,
      marker: { symbol: kinks.map(({ kind }) => SYMBOLS[kind] ?? SYMBOLS.convex), size: size + 2, color: theme.kink, line: { width: 2 } } },
    { type: 'scatter', mode: 'lines', name: 'subdifferential', ...segments(kinks), ...BELOW, line: { color: theme.kink, width: 5 }, opacity: 0.45, hoverinfo: 'skip' },
    { type: 'scatter', mode: 'markers', name: 'ends of the jumps', x: ends.map(({ x }) => x), y: ends.map(({ y }) => y), ...BELOW, hoverinfo: 'skip',
      marker: { symbol: 'circle', size: size - 2, color: ends.map(({ isClosed }) => (isClosed ? theme.ink : theme.paper)), line: { color: theme.ink, width: 1.6 } } },
    { type: 'scatter', mode: 'markers', name: 'reported', x: dots.map(({ x }) => x), y: dots.map(({ reported }) => reported), ...BELOW,
      text: dots.map(({ reported }) => `reported at the kink: ${reported}`), ...hover,
      marker: { symbol: 'diamond', size, color: theme.kink, line: { color: theme.paper, width: 1.5 } } },
  ];
}

/** The formula that the oracle answers with, where it is not the derivative. @param {Kinked} f @param {import('./theme.js').Theme} theme */
function reportedTrace(f, theme) {
  return { type: 'scatter', mode: 'lines', name: 'reported', x: f.x, y: f.reported, ...BELOW, visible: isReportedElsewhere(f),
    line: { color: theme.kink, width: 1.8, dash: 'dash' }, hovertemplate: 'reported %{y:.4~g}<extra></extra>' };
}

/** All traces, always the same number of them. @param {Kinked} f @param {import('./theme.js').Theme} theme @param {{symbol: string, of: string}} names */
export function kinkedTraces(f, theme, names) {
  const drawn = drawable(f);
  return [...curves(drawn, theme, names), reportedTrace(drawn, theme), ...kinkTraces(drawn, theme)];
}

/**
 * "∂F = [−1, 1]" beside each jump that has room for it, while there are few.
 * @param {Kink[]} kinks @param {import('./theme.js').Theme} theme @param {string} of
 * @param {{x: number[], y: number[]}} window what is shown of the axis and of the slopes
 */
export function kinkLabels(kinks, theme, of, { x: [low, high], y: slopes }) {
  const hasRoom = (kink) => isRemovable(kink) || Math.abs(slopesOf(kink)[1] - slopesOf(kink)[0]) > ROOM * (slopes[1] - slopes[0]);
  const isFarRight = ({ x }) => x > low + FAR_RIGHT * (high - low);
  const middle = (kink) => slopesOf(kink).map((slope) => Math.min(Math.max(slope, slopes[0]), slopes[1])).reduce((left, right) => (left + right) / 2);
  const interval = (kink) => `∂${of} = ${formatInterval(...intervalOf(kink))}${kink.reported === null && kink.left !== null ? ', the formula says 0/0' : ''}`;
  return kinks.length > FEW ? [] : kinks.filter(hasRoom).map((kink) => ({
    x: kink.x, y: middle(kink), xref: 'x', yref: 'y2', showarrow: false,
    ...(isFarRight(kink) ? { xanchor: 'right', xshift: -11 } : { xanchor: 'left', xshift: 11 }), ...(isRemovable(kink) && { yshift: -14 }),
    text: isRemovable(kink) ? removableText(kink) : interval(kink), font: { size: 12.5, color: theme.kink },
  }));
}
