import assert from 'node:assert/strict';
import { test } from 'node:test';
import { around, nearest, row, fromNotch, insideOpenEnds, sliderScale, toNotch } from '../../static/js/slider.js';

const size = { number: 'number', scale: 'log', above: '0', max: '1000000', default: '0.3' };
const momentum = { number: 'number', min: '0', below: '1', default: '0.9' };
const steps = { number: 'integer', scale: 'log', min: '1', max: '10000', softMax: '2000', default: '60' };

test('a step size has a logarithmic slider around its default', () => {
  const scale = sliderScale(size);
  assert.ok(scale.isLog && scale.low > 0 && scale.low <= 0.001 && scale.high >= 9);
});

test('a share has the ends that its schema says', () => {
  assert.deepEqual(sliderScale(momentum), { low: 0, high: 1, isLog: false, isInteger: false });
});

test('a huge bound is no reach for a slider', () => {
  assert.equal(sliderScale({ number: 'number', min: '0', max: '1e9', default: '0.5' }).high, 2);
  assert.equal(sliderScale(steps).high, 2000);
});

test('a number without bounds has no slider', () => assert.equal(sliderScale({ number: 'number', default: '0' }), null));

test('there and back', () => {
  for (const data of [size, momentum, steps]) {
    const scale = sliderScale(data);
    for (const notch of [0, 1, 100, 250, 399, 400]) {
      const value = Number(fromNotch(notch, scale));
      assert.ok(Math.abs(toNotch(value, scale) - notch) <= (scale.isInteger ? 40 : 3), `${notch} → ${value}`);
    }
  }
});

test('what is typed beyond the slider leaves it at its end', () => {
  assert.equal(toNotch(1e9, sliderScale(size)), 400);
  assert.equal(toNotch(-1, sliderScale(size)), 0);
  assert.equal(toNotch(Number.NaN, sliderScale(size)), 0);
});

test('an open end is never reached', () => {
  assert.ok(Number(insideOpenEnds('1', momentum, 400)) < 1);
  assert.ok(Number(insideOpenEnds('0', { above: '0', below: '1' }, 0)) > 0);
});

test('integers stay integers', () => assert.match(fromNotch(123, sliderScale(steps)), /^\d+$/));

test('known ahead are notches on both sides, near ones without a gap, and both ends', () => {
  for (const notch of [0, 3, 200, 397, 400]) {
    for (const most of [9, 41, 64]) {
      const places = around(notch, most);
      assert.ok(places.length <= most);
      assert.deepEqual(places, [...new Set(places)].sort((a, b) => a - b));
      for (const one of [0, 400, notch, notch - 1, notch + 1]) assert.equal(places.includes(one), one >= 0 && one <= 400);
    }
  }
});

test('a slider that stops at some notches stops at the nearest', () => {
  assert.deepEqual([0, 4, 6, 100].map((notch) => nearest([0, 5, 40], notch)), [0, 5, 5, 40]);
  assert.deepEqual(row(2, 5), [0, 1, 2, 3, 4]);
  assert.deepEqual(row(399, 5), [397, 398, 399, 400]);
});
