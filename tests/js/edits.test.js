import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Edits } from '../../static/js/edits.js';

test('edits are undone one after another, and done again', () => {
  const edits = new Edits();
  edits.note('a', 'b', {});
  edits.note('b', 'c', {});
  assert.equal(edits.undo('c'), 'b');
  assert.equal(edits.undo('b'), 'a');
  assert.equal(edits.undo('a'), null);
  assert.equal(edits.redo('a'), 'b');
  assert.equal(edits.redo('b'), 'c');
  assert.equal(edits.redo('c'), null);
});

test('edits of one gesture are undone together', () => {
  const [edits, drag] = [new Edits(), {}];
  edits.note('a', 'b', drag);
  edits.note('b', 'c', drag);
  edits.note('c', 'd', {});
  assert.equal(edits.undo('d'), 'c');
  assert.equal(edits.undo('c'), 'a');
  assert.ok(!edits.canUndo('a'));
});

test('a gesture that goes on after it was undone is a new one', () => {
  const [edits, nudge] = [new Edits(), {}];
  edits.note('a', 'b', nudge);
  edits.note('b', 'c', {});
  assert.equal(edits.undo('c'), 'b');
  edits.note('b', 'd', nudge);
  assert.equal(edits.undo('d'), 'b');
});

test('what somebody else wrote is not undone', () => {
  const edits = new Edits();
  edits.note('a', 'b', {});
  assert.ok(!edits.canUndo('typed'));
  assert.equal(edits.undo('typed'), null);
  edits.note('typed', 'c', {});
  assert.equal(edits.undo('c'), 'typed');
  assert.equal(edits.undo('typed'), null);
});

test('a new edit forgets what could be done again', () => {
  const edits = new Edits();
  edits.note('a', 'b', {});
  edits.undo('b');
  edits.note('a', 'c', {});
  assert.equal(edits.redo('c'), null);
});
