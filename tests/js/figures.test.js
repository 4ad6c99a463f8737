import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { padded, steadyRange } from '../../static/js/figures/axes.js';
import { build as bias } from '../../static/js/figures/bias.js';
import { build as data } from '../../static/js/figures/data.js';
import { bestSoFar, build as history, decadeTicks, logScale } from '../../static/js/figures/history.js';
import { build as paths } from '../../static/js/figures/paths.js';
import { themeFor } from '../../static/js/figures/theme.js';
import { absolute, many, runOf } from './fixtures/answers.js';

const theme = themeFor('light');
const named = ({ data }, name) => data.find((trace) => trace.name === name);

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
  test('an axis of one decade has finer ticks, for one number alone is no scale', () => {
    const { tickvals, ticktext } = decadeTicks({ range: [-3.4, -2.1], floor: 1e-20, hasZero: false });
    assert.deepEqual(ticktext, ['5×10⁻⁴', '10⁻³', '2×10⁻³', '5×10⁻³']);
    assert.deepEqual(tickvals, [5e-4, 1e-3, 2e-3, 5e-3]);
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
