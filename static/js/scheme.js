/** @file Light or dark: as the system says, unless the reader chose. */
import { byId } from './dom.js';

const NAMES = { system: 'as the system', light: 'light', dark: 'dark' };
const NEXT = { system: 'light', light: 'dark', dark: 'system' };
const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** @returns {'light'|'dark'} */
export function currentScheme() {
  return root.dataset.theme ?? (systemDark.matches ? 'dark' : 'light');
}

function store(choice) {
  try {
    if (choice === 'system') localStorage.removeItem('theme'); else localStorage.setItem('theme', choice);
  } catch { /* storage is closed to us: the choice holds for this page */ }
}

/** @param {() => void} onChange */
export function connectScheme(onChange) {
  const button = byId('theme-switch');
  const name = () => button.setAttribute('aria-label', `Colours: ${NAMES[root.dataset.theme ?? 'system']}`);
  button.addEventListener('click', () => {
    const choice = NEXT[root.dataset.theme ?? 'system'];
    if (choice === 'system') delete root.dataset.theme; else root.dataset.theme = choice;
    store(choice);
    name();
    onChange();
  });
  followSystem(onChange);
  name();
}

/** @param {() => void} onChange when the system's own colours change */
export function followSystem(onChange) { systemDark.addEventListener('change', onChange); }
