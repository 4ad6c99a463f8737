import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, has } from '../../static/js/gallery.js';

test('all words have to be there, in any order and in any case', () => {
  assert.ok(has('a constant step never settles', 'Never step'));
  assert.ok(!has('a constant step never settles', 'never rests'));
});

test('parts of words are found, and nothing asked finds everything', () => {
  assert.ok(has('momentum', 'moment'));
  assert.ok(has('momentum', ''));
  assert.ok(has('momentum', '  '));
});

test('the address holds what is asked, whatever its characters', () => {
  assert.equal(addressOf(' a&b c '), '/?q=a%26b+c#gallery');
  assert.equal(addressOf(' '), '/#gallery');
});
