// FullCalendar changes sizes while it is told of one. The browser reports that as an error of the page. It is none, but Karma
// would end with it, by `onerror`, and Jasmine would fail the spec that runs, by a listener.
const { onerror } = window;

window.onerror = (message, ...details) =>
  isResizeReport(message) || Boolean(onerror?.call(window, message, ...details));

window.addEventListener('error', (report) => {
  if (isResizeReport(report.message)) {
    report.stopImmediatePropagation();
  }
});

function isResizeReport(message: unknown): boolean {
  return typeof message === 'string' && message.startsWith('ResizeObserver loop');
}
