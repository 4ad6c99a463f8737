/** @file The field of the function: followed as one types, wrong characters marked, the formula as mathematics. */
import { byId } from './dom.js';

/** Fields that are in terms of the parameters or of the data of a function. */
const DEPENDENT = ['start', 'view', 'frame', 'data', 'batch'];

/**
 * A text in three parts at a place that is counted in characters, as the server counts them.
 * @param {string} text @param {number} position @param {number} length
 * @returns {[string, string, string]} what is before, at and behind it
 */
export function cut(text, position, length) {
  const characters = Array.from(text);
  return [characters.slice(0, position), characters.slice(position, position + length), characters.slice(position + length)].map((part) => part.join(''));
}

/** Mark the character that the server points at, in the text as it was sent. @param {HTMLFormElement} form @param {{field: string, position?: number, length?: number}[]} errors */
export function showCaret(form, errors) {
  const box = form.querySelector('#f-caret');
  const place = errors.find(({ field, position }) => field === 'f' && position !== undefined);
  if (!box || !place) return;
  const [before, at, behind] = cut(form.elements.f.value, place.position, place.length);
  const mark = document.createElement('mark');
  mark.textContent = at || ' ';
  box.querySelector('pre').replaceChildren(before, mark, behind);
  Object.assign(form.querySelector('#f-go').dataset, { position: place.position, length: place.length });
  box.hidden = false;
}

/** Only the formula is wrong, and it is being typed: then all is said beside it. @param {HTMLFormElement} form @param {{field: string}[]} errors */
export const isAtHand = (form, errors) => document.activeElement === form.elements.f && errors.every(({ field }) => field === 'f');

/** Whether what the server has against a link lies in fields that a new function leaves behind. @param {HTMLFormElement} form @param {{field: string}[]} errors */
export function isLeftBehind(form, errors) {
  const isNew = form.elements.f && form.querySelector('#apply').value !== `function.${form.elements.f.value}`;
  return Boolean(isNew) && errors.length > 0 && errors.every(({ field }) => DEPENDENT.includes(field));
}

/** Whether a function has other parameters or data than the form has fields for. @param {HTMLFormElement} form @param {object} result */
export function isOfAnotherShape(form, { landscape, experiment }) {
  const field = form.querySelector('#f-field');
  if (!field || !experiment.f) return false;
  return field.dataset.names !== landscape.names.join(' ') || field.dataset.columns !== (experiment.f.columns ?? []).join(' ');
}

/**
 * The focus goes on in the form that takes the place of the old one, and so does a formula that has been typed on meanwhile.
 * @param {HTMLInputElement} before the field that had the focus @param {string} [asked] the formula when the new form was asked for
 */
export function goOn(before, asked) {
  const field = before?.id ? byId(before.id) : null;
  field?.focus();
  if (before?.name !== 'f' || field?.name !== 'f') return;
  const isAhead = before.value !== asked;
  if (isAhead) field.value = before.value;
  field.setSelectionRange(before.selectionStart, before.selectionEnd);
  if (isAhead) field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The function as mathematics, made by the server. @param {{formula: string|null}} landscape */
export function showFormula({ formula }) {
  const page = new DOMParser().parseFromString(formula ?? '', 'text/html');
  byId('f-shown')?.replaceChildren(...page.body.childNodes);
}

/** @param {HTMLFormElement} form @param {{onChoose: () => void}} handlers another function is chosen, not typed */
export function connectFormula(form, { onChoose }) {
  const box = form.elements.f;
  form.querySelector('#f-field')?.addEventListener('click', (event) => {
    const { fill, position, length } = event.target.closest('[data-fill], #f-go')?.dataset ?? {};
    if (fill === undefined && position === undefined) return;
    event.preventDefault();
    if (fill !== undefined) {
      box.value = fill;
      onChoose();
      return;
    }
    const [before, at] = cut(box.value, Number(position), Number(length));
    box.focus();
    box.setSelectionRange(before.length, before.length + at.length);
  });
}
