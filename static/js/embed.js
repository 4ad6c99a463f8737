/** @file A figure in a page of others: it comes alive when it is seen, and tells its page how high it is. */
import { ApiError, NetworkError } from './api.js';
import { clearErrors, enhance, setHidden, showErrors } from './controls.js';
import { byId } from './dom.js';
import { LiveFigure } from './live_figure.js';
import { answerIn } from './page.js';
import { currentScheme, followSystem } from './scheme.js';
import { readForm, viewOf, withKeys } from './state.js';
import { stepWords } from './words.js';
import { kindsOf } from './figures/kink_kinds.js';
import { themeFor } from './figures/theme.js';

/** Keys of a link that this page alone has. */
const OWN = { hide: null, show: null, scheme: null };

/** Only a number is told, so whoever it is may hear it. */
function tellHeight() {
  const { height } = document.documentElement.getBoundingClientRect();
  parent.postMessage({ type: 'losscope:height', height: Math.ceil(height) }, '*');
}

/** @param {object} result @param {number} frame @param {boolean} isPlaying */
function showWords(result, frame, isPlaying) {
  const words = byId('words');
  if (!words) return;
  words.setAttribute('aria-live', isPlaying ? 'off' : 'polite');
  words.textContent = stepWords(result, result.descent.runs[0].run, frame);
}

/** The first finding of each run, as the server writes it. @param {object} result */
function showVerdicts({ landscape, descent: { runs } }) {
  byId('embed').querySelector('.figure').dataset.kinks = kindsOf(landscape);
  byId('verdicts')?.querySelectorAll('li p').forEach((place, i) => {
    const { title, sentence } = runs[i].findings[0];
    const parts = [...place.childNodes];
    parts.find(({ nodeName }) => nodeName === 'B').textContent = `${title}.`;
    parts.at(-1).textContent = ` ${sentence}`;
    if (runs.length > 1) parts[0].textContent = `${runs[i].title}: `;
  });
}

/** What the sliders say, in the window that is shown. @param {object} result @param {HTMLFormElement} form */
function linkOf(result, form) {
  return withKeys(readForm(form), { ...OWN, frame: null, view: viewOf(result.landscape.window) });
}

/** @param {LiveFigure} figure @param {HTMLFormElement} form @param {() => object} result what is shown */
function connectForm(figure, form, result) {
  enhance(form);
  form.addEventListener('input', () => figure.open(linkOf(result(), form)));
  form.addEventListener('submit', (event) => event.preventDefault());
  byId('embed').querySelector('.reset').addEventListener('click', () => {
    form.reset();
    form.querySelectorAll('input[data-number]').forEach((box) => box.dispatchEvent(new Event('follow')));
  });
}

function connect(node) {
  const form = byId('controls');
  let result = answerIn(document);
  const figure = new LiveFigure(node, () => themeFor(currentScheme()), {
    answer: result,
    onFrame: showWords,
    onAnswer: (answer, link) => {
      result = answer;
      showVerdicts(answer);
      if (!form) return;
      clearErrors(form);
      setHidden(form, 'start', new URLSearchParams(link).get('start'));
    },
    onError: (error) => {
      if (error instanceof ApiError && form) showErrors(form, error.errors, error.message);
      else if (!(error instanceof NetworkError)) throw error;
    },
  });
  if (form) connectForm(figure, form, () => result);
  figure.listen();
  followSystem(() => figure.repaint());
  new IntersectionObserver((entries, observer) => {
    if (!entries.at(-1).isIntersecting) return;
    observer.disconnect();
    figure.wake();
  }).observe(node);
}

if (parent !== window) new ResizeObserver(tellHeight).observe(document.documentElement);
if (byId('embed')) connect(byId('embed'));
