/** @file The front page's search: shows the scenarios that have all words, as one types. The server does the same for ?q=. */
import { byId } from './dom.js';

/** Whether every word that is asked for is in the text. @param {string} text in lower case @param {string} asked */
export function has(text, asked) {
  return asked.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** The address of the page with this search. @param {string} asked */
export function addressOf(asked) {
  return asked.trim() ? `/?${new URLSearchParams({ q: asked.trim() })}#gallery` : '/#gallery';
}

/** Show what is found of one group, and give how many. @param {HTMLElement} group @param {string} asked */
function showGroup(group, asked) {
  const cards = [...group.querySelectorAll('.scenario')];
  for (const card of cards) card.hidden = !has(`${card.textContent} ${card.dataset.words}`.toLowerCase(), asked);
  const count = cards.filter((card) => !card.hidden).length;
  const link = document.querySelector(`.contents a[href="#${group.id}"]`);
  link.querySelector('span').textContent = String(count);
  link.parentElement.hidden = group.hidden = count === 0;
  return count;
}

/** @param {string} asked */
function show(asked) {
  const counts = [...document.querySelectorAll('.group-of-cards')].map((group) => showGroup(group, asked));
  const found = counts.reduce((sum, count) => sum + count, 0);
  byId('found').textContent = String(found);
  byId('nothing').hidden = found > 0;
}

/** Search while one types; the address says what is searched for, so that Back finds it again. */
export function connectSearch() {
  const box = byId('asked');
  box.addEventListener('input', () => {
    show(box.value);
    history.replaceState(null, '', addressOf(box.value));
  });
  byId('find').addEventListener('submit', (event) => event.preventDefault());
  show(box.value); // a browser may have kept what was typed before
}
