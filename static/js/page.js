/** @file Another link without another page: the server renders it, we take its form and its answer. */
import { decode, reach } from './api.js';
import { byId } from './dom.js';

/** The answer that the server put into a page, if it did. @param {Document} page */
export function answerIn(page) {
  const text = page.getElementById('answer')?.textContent;
  return text ? decode(JSON.parse(text)) : null;
}

/**
 * @param {string} link @param {string} [path] `/lab/apply` leads to the link that a form means
 * @returns {Promise<{link: string, form: HTMLFormElement, answer: object|null, title: string}>} form and errors as the server renders them
 */
export async function fetchPage(link, path = '/lab') {
  const response = await reach(`${path}?${link}`, { headers: { accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const form = page.getElementById('controls');
  if (!form) throw new TypeError(`unexpected page, status ${response.status}`);
  return { link: new URL(response.url).search.slice(1), form, answer: answerIn(page), title: page.title };
}

/** The button that copies the link, whatever the address bar has got to. @param {() => string} link */
export function connectCopy(link) {
  const button = byId('copy-link');
  const name = button.textContent;
  button.addEventListener('click', async () => {
    button.textContent = await copy(`${location.origin}/lab?${link()}`) ? 'Copied' : 'Copy it from the address bar';
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}

/** What can be taken away, in a dialog; the link leads to a page of the same. @param {() => string} link @param {(error: Error, retry: () => void) => void} onFailure */
export function connectTakeAway(link, onFailure) {
  byId('take-away-link').addEventListener('click', async function show(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { open } = await import('./take_away.js');
    await open(link()).catch((error) => onFailure(error, () => show(event)));
  });
}

/** @param {string} text @returns {Promise<boolean>} whether the clipboard took it */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
