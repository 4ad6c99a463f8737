import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf, editable, nudged, numbersIn, onGrain, sampleName, textOf, withCells, withoutRow, withRow } from '../../static/js/data_text.js';

const TEXT = '0:1.50,1e3:-0.0,.5:2';

test('an edit writes its cell alone, the others keep their text', () => {
  assert.equal(withCells(TEXT, 1, { 0: '7' }), '0:1.50,7:-0.0,.5:2');
  assert.equal(withCells(TEXT, 2, { 0: '1', 1: '3' }), '0:1.50,1e3:-0.0,1:3');
  assert.equal(withRow(TEXT, ['1', '2']), '0:1.50,1e3:-0.0,.5:2,1:2');
  assert.equal(withoutRow(TEXT, 0), '1e3:-0.0,.5:2');
  assert.equal(textOf(cellsOf(TEXT)), TEXT);
});

test('packed data are edited as the answer has them', () => {
  assert.equal(editable('z1:abc', [[1, 2.5], [1e21, -0.1]]), '1:2.5,1e21:-0.1');
  assert.equal(editable('z1:abc', [Float64Array.of(1, 2.5)]), '1:2.5');
  assert.equal(editable(TEXT, [[9, 9]]), TEXT);
});

test('what is no table of numbers is none', () => {
  assert.deepEqual(numbersIn('0:1.50,1e3:-2', 2), [[0, 1.5], [1000, -2]]);
  for (const text of ['', '1,', '1,x', '1:2', '0x10', 'Infinity', '1e9999']) assert.equal(numbersIn(text, 1), null, text);
  assert.equal(numbersIn('1:2,3', 2), null);
});

test('numbers are rounded to the grain of the axis, without a digit more', () => {
  assert.equal(onGrain(1.23456, [0, 4]), '1.23');
  assert.equal(onGrain(0.1 + 0.2, [0, 4]), '0.3');
  assert.equal(onGrain(1234.5678, [0, 4000]), '1230');
  assert.equal(onGrain(-0.001, [0, 4]), '0');
  assert.equal(onGrain(1e12 + 0.26, [1e12, 1e12 + 4]), '1000000000000');
  assert.equal(onGrain(3.14159e-9, [0, 4e-9]), '3.14e-9');
  assert.equal(onGrain(3e12, [0, 4e12]), '1000000000000');
});

test('a nudge goes one grain further, from the grain', () => {
  assert.equal(nudged('1.005', 1, [0, 4]), '1.01');
  assert.equal(nudged('2', -10, [0, 4]), '1.9');
  assert.equal(nudged('0.1', -10, [0, 4]), '0');
});

test('a sample is told by its place and its numbers', () => {
  assert.equal(sampleName(cellsOf('1:2,3:4,2:-3'), 2, ['x', 'y']), 'sample 3 of 3: x 2, y −3');
});
