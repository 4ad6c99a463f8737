/** @file All that is said about an answer in words and numbers: title, findings, the step, facts, tables. */
import { showCards } from './cards.js';
import { byId, h } from './dom.js';
import { createTables } from './table.js';
import { landscapeFacts, stepWords } from './words.js';

/** Letters that may not fit one line: from then on there is room for two, so that nothing below jumps. */
const LONG = 88;

/** @param {{onFocus: () => void, onLink: (link: string) => void}} handlers */
export function createReport({ onFocus, onLink }) {
  const now = { result: null, focus: 1 };
  const tables = createTables(byId('iterates'));
  const cards = byId('findings');
  const tabulate = () => { if (now.result && byId('numbers').open) tables.show(now.result); };

  cards.addEventListener('click', (event) => {
    const { link, follow } = event.target.closest('[data-link], [data-follow]')?.dataset ?? {};
    if (follow) focusOn(Number(follow));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onLink(link);
  });
  byId('numbers').addEventListener('toggle', tabulate);

  function focusOn(run) {
    now.focus = run;
    showCards(cards, now.result, run);
    cards.querySelector(`[data-follow="${run}"]`).focus();
    onFocus();
  }

  return {
    /** @param {object} result @param {string} link */
    show(result, link) {
      const { runs } = result.descent;
      now.result = result;
      byId('words').classList.toggle('is-long', result.landscape.parameters > 1);
      if (!runs.some(({ run }) => run === now.focus)) now.focus = runs[0].run;
      showTitle(result.title);
      byId('loss-formula').textContent = result.loss.formula ?? '';
      showCards(cards, result, now.focus);
      byId('figure-summary').replaceChildren(h('ul', { class: 'facts' }, ...landscapeFacts(result.landscape).map((fact) => h('li', {}, fact))));
      byId('json-link').href = `/api/v1/experiment?${link}`;
      tabulate();
    },
    /** @param {number} frame @param {boolean} isSpoken not while the player plays: it would never stop talking */
    showFrame(frame, isSpoken) {
      if (!now.result) return;
      byId('words').setAttribute('aria-live', isSpoken ? 'polite' : 'off');
      const words = stepWords(now.result, now.focus, frame);
      byId('words').textContent = words;
      if (words.length > LONG) byId('words').classList.add('is-long');
    },
    /** The run that is told in words. */
    get focus() { return now.focus; },
  };
}

function showTitle(title) {
  if (!title) return;
  byId('lab-title').textContent = title;
  document.title = `${title} · Losscope`;
}
