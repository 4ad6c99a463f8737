import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cut } from '../../static/js/formula.js';
import { breakShapes, gapFacts, gapLabels, isBreak, jumpsOf, kindsOf, sidesOf } from '../../static/js/figures/kink_kinds.js';
import { withoutTails } from '../../static/js/figures/axes.js';
import { build } from '../../static/js/figures/objective_1d.js';
import { themeFor } from '../../static/js/figures/theme.js';
import { landscapeFacts } from '../../static/js/words.js';
import { absolute } from './fixtures/answers.js';

const theme = themeFor('light');
const [usual] = absolute.landscape.kinks;
/** @param {object} more */
const shown = (more) => ({ ...absolute.landscape, window: [[-2, 2]], theta: [-2, -1, 0, 1, 2], ...more });

describe('a text in three parts', () => {
  test('at a character', () => assert.deepEqual(cut('abs(a*x y)', 8, 1), ['abs(a*x ', 'y', ')']));
  test('at the end', () => assert.deepEqual(cut('abs(a', 5, 1), ['abs(a', '', '']));
  test('is cut where the server counts: one for a sign outside of the first plane', () => assert.deepEqual(cut('a+😀b', 2, 1), ['a+', '😀', 'b']));
});

describe('where a graph breaks off', () => {
  const jump = { ...usual, kind: 'jump', value: 5, left: null, right: 1, steep: [1, 0] };
  const landscape = shown({ value: [3, 2, 5, 6, 7], left: [-1, -1, null, 1, 1], right: [-1, -1, 1, 1, 1], reported: [-1, -1, 1, 1, 1], kinks: [jump] });
  test('a jump ends where its neighbours are, and F′ goes on as beside it', () => {
    assert.deepEqual(jumpsOf(landscape), [{ x: 0, value: 5, left: 2, right: 6 }]);
    assert.deepEqual(sidesOf(landscape), { left: [-1, -1, -1, 1, 1], right: [-1, -1, 1, 1, 1] });
  });
  test('neither a jump nor a pole is drawn as a kink', () => {
    assert.deepEqual(['jump', 'pole', 'isolated'].map((kind) => isBreak({ ...usual, kind })), [true, true, true]);
    assert.equal(isBreak({ ...usual, left: null, right: null, steep: [-1, 1], kind: 'cusp' }), false);
    assert.equal(isBreak({ ...usual, left: null, right: null, steep: [0, 0], kind: 'cusp' }), true, 'nothing is known of its slopes');
    const figure = build({ ...absolute, landscape }, { theme });
    assert.deepEqual(figure.data.find(({ name }) => name === 'kinks').x, []);
    assert.deepEqual(figure.data.at(-1).y, [2, 6]);
  });
  test('the axis beside a pole leaves the farthest values out', () => {
    assert.deepEqual(withoutTails([1e9, ...Array.from({ length: 18 }, (_, i) => i), null, -1e9]), Array.from({ length: 16 }, (_, i) => i + 1));
  });
});

describe('stretches without a value', () => {
  const gaps = [{ low: -2, high: 0, reason: 'logarithm of a negative number' }, { low: 1, high: 1, reason: 'division by 0' }];
  test('are shaded, a single point is not', () => {
    const shapes = breakShapes({ kinks: [], gaps }, theme);
    assert.deepEqual(shapes.map(({ type, x0, x1 }) => [type, x0, x1]), [['rect', -2, 0]]);
  });
  test('say why where there is room', () => {
    assert.match(gapLabels({ gaps, window: [[-2, 2]] }, theme)[0].text, /^no value:<br>logarithm<br>of a negative number$/);
    assert.deepEqual(gapLabels({ gaps, window: [[-0.1, 9]] }, theme), []);
  });
  test('are facts', () => {
    assert.deepEqual(gapFacts(gaps, 'a'), ['F has no value for a from −2 to 0: logarithm of a negative number.', 'F has no value at a = 1: division by 0.']);
    assert.deepEqual(gapFacts([{ reason: '0/0' }], 'a'), ['F has no value in parts of this window: 0/0.']);
  });
});

describe('kinds of kinks', () => {
  const kinks = ['convex', 'concave', 'curvature', 'cusp', 'convex'].map((kind, i) => ({ ...usual, theta: i / 4, kind, steep: kind === 'cusp' ? [-1, 1] : [0, 0], ...(kind === 'cusp' && { left: null, right: null }) }));
  test('are listed once for the key', () => assert.equal(kindsOf({ kinks, gaps: [{ low: 0, high: 1 }] }), 'convex concave curvature cusp gap'));
  test('have a mark each', () => {
    const { symbol } = build({ ...absolute, landscape: shown({ theta: [0, 0.25, 0.5, 0.75, 1], kinks }) }, { theme }).data.find(({ name }) => name === 'kinks').marker;
    assert.equal(new Set(symbol).size, 4);
  });
  test('are told apart in words', () => {
    const told = (kind, more) => landscapeFacts({ ...absolute.landscape, names: ['a'], kinks: [{ ...usual, kind, steep: [0, 0], ...more }] })[0];
    assert.match(told('concave', { left: 1, right: -1 }), /^Concave kink at a = 0, F = 0: slopes 1 on the left, −1 on the right/);
    assert.match(told('curvature', { left: 0, right: 0 }), /^Break of the curvature at a = 0, F = 0: slope 0 on both sides/);
    assert.match(told('cusp', { left: null, right: null, steep: [1, 1] }), /slopes ∞ on the left, ∞ on the right/);
    assert.match(told('cusp', { left: null, right: null, steep: [0, 1] }), /slopes none on the left, ∞ on the right/);
    assert.match(told('pole', { value: null, left: null, right: null }), /^Pole at a = 0;/);
    assert.match(told('isolated', { value: null }), /^Hole at a = 0:/);
    assert.match(told('isolated', {}), /^Value apart at a = 0, F = 0:/);
  });
});
