/** @file A dialog over the page, with a style sheet of its own that comes with it. */
import { h } from './dom.js';
import { addStyleSheet } from './style_sheet.js';

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
  await addStyleSheet(sheet);
  document.body.append(made);
  return made;
}
