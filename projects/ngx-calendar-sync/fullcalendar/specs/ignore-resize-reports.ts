/**
 * FullCalendar changes sizes while it is told of one. The browser reports that as an error of the page. It is none, but Karma
 * would end with it, and Jasmine would fail the spec that runs. Karma's handler is the first that is called of all.
 */
export function ignoreResizeReports(): void {
  const { onerror } = window;
  window.onerror = (message, ...details) => {
    if (typeof message === 'string' && message.startsWith('ResizeObserver loop')) {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- this handler gets the event in no other way
      window.event?.stopImmediatePropagation();
      return true;
    }
    return Boolean(onerror?.call(window, message, ...details));
  };
}
