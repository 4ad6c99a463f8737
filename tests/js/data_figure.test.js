import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from '../../static/js/figures/data.js';
import { lookOf } from '../../static/js/figures/fits.js';
import { kindOf, placesOf } from '../../static/js/figures/samples.js';
import { themeFor } from '../../static/js/figures/theme.js';
import { beyond, widened } from '../../static/js/widening.js';
import { runOf } from './fixtures/answers.js';

const theme = themeFor('light');
const LOSSES = { residual: ['squared', 'absolute', 'huber', 'quantile', 'tukey'], labels: ['hinge', 'logistic', 'squared_hinge', 'squared', 'absolute'] };
const answer = (objective, data, theta, f = null) => ({ experiment: { objective, data, f }, descent: { runs: [runOf(1, [theta])] } });
const fitted = (loss, kind, points) => ({ name: loss, place: 0, fit: { loss, kind, points } });

test('what can be edited is known from the experiment', () => {
  assert.equal(kindOf({ objective: 'location', f: null }).shape, 'strip');
  assert.deepEqual(kindOf({ objective: 'classify', f: null }).moves, [0]);
  assert.deepEqual(kindOf({ objective: 'function', f: { kind: 'written', columns: ['x', 'y'] } }).columns, ['x', 'y']);
  assert.deepEqual(kindOf({ objective: 'function', f: { kind: 'written', columns: ['x'] } }).shape, 'strip');
  assert.equal(kindOf({ objective: 'function', f: { kind: 'wolfe' } }), null);
  assert.equal(kindOf({ objective: 'plane', f: null }), null);
});

test('equal samples stand on each other, as many as there are', () => {
  const kind = kindOf({ objective: 'location', f: null });
  const places = placesOf(kind, [[1], [2], [1], [1]]);
  const heights = places.filter(([x]) => x === 1).map(([, y]) => y);
  assert.equal(new Set(heights).size, 3);
  assert.equal(places[1][1], Math.min(...heights));
  const crowd = placesOf(kind, Array.from({ length: 1000 }, () => [0])).map(([, y]) => y);
  assert.ok(Math.max(...crowd) < 0.8 && new Set(crowd).size === 1000);
});

test('samples that are handles are not drawn twice', () => {
  const result = answer('line', [[0, 1], [1, 3]], [2, 1]);
  assert.deepEqual(build(result, { theme }).data[0].x, [0, 1]);
  assert.deepEqual(build(result, { theme, isMarked: true }).data[0].x, []);
});

test('a held axis stays, another follows the data', () => {
  const result = answer('location', [[0], [10]], [1]);
  const ranges = [[0, 4], [0, 1]];
  assert.deepEqual(build(result, { theme, ranges, held: true }).layout.xaxis.range, [0, 4]);
  assert.ok(build(result, { theme, ranges }).layout.xaxis.range[1] > 10);
  assert.deepEqual(build(result, { theme, ranges: [[-2, 12], [0, 1]] }).layout.xaxis.range, [-2, 12]);
});

test('one number is a mark, an interval a band', () => {
  const draw = (fit) => build(answer('location', [[0], [10]], [1]), { theme, fits: [fit] }).data.at(-1);
  assert.deepEqual(draw(fitted('squared', 'point', [[5]])).x, [5, 5, null]);
  const band = draw(fitted('absolute', 'interval', [[0], [10]]));
  assert.deepEqual([band.x, band.fill], [[0, 0, 10, 10], 'toself']);
  assert.equal(draw(fitted('tukey', 'points', [[0], [10]])).fill, 'none');
  assert.deepEqual(draw(fitted('absolute', 'interval', [[0], [null]])).x, [0, 0, null]);
});

test('a line is drawn through the plane, a threshold where the prediction changes sign', () => {
  const line = build(answer('line', [[0, 0], [10, 1]], [0, 0]), { theme, fits: [fitted('squared', 'point', [[2, 1]])] }).data.at(-1);
  line.x.forEach((x, i) => assert.equal(line.y[i], x === null ? null : 2 * x + 1));
  const through = build(answer('scale', [[0, 0], [10, 1]], [0]), { theme, fits: [fitted('squared', 'point', [[2]])] }).data.at(-1);
  through.x.forEach((x, i) => assert.equal(through.y[i], x === null ? null : 2 * x));
  const threshold = build(answer('classify', [[0, 1], [1, -1]], [0, 0]), { theme, fits: [fitted('hinge', 'point', [[2, -1]])] }).data.at(-1);
  assert.deepEqual(threshold.x, [0.5, 0.5, null]);
});

test('a fit that is nowhere is not drawn', () => {
  const count = (points) => build(answer('location', [[0], [1]], [0]), { theme, fits: [fitted('hinge', 'none', points)] }).data.length;
  assert.equal(count([]), 2);
  assert.equal(count([[null]]), 2);
});

test('fits that are offered together differ in colour and in dash', () => {
  for (const losses of Object.values(LOSSES)) {
    const looks = losses.map(lookOf);
    for (const part of ['run', 'dash']) assert.equal(new Set(looks.map((look) => look[part])).size, losses.length, part);
  }
});

test('an axis gives way on the side that is pulled, and steadily', () => {
  assert.deepEqual([beyond(5, [0, 10]), beyond(-3, [0, 10]), beyond(14, [0, 10])], [0, -3, 4]);
  const [low, high] = widened([0, 10], 40, 0.02, 10);
  assert.ok(low === 0 && high > 10);
  assert.ok(widened([0, 10], 80, 0.02, 10)[1] > high, 'the harder the faster');
  assert.equal(widened([0, 10], 8000, 0.02, 10)[1], widened([0, 10], 80, 0.02, 10)[1], 'up to a limit');
  assert.ok(widened([0, 10], -40, 0.02, 10)[0] < 0);
  const grown = [[0, 10], [0, 10_000]].map((range) => widened(range, 80, 0.02, 10)[1] - range[1]);
  assert.ok(Math.abs(grown[0] - grown[1]) < 1e-9, 'as fast when it is long already');
  assert.equal(widened([0, 10], 80, 60, 10)[1], widened([0, 10], 80, 0.05, 10)[1], 'not at once after a sleep');
});
