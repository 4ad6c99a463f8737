/** @file The figures of the reference, which come together when the first is seen. */
export { LiveFigure } from './live_figure.js';
export { LossFigure } from './loss_figure.js';
