/** Under which the server puts the public events that it has rendered into the page. */
export const EVENTS_KEY = 'ngx-calendar-sync events';
