/** @file What every page has that is no lab: the switch of the colours. */
import { connectScheme } from './scheme.js';

connectScheme(() => {});
