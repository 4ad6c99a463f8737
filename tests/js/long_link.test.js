import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restFor } from '../../static/js/data_link.js';
import { rolesFor, wordsFor } from '../../static/js/data_preview.js';
import { isFile, linkIn, nameFor, textOf } from '../../static/js/experiment_file.js';
import { entryFor, isLong, linkAt, LONGEST_LINK, requestFor } from '../../static/js/long_link.js';
import { AddressBar } from '../../static/js/state.js';

const short = 'objective=line&data=1:2,2:3&steps=5';
const long = `objective=line&data=${'1:2,'.repeat(2500)}3:4&steps=5`;

test('a link is long beyond 8,000 characters', () => {
  assert.equal(isLong('x'.repeat(LONGEST_LINK)), false);
  assert.equal(isLong('x'.repeat(LONGEST_LINK + 1)), true);
});

test('the address of a long link lacks the data, its entry has them', () => {
  assert.deepEqual(entryFor(short), { search: `?${short}`, state: null });
  assert.deepEqual(entryFor(long), { search: '?objective=line&data=file&steps=5', state: { link: long } });
  assert.equal(linkAt({ history: { state: { link: long } }, location: { search: '?data=file' } }), long);
  assert.equal(linkAt({ history: { state: null }, location: { search: '?a=1' } }), 'a=1');
});

test('a long link is posted, a short one stands in the address', () => {
  assert.deepEqual(requestFor('/lab', short), [`/lab?${short}`, {}]);
  const [path, { method, body }] = requestFor('/lab', long);
  assert.deepEqual([path, method], ['/lab', 'POST']);
  assert.equal(body.get('data'), new URLSearchParams(long).get('data'));
});

/** A window whose history holds what is written into it. */
function fakeWindow(link) {
  const entries = [{ state: null, search: `?${link}` }];
  let at = 0;
  const write = (state, _, search) => { entries[at] = { state, search }; };
  return {
    entries,
    setTimeout: () => 0,
    clearTimeout: () => {},
    location: { get search() { return entries[at].search; } },
    history: {
      get state() { return entries[at].state; },
      replaceState: write,
      pushState(...entry) { at += 1; write(...entry); },
      go(by) { at += by; },
    },
  };
}

test('Back and Forward lose no data', () => {
  const window = fakeWindow(short);
  const written = [];
  const bar = new AddressBar(window, 300, (link) => written.push(link));
  bar.push(long);
  assert.equal(window.location.search, '?objective=line&data=file&steps=5');
  assert.equal(bar.kept, long);
  window.history.go(-1);
  assert.equal(bar.arrive(), short);
  assert.equal(bar.kept, null);
  window.history.go(1);
  assert.equal(bar.arrive(), long);
  assert.equal(bar.arrive(), null);
  assert.deepEqual(written, [long]);
});

test('two long links that differ in their data alone are two places', () => {
  const window = fakeWindow(short);
  const bar = new AddressBar(window);
  bar.push(long);
  bar.push(long.replace('3:4', '3:5'));
  window.history.go(-1);
  assert.equal(bar.arrive(), long);
});

test('a file comes back as the link that it was', () => {
  for (const link of [short, long, 'loss=huber&f=abs%28a%29']) assert.equal(linkIn(textOf(link)), link);
  assert.deepEqual(JSON.parse(textOf(short)), { losscope: 1, link: short });
  assert.equal(isFile(textOf(short)), true);
  assert.equal(isFile('1,2\n3,4'), false);
});

test('what is no such file says why', () => {
  const bad = ['{', '{}', 'null', '[]', '{"losscope": 2, "link": "a=1"}', '{"losscope": 1}', '{"losscope": 1, "link": 5}',
    '{"losscope": 1, "link": ""}', '{"losscope": 1, "link": "https://elsewhere/#x"}', '{"losscope": 1, "link": "a=1 b"}',
    JSON.stringify({ losscope: 1, link: 'a'.repeat(200_001) })];
  for (const text of bad) assert.throws(() => linkIn(text), RangeError, text.slice(0, 60));
});

test('a file is named for what is in it', () => {
  assert.equal(nameFor('objective=line&loss=huber'), 'line-huber');
  assert.equal(nameFor('objective=function&f=abs(a)*../x'), 'function-abs_a_x');
});

const link = 'v=1&objective=line&data=1:2&loss=huber&loss.delta=2&penalty=l1&start=1,2&steps=5&run.1=adam&batch=1&frame=3&view=0:1,0:1';
const keys = (objective) => [...new URLSearchParams(restFor(link, objective)).keys()].sort().join(' ');

test('what of a link goes with other data', () => {
  assert.equal(keys('line'), 'batch loss loss.delta objective penalty run.1 start steps v');
  assert.equal(keys('location'), 'loss loss.delta objective penalty run.1 steps v');
  assert.equal(keys('plane'), 'loss loss.delta objective penalty run.1 steps v');
  assert.equal(keys('classify'), 'objective penalty run.1 steps v');
  assert.equal(restFor('objective=function&f=wolfe&f.a=1&start=1,1', 'line'), 'objective=line');
  assert.equal(restFor('objective=function&f=abs(a*x-y)&data=1:2&start=3', 'function'), 'objective=function&f=abs%28a*x-y%29&start=3');
});

test('roles of columns', () => {
  assert.deepEqual(rolesFor(['x', 'y'], 2), ['x', 'y']);
  assert.deepEqual(rolesFor(['x1', 'x2', 'y'], 5), ['x1', 'x2', 'x3', 'x4', 'y']);
});

test('what was read, in words', () => {
  const answer = { rows_read: 1, beyond: 0, unread_count: 0, is_line: false, labels: [], reason: '' };
  assert.equal(wordsFor(answer), '1 row is used.');
  assert.match(wordsFor({ ...answer, rows_read: 1000, beyond: 2, unread_count: 3 }), /^1,000 rows are used\. 2 rows after them are not.* 3 rows are not read\.$/);
  assert.match(wordsFor({ ...answer, labels: [{ text: 'no', label: -1 }, { text: 'yes', label: 1 }] }), /no is −1, yes is 1/);
  assert.match(wordsFor({ ...answer, reason: 'no row can be read' }), /^Nothing can be used: no row can be read\./);
});
