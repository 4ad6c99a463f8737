import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longest, merged } from '../../static/js/answers.js';
import { absolute, line, runOf } from './fixtures/answers.js';

const descent = { ...absolute.descent, title: 'Absolute (L1): Run with step 0.5', runs: [runOf(1, [[-2], [-1.5]], { title: 'Run with step 0.5' })] };

test('a whole answer takes the place of what was shown', () => assert.equal(merged(absolute, 'experiment', line), line));

test('other runs come onto the same landscape', () => {
  const after = merged(absolute, 'descent', descent);
  assert.equal(after.landscape, absolute.landscape);
  assert.equal(after.descent, descent);
  assert.deepEqual(after.experiment.start, [-2]);
});

test('subgradients at a step of other runs are none', () => {
  assert.equal(merged({ ...absolute, subdifferential: { run: 1, step: 7 } }, 'descent', descent).subdifferential, null);
});

test('the title is that of the runs that are shown', () => assert.equal(merged(absolute, 'descent', descent).title, descent.title));

test('nothing is mutated', () => {
  const before = JSON.stringify(absolute);
  merged(absolute, 'descent', descent);
  assert.equal(JSON.stringify(absolute), before);
});

test('the longest run sets the length', () => assert.equal(longest(line), 2));
