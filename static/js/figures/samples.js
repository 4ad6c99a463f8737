/** @file Where samples stand in the figure of the data, and which of their numbers can be taken hold of. */

/**
 * @typedef {object} Kind
 * @property {'strip'|'cloud'|'labels'} shape points on a line, points in the plane, points by their label
 * @property {string[]} columns names, in the order of a row
 * @property {number[]} moves columns that follow the pointer: the first along, the second up
 * @property {number} [label] the column that is 1 or −1
 */

const PLANE = { shape: 'cloud', columns: ['x', 'y'], moves: [0, 1] };
const KINDS = {
  location: { shape: 'strip', columns: ['y'], moves: [0] },
  scale: PLANE,
  line: PLANE,
  classify: { shape: 'labels', columns: ['x', 'y'], moves: [0], label: 1 },
};

/** How the samples of an experiment are shown; null where they are no points. @param {{objective: string, f: object|null}} experiment @returns {Kind|null} */
export function kindOf({ objective, f }) {
  if (!f) return KINDS[objective] ?? null;
  if (f.columns?.length === 1) return { ...KINDS.location, columns: f.columns };
  return f.columns?.length === 2 ? { ...PLANE, columns: f.columns } : null;
}

/** Heights on a strip: equal samples stand on each other, and all of them below the top. */
const STRIP = { floor: 0.12, step: 0.1, top: 0.72 };

/** Places of samples in the figure. @param {Kind} kind @param {number[][]} rows @returns {[number, number][]} */
export function placesOf({ shape }, rows) {
  if (shape !== 'strip') return rows.map(([x, y]) => [x, y]);
  const seen = new Map();
  const levels = rows.map(([x]) => { seen.set(x, (seen.get(x) ?? -1) + 1); return seen.get(x); });
  const step = Math.min(STRIP.step, (STRIP.top - STRIP.floor) / Math.max(1, ...levels));
  return rows.map(([x], i) => [x, STRIP.floor + step * levels[i]]);
}
