import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { ApiError, ask, decode, latest, NetworkError } from '../../static/js/api.js';

const coded = (values, dtype = 'f4', shape = undefined) => {
  const array = dtype === 'f4' ? new Float32Array(values) : new Float64Array(values);
  return { dtype, bdata: Buffer.from(array.buffer).toString('base64'), shape: shape ?? String(values.length) };
};

test('typed arrays come back, lists with gaps stay lists', () => {
  const answer = decode({ theta: coded([1, 2.5]), exact: coded([1e-300], 'f8'), reported: [1, null], kinks: [{ left: coded([3]) }], link: 'v=1', none: null });
  assert.deepEqual([...answer.theta], [1, 2.5]);
  assert.deepEqual([...answer.exact], [1e-300]);
  assert.deepEqual(answer.reported, [1, null]);
  assert.deepEqual([...answer.kinks[0].left], [3]);
  assert.deepEqual([answer.link, answer.none], ['v=1', null]);
});

test('a grid comes back as rows', () => {
  const { value } = decode({ value: coded([1, 2, 3, 4, 5, 6], 'f4', '2, 3') });
  assert.deepEqual(value.map((row) => [...row]), [[1, 2, 3], [4, 5, 6]]);
});

test('points come back as points', () => {
  assert.deepEqual([...decode(coded([1, 2, 3], 'f4', '3, 1'))].map((row) => [...row]), [[1], [2], [3]]);
});

test('an answer of bytes is what the server packed', async (t) => {
  const body = Buffer.from(JSON.parse(readFileSync(new URL('fixtures/binary_answer.json', import.meta.url))).body, 'base64');
  t.mock.method(globalThis, 'fetch', async () => new Response(body, { headers: { 'content-type': 'application/vnd.losscope.arrays' } }));
  const answer = await ask('experiment', 'v=1');
  assert.deepEqual([...answer.theta], [0.5, -2, 2 ** 100]);
  assert.deepEqual([...answer.exact], [1, 1e-300]);
  assert.deepEqual(answer.value.map((row) => [...row]), [[1, 2, 3], [4, 5, 6]]);
  assert.equal(answer.theta.constructor, Float32Array);
  assert.deepEqual([answer.title, answer.gaps, [...answer.runs[0].empty]], ['|θ|', [1, null], []]);
});

/** @param {() => Promise<unknown>} answer */
const answering = (t, answer) => t.mock.method(globalThis, 'fetch', answer);

test('what the server has against a link is told by field', async (t) => {
  const body = { title: 'Invalid', detail: 'one flaw', errors: [{ field: 'run.1.step.size', message: 'too small' }] };
  answering(t, async () => new Response(JSON.stringify(body), { status: 422 }));
  await assert.rejects(ask('experiment', 'v=1'), (error) => error instanceof ApiError && error.errors[0].field === 'run.1.step.size');
});

test('a page in place of JSON is an error too', async (t) => {
  answering(t, async () => new Response('<html>', { status: 502 }));
  await assert.rejects(ask('experiment', 'v=1'), ApiError);
});

test('no answer is another thing than a bad one', async (t) => {
  answering(t, async () => { throw new TypeError('fetch failed'); });
  await assert.rejects(ask('experiment', 'v=1'), NetworkError);
});

test('one job at a time, and of those that wait only the latest', async () => {
  const done = [];
  let release;
  const jobs = latest(async (job) => { done.push(job); await new Promise((resolve) => { release = resolve; }); });
  jobs.push('a');
  jobs.push('b');
  jobs.push('c');
  assert.deepEqual(done, ['a']);
  release();
  await new Promise(setImmediate);
  assert.deepEqual(done, ['a', 'c']);
});

test('dropped jobs are told so', async () => {
  let seen;
  const jobs = latest(async (_, signal) => { seen = signal; await new Promise(setImmediate); });
  jobs.push('a');
  jobs.push('b');
  jobs.drop();
  assert.equal(seen.aborted, true);
});
