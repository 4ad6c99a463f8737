/** @file Every number of the figures as text: tables of iterates, a page at a time. */
import { h } from './dom.js';
import { formatNumber, formatVector } from './number.js';

const PAGE = 100;

function row(run, k) {
  const cells = [
    ...Array.from(run.iterates[k], (value) => formatNumber(value)),
    formatNumber(run.values[k]), formatNumber(run.gaps[k]), formatNumber(run.best_values[k]),
    run.subgradients[k] ? formatVector(run.subgradients[k]) : '',
    k < run.step_sizes.length ? formatNumber(run.step_sizes[k]) : '',
  ];
  return h('tr', {}, h('th', { scope: 'row' }, String(k)), ...cells.map((text) => h('td', {}, text)));
}

function head(names) {
  const titles = ['Step', ...names, 'F', 'F − F*', 'Best F', 'Subgradient', 'Step size'];
  return h('thead', {}, h('tr', {}, ...titles.map((title) => h('th', { scope: 'col' }, title))));
}

function pager(run, from, last) {
  if (last <= PAGE) return null;
  const button = (text, target, isOff) => h('button', { type: 'button', class: 'quiet small', 'data-run': run, 'data-from': target, disabled: isOff }, text);
  return h('p', { class: 'pager' }, button('Earlier', Math.max(0, from - PAGE), from === 0), button('Later', from + PAGE, from + PAGE > last));
}

function table(run, names, from) {
  const last = run.iterates.length - 1;
  const to = Math.min(from + PAGE, last);
  const part = last > PAGE ? `, steps ${from} to ${to} of ${last}` : '';
  const rows = Array.from({ length: to - from + 1 }, (_, i) => row(run, from + i));
  const id = `table-${run.run}`;
  return h('div', { class: 'table-box', role: 'region', 'aria-labelledby': id, tabindex: 0 },
    h('table', { class: `run-${run.run}` }, h('caption', { id }, `Run ${run.run}: ${run.title}${part}`), head(names), h('tbody', {}, ...rows)),
    pager(run.run, from, last));
}

/** @param {HTMLElement} box */
export function createTables(box) {
  const pages = new Map();
  let result = null;
  const show = () => box.replaceChildren(...result.descent.runs.map((run) => {
    const from = Math.min(pages.get(run.run) ?? 0, Math.floor((run.iterates.length - 1) / PAGE) * PAGE);
    return table(run, result.landscape.names, from);
  }));
  box.addEventListener('click', ({ target }) => {
    if (target.dataset.from === undefined) return;
    pages.set(Number(target.dataset.run), Number(target.dataset.from));
    show();
    box.querySelector(`[data-run="${target.dataset.run}"]:not(:disabled)`)?.focus();
  });
  return { show(answer) { result = answer; show(); } };
}
