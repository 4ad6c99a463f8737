/** @file What goes wrong, said where it belongs. */
import { ApiError, NetworkError } from './api.js';
import { sayUnreachable } from './banner.js';
import { showErrors } from './controls.js';

/**
 * What the server has against the link goes to its fields, that it can't be reached into the banner.
 * @param {HTMLFormElement} form @param {Error} error @param {() => void} retry
 */
export function complainTo(form, error, retry) {
  if (error instanceof ApiError) showErrors(form, error.errors, error.message);
  else if (error instanceof NetworkError) sayUnreachable(retry);
  else throw error;
}
