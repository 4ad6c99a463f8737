import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatInterval, formatNumber, formatVector, linkNumber } from '../../static/js/number.js';

const EXAMPLES = [
  [0.1 + 0.2, '0.3'], [-0.1, '−0.1'], [0, '0'], [-0, '0'], [1 / 3, '0.333333'], [1234567, '1.23457×10⁶'], [123456, '123456'],
  [1.2e-7, '1.2×10⁻⁷'], [-6.25e-18, '−6.25×10⁻¹⁸'], [1e300, '1×10³⁰⁰'], [null, 'none'], [Number.NaN, 'none'], [-Infinity, '−∞'],
  [Math.fround(-0.1), '−0.1'], [0.0001, '0.0001'], [60, '60'],
];

for (const [value, text] of EXAMPLES) test(`${value} is written ${text}`, () => assert.equal(formatNumber(value), text));

test('vectors and intervals', () => {
  assert.equal(formatVector([1]), '1');
  assert.equal(formatVector(new Float32Array([1, -2.5])), '(1, −2.5)');
  assert.equal(formatVector(undefined), 'none');
  assert.equal(formatInterval(1, -1), '[−1, 1]');
});

test('numbers for the link are plain', () => {
  assert.equal(linkNumber(-0.30000000000000004), '-0.3');
  assert.equal(linkNumber(-0), '0');
  assert.equal(linkNumber(1.23456), '1.235');
});
