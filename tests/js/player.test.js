import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, createPlayer, isPlaying, naturalRate, pause, play, resize, seek, setRate, stepBy } from '../../static/js/player.js';

const fresh = () => ({ ...createPlayer(60, 0), rate: 10 });

test('a new player rests at the end, where the whole path shows', () => {
  const player = createPlayer(60);
  assert.equal(player.frame, 60);
  assert.equal(isPlaying(player), false);
});

test('playing moves with the clock that is passed in', () => {
  const player = at(play(fresh(), 1000), 1250);
  assert.equal(player.frame, 2);
  assert.ok(Math.abs(player.fraction - 0.5) < 1e-9);
});

test('playing ends at the last step and rests there', () => {
  const player = at(play(fresh(), 0), 1e6);
  assert.deepEqual([player.frame, player.fraction, isPlaying(player)], [60, 0, false]);
});

test('play at the end starts again', () => assert.equal(play(createPlayer(60), 0).frame, 0));
test('a clock that runs backwards moves nothing', () => assert.equal(at(play(fresh(), 1000), 500).frame, 0));

test('pause keeps the step', () => {
  const player = pause(at(play(fresh(), 0), 777));
  assert.deepEqual([player.frame, isPlaying(at(player, 9999))], [7, false]);
});

test('seek and steps stay within the run', () => {
  assert.equal(seek(fresh(), 99).frame, 60);
  assert.equal(stepBy(fresh(), -1).frame, 0);
  assert.equal(stepBy(seek(fresh(), 17.4), 1).frame, 18);
});

test('another speed goes on from where it is', () => {
  const player = setRate(at(play(fresh(), 0), 1050), 20, 1050);
  assert.equal(at(player, 1050).frame, 10);
  assert.equal(at(player, 1550).frame, 20);
});

test('who looks at the end keeps looking at the end of a longer run', () => {
  assert.equal(resize(createPlayer(60), 100).frame, 100);
  assert.equal(resize(seek(createPlayer(60), 17), 100).frame, 17);
  assert.equal(resize(seek(createPlayer(60), 17), 5).frame, 5);
});

test('nothing is mutated', () => {
  const player = Object.freeze(fresh());
  [play(player, 0), seek(player, 3), at(player, 1), setRate(player, 2, 0), resize(player, 9)].forEach((next) => assert.notEqual(next, undefined));
});

test('a long run is not watched for minutes', () => {
  for (const length of [1, 60, 300, 10000]) assert.ok(length / naturalRate(length) <= 51);
});
