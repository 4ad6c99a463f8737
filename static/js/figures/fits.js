/** @file The best fits by other losses, beside the samples: marks on a strip, lines through the plane, thresholds; each with its name. */
import { runStyle } from './theme.js';

/** How each loss is drawn: the number of a run for its colour, and dashes of its own. No two that are offered together are alike. */
const LOOKS = {
  squared: [3, '14px,4px'], absolute: [4, '6px,3px'], huber: [5, '10px,3px,3px,3px'], quantile: [6, '2px,3px'], tukey: [7, '5px,5px,1px,5px'],
  hinge: [5, '10px,3px,3px,3px'], logistic: [6, '2px,3px'], squared_hinge: [7, '5px,5px,1px,5px'],
};
/** Where the names stand: each a little lower, or a little further left, than the one before. */
const STRIP = { top: 0.93, step: 0.085 };
const PLANE = { first: 0.985, step: 0.15 };

/** @typedef {{name: string, place: number, fit: {loss: string, kind: string, points: (number|null)[][]}}} Named what is drawn, as which of those that are offered */

/** @param {string} loss @returns {{run: number, dash: string}} whose colour, and which dashes */
export function lookOf(loss) {
  const [run, dash] = LOOKS[loss];
  return { run, dash };
}

const isThere = (point) => point.every((value) => value !== null);

function trace(theme, { name, fit }, more) {
  const { run, dash } = lookOf(fit.loss);
  const { colour } = runStyle(theme, run);
  return {
    type: 'scatter', mode: 'lines+text', name, hoverinfo: 'name', line: { color: colour, dash, width: 1.8 }, textfont: { color: colour, size: 12 },
    cliponaxis: true, ...more,
  };
}

/** A mark for each minimiser, the last with the name; a band where they are an interval. @param {[number, number]} range */
function strip(theme, named, [low, high]) {
  const ends = named.fit.points.filter(isThere).flat();
  const isBand = named.fit.kind === 'interval' && ends.length === 2;
  const top = STRIP.top - STRIP.step * named.place;
  const isFar = ends.at(-1) > low + 0.75 * (high - low);
  const gap = isBand ? [] : [null];
  return trace(theme, named, {
    x: ends.flatMap((at) => [at, at, ...gap]), y: ends.flatMap((_, i) => [...(isBand && i ? [top, 0] : [0, top]), ...gap]),
    text: ends.flatMap((_, i) => { const name = i === ends.length - 1 ? named.name : ''; return isBand && i ? [name, ''] : ['', name, ...gap]; }),
    textposition: isFar ? 'middle left' : 'middle right', fill: isBand ? 'toself' : 'none', fillcolor: theme.band,
  });
}

/** The lines of all corners of the set of minimisers, one after another. @param {[number, number]} range */
function lines(theme, named, [low, high]) {
  const at = high - (1 - PLANE.first + PLANE.step * named.place) * (high - low);
  const ways = named.fit.points.filter(isThere).map(([slope, intercept = 0]) => [low, at, high].map((x) => slope * x + intercept));
  return trace(theme, named, {
    x: ways.flatMap(() => [low, at, high, null]), y: ways.flatMap((way) => [...way, null]), text: ways.flatMap((_, i) => ['', i ? '' : named.name, '', '']), textposition: 'top left',
  });
}

/** Where the prediction changes sign. */
function threshold(theme, named) {
  const places = named.fit.points.filter((point) => isThere(point) && point[0] !== 0).map(([slope, intercept]) => -intercept / slope);
  const top = 1.5 - 0.16 * named.place;
  return trace(theme, named, {
    x: places.flatMap((x) => [x, x, null]), y: places.flatMap(() => [-1.6, top, null]), text: places.flatMap((_, i) => ['', i ? '' : named.name, '']), textposition: 'middle right',
  });
}

const DRAW = { strip, cloud: lines, labels: threshold };

/** @param {import('./theme.js').Theme} theme @param {'strip'|'cloud'|'labels'} shape @param {Named[]} fits @param {[number, number]} range of the horizontal axis */
export function fitTraces(theme, shape, fits, range) {
  return fits.filter(({ fit }) => fit.points.some(isThere)).map((named) => DRAW[shape](theme, named, range));
}
