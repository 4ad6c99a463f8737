/** @file Making elements, short. */

/**
 * An element with attributes and children; text is never read as markup.
 * @param {string} tag
 * @param {Record<string, string|number|boolean|null|undefined>} [attributes] `true` is an empty attribute, `false` and null are none
 * @param {...(Node|string|null|false)} children
 */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return node;
}

/** The mark of a run, drawn from the symbols in the page. @param {number} run */
export function runMark(run) {
  const mark = { class: 'shape', viewBox: '-8 -8 16 16', width: 18, height: 18, 'aria-hidden': 'true', focusable: 'false' };
  return svg('svg', mark, svg('use', { href: `#shape-${run}` }));
}

/** @param {string} id @returns {any} the element, which the page has */
export const byId = (id) => document.getElementById(id);

/** Does the reader ask for less motion? */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
