/** @file The objective of two parameters from above: level lines, the lines on which it has kinks, its minimisers. */
import { axis, baseLayout } from './axes.js';

/** Points of several lines as one trace, with breaks. @param {{points: number[][]}[]} lines @param {number} i */
function joined(lines, i) {
  return lines.flatMap(({ points }) => [...points.map((point) => point[i]), null]);
}

function levels({ axes: [x, y], value, names }, theme, isDraft) {
  const shared = {
    name: 'F', x, y, z: value, colorscale: theme.scale, showscale: false,
    hovertemplate: `${names[0]} = %{x:.4~g}, ${names[1]} = %{y:.4~g}<br>F = %{z:.4~g}<extra></extra>`,
  };
  if (isDraft) return { ...shared, type: 'heatmap', zsmooth: 'fast' };
  return { ...shared, type: 'contour', ncontours: 18, line: { color: theme.zero, width: 0.8, smoothing: 0 }, contours: { coloring: 'fill' } };
}

/** Whose kinks a line has: terms after the samples are those of the penalty; a function by itself has none. */
function owner(terms, samples) {
  const own = terms.filter((term) => term < samples);
  if (!samples) return 'kink';
  return own.length ? `kink of sample ${own.join(', ')}` : 'kink of the penalty';
}

function kinkLines(lines, samples, theme) {
  const text = lines.flatMap((line) => [...line.points.map(() => owner(line.samples, samples)), '']);
  return { type: 'scatter', mode: 'lines', name: 'kinks', x: joined(lines, 0), y: joined(lines, 1), text,
    line: { color: theme.kink, width: 1.4, dash: 'dash' }, hovertemplate: '%{text}<extra></extra>' };
}

function minimiserTrace({ kind, points, value }, theme) {
  const isPoint = points.length === 1 || kind === 'points';
  const ring = kind === 'polygon' ? [...points, points[0]] : points;
  return {
    type: 'scatter', name: 'minimisers', visible: kind !== 'none', mode: isPoint ? 'markers' : 'lines',
    x: ring.map(([x]) => x), y: ring.map((point) => point[1]),
    fill: kind === 'polygon' ? 'toself' : 'none', fillcolor: theme.band,
    line: { color: theme.minimum, width: 5 }, marker: { symbol: 'circle-open', size: 18, color: theme.minimum, line: { width: 2.6 } },
    text: ring.map(() => `minimiser, F = ${value}`), hovertemplate: '%{text}<extra></extra>',
  };
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme, isDraft?: boolean}} options a draft is quicker to draw: shades, no level lines
 * @returns {{data: object[], layout: object}}
 */
export function build({ landscape, experiment }, { theme, isDraft = false }) {
  const { names, window } = landscape;
  const samples = experiment?.data?.length ?? 0;
  return {
    data: [levels(landscape, theme, isDraft), kinkLines(landscape.kink_lines, samples, theme), minimiserTrace(landscape.minimisers, theme)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, names[0], { range: window[0], showgrid: false, zeroline: false }),
      yaxis: axis(theme, names[1], { range: window[1], showgrid: false, zeroline: false }),
    }),
  };
}
