import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grain, snapped, startText } from '../../static/js/handle.js';
import { landscapeFacts, stepWords } from '../../static/js/words.js';
import { absolute, line, runOf } from './fixtures/answers.js';

test('a step in words', () => {
  assert.equal(stepWords(absolute, 1, 3), 'Step 3 of 7: θ = −0.1, F = 0.1, subgradient −1. Not at a kink.');
});

test('beyond the end of a run, its last step', () => assert.match(stepWords(absolute, 1, 99), /^Step 7 of 7/));
test('of several runs, which', () => assert.match(stepWords(line, 5, 1), /^Run 5, step 1 of 1: \(w, b\) = \(−1, 1\)/));

test('a kink says its interval and who chose', () => {
  const run = runOf(1, [[-1], [0]], { kink_hits: [{ step: 1, samples: [0], count: 1 }] });
  assert.match(stepWords({ ...absolute, descent: { runs: [run] } }, 1, 1), /Exactly at a kink: ∂F = \[−1, 1\]; the convention “zero”/);
});

test('a concave kink says its interval with the lower end first', () => {
  const kinks = [{ ...absolute.landscape.kinks[0], left: 1, right: -1, kind: 'concave' }];
  const run = runOf(1, [[-1], [0]], { kink_hits: [{ step: 1, samples: [0], count: 1 }] });
  assert.match(stepWords({ ...absolute, landscape: { ...absolute.landscape, kinks }, descent: { runs: [run] } }, 1, 1), /∂F = \[−1, 1\]/);
});

test('an end before its time says why', () => {
  const run = runOf(1, [[-1], [0]], { subgradients: [[-1]], outcome: { kind: 'non_finite', step: 1, samples: [0], sentence: '0/0 in sample 0.' } });
  assert.match(stepWords({ ...absolute, descent: { runs: [run] } }, 1, 1), /no finite subgradient.*The run ends here: 0\/0 in sample 0\.$/);
});

test('a method that stops by itself says so', () => {
  const run = runOf(1, [[-1], [0]], { outcome: { kind: 'finished', step: 1, samples: [], sentence: 'Converged.', early: true } });
  assert.match(stepWords({ ...absolute, descent: { runs: [run] } }, 1, 1), /The run ends here: Converged\.$/);
});

test('a removable kink is no kink', () => {
  const kinks = [{ ...absolute.landscape.kinks[0], left: 1, right: 1, kind: 'removable' }];
  const result = { ...absolute, landscape: { ...absolute.landscape, kinks }, descent: { runs: [runOf(1, [[0]], { kink_hits: [{ step: 0, samples: [0], count: 1 }] })] } };
  assert.match(stepWords(result, 1, 0), /F is smooth there, with slope 1; the convention “zero”/);
  assert.equal(landscapeFacts(result.landscape)[0], 'At θ = 0, F = 0: slope 1 on both sides, no kink; the convention reports 0.');
});

test('a cusp has infinite slopes', () => {
  const kinks = [{ ...absolute.landscape.kinks[0], left: null, right: null }];
  assert.match(landscapeFacts({ ...absolute.landscape, kinks })[0], /slopes −∞ on the left, ∞ on the right/);
});

test('sets of minimisers', () => {
  const told = (kind, points, value = 0, more = {}) => landscapeFacts({ ...absolute.landscape, kinks: [], minimisers: { kind, points, value, source: 's', ...more } })[1];
  assert.equal(told('points', [[-1], [0], [1]]), 'Minimisers: −1, 0 and 1, F = 0 (s).');
  assert.equal(told('interval', [[1], [null]]), 'Minimisers (interval): 1 to ∞, F = 0 (s).');
  assert.match(told('none', [], null), /^F falls without end/);
  assert.match(told('none', [], null, { exact: false }), /^F seems to fall without end/);
  assert.match(told('none', [], 0, { least: 'infimum', exact: true }), /its infimum 0 and never attains it: there is no minimiser \(s\)\. F − F\* is measured from the infimum/);
  assert.match(told('none', [], 0, { least: 'infimum', exact: false }), /\(s, not proved\)/);
  const many = Array.from({ length: 12 }, (_, i) => [i]);
  assert.equal(told('points', many, 0, { complete: false }), 'Minimisers: 12 points from 0 to 11, F = 0 (s); there may be more.');
});

test('facts of a landscape', () => {
  assert.deepEqual(landscapeFacts(absolute.landscape), [
    'Kink at θ = 0, F = 0: slopes −1 on the left, 1 on the right; the convention reports 0.',
    'Minimisers (point): 0, F = 0 (closed form).',
  ]);
  assert.match(landscapeFacts(line.landscape)[1], /\(0, −1\) to \(0, 1\)/);
});

test('a start is round, or exactly on a kink', () => {
  assert.equal(grain([-2, 2]), 0.01);
  assert.equal(snapped(-1.23456, [-2, 2]), '-1.23');
  assert.equal(snapped(0.3339, [-2, 2], [1 / 3], 0.01), String(1 / 3));
  assert.equal(startText({ panel: { range: [[-2, 2], [0, 1]], width: 400 }, start: [0, 0], kinks: [] }, [0.12345, 0.5]), '0.12,0.5');
});
