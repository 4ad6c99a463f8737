/** @file Colours, marks and dashes: eight runs that differ in all three, so never by colour alone. */

/** Mark of each run as an SVG path about (0, 0), the same as in templates/_shapes.html. */
export const SHAPES = [
  'M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0Z',
  'M-5.2 -5.2H5.2V5.2H-5.2Z',
  'M0 -7.2 7.2 0 0 7.2 -7.2 0Z',
  'M0 -6.8 6.6 5H-6.6Z',
  'M0 6.8 6.6 -5H-6.6Z',
  'M-2.2 -6.6H2.2V-2.2H6.6V2.2H2.2V6.6H-2.2V2.2H-6.6V-2.2H-2.2Z',
  'M0 -7.4 1.9 -2.6 7 -2.3 3.1 1 4.3 6 0 3.3 -4.3 6 -3.1 1 -7 -2.3 -1.9 -2.6Z',
  'M-3.4 -6.4H3.4L6.8 0 3.4 6.4H-3.4L-6.8 0Z',
];
const SYMBOLS = ['circle', 'square', 'diamond', 'triangle-up', 'triangle-down', 'cross', 'star', 'hexagon2'];
const SYMBOLS_3D = ['circle', 'square', 'diamond', 'cross', 'x', 'circle-open', 'square-open', 'diamond-open'];
const DASHES = ['solid', '7px,3px', '2px,3px', '9px,3px,2px,3px', '12px,4px', '4px,2px', '2px,6px', '9px,3px,2px,3px,2px,3px'];

/** Every figure's colours; static/css/base.css has the runs' too (a test compares them). */
const COLOURS = {
  light: {
    ink: '#1b2230', muted: '#5a6472', grid: '#e6e4dd', zero: '#c9c6bc', paper: '#fffefb',
    kink: '#6d28d9', minimum: '#0b7a4b', band: 'rgba(11, 122, 75, 0.09)', kinkBand: 'rgba(109, 40, 217, 0.14)', gap: 'rgba(90, 100, 114, 0.16)',
    runs: ['#cf4510', '#1d5fd0', '#00756b', '#a8247f', '#7a5b00', '#4f46b8', '#0b6f94', '#5b6470'],
    scale: [[0, '#f4f1e6'], [0.25, '#dfe0dc'], [0.5, '#bcc6d0'], [0.75, '#8fa2b6'], [1, '#64809c']],
  },
  dark: {
    ink: '#e8ecf3', muted: '#a3adbb', grid: '#262c38', zero: '#3d4656', paper: '#171b24',
    kink: '#b79bff', minimum: '#4cd39a', band: 'rgba(76, 211, 154, 0.1)', kinkBand: 'rgba(183, 155, 255, 0.16)', gap: 'rgba(163, 173, 187, 0.16)',
    runs: ['#ff8a50', '#7eaeff', '#3ccfbe', '#f58ad0', '#dcb74a', '#aaa4ff', '#5fc8ee', '#b9c1cc'],
    scale: [[0, '#10141c'], [0.25, '#1a2332'], [0.5, '#26374c'], [0.75, '#365069'], [1, '#4d6f8c']],
  },
};

/**
 * @typedef {object} RunStyle
 * @property {string} colour
 * @property {string} shape an SVG path
 * @property {string} symbol Plotly's name of it
 * @property {string} symbol3d
 * @property {string} dash in Plotly's form, "7px,3px"
 */

/** How a run looks, by its number in the link. @param {Theme} theme @param {number} run @returns {RunStyle} */
export function runStyle(theme, run) {
  const i = (run - 1) % SHAPES.length;
  return { colour: theme.runs[i], shape: SHAPES[i], symbol: SYMBOLS[i], symbol3d: SYMBOLS_3D[i], dash: DASHES[i] };
}

/** Dash of a run for a canvas: lengths in pixels. @param {string} dash @returns {number[]} */
export function dashLengths(dash) {
  return dash === 'solid' ? [] : dash.split(',').map((length) => Number.parseFloat(length));
}

/** @typedef {typeof COLOURS.light} Theme */
/** @param {'light'|'dark'} scheme @returns {Theme} */
export function themeFor(scheme) {
  return COLOURS[scheme];
}
