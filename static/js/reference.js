/** @file The reference: a search that hides what does not match, and one figure at a time that is live. */
import { byId } from './dom.js';
import { connectScheme, currentScheme } from './scheme.js';
import { themeFor } from './figures/theme.js';

const theme = () => themeFor(currentScheme());

/** What is searched: each entry's words, its line in the index, and the group that both are in. */
const entries = [...document.querySelectorAll('.entry')].map((node) => ({
  node,
  line: document.querySelector(`.index a[href="#${node.id}"]`).parentElement,
  text: node.querySelector('.about').textContent.toLowerCase(),
}));

/** Show the entries that have every word that is sought. @param {string} sought */
function filter(sought) {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  for (const { node, line, text } of entries) node.hidden = line.hidden = !words.every((word) => text.includes(word));
  for (const group of document.querySelectorAll('.registry')) group.hidden = !group.querySelector('.entry:not([hidden])');
  for (const group of document.querySelectorAll('.index section')) group.hidden = !group.querySelector('li:not([hidden])');
  const shown = entries.filter(({ node }) => !node.hidden).length;
  byId('found').textContent = words.length ? `${shown} of ${entries.length}` : '';
}

/** An address that names a hidden entry brings all of them back. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest('[hidden]')) return;
  byId('sought').value = '';
  filter('');
  target.scrollIntoView();
}

/** The live figure and the button that woke it; the others are the server's pictures. */
let [awake, pressed] = [null, null];
const figures = new Map();

/** The modules that draw are fetched with the first figure. @param {HTMLElement} node */
async function figureOf(node) {
  if (figures.has(node)) return figures.get(node);
  const { LiveFigure, LossFigure } = await import('./reference_figures.js');
  const Kind = node.dataset.part === 'loss' ? LossFigure : LiveFigure;
  if (!figures.has(node)) figures.set(node, new Kind(node, theme));
  return figures.get(node);
}

/** @param {HTMLButtonElement|null} button which is down now, none or one */
function press(button) {
  pressed?.setAttribute('aria-pressed', 'false');
  button?.setAttribute('aria-pressed', 'true');
  pressed = button;
}

/** @param {HTMLButtonElement} button of an entry: its figure wakes and the one before sleeps, or it sleeps itself */
async function toggle(button) {
  press(button === pressed ? null : button);
  const node = button.closest('.entry').querySelector('figure');
  const figure = await figureOf(node);
  await awake?.sleep();
  awake = pressed === button ? figure : null;
  await awake?.wake();
  if (pressed === button && !node.classList.contains('is-live')) press(null);
}

connectScheme(() => awake?.repaint());
byId('search').addEventListener('submit', (event) => event.preventDefault());
byId('sought').addEventListener('input', ({ target }) => filter(target.value));
window.addEventListener('hashchange', reveal);
document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-wakes]');
  if (button) toggle(button);
});
if (byId('sought').value) filter(byId('sought').value);
