/** @file What can be taken away: a dialog over the lab, with the server's own list, its previews and its buttons. */
import { reach } from './api.js';
import { h } from './dom.js';
import { requestFor } from './long_link.js';
import { currentScheme } from './scheme.js';
import { addStyleSheet } from './style_sheet.js';

const PREVIEW = 'width=920';
let dialog = null;

function build() {
  const close = h('button', { type: 'button', class: 'quiet small' }, 'Close');
  const made = h('dialog', { class: 'take-dialog', 'aria-labelledby': 'take-title' },
    h('div', { class: 'take-head' }, h('h2', { id: 'take-title' }, 'Take it away'), close),
    h('div', { class: 'take-body' }));
  close.addEventListener('click', () => made.close());
  made.addEventListener('click', ({ target }) => target === made && made.close());
  made.addEventListener('keydown', (event) => event.key !== 'Escape' && event.stopPropagation());
  document.body.append(made);
  return made;
}

/** @param {string} link of the experiment that is shown */
export async function open(link) {
  const [address, options] = requestFor('/lab/take-away', link);
  const [response] = await Promise.all([reach(address, options), dialog ? null : addStyleSheet('take_away.css')]);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const list = page.getElementById('take-away');
  dialog ??= build();
  dialog.querySelector('.take-body').replaceChildren(list ?? page.querySelector('.take-error'));
  dialog.showModal();
  if (list) connect(list);
}

/** Gives the list its previews and its buttons. @param {HTMLElement} list */
export function connect(list) {
  const scheme = list.querySelector(`[name="take-scheme"][value="${currentScheme()}"]`);
  scheme.checked = true;
  list.addEventListener('change', () => preview(list));
  list.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-copy]');
    if (button) copy(button);
  });
  preview(list);
}

const chosen = (list, name) => list.querySelector(`[name="${name}"]:checked`);

/** The picture of what is chosen, or why there is none. @param {HTMLElement} list */
async function preview(list) {
  const [figure, scheme] = [chosen(list, 'take-figure'), chosen(list, 'take-scheme')];
  const picture = list.querySelector('#take-picture');
  const query = `figure=${figure.value}&scheme=${scheme.value}&${PREVIEW}&${list.dataset.link}`;
  list.dataset.scheme = scheme.value;
  list.querySelector('#take-preview').hidden = false;
  list.dataset.asked = query;
  const { file, failure } = await fetched(query);
  if (list.dataset.asked !== query) return;
  tell(list, failure);
  if (!file) return;
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(file);
  picture.alt = `Preview: ${figure.parentElement.textContent.trim()}, ${scheme.value}`;
}

/** @param {string} query @returns {Promise<{file?: Blob, failure?: string}>} */
async function fetched(query) {
  try {
    const response = await reach(...requestFor('/api/v1/figure.png', query));
    if (response.ok) return { file: await response.blob() };
    return { failure: (await response.json()).detail };
  } catch {
    return { failure: 'The server can’t be reached.' };
  }
}

function tell(list, failure) {
  list.querySelector('#take-failure').textContent = failure ?? '';
  list.querySelector('#take-failure').hidden = !failure;
  list.querySelector('#take-picture').hidden = Boolean(failure);
}

/** The text of an element by its id, or of a file of the link by its path. @param {string} place @param {string} link */
async function textOf(place, link) {
  if (place.startsWith('/')) return (await reach(...requestFor(place, link))).text();
  const source = document.getElementById(place);
  return source.value ?? source.textContent;
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const text = await textOf(button.dataset.copy, button.closest('[data-link]').dataset.link);
  const name = button.dataset.name ?? button.textContent;
  button.dataset.name = name;
  button.textContent = await navigator.clipboard.writeText(text).then(() => 'Copied', () => 'Not allowed');
  setTimeout(() => { button.textContent = name; }, 2000);
}
