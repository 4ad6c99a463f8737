/** @file What frameworks answer: the table is filtered as one types, and programs are copied. */
import { byId } from './dom.js';
import { connectScheme } from './scheme.js';

const COPIED_FOR = 1600;
const plain = (text) => text.toLowerCase().replace(/\s+/g, '');

/** What the form asks for. @param {HTMLFormElement} form */
function asked(form) {
  const data = new FormData(form);
  return { name: plain(String(data.get('expression'))), framework: String(data.get('framework')),
    disagree: data.has('disagree'), outside: data.has('outside') };
}

/** Is a row shown? @param {DOMStringMap} row @param {ReturnType<typeof asked>} wanted */
function isShown(row, { name, framework, disagree, outside }) {
  const wrong = row.outside.trim().split(' ').filter(Boolean);
  return plain(row.name).includes(name) && (!disagree || 'disagree' in row)
    && (!outside || (framework ? wrong.includes(framework) : wrong.length > 0));
}

/** The address that shows the same. @param {HTMLFormElement} form */
function address(form) {
  const kept = [...new FormData(form)].filter(([, value]) => value !== '');
  const query = new URLSearchParams(/** @type {any} */ (kept)).toString();
  return location.pathname + (query && `?${query}`);
}

/** @param {HTMLFormElement} form */
function connectFilter(form) {
  const heads = [...byId('answers').tHead.rows[0].cells];
  const rows = [...byId('answers').tBodies[0].rows];
  let framework = asked(form).framework;
  const showColumns = (key) => {
    for (const row of [byId('answers').tHead.rows[0], ...rows]) {
      [...row.cells].forEach((cell, i) => { cell.hidden = i > 0 && key !== '' && heads[i].dataset.key !== key; });
    }
    framework = key;
  };
  const apply = () => {
    const wanted = asked(form);
    if (wanted.framework !== framework) showColumns(wanted.framework);
    rows.forEach((row) => { row.hidden = !isShown(row.dataset, wanted); });
    const count = rows.filter((row) => !row.hidden).length;
    byId('count').textContent = String(count);
    byId('nothing').hidden = count > 0;
    history.replaceState(history.state, '', address(form));
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => { event.preventDefault(); apply(); });
}

/** @param {HTMLButtonElement} button */
function connectCopy(button) {
  const name = button.firstChild;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      name.textContent = 'Copied';
    } catch {
      name.textContent = 'Select and copy it by hand';
    }
    setTimeout(() => { name.textContent = 'Copy'; }, COPIED_FOR);
  });
}

connectScheme(() => {});
document.querySelectorAll('button[data-copy]').forEach(connectCopy);
if (byId('filter')) connectFilter(byId('filter'));
