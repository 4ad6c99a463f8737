/** @file The subdifferential at one step, in two parameters: a polygon in the plane of slopes, and where 0 lies to it. */
import { axis, baseLayout } from './axes.js';
import { arrow, origin, reach, slopesIn, verdict } from './slopes.js';
import { runStyle } from './theme.js';

/** A polygon, a segment or a point. @param {import('./slopes.js').SlopeSet} set @param {import('./theme.js').Theme} theme */
function region({ kind, vertices }, theme) {
  const ring = kind === 'polygon' ? [...vertices, vertices[0]] : vertices;
  return {
    type: 'scatter', mode: 'lines+markers', name: 'subdifferential', x: ring.map(([g]) => g), y: ring.map(([, g]) => g),
    fill: kind === 'polygon' ? 'toself' : 'none', fillcolor: theme.kinkBand, line: { color: theme.kink, width: kind === 'interval' ? 4 : 2 },
    marker: { symbol: 'circle', size: kind === 'point' ? 9 : 5, color: theme.kink }, hovertemplate: 'subgradient (%{x:.4~g}, %{y:.4~g})<extra></extra>',
  };
}

/**
 * @param {import('./slopes.js').SlopeSet} set
 * @param {{theme: import('./theme.js').Theme, run: number, names: string[]}} options
 * @returns {{data: object[], layout: object}}
 */
export function build(set, { theme, run, names }) {
  const half = reach(slopesIn(set));
  const style = runStyle(theme, run);
  const [first, second] = set.minimum_norm;
  const across = (name, i) => axis(theme, `g${'₁₂'[i]}, along ${name}`, { range: [-half, half], nticks: 5, fixedrange: true, zerolinewidth: 1.6 });
  return {
    data: [
      region(set, theme),
      { ...arrow([0, first], [0, second], theme), visible: !set.stationary },
      { type: 'scatter', mode: 'markers', name: 'reported', x: set.reported ? [set.reported[0]] : [], y: set.reported ? [set.reported[1]] : [],
        marker: { symbol: style.symbol, size: 12, color: style.colour, line: { color: theme.paper, width: 1.5 } }, hovertemplate: 'reported (%{x:.4~g}, %{y:.4~g})<extra></extra>' },
      origin(set, theme),
      { ...verdict(set, theme), x: [-half], y: [half], textposition: 'top right' },
    ],
    layout: baseLayout(theme, {
      margin: { l: 54, r: 14, t: 26, b: 42 },
      dragmode: false,
      xaxis: across(names[0], 0),
      yaxis: across(names[1], 1),
    }),
  };
}
