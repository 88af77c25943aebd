/** Whether an address is that of a page of all events, and not of the events of a range. A first sync begins with the first. */
export function isPageOfAllEvents(url) {
  return url.includes('/events?') && !url.includes('timeMin=');
}
