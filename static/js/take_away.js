/** @file The dialog of all that can be taken away: the server's page of it, shown over the lab. */
import { reach } from './api.js';
import { h } from './dom.js';

let dialog = null;

/** The style comes with the first opening, from beside the page's own. */
function styled() {
  const base = document.querySelector('link[href*="/css/base.css"]').href;
  const link = h('link', { rel: 'stylesheet', href: base.replace('base.css', 'take_away.css') });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
    document.head.append(link);
  });
}

function build() {
  const close = h('button', { type: 'button', class: 'quiet small' }, 'Close');
  const made = h('dialog', { class: 'take-dialog', 'aria-labelledby': 'take-title' },
    h('div', { class: 'take-head' }, h('h2', { id: 'take-title' }, 'Take it away'), close),
    h('div', { class: 'take-body' }));
  close.addEventListener('click', () => made.close());
  made.addEventListener('click', (event) => press(made, event));
  document.body.append(made);
  return made;
}

/** A press beside the dialog closes it; one on a button that copies, copies. */
function press(made, { target }) {
  if (target === made) made.close();
  const button = target.closest('[data-copy]');
  if (button) copy(button);
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.textContent;
  const name = button.dataset.name ?? button.textContent;
  button.dataset.name = name;
  button.textContent = await navigator.clipboard.writeText(text).then(() => 'Copied', () => 'Not allowed');
  setTimeout(() => { button.textContent = name; }, 2000);
}

/** @param {string} link of the experiment that is shown */
export async function open(link) {
  const [response] = await Promise.all([reach(`/lab/take-away?${link}`), dialog ? null : styled()]);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  dialog ??= build();
  dialog.querySelector('.take-body').replaceChildren(page.getElementById('take-away') ?? page.querySelector('.take-error'));
  dialog.showModal();
}
