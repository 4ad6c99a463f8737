/** @file The data as the link spells them, "1:2,3:4": an edit writes the cell that it is about, all others keep their text. Pure. */
import { grain } from './handle.js';

/** The server takes no more. */
export const MOST_SAMPLES = 1000;
const LARGEST = 1e12;
const PACKED = 'z1:';
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const FINEST = 100;

/** @param {string} text @returns {string[][]} */
export const cellsOf = (text) => text.split(',').map((row) => row.split(':'));

/** @param {(string|number)[][]} cells @returns {string} */
export const textOf = (cells) => cells.map((row) => Array.from(row, plain).join(':')).join(',');

/** A number as the link takes it: a plus sign would become a space there. */
const plain = (cell) => String(cell).replace('e+', 'e');

/** What is edited: the text as it was typed; where that is packed, the answer's data. @param {string} text @param {number[][]} rows */
export const editable = (text, rows) => (text.startsWith(PACKED) ? textOf(rows) : text);

/**
 * The numbers that a text spells, or null where it is no table of them.
 * @param {string} text @param {number} columns @returns {number[][]|null}
 */
export function numbersIn(text, columns) {
  const cells = cellsOf(text);
  const isTable = cells.every((row) => row.length === columns && row.every((cell) => NUMBER.test(cell)));
  return isTable ? cells.map((row) => row.map(Number)) : null;
}

/** The text with some cells of one row written anew. @param {string} text @param {number} i @param {Record<number, string>} changes by column */
export function withCells(text, i, changes) {
  const cells = cellsOf(text);
  Object.entries(changes).forEach(([j, cell]) => { cells[i][Number(j)] = cell; });
  return textOf(cells);
}

/** @param {string} text @param {string[]} row */
export const withRow = (text, row) => `${text},${row.join(':')}`;

/** @param {string} text @param {number} i */
export const withoutRow = (text, i) => textOf(cellsOf(text).filter((_, row) => row !== i));

/** A value as text on the grain of an axis, with no more digits than that. @param {number} value @param {[number, number]} range */
export function onGrain(value, range) {
  const size = grain(range);
  const digits = Math.min(Math.max(-Math.round(Math.log10(size)), 0), FINEST);
  const held = Math.min(Math.max(Math.round(value / size) * size, -LARGEST), LARGEST);
  return plain(Number(held.toFixed(digits)) || 0);
}

/** So many grains further. @param {string} cell @param {number} steps @param {[number, number]} range */
export const nudged = (cell, steps, range) => onGrain(Number(cell) + steps * grain(range), range);

/** What a screen reader says of a sample: "sample 3 of 7: x 2, y 3". @param {string[][]} cells @param {number} i @param {string[]} columns */
export function sampleName(cells, i, columns) {
  return `sample ${i + 1} of ${cells.length}: ${sampleValues(cells[i], columns)}`;
}

/** "x 2, y 3". @param {string[]} row @param {string[]} columns */
export const sampleValues = (row, columns) => columns.map((name, j) => `${name} ${row[j].replace('-', '−')}`).join(', ');
