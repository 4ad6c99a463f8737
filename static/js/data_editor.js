/** @file The figure of the data as an editor: what is done to a sample becomes text in the data field. */
import { setField } from './controls.js';
import { DataDrag } from './data_drag.js';
import { DataHandles } from './data_handles.js';
import { cellsOf, editable, MOST_SAMPLES, nudged, numbersIn, onGrain, sampleName, sampleValues, withCells, withoutRow, withRow } from './data_text.js';
import { byId } from './dom.js';
import { Edits } from './edits.js';
import { placesOf } from './figures/samples.js';

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] };
const LEAPS = { PageUp: (i) => i - 1, PageDown: (i) => i + 1, Home: () => 0, End: (_, last) => last };
/** Nudges that follow each other within so many ms are undone together. */
const SAME_GESTURE = 900;

export class DataEditor {
  #handles;
  #edits = new Edits();
  #drag = null;
  #gesture = { at: 0 };
  /** @type {{kind: import('./figures/samples.js').Kind|null, rows: number[][]}} */
  #now = { kind: null, rows: [] };
  /** What the field says, taken apart once. */
  #read = { text: null, cells: [], numbers: null };
  #figure;
  #onGrab;

  /** @param {HTMLElement} box @param {{panel: () => object, hold: (ranges: [number, number][]|null) => Promise<void>}} figure @param {() => void} onGrab */
  constructor(box, figure, onGrab) {
    this.#figure = figure;
    this.#onGrab = onGrab;
    this.#handles = new DataHandles(box, {
      onGrab: () => this.#grab(), onDrag: (at) => this.#drag?.follow(at), onDrop: () => this.#drop(), onTap: (i) => this.#flip(i),
      onGround: (at) => this.#add(this.#figure.panel().toData(...at)), onKey: (i, event) => this.#key(i, event), onActive: () => this.#dress(),
    });
    byId('data-undo').addEventListener('click', () => this.#undo());
    byId('data-add').addEventListener('click', () => this.#addInTheMiddle());
    byId('data-remove').addEventListener('click', () => this.#remove(this.#handles.active));
    byId('data-figure').addEventListener('keydown', (event) => this.#shortcut(event));
    document.addEventListener('input', ({ target }) => { if (target.name === 'data') this.place(); });
  }

  /** @param {import('./figures/samples.js').Kind|null} kind @param {number[][]} rows the data of the answer that is shown */
  show(kind, rows) {
    this.#now = { kind, rows };
    this.place();
  }

  /** The marks, after the axes or the text have moved. */
  place() {
    const { numbers } = this.#data();
    if (numbers && this.#figure.panel()) {
      this.#handles.show({ panel: this.#figure.panel(), places: placesOf(this.#now.kind, numbers), told: (i) => this.#told(i) });
    } else this.#handles.hide();
    this.#dress();
  }

  get #field() { return byId('controls').elements.data; }

  /** The data as they are written now; numbers are null where they are none, or belong to another objective. */
  #data() {
    const text = this.#field?.value ?? '';
    const { kind, rows } = this.#now;
    if (text !== this.#read.text || kind !== this.#read.kind) {
      const plain = editable(text, rows);
      this.#read = { text, kind, plain, cells: cellsOf(plain), numbers: kind && numbersIn(plain, kind.columns.length) };
    }
    return this.#read;
  }

  #told(i) {
    const { cells, numbers } = this.#data();
    const { columns, moves, label } = this.#now.kind;
    return {
      name: sampleName(cells, i, columns), values: sampleValues(cells[i], columns), now: numbers[i][moves[0]], isOpen: label !== undefined && numbers[i][label] < 0,
    };
  }

  /** @param {string} text the data anew @param {object} [gesture] edits of one gesture are undone together */
  #write(text, gesture = {}) {
    const before = this.#field.value;
    if (text === this.#data().plain) return;
    this.#edits.note(before, text, gesture);
    setField(byId('controls'), 'data', text);
  }

  #change(i, changes, gesture) { this.#write(withCells(this.#data().plain, i, changes), gesture); }

  #grab() {
    const gesture = {};
    this.#onGrab();
    this.#figure.hold(this.#figure.panel().range);
    this.#drag = new DataDrag({
      panel: () => this.#figure.panel(), onMove: (at) => this.#moveTo(at, gesture), onWiden: (ranges) => this.#figure.hold(ranges),
    }, this.#now.kind.moves.map((_, axis) => axis));
  }

  #moveTo(at, gesture) {
    const { range } = this.#figure.panel();
    const cells = this.#now.kind.moves.map((j, axis) => [j, onGrain(at[axis], range[axis])]);
    this.#change(this.#handles.active, Object.fromEntries(cells), gesture);
  }

  #drop() {
    this.#drag?.end();
    this.#drag = null;
    this.#figure.hold(null);
  }

  #flip(i) {
    const { label } = this.#now.kind;
    if (label === undefined) return;
    this.#change(i, { [label]: this.#data().numbers[i][label] > 0 ? '-1' : '1' });
    say(this.#told(i).name);
  }

  /** @param {[number, number]} at */
  #add(at) {
    const { kind } = this.#now;
    const { plain, cells, numbers } = this.#data();
    if (!numbers) return;
    if (cells.length >= MOST_SAMPLES) { say(`No more than ${MOST_SAMPLES} samples fit.`); return; }
    const { range } = this.#figure.panel();
    this.#write(withRow(plain, kind.columns.map((_, j) => (j === kind.label ? String(at[1] > 0 ? 1 : -1) : onGrain(at[j], range[j])))));
    this.#handles.focus(cells.length);
  }

  #addInTheMiddle() { this.#add(this.#figure.panel().range.map(([low, high]) => (low + high) / 2)); }

  #remove(i) {
    const { plain, cells } = this.#data();
    if (i < 0 || cells.length < 2) return;
    const { name } = this.#told(i);
    this.#write(withoutRow(plain, i));
    this.#handles.focus(Math.min(i, cells.length - 2));
    say(`Removed ${name}`);
  }

  #undo(isRedo = false) {
    const text = this.#edits[isRedo ? 'redo' : 'undo'](this.#field.value);
    if (text === null) return;
    setField(byId('controls'), 'data', text);
    const { active } = this.#handles;
    if (!byId('data-figure').contains(document.activeElement)) this.#handles.focus(active < 0 ? this.#data().cells.length - 1 : active);
  }

  #key(i, event) {
    if (event.ctrlKey || event.metaKey || event.altKey || i < 0) return;
    const last = this.#data().cells.length - 1;
    if (ARROWS[event.key]) this.#nudge(i, ...ARROWS[event.key], event.shiftKey ? 10 : 1);
    else if (LEAPS[event.key]) this.#handles.focus(Math.min(Math.max(LEAPS[event.key](i, last), 0), last));
    else if (['Delete', 'Backspace'].includes(event.key)) this.#remove(i);
    else if (['Enter', ' '].includes(event.key)) this.#flip(i);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Where it moves along one axis, all arrows move along that one; up and down tell labels. */
  #nudge(i, axis, sign, times) {
    const { kind } = this.#now;
    if (axis === 1 && kind.label !== undefined) { this.#change(i, { [kind.label]: String(sign) }); return; }
    const own = Math.min(axis, kind.moves.length - 1);
    const isSame = this.#gesture.i === i && performance.now() - this.#gesture.at < SAME_GESTURE;
    if (!isSame) this.#gesture = { i };
    this.#gesture.at = performance.now();
    const j = kind.moves[own];
    this.#change(i, { [j]: nudged(this.#data().cells[i][j], sign * times, this.#figure.panel().range[own]) }, this.#gesture);
  }

  #shortcut(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || !['z', 'y'].includes(key)) return;
    event.preventDefault();
    this.#undo(key === 'y' || event.shiftKey);
  }

  #dress() {
    const { text, cells, numbers } = this.#data();
    const { active } = this.#handles;
    byId('data-undo').disabled = !this.#edits.canUndo(text);
    byId('data-add').disabled = !numbers;
    byId('data-remove').disabled = !numbers || active < 0 || cells.length < 2;
    byId('data-remove').textContent = numbers && active >= 0 ? `Remove sample ${active + 1}` : 'Remove';
  }
}

/** @param {string} text */
function say(text) { byId('data-said').textContent = text; }
