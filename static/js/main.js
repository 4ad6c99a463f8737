/** @file The lab: connects the form, the address bar, the API, the figures and the player. */
import { longest, merged } from './answers.js';
import { ask, latest } from './api.js';
import { quiet } from './banner.js';
import { complainTo } from './complaints.js';
import { clearErrors, enhance, setField, setHidden } from './controls.js';
import { connectData } from './data_door.js';
import { byId } from './dom.js';
import { Dragging } from './dragging.js';
import { listen } from './form_events.js';
import { connectFormula, goOn, isLeftBehind, isOfAnotherShape, showFormula } from './formula.js';
import { answerIn, connectCopy, connectTakeAway, fetchPage, showLength } from './page.js';
import { PlayerBar } from './player_bar.js';
import { Report } from './report.js';
import { connectScheme, currentScheme } from './scheme.js';
import { SideFigures } from './side_figures.js';
import { Stage } from './stage.js';
import { SurfaceSwitch } from './surface_switch.js';
import { AddressBar, frameIn, partFor, readForm, shared, viewOf, withKeys, withoutRun, withRun } from './state.js';
import { themeFor } from './figures/theme.js';

/** @type {{form: HTMLFormElement, result: object|null, answered: string, visits: number}} `answered`: the link that `result` is of */
const lab = { form: byId('controls'), result: null, answered: '', visits: 0 };
const bar = new AddressBar(window, 300, showLength);
const stage = new Stage({ onStart: (text) => setField(lab.form, 'start', text), onZoom: (view) => { setHidden(lab.form, 'view', view); follow(); } });
const surface = new SurfaceSwitch(stage);
const player = new PlayerBar(byId('player'), { onFrame: showFrame, onRest: rest });
const sides = new SideFigures({ onSeek: (frame) => player.seek(frame), onRun: (run) => report.follow(run), onFan: (fan) => stage.showFan(fan), onGrab: () => { dragging.isOn = true; } });
const report = new Report({ onFocus: () => showFrame(player.frame, 0), onLink: (link) => open(link, { isReplayed: true }) });
const dragging = new Dragging({ report, stage, player, theme: () => theme() });

/** One answer is shown while the next is on its way; links that are overtaken are never asked for. */
const asker = latest(async (link, signal) => {
  try {
    const part = partFor(lab.answered, link, lab.result && viewOf(lab.result.landscape.window));
    if (part) {
      const answer = await ask(part, withKeys(link, { frame: null }), signal);
      Object.assign(lab, { result: merged(lab.result, part, answer), answered: link });
    }
    if (part || dragging.isBehind) {
      await show();
      bar.replace(linkNow());
    }
    clearErrors(lab.form);
    quiet();
    if (isOfAnotherShape(lab.form, lab.result)) change({ isPushed: false });
  } catch (error) {
    if (signal.aborted) return;
    if (isLeftBehind(lab.form, error.errors ?? [])) change({ isPushed: false }); else complain(error, () => asker.push(link));
  }
});

const complain = (error, retry) => complainTo(lab.form, error, retry);
/** What the address bar shows and the button copies. */
const linkNow = () => shared(readForm(lab.form), lab.answered, lab.result?.descent.link ?? '');

/** @param {{frame?: number|null, isRefit?: boolean}} [options] `frame` where the link says so: null is the end */
async function show({ frame, isRefit } = {}) {
  const { result } = lab;
  dragging.isBehind = false;
  await surface.offer(result.landscape.parameters === 2);
  report.show(result, lab.answered);
  showFormula(result.landscape);
  await stage.show(result, theme(), { isRefit, isDraft: dragging.isOn });
  sides.show(result, theme(), lab.answered);
  player.load(longest(result), frame);
}

/** The same in other colours. */
function repaint() {
  stage.show(lab.result, theme());
  sides.show(lab.result, theme(), lab.answered);
}

const theme = () => themeFor(currentScheme());

function showFrame(frame, fraction) {
  stage.showFrame(frame, fraction, report.focus);
  if (!dragging.isBehind) sides.showFrame(frame, report.focus, player.isPlaying);
  report.showFrame(frame, !player.isPlaying && !dragging.isOn);
}

/** The frame is in the link, except at the end, where a link without one looks anyway. */
function rest(frame, length) {
  setHidden(lab.form, 'frame', frame >= length ? null : String(frame));
  bar.replace(linkNow());
}

/** The axes stay where they are, and a player that hurries goes to its end. */
function keepPlace() {
  if (player.isPlaying) player.seek(Infinity);
  if (lab.form.elements.view.disabled && stage.view) setHidden(lab.form, 'view', stage.view);
}

/** A control moved: axes stay where they are, address and picture follow. */
function follow() {
  keepPlace();
  if (Number(lab.form.elements.frame.value) >= Number(lab.form.elements.steps.value)) setHidden(lab.form, 'frame', null);
  const link = readForm(lab.form);
  byId('refit').disabled = false;
  bar.replace(link);
  if (lab.result && dragging.follow(link, lab.result)) asker.drop(); else asker.push(link);
}

/** A slider is let go: now there is time to draw in full. */
function release() {
  if (!dragging.letGo() || !lab.result) return;
  if (dragging.isBehind) return void asker.push(readForm(lab.form));
  stage.show(lab.result, theme());
  showFrame(player.frame, 0);
}

/** Open another link in this page: the server renders its form, its errors and its answer. */
function open(link, { isPushed = true, isReplayed = false } = {}) {
  if (isPushed) bar.push(link); else bar.replace(link);
  return turnTo(() => fetchPage(link), { isReplayed, onPage: () => isPushed && bar.replace(readForm(lab.form)) });
}

/** Another objective or function: the server knows what of the form belongs to the old one alone. Data that are set aside are a way back. */
function change({ isPushed = true } = {}) {
  const { value: aside } = lab.form.elements.aside ?? {};
  const was = new URLSearchParams({ was: lab.form.querySelector('#apply').value, ...(aside && { aside }) });
  return turnTo(() => fetchPage(`${readForm(lab.form)}&${was}`, '/lab/apply'), { onPage: () => {
    const { value: left = aside } = lab.form.elements.aside ?? {};
    if (left !== aside) bar.replace(left);
    bar[isPushed || left !== aside ? 'push' : 'replace'](readForm(lab.form));
  } });
}

async function turnTo(fetched, { isReplayed = false, onPage }) {
  const [visit, asked] = [++lab.visits, lab.form.elements.f?.value];
  asker.drop();
  try {
    const { link, form, answer, title } = await fetched();
    if (visit !== lab.visits) return;
    adopt(form, asked);
    document.title = title;
    onPage();
    quiet();
    if (answer) await accept(answer, link, isReplayed); else if (byId('error-summary').hidden) asker.push(link);
  } catch (error) {
    complain(error, () => turnTo(fetched, { isReplayed, onPage }));
  }
}

async function accept(answer, link, isReplayed) {
  Object.assign(lab, { result: answer, answered: link });
  byId('refit').disabled = lab.form.elements.view.disabled;
  await show({ frame: frameIn(link), isRefit: true });
  if (isReplayed) player.replay();
}

function adopt(form, asked) {
  const focused = document.activeElement;
  lab.form.replaceWith(form);
  lab.form = form;
  connectForm(form);
  goOn(focused, asked);
}

function connectForm(form) {
  enhance(form);
  listen(form, {
    onMove: follow,
    onAnew: () => change(),
    onGrab: (isSlider) => { dragging.isOn = isSlider; },
    onHold: (held) => { keepPlace(); if (lab.result) dragging.hold(held, readForm(form), lab.result); },
    onLetGo: release,
    onAdd: (run) => open(withRun(readForm(form), run), { isReplayed: true }),
    onRemove: (run) => open(withoutRun(readForm(form), run)), onUndo: open,
  });
  connectFormula(form, { onChoose: () => change() });
}

function connectPage() {
  player.listen();
  byId('refit').addEventListener('click', () => { setHidden(lab.form, 'view', null); open(readForm(lab.form), { isPushed: false }); });
  connectCopy(linkNow);
  connectTakeAway(linkNow, complain);
  connectData(linkNow, (link) => open(link, { isReplayed: true }));
  ['pointerup', 'pointercancel'].forEach((event) => window.addEventListener(event, release));
  bar.listen((link) => open(link, { isPushed: false }));
  connectScheme(() => lab.result && repaint());
}

/** The first picture; where the link names no step, the whole way is played once. */
async function begin() {
  const link = readForm(lab.form);
  try {
    const answer = answerIn(document) ?? await ask('experiment', withKeys(link, { frame: null }));
    await accept(answer, link, frameIn(link) === null);
  } catch (error) {
    complain(error, begin);
  }
}

connectForm(lab.form);
connectPage();
if (bar.kept) open(bar.kept, { isPushed: false }); else if (byId('error-summary').hidden) begin();
