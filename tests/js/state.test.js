import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressBar, changedKeys, frameIn, partFor, shared, tidy, viewOf, withKeys, withoutRun, withRun } from '../../static/js/state.js';

const link = 'objective=point&loss=huber&loss.delta=0.5&start=-1&run.1=subgradient&run.1.step.size=0.3&run.2=adam&frame=3';

test('long data are shared as the answer packed them', () => {
  const long = `objective=location&data=${'0.5,'.repeat(600)}1&frame=3`;
  const canonical = 'v=1&objective=location&data=z1:abc';
  assert.equal(shared(long, withKeys(long, { frame: null }), canonical), 'objective=location&data=z1:abc&frame=3');
  assert.equal(shared(long, 'objective=location&data=1', canonical), long);
  assert.equal(shared(link, link, canonical), link);
});

test('what changed, by key', () => {
  assert.deepEqual(changedKeys('a=1&b=2', 'a=1&b=3&c=4'), ['b', 'c']);
});

test('a link keeps the signs that people read', () => {
  assert.equal(tidy(new URLSearchParams('data=1:2,2:1&view=-3:3')), 'data=1:2,2:1&view=-3:3');
});

test('only what descends is asked for when only that changed', () => {
  assert.equal(partFor(link, withKeys(link, { 'run.1.step.size': '0.2' }), '-1:1'), 'descent');
  assert.equal(partFor(link, withKeys(link, { start: '-2', seed: '1' }), '-1:1'), 'descent');
});

test('a landscape that changed is asked for', () => {
  for (const change of [{ 'loss.delta': '1' }, { convention: 'right' }, { precision: 'float16' }]) {
    assert.equal(partFor(link, withKeys(link, change), '-1:1'), 'experiment');
  }
});

test('nothing is asked for a step or a window that is shown already', () => {
  assert.equal(partFor(link, withKeys(link, { frame: '17', view: '-1:1' }), '-1:1'), null);
  assert.equal(partFor(link, withKeys(link, { view: '-2:1' }), '-1:1'), 'experiment');
});

test('runs come and go', () => {
  assert.equal(withoutRun(link, 1), 'objective=point&loss=huber&loss.delta=0.5&start=-1&run.2=adam&frame=3');
  assert.match(withRun(link, 3), /run\.3=adam&run\.3\.step\.size=0\.3$/);
  assert.equal(withoutRun('run.1=a&run.10=b', 1), 'run.10=b');
});

test('the step in a link', () => {
  assert.equal(frameIn('frame=17'), 17);
  assert.equal(frameIn('a=1'), null);
});

/** A window whose timers run when told to. */
function fakeWindow() {
  const timers = new Map();
  const written = [];
  let next = 0;
  return {
    written,
    location: { search: '?a=0' },
    run() { [...timers].forEach(([id, job]) => { timers.delete(id); job(); }); },
    setTimeout(job) { next += 1; timers.set(next, job); return next; },
    clearTimeout(id) { timers.delete(id); },
    history: { replaceState: (_, __, url) => written.push(['replace', url]), pushState: (_, __, url) => written.push(['push', url]) },
  };
}

test('the address bar is written at once, then once for many moves, with the last', () => {
  const window = fakeWindow();
  const bar = new AddressBar(window);
  ['a=1', 'a=2', 'a=3'].forEach((text) => bar.replace(text));
  window.run();
  assert.deepEqual(window.written, [['replace', '?a=1'], ['replace', '?a=3']]);
});

test('a new entry first finishes the old one', () => {
  const window = fakeWindow();
  const bar = new AddressBar(window);
  bar.replace('a=1');
  bar.replace('a=2');
  bar.push('b=1');
  window.run();
  assert.deepEqual(window.written, [['replace', '?a=1'], ['replace', '?a=2'], ['push', '?b=1']]);
});

test('a window in a link', () => assert.equal(viewOf([[-3, 3], [-2.00000001, 1 / 3]]), '-3:3,-2:0.333333'));

test('Back to another link is told, a jump within the page is not', () => {
  const window = fakeWindow();
  const bar = new AddressBar(window);
  assert.equal(bar.arrive(), null);
  bar.push('b=1');
  assert.equal(bar.arrive(), 'a=0');
  assert.equal(bar.arrive(), null);
});
