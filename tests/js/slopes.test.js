import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { across, direction } from '../../static/js/supporting_lines.js';
import { build as strip, reach } from '../../static/js/figures/slopes.js';
import { runStyle, themeFor } from '../../static/js/figures/theme.js';
import { build as plane } from '../../static/js/figures/zonotope.js';
import { slopesWords } from '../../static/js/slopes_words.js';
import { absolute, line } from './fixtures/answers.js';

const theme = themeFor('light');
const named = ({ data }, name) => data.find((trace) => trace.name === name);

/** Answers of /api/v1/subdifferential. */
const kink = { run: 1, step: 4, theta: [0], value: 0, convex: true, kind: 'interval', vertices: [[-2], [1]], minimum_norm: [0], distance: 0, reported: [1], stationary: true };
const beside = { ...kink, vertices: [[0.5], [2]], minimum_norm: [0.5], distance: 0.5, stationary: false };
const smooth = { ...kink, kind: 'point', vertices: [[-3]], minimum_norm: [-3], distance: 3, reported: [-3], stationary: false };
const corners = [[-1, -1], [3, 1], [3, 3], [-1, 1]];
const corner = { ...kink, theta: [1.5, 0], kind: 'polygon', vertices: corners, minimum_norm: [0, 0], reported: [1, 1] };
const away = { ...corner, kind: 'interval', vertices: [[3, 4], [6, 4]], minimum_norm: [3, 4], distance: 5, stationary: false };

describe('the strip of slopes', () => {
  const figure = strip(kink, { theme, run: 2 });
  test('is the interval from end to end, in one row', () => {
    assert.deepEqual(named(figure, 'subdifferential').x, [-2, 1]);
    assert.equal(new Set(named(figure, 'subdifferential').y).size, 1);
    assert.deepEqual(named(figure, 'ends').text, ['−2', '1']);
  });
  test('tells what was reported by the mark of the run', () => {
    assert.deepEqual(named(figure, 'reported').x, [1]);
    assert.equal(named(figure, 'reported').marker.symbol, runStyle(theme, 2).symbol);
  });
  test('says 0 inside, without an arrow', () => {
    assert.deepEqual(named(figure, 'verdict').text, ['0 is inside']);
    assert.equal(named(figure, '0').marker.color, theme.minimum);
    assert.equal(named(figure, 'nearest to 0').visible, false);
  });
  test('says how far 0 is outside, with an arrow to the nearest', () => {
    const outside = strip(beside, { theme, run: 1 });
    assert.deepEqual(named(outside, 'verdict').text, ['0 is outside, 0.5 away']);
    assert.deepEqual(named(outside, 'nearest to 0').x, [0, 0.5]);
    assert.equal(named(outside, 'nearest to 0').visible, true);
    assert.deepEqual([named(outside, 'ends').text, named(outside, 'value').text], [['', '2'], ['0.5']], 'the end beside 0 is told once');
  });
  test('is one point away from kinks', () => assert.deepEqual(named(strip(smooth, { theme, run: 1 }), 'ends').x, [-3]));
  test('a formula without a number has no mark', () => {
    const { text, marker } = named(strip({ ...kink, reported: null }, { theme, run: 1 }), 'reported');
    assert.deepEqual([text, marker.opacity], [['no number'], 0]);
  });
  test('has everything on the axis, 0 in its middle', () => {
    const [low, high] = strip(beside, { theme, run: 1 }).layout.xaxis.range;
    assert.equal(low, -high);
    assert.ok(high > 2);
  });
});

describe('the plane of slopes', () => {
  const figure = plane(corner, { theme, run: 1, names: ['w', 'b'] });
  test('is the polygon, closed and filled', () => {
    const { x, y, fill } = named(figure, 'subdifferential');
    assert.deepEqual(x.map((g, i) => [g, y[i]]), [...corners, corners[0]]);
    assert.equal(fill, 'toself');
  });
  test('has one length on both axes', () => {
    assert.deepEqual(figure.layout.xaxis.range, figure.layout.yaxis.range);
    assert.ok(figure.layout.xaxis.range[1] > 3);
  });
  test('marks 0 and what was reported', () => {
    assert.deepEqual([named(figure, '0').x, named(figure, '0').y, named(figure, '0').marker.color], [[0], [0], theme.minimum]);
    assert.deepEqual([named(figure, 'reported').x, named(figure, 'reported').y], [[1], [1]]);
    assert.equal(named(figure, 'nearest to 0').visible, false);
  });
  test('a segment has no area, and an arrow to its nearest element', () => {
    const segment = plane(away, { theme, run: 1, names: ['w', 'b'] });
    assert.deepEqual(named(segment, 'subdifferential').x, [3, 6]);
    assert.equal(named(segment, 'subdifferential').fill, 'none');
    assert.deepEqual([named(segment, 'nearest to 0').x, named(segment, 'nearest to 0').y], [[0, 3], [0, 4]]);
    assert.deepEqual(named(segment, 'verdict').text, ['0 is outside, 5 away']);
  });
  test('the number of traces never changes, so that a step is an update', () => {
    assert.equal(plane({ ...away, reported: null }, { theme, run: 1, names: ['w', 'b'] }).data.length, figure.data.length);
    assert.equal(strip({ ...smooth, reported: null }, { theme, run: 1 }).data.length, strip(kink, { theme, run: 1 }).data.length);
  });
});

test('half an axis is a round number above all of it', () => {
  assert.deepEqual([[[0]], [[1]], [[-1.5]], [[0.3, -0.7]], [[900]], [[1e-310]]].map(reach), [1, 2, 2, 1, 2000, 1]);
});

describe('the fan', () => {
  const panel = { left: 50, top: 10, width: 400, height: 200, range: [[-2, 2], [0, 4]] };
  test('a line rises as its slope says, in pixels of this panel', () => {
    const [dx, dy] = direction(panel, 2);
    assert.equal(-dy / dx, 2 * (200 / 4) / (400 / 4));
    assert.ok(Math.abs(Math.hypot(dx, dy) - 1) < 1e-12);
  });
  test('its ends lie beyond the panel, and its middle is the iterate, however steep', () => {
    for (const slope of [0, -1, 1e9]) {
      const [from, to] = across(panel, [250, 110], slope);
      assert.ok(Math.hypot(to[0] - from[0], to[1] - from[1]) > 2 * Math.hypot(panel.width, panel.height));
      assert.deepEqual([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2].map(Math.round), [250, 110]);
    }
  });
});

describe('in words', () => {
  test('a kink whose interval holds 0', () => assert.equal(slopesWords(absolute, kink),
    'At step 4, θ = 0, the slopes from −2 to 1 are subgradients; 0 is among them, so this is a minimiser; the convention “zero” reports 1.'));
  test('one whose interval does not', () => assert.match(slopesWords(absolute, beside), /; 0 is not among them, the nearest is 0\.5; the convention/));
  test('where F is not convex, 0 proves nothing', () => assert.match(slopesWords(absolute, { ...kink, convex: false }), /; 0 is among them; the convention/));
  test('away from kinks', () => {
    assert.match(slopesWords(absolute, smooth), /the only subgradient is −3; the convention “zero” reports −3\.$/);
    assert.match(slopesWords(absolute, { ...smooth, stationary: true }), /0 is the only subgradient, so this is a minimiser;/);
  });
  test('in two parameters', () => {
    assert.match(slopesWords(line, corner), /^At step 4, \(w, b\) = \(1\.5, 0\), the subgradients fill a polygon with 4 corners; 0 is among them/);
    assert.match(slopesWords(line, away), /lie between \(3, 4\) and \(6, 4\); 0 is not among them, the nearest is \(3, 4\), 5 away;/);
  });
  test('a formula that divides by zero', () => assert.match(slopesWords(absolute, { ...kink, reported: null }), /the formula of the convention “zero” gives no number\.$/));
});
