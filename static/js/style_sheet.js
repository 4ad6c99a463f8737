/** @file A style sheet that comes when it is needed. */
import { h } from './dom.js';

/** @param {string} name such as "data.css" @returns {Promise<void>} rejected, and gone, when it does not come */
export function addStyleSheet(name) {
  const link = h('link', { rel: 'stylesheet', href: new URL(`../css/${name}`, import.meta.url).pathname });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => { link.remove(); reject(new TypeError(`the style sheet ${name} did not come`)); });
    document.head.append(link);
  });
}
