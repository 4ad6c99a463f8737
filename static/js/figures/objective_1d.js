/** @file The objective of one parameter: F above, F′ below, kinks, and the minimisers as the set that they are. */
import { axis, baseLayout, extent, padded, panelTitle, steadyRange, withoutTails } from './axes.js';
import { breakShapes, gapLabels, isBreak, jumpsOf, sidesOf } from './kink_kinds.js';
import { jumpTrace, kinkedTraces, kinkLabels } from './kinked.js';

const SPLIT = { above: [0.41, 1], below: [0, 0.315] };

/** Ends of the minimiser set within the window, an unbounded one being null in the answer; or all minimisers, if they are apart. */
function minimiserPlaces({ minimisers: { kind, points }, window: [[low, high]] }) {
  if (kind === 'none') return [];
  return [...new Set(points.map(([theta], i) => theta ?? (i === 0 ? low : high)))];
}

const isSpan = ({ minimisers: { kind } }, places) => kind !== 'points' && places.length > 1;

/** The set of minimisers, on F and on the axis of F′. */
function minimiserTrace(landscape, theme) {
  const places = minimiserPlaces(landscape);
  const isWide = isSpan(landscape, places);
  return {
    type: 'scatter', name: 'minimisers', mode: isWide ? 'lines+markers' : 'markers', visible: places.length > 0,
    x: places, y: places.map(() => landscape.minimisers.value),
    line: { color: theme.minimum, width: 7 }, marker: { symbol: isWide ? 'line-ns-open' : 'circle-open', size: isWide ? 12 : 19, color: theme.minimum, line: { width: 2.4 } },
    hovertemplate: 'minimiser θ = %{x:.6~g}<br>F = %{y:.6~g}<extra></extra>',
  };
}

/** A band through both panels where F is least. */
function minimiserBand(landscape, theme) {
  const places = minimiserPlaces(landscape);
  if (!isSpan(landscape, places)) return [];
  return [{ type: 'rect', xref: 'x', yref: 'paper', x0: places[0], x1: places.at(-1), y0: 0, y1: 1, fillcolor: theme.band, line: { width: 0 }, layer: 'below' }];
}

/** @returns {import('./kinked.js').Kinked} */
function asKinked(landscape) {
  const { theta, value, reported, kinks, window: [[low, high]] } = landscape;
  const inside = kinks.filter((kink) => kink.theta >= low && kink.theta <= high && !isBreak(kink));
  return { x: theta, value, ...sidesOf(landscape), reported, kinks: inside.map((kink) => ({ ...kink, x: kink.theta })), jumps: jumpsOf(landscape) };
}

/** Indices of θ within the window. */
function visible({ theta, window: [[low, high]] }, values) {
  return Array.from(values).filter((_, i) => theta[i] >= low && theta[i] <= high);
}

/** @param {object} landscape @param {{y?: number[], y2?: number[]}} [shown] ranges that are on the screen */
export function ranges(landscape, shown = {}) {
  const hasPole = landscape.kinks.some(({ kind }) => kind === 'pole');
  const inView = (values) => (hasPole ? withoutTails(visible(landscape, values)) : visible(landscape, values));
  const slopes = extent(inView(landscape.left), inView(landscape.right), [0], asKinked(landscape).kinks.map(({ reported }) => reported));
  return {
    y: steadyRange(padded(extent(inView(landscape.value), hasPole ? [] : [landscape.minimisers.value]), 0.1, 0.08), shown.y),
    y2: steadyRange(padded(slopes, 0.16, 0.16), shown.y2),
  };
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme, shown?: {y?: number[], y2?: number[]}, under?: object[], isSmall?: boolean}} options
 *   `under`: traces to draw below all else; a small one has no room for more than one label
 * @returns {{data: object[], layout: object}}
 */
export function build({ landscape }, { theme, shown, under = [], isSmall = false }) {
  const f = asKinked(landscape);
  const { y, y2 } = ranges(landscape, shown);
  const [name] = landscape.names;
  return {
    data: [...under, minimiserTrace(landscape, theme), ...kinkedTraces(f, theme, { symbol: name, of: 'F' }), jumpTrace(f, theme)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, name, { range: landscape.window[0], anchor: 'y2', showspikes: false }),
      yaxis: axis(theme, '', { range: y, domain: SPLIT.above, nticks: 6, fixedrange: true }),
      yaxis2: axis(theme, '', { range: y2, domain: SPLIT.below, nticks: 4, anchor: 'x', fixedrange: true }),
      annotations: [
        panelTitle(theme, `F(${name})`),
        panelTitle(theme, `F′(${name})`, { y: SPLIT.below[1] }),
        ...(isSmall ? [] : gapLabels(landscape, theme)),
        ...(isSmall && f.kinks.length > 1 ? [] : kinkLabels(f.kinks, theme, 'F', { x: landscape.window[0], y: y2 })),
      ],
      shapes: [...minimiserBand(landscape, theme), ...breakShapes(landscape, theme)],
    }),
  };
}
