import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { padded, steadyRange } from '../../static/js/figures/axes.js';
import { build as bias } from '../../static/js/figures/bias.js';
import { build as contour } from '../../static/js/figures/contour.js';
import { build as data } from '../../static/js/figures/data.js';
import { bestSoFar, build as history, decadeTicks, logScale } from '../../static/js/figures/history.js';
import { brokenLine, drawable, intervalOf, jumpEnds } from '../../static/js/figures/kinked.js';
import { build as loss } from '../../static/js/figures/loss.js';
import { build as objective } from '../../static/js/figures/objective_1d.js';
import { build as paths } from '../../static/js/figures/paths.js';
import { build as surface } from '../../static/js/figures/surface.js';
import { themeFor } from '../../static/js/figures/theme.js';
import { absolute, line, many, runOf } from './fixtures/answers.js';

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
    assert.equal(figure.data.at(-1).y[0], 0);
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

describe('more parameters', () => {
  const figure = paths(many, { theme });
  test('every coordinate is a line against the step', () => {
    const lines = figure.data.filter(({ mode }) => mode === 'lines');
    assert.deepEqual(lines.map(({ y }) => y), [[0, 1, 2], [0, 0, 0.5], [1, 0, -1]]);
    assert.deepEqual(figure.layout.annotations.slice(1).map(({ text }) => text), many.landscape.names);
  });
  test('exact zeros are marked', () => {
    assert.deepEqual(figure.data.filter(({ mode, name }) => mode === 'markers' && name !== 'minimisers').map(({ x }) => x), [[0], [0, 1], [1]]);
  });
  test('the minimiser stands at the end', () => assert.deepEqual([named(figure, 'minimisers').x, named(figure, 'minimisers').y], [[2, 2, 2], [2, 0, -3]]));
});

describe('histories', () => {
  test('the best so far never rises', () => assert.deepEqual(bestSoFar([3, 1, 2, 0.5]), [3, 1, 1, 0.5]));
  test('exact zeros stand on the floor of a log axis', () => {
    const result = { ...absolute, descent: { runs: [runOf(1, [[-1], [0]])] } };
    const { floor, range } = logScale([[1, 0]]);
    const zeros = history(result, { theme }).data[1];
    assert.deepEqual([zeros.x, zeros.y], [[1], [floor]]);
    assert.ok(Math.log10(floor) > range[0] && floor < 1);
  });
  test('ticks are a few whole powers', () => {
    const { tickvals, ticktext } = decadeTicks({ range: [-12.2, 1], floor: 1e-20, hasZero: true });
    assert.ok(tickvals.length >= 3 && tickvals.length <= 6);
    assert.ok(ticktext.includes('10⁻⁴') && ticktext.includes('1'));
    assert.equal(ticktext[tickvals.indexOf(1e-20)], '0');
  });
  test('theory is drawn where it applies', () => {
    const bound = { name: 'bound', source: 'Shor', applies: true, reason: '', steps: [1, 2], values: [1, 0.5] };
    const figure = history({ ...absolute, descent: { runs: [runOf(1, [[1]], { theory: [bound, { ...bound, name: 'other', applies: false }] })] } }, { theme });
    assert.ok(named(figure, 'bound') && !named(figure, 'other'));
  });
});

describe('theory', () => {
  const bound = { source: 'Nesterov', applies: true, reason: '', steps: [1, 2], values: [1, 0.5] };
  const theory = [{ ...bound, name: 'promise', bounds: 'best' }, { ...bound, name: 'reference', bounds: 'worst_case' }];
  const figure = history({ ...absolute, descent: { runs: [runOf(1, [[1]], { theory })] } }, { theme });
  test('what no method can beat is thinner than a promise', () => {
    assert.ok(named(figure, 'reference').line.width < named(figure, 'promise').line.width);
    assert.notEqual(named(figure, 'reference').line.dash, named(figure, 'promise').line.dash);
  });
  test('without a least value the gap is called what it is', () => {
    const descent = { runs: [runOf(1, [[1]])], minimisers: { value: null } };
    assert.equal(history({ ...absolute, descent }, { theme }).layout.annotations[0].text, 'F − lowest F met');
  });
});

describe('bias by smoothing', () => {
  const shift = { symbol: 'ε', value: [0.01, 0.1, 1], bias: [0, 0.01, -0.5], predicted_bias: [1e-4, 0.0135, null], current: { value: 0.1, bias: 0.01, predicted_bias: 0.0135 } };
  const figure = bias(shift, { theme });
  test('sizes are drawn, on two log axes', () => {
    assert.deepEqual(named(figure, 'measured').y.slice(1), [0.01, 0.5]);
    assert.deepEqual(named(figure, 'predicted').y, [1e-4, 0.0135, null]);
    assert.deepEqual([figure.layout.xaxis.type, figure.layout.yaxis.type], ['log', 'log']);
  });
  test('no bias at all stands on the floor, hollow', () => {
    assert.equal(named(figure, 'measured').marker.symbol[0], 'circle-open');
    assert.ok(named(figure, 'measured').y[0] > 0 && named(figure, 'measured').y[0] < 0.01);
  });
  test('the link’s own value is marked', () => assert.deepEqual([named(figure, 'current').x, figure.layout.shapes[0].x0], [[0.1], 0.1]));
});

describe('the data', () => {
  const of = (objective, rows, theta, frame) => data({ experiment: { objective, data: rows }, descent: { runs: [runOf(1, theta)] } }, { theme, frame });
  test('a line goes as the iterate says', () => {
    const { x, y } = named(of('line', [[0, 1], [2, 3]], [[0, 0], [2, 1]]), 'run 1');
    assert.deepEqual(y, x.map((at) => 2 * at + 1));
    assert.deepEqual(named(of('line', [[0, 1], [2, 3]], [[0, 0], [2, 1]], 0), 'run 1').y, [0, 0]);
    assert.deepEqual(named(of('scale', [[1, 1], [2, 3]], [[0], [3]]), 'run 1').y.map((value) => value > 0), [true, true]);
  });
  test('classes are told apart where the prediction changes sign', () => {
    const figure = of('classify', [[-1, -1], [2, 1]], [[2, -1]]);
    assert.deepEqual(named(figure, 'run 1').x, [0.5, 0.5]);
    assert.deepEqual(named(figure, 'data').marker.symbol, ['circle-open', 'circle']);
    assert.deepEqual(named(of('classify', [[-1, -1], [2, 1]], [[0, 1]]), 'run 1').x, [null, null]);
  });
  test('a plane is compared with what was seen', () => {
    const { x, y } = named(of('plane', [[1, 2, 5], [0, 1, 2]], [[1, 3]]), 'run 1');
    assert.deepEqual([x, y], [[5, 2], [7, 3]]);
  });
});

describe('ranges', () => {
  test('have air, even around one number', () => {
    assert.deepEqual(padded([0, 10], 0.1, 0.2), [-1, 12]);
    assert.deepEqual(padded([2, 2], 0.5, 0.5), [1, 3]);
    assert.deepEqual(padded(null, 1, 1), [-1, 1]);
  });
  test('stay while what is new sits well in them', () => {
    assert.deepEqual(steadyRange([0.1, 0.9], [0, 1]), [0, 1]);
    assert.deepEqual(steadyRange([0, 2], [0, 1]), [0, 2]);
    assert.deepEqual(steadyRange([0, 0.1], [0, 1]), [0, 0.1]);
  });
});
