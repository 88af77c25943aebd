/**
 * To be imported before FullCalendar, which keeps one observer for all. It changes sizes while it is told of one, which the
 * browser reports as an error of the page; that is none, but ends Karma. Told in the next frame, it causes no report.
 */
window.ResizeObserver = class extends ResizeObserver {
  constructor(callback: ResizeObserverCallback) {
    super((entries, observer) => {
      requestAnimationFrame(() => {
        callback(entries, observer);
      });
    });
  }
};
