/** @file A style sheet that comes when it is needed. */
import { h } from './dom.js';

/** The sheet stands beside the page's own. @param {string} name such as "data.css" @returns {Promise<void>} rejected, and gone, when it does not come */
export function addStyleSheet(name) {
  const base = document.querySelector('link[href*="/css/base.css"]').href;
  const link = h('link', { rel: 'stylesheet', href: base.replace('base.css', name) });
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => { link.remove(); reject(new TypeError(`the style sheet ${name} did not come`)); });
    document.head.append(link);
  });
}
