/** @file The loss by itself, and the histories with a cursor at the step that is shown. */
import { byId, h } from './dom.js';
import { chart } from './view.js';
import { build as buildHistory } from './figures/history.js';
import { build as buildLoss } from './figures/loss.js';

/** The main figure follows a slider at once, these when it rests for so many ms: they are not what is looked at. */
const PATIENCE = 140;

/** @param {{onSeek: (frame: number) => void}} handlers */
export function createSideFigures({ onSeek }) {
  const now = { frame: 0, result: null, theme: null, drawn: null, timer: 0 };
  const loss = chart(byId('loss-plot'), { isStatic: true });
  const history = chart(byId('history-plot'), { isStatic: true, onDrawn: () => moveCursor(history, cursor, now.frame) });
  const cursor = addCursor(history, onSeek);

  async function draw() {
    const { result, theme, drawn } = now;
    now.drawn = { loss: result.loss, theme };
    if (result.loss !== drawn?.loss || theme !== drawn?.theme) await loss.draw(buildLoss(result, { theme }));
    await history.draw(buildHistory(result, { theme }));
  }
  return {
    show(result, theme) {
      Object.assign(now, { result, theme });
      clearTimeout(now.timer);
      now.timer = setTimeout(draw, now.drawn ? PATIENCE : 0);
    },
    showFrame(frame) {
      now.frame = frame;
      moveCursor(history, cursor, frame);
    },
  };
}

function addCursor(history, onSeek) {
  const plot = byId('history-plot');
  const cursor = h('div', { class: 'cursor', 'aria-hidden': 'true', hidden: true });
  plot.after(cursor);
  plot.addEventListener('click', ({ clientX }) => {
    const panel = history.panel();
    const left = clientX - plot.getBoundingClientRect().left;
    if (panel && left >= panel.left) onSeek(panel.toData(left, panel.top)[0]);
  });
  return cursor;
}

function moveCursor(history, cursor, frame) {
  const panel = history.panel();
  if (!panel) return;
  const x = Math.min(panel.toPixel(frame, 1)[0], panel.left + panel.width);
  cursor.hidden = false;
  cursor.style.transform = `translateX(${byId('history-plot').offsetLeft + x}px)`;
}
