/** @file A dialog over the page, with a style sheet of its own that comes with it. */
import { h } from './dom.js';

/**
 * @param {string} name of its classes @param {string} title @param {string} sheet in css/ @param {Node} content
 * @returns {Promise<HTMLDialogElement>} closed, and in the page
 */
export async function makeDialog(name, title, sheet, content) {
  const close = h('button', { type: 'button', class: 'quiet small' }, 'Close');
  const made = h('dialog', { class: `${name}-dialog`, 'aria-labelledby': `${name}-title` },
    h('div', { class: `${name}-head` }, h('h2', { id: `${name}-title` }, title), close),
    h('div', { class: `${name}-body` }, content));
  close.addEventListener('click', () => made.close());
  made.addEventListener('click', ({ target }) => { if (target === made) made.close(); });
  await styled(sheet);
  document.body.append(made);
  return made;
}

/** The sheet stands beside the page's own. @param {string} sheet */
function styled(sheet) {
  const base = document.querySelector('link[href*="/css/base.css"]').href;
  const link = h('link', { rel: 'stylesheet', href: base.replace('base.css', sheet) });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
    document.head.append(link);
  });
}
