/** @file More than two parameters have no picture of F: each coordinate of the iterates against the step. */
import { axis, baseLayout, extent, padded, panelTitle } from './axes.js';
import { runStyle } from './theme.js';

/** Names stand at the ends of lines while there are no more than these. */
const FEW = 8;

/** One coordinate of a run: a line, and marks where it is exactly 0. */
function traces(run, name, j, theme) {
  const style = runStyle(theme, run.run);
  const values = Array.from(run.iterates, (point) => point[j]);
  const steps = values.map((_, k) => k);
  const zeros = steps.filter((k) => values[k] === 0);
  const shared = { type: 'scatter', name: `run ${run.run}, ${name}` };
  return [
    { ...shared, mode: 'lines', x: steps, y: values, line: { color: style.colour, width: 1.8, dash: style.dash },
      hovertemplate: `step %{x}: ${name} = %{y:.6~g}<extra>run ${run.run}</extra>` },
    { ...shared, mode: 'markers', x: zeros, y: zeros.map(() => 0), marker: { symbol: `${style.symbol}-open`, size: 6, color: style.colour },
      hovertemplate: `step %{x}: ${name} is exactly 0<extra>run ${run.run}</extra>` },
  ];
}

/** The coordinates of the minimiser, at the right edge, if it is one point. */
function minimiserTrace({ minimisers: { kind, points }, names }, last, theme) {
  const least = kind === 'point' ? points[0] : [];
  return {
    type: 'scatter', mode: 'markers', name: 'minimisers', x: least.map(() => last), y: least, text: names.slice(0, least.length), cliponaxis: false,
    marker: { symbol: 'line-ew-open', size: 18, color: theme.minimum, line: { width: 2.6 } }, hovertemplate: 'minimiser: %{text} = %{y:.6~g}<extra></extra>',
  };
}

/** Names of the first run's coordinates, where they end. */
function labels(run, names, theme) {
  if (names.length > FEW) return [];
  const last = run.iterates.length - 1;
  return names.map((text, j) => ({ text, x: last, y: run.iterates[last][j], showarrow: false, xanchor: 'right', yanchor: 'bottom', xshift: -10, font: { size: 12.5, color: theme.ink } }));
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme}} options
 * @returns {{data: object[], layout: object}}
 */
export function build({ landscape, descent: { runs } }, { theme }) {
  const { names, minimisers } = landscape;
  const last = Math.max(1, ...runs.map(({ iterates }) => iterates.length - 1));
  const range = padded(extent([0], ...minimisers.points, ...runs.flatMap(({ iterates }) => Array.from(iterates))), 0.08, 0.08);
  return {
    data: [minimiserTrace(landscape, last, theme), ...runs.flatMap((run) => names.flatMap((name, j) => traces(run, name, j, theme)))],
    layout: baseLayout(theme, {
      xaxis: axis(theme, 'step', { range: [0, last], fixedrange: true }),
      yaxis: axis(theme, '', { range, nticks: 7, fixedrange: true }),
      annotations: [panelTitle(theme, `${names[0]} to ${names.at(-1)}`), ...labels(runs[0], names, theme)],
    }),
  };
}
