/** @file What was edited, to be undone: texts before and after. Pure. */

export class Edits {
  /** @type {string[]} */
  #past = [];
  /** @type {string[]} */
  #future = [];
  /** The text that the last edit left; where another one stands now, somebody else wrote it. */
  #text = null;
  #gesture = null;

  /**
   * Remember an edit; those of one gesture are undone together.
   * @param {string} before @param {string} after @param {object} gesture
   */
  note(before, after, gesture) {
    if (before !== this.#text) this.#past = [];
    if (gesture !== this.#gesture || !this.#past.length) this.#past.push(before);
    this.#future = [];
    this.#text = after;
    this.#gesture = gesture;
  }

  /** @param {string} text what stands now */
  canUndo(text) { return text === this.#text && this.#past.length > 0; }

  /** @param {string} text what stands now @returns {string|null} what stood before */
  undo(text) { return this.canUndo(text) ? this.#turn(text, this.#past, this.#future) : null; }

  /** @param {string} text what stands now @returns {string|null} what stood before it was undone */
  redo(text) { return text === this.#text && this.#future.length ? this.#turn(text, this.#future, this.#past) : null; }

  #turn(text, from, to) {
    to.push(text);
    this.#gesture = null;
    this.#text = from.pop();
    return this.#text;
  }
}
