/** @file All that is said about an answer in words and numbers: title, findings, the step, facts, tables. */
import { renameCards, showCards } from './cards.js';
import { byId, h } from './dom.js';
import { isLong } from './long_link.js';
import { withKeys } from './state.js';
import { landscapeFacts, stepWords } from './words.js';

/** Letters that may not fit one line: from then on there is room for two, so that nothing below jumps. */
const LONG = 88;

export class Report {
  #result = null;
  /** Come when they are first opened. @type {Promise<{show: (result: object) => void}>|null} */
  #tables = null;
  #handlers;
  /** The run that is told in words. */
  focus = 1;

  /** @param {{onFocus: () => void, onLink: (link: string) => void}} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
    byId('findings').addEventListener('click', (event) => this.#click(event));
    byId('numbers').addEventListener('toggle', () => this.#tabulate());
  }

  /** @param {object} result @param {string} link */
  show(result, link) {
    const { runs } = result.descent;
    this.#result = result;
    if (!runs.some(({ run }) => run === this.focus)) this.focus = runs[0].run;
    showTitle(result.title);
    showCards(byId('findings'), result, this.focus);
    showFacts(result);
    showStory(link);
    byId('words').classList.toggle('is-long', result.landscape.parameters > 1);
    byId('json-link').href = `/api/v1/experiment?${link}`;
    byId('json-link').parentElement.hidden = isLong(link);
    this.#tabulate();
  }

  /** What is known before the whole answer: the title, and the step in words. @param {object} result @param {string} link */
  preview(result, link) {
    this.#result = result;
    showTitle(result.title);
    renameCards(byId('findings'), result);
    byId('json-link').href = `/api/v1/experiment?${link}`;
  }

  /** @param {number} frame @param {boolean} isSpoken not while something moves: it would never stop talking */
  showFrame(frame, isSpoken) {
    if (!this.#result) return;
    const words = stepWords(this.#result, this.focus, frame);
    byId('words').setAttribute('aria-live', isSpoken ? 'polite' : 'off');
    byId('words').textContent = words;
    if (words.length > LONG) byId('words').classList.add('is-long');
  }

  /** Tell of another run. @param {number} run */
  follow(run) {
    this.focus = run;
    showCards(byId('findings'), this.#result, run);
    this.#handlers.onFocus();
  }

  #click(event) {
    const { link, follow } = event.target.closest('[data-link], [data-follow]')?.dataset ?? {};
    if (follow) {
      this.follow(Number(follow));
      byId('findings').querySelector(`[data-follow="${follow}"]`).focus();
    }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#handlers.onLink(link);
  }

  async #tabulate() {
    if (!this.#result || !byId('numbers').open) return;
    this.#tables ??= import('./table.js').then(({ createTables }) => createTables(byId('iterates')));
    (await this.#tables).show(this.#result);
  }
}

/** A scenario's story is told while its link is shown, whatever the step and the window. @param {string} link */
function showStory(link) {
  const story = byId('story');
  if (story) story.hidden = withKeys(link, { frame: null, view: null }) !== story.dataset.link;
}

function showFacts({ landscape, loss }) {
  byId('loss-formula').textContent = loss.formula ?? '';
  byId('figure-summary').replaceChildren(h('ul', { class: 'facts' }, ...landscapeFacts(landscape).map((fact) => h('li', {}, fact))));
}

function showTitle(title) {
  if (!title || title === byId('lab-title').textContent) return;
  byId('lab-title').textContent = title;
  document.title = `${title} · Losscope`;
}
