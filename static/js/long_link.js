/** @file Links that are too long for an address. Pure. */

/** Characters of a link that mail, chats and servers on the way take; beyond, it is posted and saved as a file. */
export const LONGEST_LINK = 8000;
/** What a link says in place of data that are not in it. */
const ELSEWHERE = 'file';

/** @param {string} link */
export const isLong = (link) => link.length > LONGEST_LINK;

/**
 * What the history holds for a link: of a long one the address lacks the data, and the entry's state has the whole.
 * @param {string} link
 * @returns {{search: string, state: {link: string}|null}}
 */
export function entryFor(link) {
  if (!isLong(link)) return { search: `?${link}`, state: null };
  return { search: `?${link.replace(/(^|&)data=[^&]*/, `$1data=${ELSEWHERE}`)}`, state: { link } };
}

/** The link of the history's present entry. @param {{history: History, location: Location}} window @returns {string} */
export function linkAt({ history, location }) {
  return history.state?.link ?? location.search.slice(1);
}

/** How a link is asked for: in the address, or in the body of a POST. @param {string} path @param {string} link @returns {[string, RequestInit]} */
export function requestFor(path, link) {
  if (!isLong(link)) return [`${path}?${link}`, {}];
  return [path, { method: 'POST', body: new URLSearchParams(link) }];
}
