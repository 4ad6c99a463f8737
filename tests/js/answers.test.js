import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longest, merged, overlaid } from '../../static/js/answers.js';
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

test('a position of a sweep replaces paths and title, and says in full the step that it shows', () => {
  const run = { run: 2, title: 'old', method: 'adam', iterates: [[0], [1]], values: [0, 1], subgradients: [[1], [1]], kink_hits: [], findings: ['kept'] };
  const shown = { title: 'old', landscape: { parameters: 1 }, loss: {}, descent: { link: 'a', runs: [run] } };
  const hit = { step: 1, samples: [0], count: 1 };
  const drawn = { run: 2, title: 'new', iterates: [[0], [0.33]], values: [0, 2], shown: { step: 1, theta: [0.3], value: 2, subgradient: [5], kink_hit: hit }, outcome: { kind: 'finished' } };
  const known = overlaid(shown, { title: 'new', link: 'b', runs: [drawn], landscape: null });
  assert.equal(known.title, 'new');
  assert.equal(known.landscape, shown.landscape);
  assert.equal(known.descent.link, 'b');
  const [now] = known.descent.runs;
  assert.deepEqual([now.title, now.iterates, now.values[1], now.subgradients[1], now.kink_hits, now.findings], ['new', [[0], [0.3]], 2, [5], [hit], ['kept']]);
  const flat = overlaid(shown, { title: '', link: '', runs: [{ ...drawn, values: null, shown: { ...drawn.shown, kink_hit: null } }], landscape: { parameters: 2 } });
  assert.deepEqual([flat.landscape.parameters, flat.descent.runs[0].values[1], flat.descent.runs[0].kink_hits], [2, 2, []]);
  assert.equal(shown.descent.runs[0].title, 'old');
});
