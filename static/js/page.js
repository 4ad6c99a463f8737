/** @file Another link without another page: the server renders it, we take its form and its answer. */
import { decode, reach } from './api.js';
import { byId } from './dom.js';
import { isLong, requestFor } from './long_link.js';
import { readForm } from './state.js';

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
  const [address, options] = requestFor(path, link);
  const response = await reach(address, { ...options, headers: { accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const form = page.getElementById('controls');
  if (!form) throw new TypeError(`unexpected page, status ${response.status}`);
  const isThere = path === '/lab' || response.redirected;
  const shown = (isThere && new URL(response.url).search.slice(1)) || readForm(form);
  return { link: shown, form, answer: answerIn(page), title: page.title };
}

/** The button that copies the link, whatever the address bar has got to; one that is too long is saved as a file. @param {() => string} link */
export function connectCopy(link) {
  const button = byId('copy-link');
  button.addEventListener('click', async () => {
    if (isLong(link())) return (await import('./experiment_file.js')).save(link());
    button.textContent = await copy(`${location.origin}/lab?${link()}`) ? 'Copied' : 'Copy it from the address bar';
    return setTimeout(() => showLength(link()), 2000);
  });
}

/** Says of a link that it is too long to be one, where it would be copied. @param {string} link */
export function showLength(link) {
  byId('copy-link').textContent = isLong(link) ? 'Save as a file' : 'Copy link';
  byId('long-link').hidden = !isLong(link);
  byId('long-link-length').textContent = link.length.toLocaleString('en');
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
