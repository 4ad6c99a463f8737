/** @file The form, enhanced: sliders, fieldsets that follow their choice, errors at their fields. */
import { h } from './dom.js';
import { isAtHand, showCaret } from './formula.js';
import { addSlider } from './slider.js';

/** Parameters of what is not chosen are disabled, so they leave the link, and so is a step rule that does not matter; what is newly chosen takes over what it shares. */
function enableChosen(form) {
  for (const fieldset of form.querySelectorAll('fieldset.parameters')) {
    const isChosen = form.elements[fieldset.dataset.of]?.value === fieldset.dataset.kind;
    if (isChosen && fieldset.disabled) takeOver(form, fieldset);
  }
  for (const fieldset of form.querySelectorAll('fieldset.parameters')) {
    fieldset.disabled = form.elements[fieldset.dataset.of]?.value !== fieldset.dataset.kind;
  }
  for (const fieldset of form.querySelectorAll('fieldset.step')) {
    fieldset.disabled = fieldset.dataset.unless.split(' ').includes(form.elements[fieldset.dataset.of]?.value);
  }
}

function showFormulas(form) {
  for (const formula of form.querySelectorAll('.formula-of')) {
    formula.hidden = form.elements[formula.dataset.of]?.value !== formula.dataset.kind;
  }
}

/** The step size stays what it was when only the rule changes. */
function takeOver(form, fieldset) {
  for (const box of fieldset.querySelectorAll('input[name]')) {
    const before = fieldOf(form, box.name);
    if (before) box.value = before.value;
    box.dispatchEvent(new Event('follow'));
  }
}

/** @param {HTMLFormElement} form */
export function enhance(form) {
  form.querySelectorAll('input[data-number]').forEach(addSlider);
  form.addEventListener('input', ({ target }) => {
    if (target.tagName !== 'SELECT' && target.name !== 'f') return;
    enableChosen(form);
    showFormulas(form);
  });
  enableChosen(form);
}

/** Set one field as if the reader had typed it. @param {HTMLFormElement} form @param {string} key @param {string} text */
export function setField(form, key, text) {
  const field = form.elements[key];
  if (!field || field.value === text) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A hidden field that is in the link only while it says something. @param {HTMLFormElement} form @param {string} key @param {string|null} text */
export function setHidden(form, key, text) {
  const field = form.elements[key];
  field.value = text ?? '';
  field.disabled = text === null;
}

const fieldOf = (form, key) => form.querySelector(`[name="${CSS.escape(key)}"]:not(:disabled)`);

function markField(form, key, message) {
  const places = [...form.querySelectorAll(`[data-error="${CSS.escape(key)}"]`)];
  const place = places.find((one) => !one.closest('fieldset:disabled'));
  fieldOf(form, key)?.setAttribute('aria-invalid', 'true');
  if (!place) return;
  place.textContent = message;
  place.hidden = false;
}

/** @param {HTMLFormElement} form */
export function clearErrors(form) {
  form.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
  form.querySelectorAll('[data-error]').forEach((place) => { place.hidden = true; place.textContent = ''; });
  form.querySelectorAll('#error-summary, #f-caret').forEach((place) => { place.hidden = true; });
}

/**
 * Say what the server has against the link: at each field, and in a summary above.
 * @param {HTMLFormElement} form @param {{field: string, message: string}[]} errors @param {string} otherwise when no field is to blame
 */
export function showErrors(form, errors, otherwise) {
  clearErrors(form);
  const summary = form.querySelector('#error-summary');
  const items = errors.map(({ field, message }) => {
    markField(form, field, message);
    const target = fieldOf(form, field);
    return h('li', {}, target?.id ? h('a', { href: `#${target.id}`, 'data-blames': target.id }, field) : field, `: ${message}`);
  });
  summary.querySelector('ul').replaceChildren(...(items.length ? items : [h('li', {}, otherwise)]));
  summary.hidden = isAtHand(form, errors);
  showCaret(form, errors);
}
