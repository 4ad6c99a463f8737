/** @file The main figure: Plotly's axes, our paths over them, the start to take hold of, and the surface on demand. */
import { byId } from './dom.js';
import { createHandle, startText } from './handle.js';
import { createOverlay } from './overlay.js';
import { chart, hasWebGL, surfaceChart } from './view.js';
import { viewOf } from './state.js';
import { build as buildContour } from './figures/contour.js';
import { build as buildObjective } from './figures/objective_1d.js';
import { build as buildSurface } from './figures/surface.js';

const SURFACE_PAUSE = 180;

/**
 * @param {{onStart: (text: string) => void, onZoom: (view: string) => void}} handlers
 */
export function createStage({ onStart, onZoom }) {
  const box = byId('figure');
  const overlay = createOverlay(box);
  const now = { result: null, theme: null, frame: 0, fraction: 0, focus: 1, isSurface: false, isDraft: false };
  const isFlat = () => now.result?.landscape.parameters === 1;
  const paint = () => paintOverlay(main, overlay, handle, now);
  const main = chart(byId('plot'), {
    onPoint: (x, y) => onStart(startText(startPlace(main, now), [x, y])),
    onZoom: (window) => onZoom(viewOf(isFlat() ? window.slice(0, 1) : window)),
    onDrawn: () => now.result && paint(),
  });
  const handle = createHandle(box, { onMove: onStart });
  const surface = createSurface(byId('surface'), now);
  return {
    /** Draw an answer; the axes stay where they are unless `isRefit`. */
    async show(result, theme, { isRefit = false, isDraft = false } = {}) {
      const shown = isRefit || result.landscape.parameters !== now.result?.landscape.parameters ? undefined : shownRanges(main);
      const isNew = result.landscape !== now.result?.landscape;
      const redraws = isNew || theme !== now.theme || isRefit || (now.isDraft && !isDraft);
      Object.assign(now, { result, theme, isDraft: isDraft && (isNew || now.isDraft) });
      byId('plot').hidden = byId('key').hidden = false;
      Object.assign(box.dataset, { parameters: result.landscape.parameters, kinks: result.landscape.kinks?.length });
      if (redraws) await main.draw(isFlat() ? buildObjective(result, { theme, shown }) : buildContour(result, { theme, isDraft: now.isDraft }));
      byId('picture').hidden = true;
      paint();
      surface.update();
    },
    showFrame(frame, fraction, focus) { Object.assign(now, { frame, fraction, focus }); if (now.result) paint(); surface.update(); },
    toggleSurface: (isOn) => surface.toggle(isOn),
    /** The window as the link says it. */
    view() { const panel = main.panel(); return panel && viewOf(isFlat() ? panel.range.slice(0, 1) : panel.range); },
  };
}

function shownRanges(main) {
  const [above, below] = [main.panel(1), main.panel(2)];
  return { y: above?.range[1], y2: below?.range[1] };
}

const startPlace = (main, { result }) => ({ panel: main.panel(), start: result.experiment.start, kinks: (result.landscape.kinks ?? []).map(({ theta }) => theta) });

function paintOverlay(main, overlay, handle, { result, theme, frame, fraction, focus }) {
  const panel = main.panel();
  if (!panel) return;
  const below = result.landscape.parameters === 1 ? main.panel(2) : null;
  overlay.draw({ result, theme, frame, fraction, focus, panel, below });
  const { kinks } = startPlace(main, { result });
  const [first] = result.descent.runs;
  handle.place(panel, Array.from(first.iterates[0]), first.values[0], kinks);
}

/** The surface: fetched when it is asked for, and redrawn a few times a second at most. */
function createSurface(node, now) {
  const place = surfaceChart(node);
  let timer = 0;
  const draw = () => place.draw(buildSurface(now.result, { theme: now.theme, frame: now.frame }));
  return {
    update() {
      if (now.isSurface && !timer) timer = setTimeout(() => { timer = 0; if (now.isSurface) draw(); }, SURFACE_PAUSE);
    },
    async toggle(isOn) {
      if (isOn && !hasWebGL()) return false;
      now.isSurface = isOn;
      node.hidden = !isOn;
      node.parentElement.classList.toggle('shows-surface', isOn);
      if (isOn) await draw(); else await place.clear();
      return true;
    },
  };
}
