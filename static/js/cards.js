/** @file What the diagnoses say: one card a run, in the shape of templates/_findings.html. */
import { h, runMark } from './dom.js';
import { formatNumber } from './number.js';

const isNumber = (value) => typeof value === 'number' || typeof value === 'string';

/** Evidence as pairs of a name and a number. @param {Record<string, unknown>} evidence */
function evidenceList(evidence) {
  const pairs = Object.entries(evidence ?? {}).filter(([, value]) => isNumber(value));
  if (!pairs.length) return null;
  return h('dl', {}, ...pairs.map(([name, value]) => h('div', {},
    h('dt', {}, name.replaceAll('_', ' ')),
    h('dd', {}, typeof value === 'number' ? formatNumber(value) : value))));
}

/** "Limit cycle of period 2": the number that makes the title say it all. */
const headline = ({ title, evidence }) => (evidence?.period ? `${title} of period ${formatNumber(evidence.period)}` : title);

function findingSection(finding, isVerdict, id) {
  const { title, sentence, evidence, remedy } = finding;
  return h('section', { class: isVerdict ? 'verdict' : 'also' },
    isVerdict ? h('h2', { id }, headline(finding)) : h('h3', {}, title),
    h('p', {}, sentence),
    evidenceList(evidence),
    remedy && h('a', { class: 'button', href: `/lab?${remedy.link}`, 'data-link': remedy.link }, remedy.title));
}

function followButton(run, focus) {
  return h('button', { type: 'button', class: 'quiet small', 'data-follow': run, 'aria-pressed': String(run === focus), 'aria-label': `Run ${run} in words` }, 'In words');
}

/** That every step was made goes without saying; that a method stopped by itself, and why, does not. */
const isTold = ({ kind, early }) => kind !== 'finished' || early;

function card({ run, title, findings, outcome }, focus, isOneOfMany) {
  const id = `card-${run}`;
  return h('article', { class: `card run-${run}`, 'aria-labelledby': id },
    h('header', {}, runMark(run), h('span', {}, `Run ${run}: ${title}`), isOneOfMany && followButton(run, focus)),
    ...findings.map((finding, i) => findingSection(finding, i === 0, id)),
    isTold(outcome) && h('p', { class: 'outcome' }, outcome.sentence));
}

/** The runs by what they are now, though what was found is of before. @param {HTMLElement} box @param {object} result */
export function renameCards(box, { descent: { runs } }) {
  runs.forEach(({ run, title }) => { box.querySelector(`.card.run-${run} header span`).textContent = `Run ${run}: ${title}`; });
}

/** @param {HTMLElement} box @param {object} result @param {number} focus the run that is told in words */
export function showCards(box, { descent: { runs } }, focus) {
  box.replaceChildren(...runs.map((run) => card(run, focus, runs.length > 1)));
}
