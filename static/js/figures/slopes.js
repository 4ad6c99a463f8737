/**
 * @file The subdifferential at one step, in one parameter: an interval on an axis of slopes, whether 0 is in it, its element
 * nearest to 0, and what was reported.
 *
 * @typedef {object} SlopeSet an answer of /api/v1/subdifferential
 * @property {'point'|'interval'|'polygon'} kind
 * @property {(number|null)[][]} vertices an end at a cusp is missing: it is infinite
 * @property {(number|null)[]} minimum_norm
 * @property {number[]|null} reported
 * @property {number} distance of 0 from the set
 * @property {boolean} stationary whether 0 is in it
 */
import { formatNumber } from '../number.js';
import { axis, baseLayout } from './axes.js';
import { runStyle } from './theme.js';

const AIR = 1.25;
/** What is smaller has no round numbers above it. */
const LEAST = 1e-300;
const STEPS = [1, 2, 5, 10];
const ROWS = { reported: 2, set: 1, nearest: 0 };
const TOP = 2.55;
const LABELS = ['nearest to 0', 'subgradients', 'reported'];

/** Half the length of an axis that has 0 in its middle: a round number, so that it seldom changes from step to step. @param {number[][]} slopes */
export function reach(slopes) {
  const size = AIR * Math.max(0, ...slopes.flat().filter((slope) => slope !== null).map(Math.abs));
  if (size < LEAST) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  return power * (STEPS.find((step) => step * power >= size) ?? 10);
}

/** Every slope of a set that is drawn. @param {SlopeSet} set */
export const slopesIn = ({ vertices, minimum_norm: nearest, reported }) => [...vertices, nearest, ...(reported ? [reported] : [])];

/** Where 0 is: a ring where it belongs to the set, a cross where not. @param {SlopeSet} set @param {import('./theme.js').Theme} theme */
export function origin({ stationary }, theme) {
  return {
    type: 'scatter', mode: 'markers', name: '0', x: [0], y: [0], hoverinfo: 'skip',
    marker: stationary ? { symbol: 'circle-open', size: 16, color: theme.minimum, line: { width: 2.6 } } : { symbol: 'x-thin', size: 9, color: theme.muted, line: { color: theme.muted, width: 1.8 } },
  };
}

/** The same in words, above the axes: a trace and no annotation, so that a next step moves it without a new layout. */
export function verdict({ stationary, distance }, theme) {
  const words = stationary ? '0 is inside' : distance === null ? 'too steep for float64' : `0 is outside, ${formatNumber(distance, 4)} away`;
  return { type: 'scatter', mode: 'text', name: 'verdict', text: [words], cliponaxis: false, hoverinfo: 'skip', textfont: { size: 13, color: stationary ? theme.minimum : theme.ink } };
}

/** An arrow from 0 to the element nearest to it; none where that is 0. @param {import('./theme.js').Theme} theme */
export function arrow(x, y, theme) {
  return { type: 'scatter', mode: 'lines+markers', name: 'nearest to 0', x, y, hoverinfo: 'skip', line: { color: theme.ink, width: 2.2 },
    marker: { symbol: ['circle', 'arrow'], size: [0, 13], angleref: 'previous', opacity: 1, color: theme.ink, line: { width: 0 } } };
}

const side = (slope) => (slope < 0 ? 'middle left' : 'middle right');

/** A value beside its mark. */
function labelled(name, slope, row, marker, colour) {
  return { type: 'scatter', mode: 'markers+text', name, x: [slope], y: [row], text: [formatNumber(slope, 4)], textposition: side(slope), cliponaxis: false,
    textfont: { size: 12.5, color: colour }, marker, hoverinfo: 'skip' };
}

/** The interval itself, and its ends with their values; the one nearest to 0 has its own row, and beside 0 no room for it. */
function interval({ kind, vertices, minimum_norm: [nearest], stationary }, theme, half) {
  const isEndless = kind === 'interval' && vertices[0][0] === null;
  const ends = isEndless ? [-half, half] : vertices.map(([slope]) => slope);
  const isPoint = kind === 'point';
  const isToldBelow = (slope) => !isPoint && !stationary && slope === nearest;
  const shared = { type: 'scatter', x: ends, y: ends.map(() => ROWS.set), hoverinfo: 'skip' };
  return [
    { ...shared, mode: 'lines', name: 'subdifferential', line: { color: theme.kink, width: 8 }, opacity: 0.45 },
    { ...shared, mode: 'markers+text', name: 'ends', text: isEndless ? ['−∞', '∞'] : ends.map((slope) => (isToldBelow(slope) ? '' : formatNumber(slope, 4))), cliponaxis: false, textfont: { size: 12.5, color: theme.kink },
      textposition: isPoint ? side(ends[0]) : isEndless ? ['bottom right', 'bottom left'] : ['middle left', 'middle right'],
      marker: { symbol: isPoint ? 'circle' : 'line-ns-open', size: isPoint ? 9 : 14, color: theme.kink, line: { width: isPoint ? 0 : 2.4, color: theme.kink } } },
  ];
}

function reportedTrace({ reported }, theme, run) {
  const style = runStyle(theme, run);
  if (reported) return labelled('reported', reported[0], ROWS.reported, { symbol: style.symbol, size: 11, color: style.colour }, style.colour);
  return { ...labelled('reported', 0, ROWS.reported, { opacity: 0 }, theme.muted), text: ['no number'] };
}

/**
 * @param {SlopeSet} set
 * @param {{theme: import('./theme.js').Theme, run: number}} options
 * @returns {{data: object[], layout: object}}
 */
export function build(set, { theme, run }) {
  const half = reach(slopesIn(set));
  const [nearest] = set.minimum_norm;
  return {
    data: [
      ...interval(set, theme, half),
      { ...arrow([0, nearest], [ROWS.nearest, ROWS.nearest], theme), visible: !set.stationary },
      labelled('value', nearest, ROWS.nearest, { opacity: set.stationary ? 1 : 0, size: 7, color: theme.ink }, theme.ink),
      { ...origin(set, theme), y: [ROWS.set] },
      reportedTrace(set, theme, run),
      { ...verdict(set, theme), x: [0], y: [TOP], textposition: 'top center' },
    ],
    layout: baseLayout(theme, {
      margin: { l: 96, r: 18, t: 24, b: 38 },
      dragmode: false,
      xaxis: axis(theme, 'slope', { range: [-half, half], nticks: 7, fixedrange: true, zerolinewidth: 1.6 }),
      yaxis: axis(theme, '', { range: [-0.55, TOP], tickvals: [0, 1, 2], ticktext: LABELS, fixedrange: true, showgrid: false, zeroline: false }),
    }),
  };
}
