import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { build as contour } from '../../static/js/figures/contour.js';
import { brokenLine, drawable, intervalOf, jumpEnds } from '../../static/js/figures/kinked.js';
import { build as loss } from '../../static/js/figures/loss.js';
import { build as objective } from '../../static/js/figures/objective_1d.js';
import { build as surface } from '../../static/js/figures/surface.js';
import { themeFor } from '../../static/js/figures/theme.js';
import { absolute, line } from './fixtures/answers.js';

const theme = themeFor('light');
const named = ({ data }, name) => data.find((trace) => trace.name === name);

describe('the derivative', () => {
  test('breaks at a jump and has both ends there', () => {
    assert.deepEqual(brokenLine({ x: [-1, 0, 1], left: [-1, -1, 1], right: [-1, 1, 1] }), { x: [-1, 0, 0, 0, 1], y: [-1, -1, null, 1, 1] });
  });
  test('has its reported end closed, the others open', () => {
    assert.deepEqual(jumpEnds([{ x: 0, left: -1, right: 1, reported: 1 }]), [{ x: 0, y: -1, isClosed: false }, { x: 0, y: 1, isClosed: true }]);
  });
});

describe('one parameter', () => {
  const figure = objective(absolute, { theme });
  test('kinks, subdifferential and what is reported are drawn', () => {
    assert.deepEqual(named(figure, 'kinks').x, [0]);
    assert.deepEqual(named(figure, 'subdifferential').y, [-1, 1, null]);
    assert.equal(figure.data.at(-2).y[0], 0, 'reported');
    assert.deepEqual(figure.data.at(-1).x, [], 'no jump');
    assert.ok(figure.layout.annotations.some(({ text }) => text === '∂F = [−1, 1]'));
  });
  test('both panels have one axis of θ', () => {
    assert.equal(named(figure, 'F′').xaxis, 'x');
    assert.deepEqual(figure.layout.xaxis.range, [-1.5, 1.5]);
    assert.notEqual(figure.layout.xaxis.range, absolute.landscape.window[0], 'a zoom must not change the answer');
  });
  test('a flat set of minimisers is a band, open ends reach the window', () => {
    const landscape = { ...absolute.landscape, minimisers: { ...absolute.landscape.minimisers, kind: 'interval', points: [[1], [null]] } };
    const flat = objective({ ...absolute, landscape }, { theme });
    assert.deepEqual([flat.layout.shapes[0].x0, flat.layout.shapes[0].x1], [1, 1.5]);
  });
  test('minimisers apart from each other are marks, without a band', () => {
    const landscape = { ...absolute.landscape, minimisers: { ...absolute.landscape.minimisers, kind: 'points', points: [[-1], [1]] } };
    const apart = objective({ ...absolute, landscape }, { theme });
    assert.deepEqual([named(apart, 'minimisers').x, named(apart, 'minimisers').mode], [[-1, 1], 'markers']);
    assert.deepEqual(apart.layout.shapes, []);
  });
  test('F that falls without end has ranges', () => {
    const landscape = { ...absolute.landscape, minimisers: { kind: 'none', points: [], value: null, source: '' } };
    assert.ok(objective({ ...absolute, landscape }, { theme }).layout.yaxis.range.every(Number.isFinite));
  });
  test('a removable kink has its own mark and its own words', () => {
    const kinks = [{ ...absolute.landscape.kinks[0], left: 1, right: 1, reported: 0, kind: 'removable' }];
    const slopes = { left: [1, 1, 1, 1, 1], right: [1, 1, 1, 1, 1], reported: [1, 1, 0, 1, 1] };
    const hidden = objective({ ...absolute, landscape: { ...absolute.landscape, ...slopes, kinks } }, { theme });
    assert.deepEqual(named(hidden, 'kinks').marker.symbol, ['square-open']);
    assert.ok(hidden.layout.annotations.some(({ text }) => text === 'slope 1 on both sides, reported 0'));
    assert.equal(named(hidden, 'reported').visible, false, 'the formula is the derivative elsewhere');
  });
  test('a cusp has infinite slopes, drawn beyond the panel', () => {
    const kinks = [{ ...absolute.landscape.kinks[0], left: null, right: null }];
    const slopes = { left: [-1, -1, null, 1, 1], right: [-1, -1, null, 1, 1] };
    const cusp = objective({ ...absolute, landscape: { ...absolute.landscape, ...slopes, kinks } }, { theme });
    const [low, high] = named(cusp, 'subdifferential').y;
    const [bottom, top] = cusp.layout.yaxis2.range;
    assert.ok(low < bottom && high > top && Number.isFinite(low) && Number.isFinite(high));
    assert.ok(cusp.layout.annotations.some(({ text }) => text === '∂F = [−∞, ∞]'));
    assert.equal(drawable({ x: [0], left: [null], right: [null], kinks: [{ x: 0, left: null, right: null, kind: 'concave' }] }).kinks[0].slopes[0], Infinity);
  });
  test('an interval has its lower end first at a concave kink too', () => {
    const kinks = [{ ...absolute.landscape.kinks[0], left: 1, right: -1, kind: 'concave' }];
    const peak = objective({ ...absolute, landscape: { ...absolute.landscape, kinks } }, { theme });
    assert.ok(peak.layout.annotations.some(({ text }) => text === '∂F = [−1, 1]'));
    assert.deepEqual(named(peak, 'kinks').text, ['kink: slopes from [−1, 1]']);
    assert.deepEqual(intervalOf({ left: null, right: null, kind: 'concave' }), [-Infinity, Infinity]);
  });
  test('no minimiser, no mark', () => {
    const landscape = { ...absolute.landscape, minimisers: { kind: 'none', points: [], value: null, source: '' } };
    assert.equal(named(objective({ ...absolute, landscape }, { theme }), 'minimisers').visible, false);
  });
  test('a formula that divides by zero says so', () => {
    const kinks = [{ ...absolute.landscape.kinks[0], reported: null }];
    const naive = objective({ ...absolute, landscape: { ...absolute.landscape, kinks, reported: [-1, -1, null, 1, 1] } }, { theme });
    assert.deepEqual(naive.data.at(-1).x, []);
    assert.ok(naive.layout.annotations.some(({ text }) => text.includes('0/0')));
  });
  test('the number of traces never changes, so that a redraw is an update', () => {
    const landscape = { ...absolute.landscape, kinks: [] };
    assert.equal(objective({ ...absolute, landscape }, { theme }).data.length, figure.data.length);
  });
});

describe('the loss', () => {
  test('is drawn over its residual', () => {
    const figure = loss(absolute, { theme });
    assert.deepEqual(named(figure, 'ρ').x, absolute.loss.r);
    assert.equal(figure.layout.xaxis.title.text, 'r');
  });
  test('breaks where its value jumps, with the end closed that it has', () => {
    const step = { ...absolute.loss, argument: 'margin', r: [-1, 0, 1], value: [1, 1, 0], left: [0, 0, 0], right: [0, 0, 0], reported: [0, 0, 0], kinks: [], jumps: [{ r: 0, left: 1, value: 1, right: 0 }] };
    const figure = loss({ loss: step }, { theme });
    assert.deepEqual([named(figure, 'ρ').x, named(figure, 'ρ').y], [[-1, 0, 0, 0, 1], [1, 1, null, 0, 0]]);
    assert.deepEqual([named(figure, 'jumps').y, named(figure, 'jumps').marker.color], [[1, 0], [theme.ink, theme.paper]]);
    assert.equal(figure.layout.xaxis.title.text, 'm');
  });
});

describe('two parameters', () => {
  test('level lines, kink lines, minimisers', () => {
    const figure = contour(line, { theme });
    assert.equal(figure.data[0].type, 'contour');
    assert.deepEqual(named(figure, 'kinks').x, [-1, 1, null, -1, 1, null]);
    assert.deepEqual(named(figure, 'minimisers').y, [-1, 1]);
  });
  test('minimisers apart from each other are all marked', () => {
    const landscape = { ...line.landscape, minimisers: { ...line.landscape.minimisers, kind: 'points', points: [[0, 1], [1, 1], [1, 0]] } };
    const { mode, x } = named(contour({ ...line, landscape }, { theme }), 'minimisers');
    assert.deepEqual([mode, x], ['markers', [0, 1, 1]]);
  });
  test('kinks are told by whose they are', () => {
    const landscape = { ...line.landscape, kink_lines: [{ samples: [1], points: [[0, 0], [1, 1], [2, 4]] }, { samples: [2], points: [[0, 0], [0, 1]] }] };
    const { text } = named(contour({ ...line, landscape, experiment: { ...line.experiment, data: [[0, 1], [1, 2]] } }, { theme }), 'kinks');
    assert.deepEqual(text, ['kink of sample 1', 'kink of sample 1', 'kink of sample 1', '', 'kink of the penalty', 'kink of the penalty', '']);
  });
  test('a draft is shades', () => assert.equal(contour(line, { theme, isDraft: true }).data[0].type, 'heatmap'));
  test('the surface has the paths up to the step that is shown', () => {
    const figure = surface(line, { theme, frame: 1 });
    assert.deepEqual(named(figure, 'run 1').x, [0, 1]);
    assert.deepEqual(named(figure, 'run 5').x, [0, -1]);
  });
});
