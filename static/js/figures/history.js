/** @file Histories against the step: how far above the least value, the best so far, |g|, and the step size. */
import { superscript } from '../number.js';
import { axis, baseLayout, extent, panelTitle } from './axes.js';
import { runStyle } from './theme.js';

/** Least of all numbers so far, for a list of gaps; null is more than any. @param {ArrayLike<number|null>} values */
export function bestSoFar(values) {
  let best = Infinity;
  return Array.from(values, (value) => { best = Math.min(best, value ?? Infinity); return Number.isFinite(best) ? best : null; });
}

const PANELS = [
  { key: 'gap', title: 'F − F*', without: 'F − lowest F met', of: ({ gaps }) => gaps },
  { key: 'best', title: 'best so far − F*', without: 'best so far − lowest F met', of: ({ gaps }) => bestSoFar(gaps) },
  { key: 'slope', title: '|subgradient| reported', of: ({ subgradient_norms: norms }) => norms },
  { key: 'step', title: 'step size', of: ({ step_sizes: sizes }) => sizes },
];
const GAP = 0.39;
const DECADES = { most: 18, floor: 0.6, ticks: 4 };

const nth = (name, i) => (i === 0 ? name : `${name}${i + 1}`);

/** Where the i-th of so many panels stands, the gaps between them being a part of their height. */
function domain(i, count) {
  const slot = 1 / (count + GAP * (count - 1));
  const top = 1 - i * slot * (1 + GAP);
  return [Math.max(0, top - slot), top];
}

/** Decades to show for a panel, and where its exact zeros stand: just under the rest. @param {ArrayLike<number>[]} lists */
export function logScale(lists) {
  const positive = extent(...lists.map((list) => Array.from(list).filter((value) => value > 0))) ?? [0.1, 1];
  const high = Math.log10(positive[1]);
  const low = Math.max(Math.log10(positive[0]), high - DECADES.most);
  const hasZero = lists.some((list) => Array.from(list).includes(0));
  const floor = low - DECADES.floor;
  return { range: [(hasZero ? floor : low) - 0.35, Math.max(high, low + 1) + 0.3], floor: 10 ** floor, hasZero };
}

/** Whole powers of ten, thinned to a few, as plain text: 10⁻³; and 0 on the floor, where there are zeros. One number alone says nothing of a scale: then 2 and 5 have their ticks, too. */
export function decadeTicks({ range: [low, high], floor, hasZero }) {
  const least = hasZero ? Math.log10(floor) + 0.3 : low;
  const every = Math.max(1, Math.ceil((high - low) / DECADES.ticks));
  const whole = ticksBetween(least, high, [1], every);
  const shown = whole.length > 1 ? whole : ticksBetween(least, high, [1, 2, 5]);
  const zero = hasZero ? { values: [floor], texts: ['0'] } : { values: [], texts: [] };
  return { tickmode: 'array', tickvals: [...zero.values, ...shown.map(({ value }) => value)], ticktext: [...zero.texts, ...shown.map(({ text }) => text)] };
}

/** Numbers on a log axis: these first digits in every so many decades. */
function ticksBetween(low, high, digits, every = 1) {
  const found = [];
  for (let power = Math.floor(low / every) * every; power <= high; power += every) {
    for (const digit of digits) {
      const at = power + Math.log10(digit);
      if (at >= low && at <= high) found.push({ value: Number(`${digit}e${power}`), text: tickText(digit, power) });
    }
  }
  return found;
}

const tickText = (digit, power) => (Math.abs(power) <= 1 ? String(Number(`${digit}e${power}`)) : `${digit > 1 ? `${digit}×` : ''}10${superscript(power)}`);

/** One run in one panel: positive values as a line, exact zeros as marks on the floor. */
function traces(run, { of }, i, floor, theme) {
  const style = runStyle(theme, run.run);
  const values = Array.from(of(run));
  const steps = values.map((_, k) => k);
  const zeros = steps.filter((k) => values[k] === 0);
  const axes = { type: 'scatter', xaxis: 'x', yaxis: nth('y', i), name: `run ${run.run}` };
  return [
    { ...axes, mode: 'lines', x: steps, y: values.map((value) => (value > 0 ? value : null)),
      line: { color: style.colour, width: 1.8, dash: style.dash }, hovertemplate: `step %{x}: %{y:.4~g}<extra>run ${run.run}</extra>` },
    { ...axes, mode: 'markers', x: zeros, y: zeros.map(() => floor),
      marker: { symbol: `${style.symbol}-open`, size: 6, color: style.colour }, hovertemplate: `step %{x}: exactly 0<extra>run ${run.run}</extra>` },
  ];
}

/** How a line of theory looks: what no method of a class can beat is a reference, not a promise of this run. */
export const THEORY_LINES = { best: { width: 1.4, dash: 'dot' }, last: { width: 1.4, dash: 'dot' }, worst_case: { width: 0.9, dash: 'dash' } };

/** What theory says, over the panel of what it is about: the gap or the best one. */
function theoryTraces(run, panels, theme) {
  const place = ({ bounds }) => panels.findIndex(({ key }) => key === (bounds === 'last' ? 'gap' : 'best'));
  return (run.theory ?? []).filter((one) => one.applies && place(one) >= 0).map((one) => [one, place(one)]).map(([{ name, source, bounds, steps, values }, i]) => ({
    type: 'scatter', mode: 'lines', name, x: steps, y: Array.from(values), xaxis: 'x', yaxis: nth('y', i),
    line: { color: theme.muted, ...THEORY_LINES[bounds] }, hovertemplate: `${name}: %{y:.4~g}<br>${source}<extra></extra>`,
  }));
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme, keys?: string[]}} options `keys`: the panels that are wanted, of gap, best, slope, step
 * @returns {{data: object[], layout: object}}
 */
export function build({ descent: { runs, minimisers } }, { theme, keys = PANELS.map(({ key }) => key) }) {
  const panels = PANELS.filter(({ key }) => keys.includes(key));
  const bounds = panels.map(({ of }) => logScale(runs.map(of)));
  const last = Math.max(1, ...runs.map(({ iterates }) => iterates.length - 1));
  const domains = panels.map((_, i) => domain(i, panels.length));
  const yaxes = panels.map((_, i) => [nth('yaxis', i), axis(theme, '', {
    type: 'log', domain: domains[i], range: bounds[i].range, ...decadeTicks(bounds[i]), fixedrange: true, anchor: 'x',
  })]);
  return {
    data: [
      ...panels.flatMap((panel, i) => runs.flatMap((run) => traces(run, panel, i, bounds[i].floor, theme))),
      ...runs.flatMap((run) => theoryTraces(run, panels, theme)),
    ],
    layout: baseLayout(theme, {
      margin: { l: 48, r: 12, t: 26, b: 38 },
      dragmode: false,
      xaxis: axis(theme, 'step', { range: [0, last], anchor: nth('y', panels.length - 1), fixedrange: true }),
      ...Object.fromEntries(yaxes),
      annotations: panels.map(({ title, without }, i) => panelTitle(theme, minimisers?.value === null && without ? without : title, { y: domains[i][1], indent: 38 })),
    }),
  };
}
