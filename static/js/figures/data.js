/** @file The data, what the runs make of them at the step that is shown (marks, lines, thresholds, predictions), and what other losses would. */
import { axis, baseLayout, extent, padded, steadyRange } from './axes.js';
import { fitTraces } from './fits.js';
import { kindOf, placesOf } from './samples.js';
import { runStyle } from './theme.js';

const column = (rows, j) => rows.map((row) => row[j]);
const line = (theme, run) => ({ color: runStyle(theme, run.run).colour, dash: runStyle(theme, run.run).dash, width: 2.2 });
const shared = (run) => ({ type: 'scatter', name: `run ${run.run}`, hoverinfo: 'name' });
const LABELS = [-1.6, 1.6];

/** Samples that are handles already are not drawn twice. */
function samples(places, theme, { isMarked, marker }) {
  const shown = isMarked ? [] : places;
  return { type: 'scatter', mode: 'markers', name: 'data', x: column(shown, 0), y: column(shown, 1), hoverinfo: 'skip',
    marker: { size: places.length > 60 ? 5 : 9, color: theme.ink, ...marker } };
}

/** A line through the points for each run; without an intercept it goes through the origin. */
function ways(runs, theme, ends) {
  return runs.map(({ run, theta: [slope, intercept = 0] }) => (
    { ...shared(run), mode: 'lines', x: ends, y: ends.map((at) => slope * at + intercept), line: line(theme, run) }));
}

/** An upright for each run, where there is a place for it. */
function uprights(runs, theme, placeOf, ends) {
  return runs.map(({ run, theta }) => ({ ...shared(run), mode: 'lines', x: [placeOf(theta), placeOf(theta)], y: ends, line: line(theme, run) }));
}

/** @param {number[]} of values @param {[number, number]|undefined} shown the axis as it is @param {boolean} isHeld whether it stays so whatever comes */
function ranged(of, shown, isHeld, air) {
  return isHeld && shown ? shown : steadyRange(padded(extent(of), air, air), shown);
}

/** Values on a line, equal ones on each other. */
function strip(rows, runs, theme, { kind, held, ranges = [], fits, ...marks }) {
  const range = ranged(column(rows, 0), ranges[0], held, 0.12);
  return {
    data: [samples(placesOf(kind, rows), theme, marks), ...uprights(runs, theme, ([at]) => at, [0, 1]), ...fitTraces(theme, 'strip', fits, range)],
    axes: [axis(theme, kind.columns[0], { range }), axis(theme, '', { range: [0, 1], visible: false })],
  };
}

/** Points in the plane, and lines where the model is one. */
function cloud(rows, runs, theme, { kind, held, ranges = [], fits, isModel, ...marks }) {
  const [x, y] = [0, 1].map((j) => ranged(column(rows, j), ranges[j], held, 0.12));
  return {
    data: [samples(placesOf(kind, rows), theme, marks), ...(isModel ? ways(runs, theme, x) : []), ...fitTraces(theme, 'cloud', fits, x)],
    axes: [axis(theme, kind.columns[0], { range: x }), axis(theme, kind.columns[1], { range: y })],
  };
}

/** Samples on x by their label, and for each run the place where its prediction changes sign. */
function labels(rows, runs, theme, { kind, held, ranges = [], fits, ...marks }) {
  const place = ([slope, intercept]) => (slope === 0 ? null : -intercept / slope);
  const range = ranged(column(rows, 0), ranges[0], held, 0.15);
  const marker = { symbol: column(rows, 1).map((label) => (label > 0 ? 'circle' : 'circle-open')), line: { width: 2, color: theme.ink } };
  return {
    data: [samples(placesOf(kind, rows), theme, { ...marks, marker }), ...uprights(runs, theme, place, LABELS), ...fitTraces(theme, 'labels', fits, range)],
    axes: [axis(theme, 'x', { range }), axis(theme, 'label', { range: LABELS, tickvals: [-1, 1], ticktext: ['−1', '+1'], zeroline: false })],
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

const SHAPES = { strip, cloud, labels };

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {object} options
 * @param {import('./theme.js').Theme} options.theme
 * @param {number} [options.frame]
 * @param {boolean} [options.isMarked] whether the samples are drawn as handles, elsewhere
 * @param {[number, number][]} [options.ranges] the axes as they are @param {boolean} [options.held] whether they stay
 * @param {import('./fits.js').Named[]} [options.fits]
 * @returns {{data: object[], layout: object}}
 */
export function build({ experiment, descent: { runs } }, { theme, frame = Infinity, isMarked = false, ranges, held = false, fits = [] }) {
  const now = runs.map((run) => ({ run, theta: run.iterates[Math.min(frame, run.iterates.length - 1)] }));
  const kind = kindOf(experiment);
  const draw = kind ? SHAPES[kind.shape] : agreement;
  const { data, axes: [xaxis, yaxis] } = draw(experiment.data, now, theme, { kind, isMarked, ranges, held, fits, isModel: !experiment.f });
  const margin = { l: kind?.shape === 'strip' ? 16 : 52, r: 14, t: 10, b: 38 };
  return { data, layout: baseLayout(theme, { margin, dragmode: false, xaxis: { ...xaxis, fixedrange: true }, yaxis: { ...yaxis, fixedrange: true } }) };
}
