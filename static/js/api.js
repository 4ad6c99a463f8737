/** @file Asking the API: typed arrays, problem+json, and at most one request in flight. */

import { requestFor } from './long_link.js';

const ROOT = '/api/v1';
const BINARY = 'application/vnd.losscope.arrays';
const ARRAY_OF = { f4: Float32Array, f8: Float64Array };

/** What the server said against a link: `errors` name the keys. */
export class ApiError extends Error {
  /** @param {{detail?: string, title?: string, errors?: {field: string, message: string}[]}} problem */
  constructor(problem) {
    super(problem.detail || problem.title || 'the server could not answer');
    this.errors = problem.errors ?? [];
  }
}

/** No answer at all: the network, or the server, is away. */
export class NetworkError extends Error {}

/** @param {string} base64 @returns {ArrayBuffer} */
function bytes(base64) {
  const text = atob(base64);
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) out[i] = text.charCodeAt(i);
  return out.buffer;
}

/** @param {Float32Array} flat @param {number[]} shape @returns {Float32Array|Float32Array[]} */
function shaped(flat, [rows, columns]) {
  if (columns === undefined) return flat;
  return Array.from({ length: rows }, (_, row) => flat.subarray(row * columns, (row + 1) * columns));
}

/** @param {{dtype: string, bdata: string, shape?: string}} coded */
function decodeArray({ dtype, bdata, shape }) {
  const flat = new ARRAY_OF[dtype](bytes(bdata));
  return shaped(flat, String(shape ?? flat.length).split(',').map(Number));
}

/** Of an answer whose arrays stand behind it: all first bytes of an array's numbers, then all second ones, and so on. */
function arrayBehind(block, { dtype, at, shape }) {
  const flat = new ARRAY_OF[dtype](shape.reduce((size, extent) => size * extent, 1));
  const ordered = new Uint8Array(flat.buffer);
  const width = flat.BYTES_PER_ELEMENT;
  for (let byte = 0, from = at; byte < width; byte += 1) {
    for (let to = byte; to < ordered.length; to += width, from += 1) ordered[to] = block[from];
  }
  return shaped(flat, shape);
}

/**
 * An answer that came as bytes: the length of its JSON, the JSON, the numbers of its arrays.
 * @param {ArrayBuffer} body
 */
export function unpack(body) {
  const behind = 4 + new DataView(body).getUint32(0, true);
  const block = new Uint8Array(body, behind);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(body, 4, behind - 4)));
  return withArrays(head, (place) => arrayBehind(block, place));
}

/**
 * The same answer with every `{dtype, bdata, shape}` turned into a typed array, or into rows of one.
 * @param {any} value
 * @returns {any}
 */
export function decode(value) {
  return withArrays(value, decodeArray);
}

/** @param {any} value @param {(coded: object) => any} read what makes an array of an object that stands for one */
function withArrays(value, read) {
  if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map((each) => withArrays(each, read)) : value;
  if (value === null || typeof value !== 'object') return value;
  if ('dtype' in value) return read(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withArrays(part, read)]));
}

/** `fetch` that says plainly when nothing answers. @param {string} address @param {RequestInit} [options] */
export async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    throw error.name === 'AbortError' ? error : new NetworkError(error.message);
  }
}

/**
 * @param {string} part such as "experiment"
 * @param {string} query the link
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {ApiError} when the server has something against the link
 */
export async function ask(part, query, signal) {
  const [address, options] = requestFor(`${ROOT}/${part}`, `${query}&arrays=binary`);
  return contentOf(await reach(address, { ...options, signal }));
}

/**
 * A text of data, read into a table.
 * @param {string} query what is known of it, and the link that it is for @param {string|Blob} text @param {AbortSignal} [signal]
 * @throws {ApiError} when it is none
 */
export async function readData(query, text, signal) {
  const headers = { 'content-type': 'text/csv' };
  return contentOf(await reach(`${ROOT}/read-data?${query}`, { method: 'POST', body: text, headers, signal }));
}

/** @param {Response} response */
async function contentOf(response) {
  if (response.headers.get('content-type') === BINARY) return unpack(await response.arrayBuffer());
  const body = await response.json().catch(() => ({ title: `unexpected answer, status ${response.status}` }));
  if (!response.ok) throw new ApiError(body);
  return body;
}

/**
 * One job at a time, the latest wins: while one runs, only the newest of the waiting is kept.
 * @template Job
 * @param {(job: Job, signal: AbortSignal) => Promise<void>} work
 */
export function latest(work) {
  /** @type {{controller: AbortController|null, next: Job[]}} */
  const state = { controller: null, next: [] };
  const run = async (job) => {
    state.controller = new AbortController();
    await work(job, state.controller.signal).finally(() => { state.controller = null; });
    if (state.next.length) run(state.next.pop());
  };
  return {
    /** @param {Job} job */
    push(job) { if (state.controller) state.next = [job]; else run(job); },
    /** Forget everything that is under way, since something else takes its place. */
    drop() { state.next = []; state.controller?.abort(); },
    get isBusy() { return state.controller !== null; },
  };
}
