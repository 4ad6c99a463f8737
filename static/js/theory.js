/** @file What theorems say of the runs, in the shape of templates/_theory.html: which line is which, and why others are not drawn. */
import { h, svg } from './dom.js';

const KINDS = { best: 'bounds the best so far', last: 'bounds F − F*', worst_case: 'what no method of its class can beat on every problem of this kind' };

const line = (bounds) => svg('svg', { viewBox: '0 0 24 8', 'aria-hidden': 'true', focusable: 'false' }, svg('path', { class: bounds.replace('_', '-'), d: 'M0 4H24' }));

function item({ name, source, applies, reason, bounds }, who) {
  return h('li', {}, applies && line(bounds), applies && ' ', `${who}${name} `, h('span', {}, `(${source})`), `: ${applies ? KINDS[bounds] : reason}`);
}

/** @param {HTMLElement} box with a list of what is drawn, and one of what is not @param {object} result */
export function showTheory(box, { descent: { runs } }) {
  const who = (run) => (runs.length > 1 ? `Run ${run}: ` : '');
  const [drawn, others] = box.querySelectorAll('ul');
  const items = (isDrawn) => runs.flatMap(({ run, theory }) => (theory ?? []).filter(({ applies }) => applies === isDrawn).map((one) => item(one, who(run))));
  drawn.replaceChildren(...items(true));
  others.replaceChildren(...items(false));
}
