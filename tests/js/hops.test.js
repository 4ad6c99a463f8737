import assert from 'node:assert/strict';
import { test } from 'node:test';
import { along, hop, strength, layered, repeated } from '../../static/js/hops.js';

test('a hop starts and ends where it should', () => {
  const one = hop([0, 100], [40, 80]);
  assert.deepEqual(along(one, 0), [0, 100]);
  assert.deepEqual(along(one, 1), [40, 80]);
});

test('there and back are two lines', () => {
  const there = along(hop([0, 100], [60, 100]), 0.5);
  const back = along(hop([60, 100], [0, 100]), 0.5);
  assert.ok(back[1] < there[1] && there[1] < 100);
});

test('on a map a hop is straight', () => {
  assert.deepEqual(along(hop([0, 0], [10, 20], true), 0.5), [5, 10]);
});

test('older hops are fainter, none vanishes', () => {
  const ages = Array.from({ length: 40 }, (_, age) => strength(age));
  ages.slice(1).forEach((now, i) => assert.ok(now <= ages[i] && now > 0.05));
});

test('what is gone often is drawn once, as strong as all of it', () => {
  const cycle = Array.from({ length: 101 }, (_, k) => [k % 2 ? 10 : 50, 7]);
  assert.deepEqual([...repeated(cycle, 0, 100, 2)], [[0, 50], [1, 50]]);
  assert.deepEqual([...repeated(cycle, 0, 100, 1)], [[0, 50], [1, 50]]);
  assert.deepEqual([...repeated([[0, 0], [9, 0], [0, 9]], 0, 2, 2)], [[0, 1], [1, 1]]);
  assert.equal(layered(0.24, 1), 0.24);
  assert.ok(Math.abs(layered(0.5, 3) - 0.875) < 1e-12);
});
