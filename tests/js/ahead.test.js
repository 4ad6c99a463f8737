import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countFor } from '../../static/js/ahead.js';

const shown = (parameters, runs, steps) => ({ landscape: { parameters }, descent: { runs: Array.from({ length: runs }, () => ({ iterates: { length: steps + 1 } })) } });

test('longer paths and pictures are fetched at fewer positions', () => {
  const counts = [countFor(shown(1, 1, 60), false), countFor(shown(2, 4, 200), false), countFor(shown(2, 8, 1000), false), countFor(shown(2, 8, 10000), true)];
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
  assert.ok(counts.every((count) => count >= 9 && count <= 64));
  assert.ok(countFor(shown(2, 4, 1000), true) < countFor(shown(2, 4, 1000), false));
});
