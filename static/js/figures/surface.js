/** @file The objective of two parameters as a surface, with its kinks, its minimisers and the paths up to the step that is shown. */
import { baseLayout } from './axes.js';
import { runStyle } from './theme.js';

/** What lies on the surface, as points with the height that the server gives. @typedef {{kink_lines: number[][][], minimisers: number[][]}} Relief */

function sheet({ axes: [x, y], value, names }, theme) {
  return {
    type: 'surface', name: 'F', x, y, z: value, colorscale: theme.scale, showscale: false, opacity: 0.94,
    contours: { z: { show: true, usecolormap: false, color: theme.zero, width: 1 } },
    lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.08, roughness: 0.9 },
    hovertemplate: `${names[0]} = %{x:.4~g}, ${names[1]} = %{y:.4~g}<br>F = %{z:.4~g}<extra></extra>`,
  };
}

/** Lines on the surface as one trace, with breaks. @param {number[][][]} lines */
function joined(lines) {
  const points = lines.flatMap((line) => [...line, [null, null, null]]);
  return { x: points.map(([x]) => x), y: points.map((point) => point[1]), z: points.map((point) => point[2]) };
}

/** @param {Relief} relief @param {object} landscape @param {import('./theme.js').Theme} theme */
function raised({ kink_lines: lines, minimisers }, { minimisers: { kind, value } }, theme) {
  const isPoint = kind === 'points' || minimisers.length === 1;
  const shared = { type: 'scatter3d', connectgaps: false };
  return [
    { ...shared, mode: 'lines', name: 'kinks', ...joined(lines), line: { color: theme.kink, width: 4 }, hovertemplate: 'kink<extra></extra>' },
    { ...shared, mode: isPoint ? 'markers' : 'lines', name: 'minimisers', ...joined([minimisers]), line: { color: theme.minimum, width: 9 },
      marker: { symbol: 'circle-open', size: 11, color: theme.minimum, line: { width: 3, color: theme.minimum } }, hovertemplate: `minimiser, F = ${value}<extra></extra>` },
  ];
}

/** One path up to step `frame`, and the mark where it stands. @param {object} run @param {number} frame @param {import('./theme.js').Theme} theme */
function path(run, frame, theme) {
  const { colour, symbol3d } = runStyle(theme, run.run);
  const last = Math.min(frame, run.iterates.length - 1);
  const points = Array.from(run.iterates).slice(0, last + 1);
  const [x, y, z] = [points.map((point) => point[0]), points.map((point) => point[1]), Array.from(run.values).slice(0, last + 1)];
  const hover = { hovertemplate: `run ${run.run}<br>F = %{z:.4~g}<extra></extra>` };
  return [
    { type: 'scatter3d', mode: 'lines', name: `run ${run.run}`, x, y, z, line: { color: colour, width: 5 }, ...hover },
    { type: 'scatter3d', mode: 'markers', name: `run ${run.run} now`, x: [x[last]], y: [y[last]], z: [z[last]],
      marker: { color: colour, symbol: symbol3d, size: 7, line: { color: theme.paper, width: 1 } }, ...hover },
  ];
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme, frame?: number, relief?: Relief|null}} options
 * @returns {{data: object[], layout: object}}
 */
export function build({ landscape, descent: { runs } }, { theme, frame = Infinity, relief = null }) {
  const [x, y] = landscape.names;
  const side = (text, range) => ({ title: { text }, gridcolor: theme.grid, zerolinecolor: theme.zero, color: theme.muted, ...(range && { range }) });
  return {
    data: [sheet(landscape, theme), ...(relief ? raised(relief, landscape, theme) : []), ...runs.flatMap((run) => path(run, frame, theme))],
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
