/** @file Numbers for people: one function, so that every place on the page writes them alike. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const PLAIN = { least: 1e-4, most: 1e6 };

/** @param {number} exponent @returns {string} such as "⁻¹²" */
export function superscript(exponent) {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[digit]).join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}

/**
 * The shortest text that keeps up to `digits` significant digits: "−0.1", "1.2×10⁻⁷".
 * @param {number|null|undefined} value
 * @param {number} [digits]
 * @returns {string}
 */
export function formatNumber(value, digits = 6) {
  if (value === null || value === undefined || Number.isNaN(value)) return 'none';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= PLAIN.least && size < PLAIN.most);
  const text = isPlain ? String(Number(value.toPrecision(digits))) : `${Number(mantissa)}×10${superscript(Number(exponent))}`;
  return text.replace('-', '−');
}

/**
 * A vector as "(1, −2)"; one component alone stands without brackets.
 * @param {ArrayLike<number|null>|null|undefined} values
 * @returns {string}
 */
export function formatVector(values) {
  if (!values) return 'none';
  const parts = Array.from(values, (value) => formatNumber(value));
  return parts.length === 1 ? parts[0] : `(${parts.join(', ')})`;
}

/** An interval as "[−1, 1]". @param {number} low @param {number} high @returns {string} */
export function formatInterval(low, high) {
  return `[${formatNumber(Math.min(low, high))}, ${formatNumber(Math.max(low, high))}]`;
}

/**
 * A number for the link: plain ASCII, few digits, as `decode` reads it.
 * @param {number} value
 * @param {number} [digits]
 * @returns {string}
 */
export function linkNumber(value, digits = 4) {
  const short = Number(value.toPrecision(digits));
  return String(short === 0 ? 0 : short);
}
