/** @file An experiment as a file: its link, for what is too long to be one. */
import { h } from './dom.js';

const VERSION = 1;
const LONGEST = 200_000;
/** A link has keys and texts, and nothing that a query would not have. */
const LINK = /^[^\s#?<>"]+$/;

/** @param {string} link @returns {string} the text of the file */
export const textOf = (link) => `${JSON.stringify({ losscope: VERSION, link }, null, 2)}\n`;

/** @param {string} text @returns {boolean} whether a text could be such a file, and no table */
export const isFile = (text) => text.trimStart().startsWith('{');

/**
 * The link in a file; what it means, the server says.
 * @param {string} text
 * @returns {string}
 * @throws {RangeError} when it is no such file
 */
export function linkIn(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new RangeError('This file is no JSON: an experiment is saved as {"losscope": 1, "link": "…"}.');
  }
  if (found?.losscope !== VERSION) throw new RangeError(`This file is no experiment: "losscope": ${VERSION} is expected in it.`);
  if (typeof found.link !== 'string' || !LINK.test(found.link) || found.link.length > LONGEST) {
    throw new RangeError('This file has no link in it: "link" has to be the query of a lab’s address.');
  }
  return found.link;
}

/** @param {string} link @returns {string} a name that says what is in it */
export function nameFor(link) {
  const params = new URLSearchParams(link);
  return `${params.get('objective') ?? 'point'}-${params.get('loss') ?? params.get('f') ?? 'loss'}`.replace(/[^\w-]+/g, '_').slice(0, 60);
}

/** @param {string} link */
export function save(link) {
  const address = URL.createObjectURL(new Blob([textOf(link)], { type: 'application/json' }));
  h('a', { href: address, download: `${nameFor(link)}.losscope.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
