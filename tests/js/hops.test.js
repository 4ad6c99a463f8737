import assert from 'node:assert/strict';
import { test } from 'node:test';
import { along, hop, strength } from '../../static/js/hops.js';

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
