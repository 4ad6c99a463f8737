import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dashLengths, runStyle, SHAPES, themeFor } from '../../static/js/figures/theme.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schemes = ['light', 'dark'];

/** Contrast of two colours as WCAG defines it. */
function contrast(a, b) {
  const channel = (hex) => { const c = Number.parseInt(hex, 16) / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = (hex) => [1, 3, 5].map((i) => channel(hex.slice(i, i + 2))).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

test('eight runs differ in colour, in mark and in dash', () => {
  for (const scheme of schemes) {
    const styles = Array.from({ length: 8 }, (_, i) => runStyle(themeFor(scheme), i + 1));
    for (const part of ['colour', 'shape', 'symbol', 'symbol3d', 'dash']) assert.equal(new Set(styles.map((style) => style[part])).size, 8, part);
  }
});

test('everything stands out from the paper', () => {
  for (const scheme of schemes) {
    const { paper, runs, kink, minimum, ink, muted } = themeFor(scheme);
    for (const colour of [...runs, kink, minimum, ink, muted]) assert.ok(contrast(colour, paper) >= 4.5, `${scheme} ${colour}`);
  }
});

test('the style sheet says the same colours', () => {
  const css = read('static/css/base.css');
  themeFor('light').runs.forEach((light, i) => {
    assert.ok(css.includes(`--run-${i + 1}: light-dark(${light}, ${themeFor('dark').runs[i]});`), `run ${i + 1}`);
  });
  for (const name of ['paper', 'ink', 'muted', 'kink', 'minimum']) {
    assert.ok(css.includes(`--${name}: light-dark(${themeFor('light')[name]}, ${themeFor('dark')[name]});`), name);
  }
});

test('the page draws the same marks', () => {
  const page = read('templates/_shapes.html');
  SHAPES.forEach((shape, i) => assert.ok(page.includes(`id="shape-${i + 1}" d="${shape}"`), `shape ${i + 1}`));
});

test('dashes for a canvas', () => {
  assert.deepEqual(dashLengths('solid'), []);
  assert.deepEqual(dashLengths('7px,3px'), [7, 3]);
});
