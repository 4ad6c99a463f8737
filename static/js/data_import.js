/** @file The dialog for data: named sets, a table that is pasted, uploaded or dropped, an experiment's file. */
import { ApiError, latest, NetworkError, reach, readData } from './api.js';
import { restFor } from './data_link.js';
import { rolesFor, showAnswer, showColumns } from './data_preview.js';
import { makeDialog } from './dialog.js';
import { isFile, linkIn, save } from './experiment_file.js';

const MOST_BYTES = 1_000_000;
/** Nobody stops typing between two letters. */
const REST = 300;

/** @type {Promise<DataDialog>|null} */
let made = null;

/** The one dialog of the page, made when it is first needed. @param {() => string} link of what is shown @param {(link: string) => void} onLink */
export function dialogFor(link, onLink) {
  made ??= DataDialog.make(link, onLink);
  return made;
}

class DataDialog {
  #dialog;
  #link;
  #onLink;
  /** @type {{text: string|Blob|null, columns: number[]|null, given: Record<string, string>, answer: object|null}} what is read, and how */
  #now = { text: null, columns: null, given: {}, answer: null };
  #asker = latest((query, signal) => this.#read(query, signal));

  static async make(link, onLink) {
    const page = await (await reach('/lab/data')).text();
    const content = new DOMParser().parseFromString(page, 'text/html').getElementById('data-import');
    return new DataDialog(await makeDialog('import', 'Data', 'data_import.css', content), link, onLink);
  }

  constructor(dialog, link, onLink) {
    this.#dialog = dialog;
    this.#link = link;
    this.#onLink = onLink;
    this.#connect();
  }

  open() {
    const now = new URLSearchParams(this.#link());
    const objective = now.get('objective') ?? 'point';
    const choice = this.#at('#import-objective');
    choice.querySelector('[value="function"]')?.remove();
    if (objective === 'function' && now.has('data')) choice.add(new Option('The written function', 'function'));
    if (choice.querySelector(`[value="${CSS.escape(objective)}"]`)) choice.value = objective;
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  /** Take what was pasted or is in a file. @param {string|Blob} text */
  take(text) {
    this.open();
    if (typeof text === 'string') this.#at('#import-text').value = text;
    Object.assign(this.#now, { text, columns: null, given: {} });
    if (typeof text === 'string' && isFile(text)) this.#openFile(text); else this.#ask();
  }

  /** @param {File[]} files */
  async takeFiles(files) {
    this.open();
    const [file] = files;
    if (!file || files.length > 1) return this.#complain(`${files.length} files were given; one is allowed.`);
    if (file.size > MOST_BYTES) return this.#complain(`${file.name} has ${file.size.toLocaleString('en')} bytes; ${MOST_BYTES.toLocaleString('en')} are allowed.`);
    const start = await file.slice(0, 200).text();
    if (isFile(start) || file.name.endsWith('.json')) return this.#openFile(await file.text());
    this.#at('#import-text').value = '';
    return this.take(file);
  }

  #at(selector) { return this.#dialog.querySelector(selector); }

  #connect() {
    let timer = 0;
    this.#at('#import-text').addEventListener('input', ({ target }) => {
      clearTimeout(timer);
      this.#at('#import-file').value = '';
      timer = setTimeout(() => (target.value.trim() ? this.take(target.value) : this.#clear()), REST);
    });
    this.#at('#import-file').addEventListener('change', ({ target }) => { if (target.files.length) this.takeFiles([...target.files]); });
    this.#at('#import-objective').addEventListener('change', () => { this.#now.columns = null; this.#ask(); });
    this.#dialog.querySelectorAll('[data-choice]').forEach((choice) => choice.addEventListener('change', () => {
      this.#now.given[choice.dataset.choice] = choice.value;
      this.#now.columns = choice.dataset.choice === 'delimiter' ? null : this.#now.columns;
      this.#ask();
    }));
    this.#at('#import-use').addEventListener('click', () => this.#leave(this.#now.answer.link));
    this.#at('#import-save').addEventListener('click', () => save(this.#link()));
    this.#connectSets();
  }

  #connectSets() {
    const set = this.#at('#import-set');
    const tell = () => this.#dialog.querySelectorAll('[data-set]').forEach((words) => { words.hidden = words.dataset.set !== set.value; });
    set.addEventListener('change', tell);
    set.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#leave(set.selectedOptions[0].dataset.link);
    });
    tell();
  }

  #ask() {
    if (this.#now.text === null) return;
    const { columns, given } = this.#now;
    const own = new URLSearchParams({ ...(columns && { columns: columns.join(',') }), ...given });
    this.#asker.push(`${restFor(this.#link(), this.#at('#import-objective').value)}&${own}`);
  }

  async #read(query, signal) {
    try {
      this.#now.answer = await readData(query, this.#now.text, signal);
      this.#complain('');
      this.#show(this.#now.answer);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error;
      this.#at('#import-preview').hidden = true;
      this.#complain(error instanceof ApiError ? error.message : 'The server can’t be reached.');
    }
  }

  #show(answer) {
    const choice = this.#at('#import-objective');
    const named = (choice.selectedOptions[0].dataset.columns ?? 'x y').split(' ');
    const roles = rolesFor(named, choice.value === 'function' ? answer.chosen.length : Math.max(answer.chosen.length, named.length));
    showColumns(this.#at('#import-columns'), answer, roles, choice.value === 'plane', (columns) => { this.#now.columns = columns; this.#ask(); });
    showAnswer(this.#dialog, answer, roles);
  }

  #openFile(text) {
    this.#at('#import-preview').hidden = true;
    try {
      this.#leave(linkIn(text));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#complain(error.message);
    }
  }

  #leave(link) {
    this.#clear();
    this.#at('#import-text').value = '';
    this.#at('#import-file').value = '';
    this.#dialog.close();
    this.#onLink(link);
  }

  #clear() {
    Object.assign(this.#now, { text: null, columns: null, given: {}, answer: null });
    this.#at('#import-preview').hidden = true;
    this.#complain('');
  }

  #complain(message) {
    this.#at('#import-error').textContent = message;
    this.#at('#import-error').hidden = !message;
  }
}
