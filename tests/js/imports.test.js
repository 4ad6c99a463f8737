import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../static/js/', import.meta.url);
const files = readdirSync(root, { recursive: true }).map(String).filter((name) => name.endsWith('.js'));
const text = (name) => readFileSync(new URL(name, root), 'utf8');
const imports = (name) => [...text(name).matchAll(/(?:\bfrom |\bimport\()'([^']+)'/g)].map(([, from]) => from);
/** What the pages load. */
const templates = new URL('../../templates/', import.meta.url);
const pages = readdirSync(templates).filter((name) => name.endsWith('.html')).map((name) => readFileSync(new URL(name, templates), 'utf8')).join();
const entries = ['early.js', ...[...pages.matchAll(/\bscript\("(\w+)"/g)].map(([, name]) => `${name}.js`)];
const withoutComments = (name) => text(name).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

test('only view.js opens the door to Plotly', () => {
  const doors = files.filter((name) => imports(name).some((from) => from.includes('vendor')) || /\bPlotly\b/.test(withoutComments(name)));
  assert.deepEqual(doors, ['view.js']);
});

test('figures import siblings and the way numbers are written, nothing else', () => {
  for (const name of files.filter((one) => one.startsWith('figures/'))) {
    for (const from of imports(name)) assert.match(from, /^\.\/\w+\.js$|^\.\.\/number\.js$/, `${name} imports ${from}`);
  }
});

test('figures and the pure modules touch no document', () => {
  for (const name of files.filter((one) => one.startsWith('figures/') || ['player.js', 'number.js', 'words.js', 'state.js'].includes(one))) {
    assert.doesNotMatch(withoutComments(name), /\bdocument\.|\bglobalThis\b|(?<!window\.)\blocation\./, name);
  }
});

test('every module is reached from a page', () => {
  const seen = new Set();
  const walk = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    imports(name).filter((from) => !from.includes('vendor')).forEach((from) => walk(new URL(from, new URL(name, 'file:///')).pathname.slice(1)));
  };
  entries.forEach(walk);
  assert.deepEqual(files.filter((name) => !seen.has(name)), []);
});

test('no module grows long', () => {
  for (const name of files) assert.ok(text(name).split('\n').length <= 200, name);
});
