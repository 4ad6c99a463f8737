/** @file The data, and what the runs make of them at the step that is shown: lines, thresholds, or predictions. */
import { axis, baseLayout, extent, padded } from './axes.js';
import { runStyle } from './theme.js';

const column = (rows, j) => rows.map((row) => row[j]);
const line = (theme, run) => ({ color: runStyle(theme, run.run).colour, dash: runStyle(theme, run.run).dash, width: 2.2 });
const shared = (run) => ({ type: 'scatter', name: `run ${run.run}`, hoverinfo: 'name' });

function samples(x, y, theme, marker = {}) {
  return { type: 'scatter', mode: 'markers', name: 'data', x, y, hovertemplate: '(%{x:.6~g}, %{y:.6~g})<extra></extra>',
    marker: { size: x.length > 60 ? 4 : 8, color: theme.ink, ...marker } };
}

/** Points, and a line through them for each run; without an intercept it goes through the origin. */
function fit(rows, runs, theme) {
  const [x, y] = [column(rows, 0), column(rows, 1)];
  const ends = padded(extent(x), 0.06, 0.06);
  return {
    data: [samples(x, y, theme), ...runs.map(({ run, theta: [slope, intercept = 0] }) => (
      { ...shared(run), mode: 'lines', x: ends, y: ends.map((at) => slope * at + intercept), line: line(theme, run) }))],
    axes: [axis(theme, 'x', { range: ends }), axis(theme, 'y', { range: padded(extent(y), 0.15, 0.15) })],
  };
}

/** Samples on x by their label, and for each run the place where its prediction changes sign. */
function threshold(rows, runs, theme) {
  const [x, y] = [column(rows, 0), column(rows, 1)];
  const place = ([slope, intercept]) => (slope === 0 ? null : -intercept / slope);
  return {
    data: [samples(x, y, theme, { symbol: y.map((label) => (label > 0 ? 'circle' : 'circle-open')), line: { width: 2, color: theme.ink } }), ...runs.map(({ run, theta }) => (
      { ...shared(run), mode: 'lines', x: [place(theta), place(theta)], y: [-1.6, 1.6], line: line(theme, run) }))],
    axes: [axis(theme, 'x', { range: padded(extent(x), 0.15, 0.15) }), axis(theme, 'label', { range: [-1.6, 1.6], tickvals: [-1, 1], ticktext: ['−1', '+1'], zeroline: false })],
  };
}

/** What is predicted against what was seen: on the diagonal they agree. */
function agreement(rows, runs, theme) {
  const seen = rows.map((row) => row.at(-1));
  const ends = padded(extent(seen), 0.15, 0.15);
  const predicted = (theta) => rows.map((row) => theta.reduce((sum, weight, j) => sum + weight * row[j], 0));
  return {
    data: [{ type: 'scatter', mode: 'lines', name: 'agreement', x: ends, y: ends, hoverinfo: 'skip', line: { color: theme.zero, width: 1.4, dash: 'dash' } }, ...runs.map(({ run, theta }) => (
      { ...shared(run), mode: 'markers', x: seen, y: predicted(Array.from(theta)), marker: { symbol: runStyle(theme, run.run).symbol, size: 8, color: runStyle(theme, run.run).colour } }))],
    axes: [axis(theme, 'y', { range: ends }), axis(theme, 'predicted', { range: ends })],
  };
}

const KINDS = { scale: fit, line: fit, classify: threshold, plane: agreement };
export const hasData = ({ experiment: { objective } }) => objective in KINDS;

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme, frame?: number}} options
 * @returns {{data: object[], layout: object}}
 */
export function build({ experiment: { objective, data: rows }, descent: { runs } }, { theme, frame = Infinity }) {
  const now = runs.map((run) => ({ run, theta: run.iterates[Math.min(frame, run.iterates.length - 1)] }));
  const { data, axes: [xaxis, yaxis] } = KINDS[objective](rows, now, theme);
  return { data, layout: baseLayout(theme, { margin: { l: 52, r: 14, t: 10, b: 38 }, dragmode: false, xaxis: { ...xaxis, fixedrange: true }, yaxis: { ...yaxis, fixedrange: true } }) };
}
