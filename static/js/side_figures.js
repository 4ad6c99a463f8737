/** @file The loss by itself, and the histories with a cursor at the step that is shown. */
import { byId, h } from './dom.js';
import { chart } from './view.js';
import { build as buildHistory } from './figures/history.js';
import { build as buildLoss } from './figures/loss.js';

/** @param {{onSeek: (frame: number) => void}} handlers */
export function createSideFigures({ onSeek }) {
  const now = { frame: 0, loss: null, theme: null };
  const loss = chart(byId('loss-plot'), { isStatic: true });
  const history = chart(byId('history-plot'), { isStatic: true, onDrawn: () => placeCursor() });
  const cursor = h('div', { class: 'cursor', 'aria-hidden': 'true', hidden: true });
  const box = byId('history-plot').parentElement;
  box.append(cursor);
  box.addEventListener('click', (event) => {
    const panel = history.panel();
    const left = event.clientX - byId('history-plot').getBoundingClientRect().left;
    if (panel && left >= panel.left) onSeek(panel.toData(left, panel.top)[0]);
  });

  function placeCursor() {
    const panel = history.panel();
    if (!panel) return;
    const x = panel.toPixel(now.frame, 1)[0];
    cursor.hidden = false;
    cursor.style.transform = `translateX(${byId('history-plot').offsetLeft + Math.min(x, panel.left + panel.width)}px)`;
  }
  return {
    async show(result, theme) {
      const isLossNew = result.loss !== now.loss || theme !== now.theme;
      Object.assign(now, { loss: result.loss, theme });
      if (isLossNew) await loss.draw(buildLoss(result, { theme }));
      await history.draw(buildHistory(result, { theme }));
      placeCursor();
    },
    showFrame(frame) { now.frame = frame; placeCursor(); },
  };
}
