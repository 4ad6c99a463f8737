/** @file The chapters on a sheet: the button that prints them. */
import { byId } from './dom.js';

byId('print').addEventListener('click', () => window.print());
