/** @file What a reader does to the form, told by what it means. */
import { byId } from './dom.js';

/** Choices that need other fields. */
const ANEW = ['objective'];
/** How long a formula may rest before it is asked for: half a name is wrong, and soon is not. */
const REST = 250;

/**
 * @param {HTMLFormElement} form
 * @param {{onMove: () => void, onAnew: () => void, onGrab: (isSlider: boolean) => void, onHold: (held: import('./slider.js').Held) => void, onLetGo: () => void, onAdd: (run: string) => void, onRemove: (run: string) => void, onUndo: (link: string) => void}} handlers
 */
export function listen(form, { onMove, onAnew, onGrab, onHold, onLetGo, onAdd, onRemove, onUndo }) {
  let rest = null;
  form.addEventListener('input', ({ target }) => {
    clearTimeout(rest);
    if (target.name === 'f') rest = setTimeout(() => form.isConnected && onMove(), REST);
    else if (!ANEW.includes(target.name)) onMove();
  });
  form.addEventListener('change', ({ target }) => { if (ANEW.includes(target.name)) onAnew(); });
  form.addEventListener('pointerdown', ({ target }) => onGrab(target.type === 'range'));
  form.addEventListener('hold', ({ detail }) => onHold(detail));
  form.addEventListener('letgo', onLetGo);
  form.addEventListener('submit', (event) => { event.preventDefault(); onMove(); });
  form.addEventListener('click', (event) => {
    const { add, remove, blames, undo } = event.target.closest('[data-add], [data-remove], [data-blames], [data-undo]')?.dataset ?? {};
    if (!add && !remove && !blames && undo === undefined) return;
    event.preventDefault();
    if (blames) byId(blames).focus();
    else if (undo !== undefined) onUndo(form.elements.aside.value);
    else if (add) onAdd(add);
    else onRemove(remove);
  });
}
