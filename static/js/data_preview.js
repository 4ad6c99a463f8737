/** @file What a text of data was understood as: its first rows, its columns to choose from, and what of it is not read. */
import { h } from './dom.js';

const number = (value) => value.toLocaleString('en');
const some = (count, one, more) => `${number(count)} ${count === 1 ? one : more}`;

/** What the columns of an objective are called, for as many as are chosen. @param {string[]} named @param {number} count */
export function rolesFor(named, count) {
  if (count <= named.length) return named;
  return [...Array.from({ length: count - 1 }, (_, j) => `x${j + 1}`), 'y'];
}

/** What is said of an answer in one line. @param {object} answer */
export function wordsFor({ rows_read: read, beyond, unread_count: unread, is_line: isLine, labels, reason }) {
  const parts = [reason ? `Nothing can be used: ${reason}.` : `${some(read, 'row is', 'rows are')} used.`];
  if (isLine) parts.push('It was one line, so its numbers are taken as rows.');
  if (beyond) parts.push(`${some(beyond, 'row', 'rows')} after them ${beyond === 1 ? 'is' : 'are'} not: a sample has 1,000 at most.`);
  if (unread) parts.push(`${some(unread, 'row is', 'rows are')} not read.`);
  if (labels.length) parts.push(`Classes: ${labels.map(({ text, label }) => `${text} is ${label}`.replace('-', '−')).join(', ')}.`);
  return parts.join(' ');
}

/** @param {HTMLElement} node the dialog @param {object} answer @param {string[]} roles */
export function showAnswer(node, answer, roles) {
  showRows(node.querySelector('#import-rows'), answer, roles);
  node.querySelector('#import-said').textContent = wordsFor(answer);
  showUnread(node.querySelector('#import-unread'), answer);
  node.querySelector('#import-use').disabled = !answer.link;
  node.querySelector('#import-preview').hidden = false;
  const shown = { delimiter: answer.delimiter, decimal: answer.decimal, header: answer.has_header ? '1' : '0' };
  for (const choice of node.querySelectorAll('[data-choice]')) choice.value = shown[choice.dataset.choice];
}

function showRows(table, { columns, numbers, rows, chosen }, roles) {
  const isChosen = (j) => chosen.includes(j + 1) && 'is-chosen';
  const role = (j) => chosen.flatMap((column, i) => (column === j + 1 ? [roles[i]] : [])).join(', ');
  const heads = columns.map((name, j) => h('th', { scope: 'col', class: isChosen(j) }, name,
    h('span', {}, role(j) ? `${role(j)}: ${some(numbers[j], 'number', 'numbers')}` : some(numbers[j], 'number', 'numbers'))));
  const body = rows.map(({ line, cells }) => h('tr', {}, h('th', { scope: 'row' }, line), ...cells.map((cell, j) => h('td', { class: isChosen(j) }, cell))));
  table.replaceChildren(h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Line'), ...heads)), h('tbody', {}, ...body));
}

function showUnread(details, { unread, unread_count: count }) {
  details.hidden = count === 0;
  details.querySelector('summary').textContent = `${some(count, 'row that is', 'rows that are')} not read`;
  const items = unread.map(({ line, text, reason }) => h('li', {}, `Line ${number(line)}: `, h('code', {}, text), ` (${reason})`));
  if (count > unread.length) items.push(h('li', {}, `… and ${number(count - unread.length)} more.`));
  details.querySelector('ol').replaceChildren(...items);
}

/**
 * The columns to choose: one for each of the objective's, and as many x as wanted where it takes many.
 * @param {HTMLElement} place @param {object} answer @param {string[]} roles @param {boolean} isOpen whether there may be more
 * @param {(columns: number[]) => void} onChoose
 */
export function showColumns(place, { columns, chosen }, roles, isOpen, onChoose) {
  const selects = roles.map((role, i) => h('select', { autocomplete: 'off', 'data-role': role },
    ...columns.map((name, j) => h('option', { value: j + 1, selected: chosen[i] === j + 1 }, name))));
  const now = () => selects.map((select) => Number(select.value));
  selects.forEach((select) => select.addEventListener('change', () => onChoose(now())));
  const fields = selects.map((select, i) => h('label', {}, roles[i], select));
  place.replaceChildren(h('legend', {}, 'Columns'), ...fields, ...(isOpen ? more(now, columns.length, onChoose) : []));
}

/** Buttons for another x, and for one fewer. */
function more(now, count, onChoose) {
  const insert = h('button', { type: 'button', class: 'quiet small' }, 'Another x');
  const drop = h('button', { type: 'button', class: 'quiet small' }, 'One x fewer');
  insert.disabled = now().length >= Math.min(count, 41);
  drop.disabled = now().length <= 3;
  const free = (columns) => Array.from({ length: count }, (_, j) => j + 1).find((column) => !columns.includes(column)) ?? 1;
  insert.addEventListener('click', () => onChoose([...now().slice(0, -1), free(now()), now().at(-1)]));
  drop.addEventListener('click', () => onChoose([...now().slice(0, -2), now().at(-1)]));
  return [insert, drop];
}
