/** @file The chapters: figures come alive as they are scrolled near, a few at a time. */
import { LiveFigure } from './live_figure.js';
import { connectScheme, currentScheme } from './scheme.js';
import { themeFor } from './figures/theme.js';

/** How far outside of the window a figure is made ready. */
const NEAR = '60% 0px';

const figures = new Map([...document.querySelectorAll('figure[data-link]')]
  .map((node) => [node, new LiveFigure(node, () => themeFor(currentScheme()))]));

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) figures.get(target)[isIntersecting ? 'wake' : 'sleep']();
}, { rootMargin: NEAR });

figures.forEach((_, node) => observer.observe(node));
connectScheme(() => figures.forEach((figure) => figure.repaint()));
