/** @file How far smoothing moves the minimiser, against how much is smoothed: measured, and predicted to leading order. */
import { axis, baseLayout } from './axes.js';
import { decadeTicks, logScale } from './history.js';

const sizes = (values) => Array.from(values, (value) => (Number.isFinite(value) && value !== null ? Math.abs(value) : null));

/** @param {number[]} [low, high] of the values that are shown */
function across(theme, symbol, values) {
  const ends = [values[0], values.at(-1)].map(Math.log10);
  const scale = { range: ends, floor: 0, hasZero: false };
  return axis(theme, symbol, { type: 'log', range: [ends[0] - 0.1, ends[1] + 0.1], ...decadeTicks(scale), fixedrange: true });
}

/**
 * @param {object} shift an answer of /api/v1/smoothing
 * @param {{theme: import('./theme.js').Theme}} options
 * @returns {{data: object[], layout: object}}
 */
export function build({ symbol, value, bias, predicted_bias: predicted, current }, { theme }) {
  const [measured, line] = [sizes(bias), sizes(predicted)];
  const x = Array.from(value);
  const scale = logScale([measured]);
  const height = (size) => (size === 0 ? scale.floor : size);
  const hover = (what) => `${symbol} = %{x:.4~g}<br>${what} %{text}<extra></extra>`;
  const told = (list) => list.map((size) => (size === null ? '' : size.toPrecision(4)));
  return {
    data: [
      { type: 'scatter', mode: 'lines', name: 'predicted', x, y: line, text: told(line), connectgaps: false, line: { color: theme.kink, width: 1.8 }, hovertemplate: hover('predicted') },
      { type: 'scatter', mode: 'markers', name: 'measured', x, y: measured.map(height), text: told(measured), hovertemplate: hover('measured'),
        marker: { size: 6.5, color: theme.ink, symbol: measured.map((size) => (size === 0 ? 'circle-open' : 'circle')) } },
      { type: 'scatter', mode: 'markers', name: 'current', x: [current.value], y: [height(Math.abs(current.bias))], text: told([Math.abs(current.bias)]), hovertemplate: hover('here'),
        marker: { size: 16, symbol: 'circle-open', color: theme.minimum, line: { width: 2.4 } } },
    ],
    layout: baseLayout(theme, {
      margin: { l: 52, r: 14, t: 10, b: 38 },
      dragmode: false,
      xaxis: across(theme, symbol, x),
      yaxis: axis(theme, '', { type: 'log', range: scale.range, ...decadeTicks(scale), fixedrange: true }),
      shapes: [{ type: 'line', xref: 'x', yref: 'paper', x0: current.value, x1: current.value, y0: 0, y1: 1, line: { color: theme.minimum, width: 1, dash: 'dot' }, layer: 'below' }],
    }),
  };
}
