/** @file The one door to Plotly: draws figures, tells what was clicked and zoomed, and where data lies in pixels. */

/** @type {Promise<any>[]} */
const modules = [];
const load2d = () => (modules[2] ??= import('../vendor/plotly-2d.js').then((module) => module.default));
const load3d = () => (modules[3] ??= import('../vendor/plotly-3d.js').then((module) => module.default));

const CONFIG = {
  displaylogo: false, showSendToCloud: false, responsive: true, doubleClick: false, scrollZoom: false, showTips: false,
  modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d', 'resetScale2d', 'zoom2d', 'pan2d'],
};
/** Lines and points that move without a new axis: a third of the work of a redraw. */
const AT_ONCE = { mode: 'immediate', transition: { duration: 0 }, frame: { duration: 0, redraw: false } };
const glides = (last, { data, layout }) => last?.count === data.length && data.every(({ type }) => type === 'scatter') && last.layout === JSON.stringify(layout);
/** Has the box got another size since its figure was laid out? Plotly looks when the window changes, and at no other time. */
const isOutgrown = ({ clientWidth, clientHeight, _fullLayout: { width, height } }) => clientWidth > 0 && Math.max(Math.abs(clientWidth - width), Math.abs(clientHeight - height)) > 1;
const isCoarse = () => matchMedia('(pointer: coarse)').matches;

/** Can this browser show a surface? Asked before the large module is fetched. */
export function hasWebGL() {
  const canvas = document.createElement('canvas');
  return Boolean(canvas.getContext('webgl2') ?? canvas.getContext('webgl'));
}

/**
 * Where one panel lies and how its data map to pixels of the figure's box.
 * @typedef {object} Panel
 * @property {number} left @property {number} top @property {number} width @property {number} height
 * @property {[number, number][]} range
 * @property {(x: number, y: number) => [number, number]} toPixel
 * @property {(left: number, top: number) => [number, number]} toData
 */

/** @returns {Panel} */
function panelOf(xaxis, yaxis) {
  return {
    left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length,
    range: [[...xaxis.range], [...yaxis.range]],
    toPixel: (x, y) => [xaxis._offset + xaxis.d2p(x), yaxis._offset + yaxis.d2p(y)],
    toData: (left, top) => [xaxis.p2d(left - xaxis._offset), yaxis.p2d(top - yaxis._offset)],
  };
}

function tell(node, { onPoint, onZoom, onDrawn }) {
  const window = () => [node._fullLayout.xaxis.range, node._fullLayout.yaxis.range];
  const isZoom = (change) => Object.keys(change).some((key) => /^[xy]axis\.range/.test(key));
  if (onPoint) node.on('plotly_click', ({ xvals, yvals }) => xvals && onPoint(xvals[0], yvals[0]));
  if (onZoom) node.on('plotly_relayout', (change) => isZoom(change) && onZoom(window()));
  if (onDrawn) ['plotly_afterplot', 'plotly_relayouting'].forEach((event) => node.on(event, onDrawn));
}

/**
 * A place for a flat figure.
 * @param {HTMLElement} node
 * @param {{onPoint?: (x: number, y: number) => void, onZoom?: (window: number[][]) => void,
 *   onDrawn?: () => void, isStatic?: boolean}} [handlers]
 */
export function chart(node, handlers = {}) {
  let [isNew, last] = [true, null];
  const config = { ...CONFIG, displayModeBar: handlers.isStatic || isCoarse() ? false : 'hover' };
  return {
    /** @param {{data: object[], layout: object}} figure */
    async draw({ data, layout }) {
      const plotly = await load2d();
      const dragmode = isCoarse() ? false : layout.dragmode ?? 'zoom';
      const own = handlers.isStatic ? { dragmode: false } : { dragmode, clickanywhere: true, modebar: { orientation: 'v', bgcolor: 'rgba(0,0,0,0)' } };
      const figure = { data, layout: { ...layout, ...own } };
      if (glides(last, figure)) await plotly.animate(node, { data }, AT_ONCE);
      else {
        await plotly.react(node, data, figure.layout, config);
        if (isOutgrown(node)) await plotly.Plots.resize(node);
      }
      last = { count: data.length, layout: JSON.stringify(figure.layout) };
      if (!isNew) return;
      isNew = false; // first of all: what is told may draw again
      tell(node, handlers);
      handlers.onDrawn?.();
    },
    /** @returns {Panel|null} @param {number} [i] which of the panels below each other */
    panel(i = 1) {
      const layout = node._fullLayout;
      const yaxis = layout?.[i === 1 ? 'yaxis' : `yaxis${i}`];
      return yaxis ? panelOf(layout.xaxis, yaxis) : null;
    },
    /** Give the memory back; the next figure is drawn anew. */
    async clear() {
      (await load2d()).purge(node);
      [isNew, last] = [true, null];
    },
  };
}

/** A place for a surface. @param {HTMLElement} node */
export function surfaceChart(node) {
  return {
    /** @param {{data: object[], layout: object}} figure */
    async draw({ data, layout }) {
      const plotly = await load3d();
      await plotly.react(node, data, layout, { ...CONFIG, modeBarButtonsToRemove: [], displayModeBar: 'hover' });
    },
    /** Give the graphics memory back. */
    async clear() { (await load3d()).purge(node); },
  };
}
