/** @file The objective of two parameters as a surface, with the paths on it up to the step that is shown. */
import { baseLayout } from './axes.js';
import { runStyle } from './theme.js';

function sheet({ axes: [x, y], value, names }, theme) {
  return {
    type: 'surface', name: 'F', x, y, z: value, colorscale: theme.scale, showscale: false, opacity: 0.94,
    contours: { z: { show: true, usecolormap: false, color: theme.zero, width: 1 } },
    lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.08, roughness: 0.9 },
    hovertemplate: `${names[0]} = %{x:.4~g}, ${names[1]} = %{y:.4~g}<br>F = %{z:.4~g}<extra></extra>`,
  };
}

/** One path up to step `frame`. @param {object} run @param {number} frame @param {import('./theme.js').Theme} theme */
function path(run, frame, theme) {
  const style = runStyle(theme, run.run);
  const shown = Math.min(frame, run.iterates.length - 1) + 1;
  const points = Array.from(run.iterates).slice(0, shown);
  return {
    type: 'scatter3d', mode: 'lines+markers', name: `run ${run.run}`,
    x: points.map(([x]) => x), y: points.map((point) => point[1]), z: Array.from(run.values).slice(0, shown),
    line: { color: style.colour, width: 4 },
    marker: { color: style.colour, symbol: style.symbol3d, size: points.map((_, k) => (k === shown - 1 ? 6 : 2)) },
    hovertemplate: `run ${run.run}<br>F = %{z:.4~g}<extra></extra>`,
  };
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme, frame?: number}} options
 * @returns {{data: object[], layout: object}}
 */
export function build({ landscape, descent: { runs } }, { theme, frame = Infinity }) {
  const [x, y] = landscape.names;
  const side = (text, range) => ({ title: { text }, gridcolor: theme.grid, zerolinecolor: theme.zero, color: theme.muted, ...(range && { range }) });
  return {
    data: [sheet(landscape, theme), ...runs.map((run) => path(run, frame, theme))],
    layout: baseLayout(theme, {
      margin: { l: 0, r: 0, t: 0, b: 0 },
      scene: {
        xaxis: side(x, landscape.window[0]), yaxis: side(y, landscape.window[1]), zaxis: side('F'),
        camera: { eye: { x: 1.45, y: -1.55, z: 0.85 }, center: { x: 0, y: 0, z: -0.14 } }, aspectmode: 'cube',
      },
      uirevision: 'surface',
    }),
  };
}
