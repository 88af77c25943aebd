/**
 * Corrects FullCalendar's markup for assistive technology, now and after each of its renderings.
 *
 * @returns a function that stops this
 */
export function keepGridRepaired(root: HTMLElement): () => void {
  let scheduledFrame = 0;
  const schedule = () => {
    scheduledFrame ||= requestAnimationFrame(() => {
      scheduledFrame = 0;
      repairGrid(root);
    });
  };
  const observer = new MutationObserver(schedule);
  const attributeFilter = ['role', 'aria-hidden'];
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter });
  schedule();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(scheduledFrame);
  };
}

export function repairGrid(root: HTMLElement): void {
  // FullCalendar hides the text of its column headers from assistive technology, so that columns have no name.
  for (const hidden of elementsOf(root, '[role=columnheader] [aria-hidden]')) {
    hidden.removeAttribute('aria-hidden');
  }
  // A row header without text would be announced as a header without a name.
  for (const header of elementsOf(root, '[role=rowheader]')) {
    if (header.textContent.trim()) {
      continue;
    }
    header.removeAttribute('role');
    header.removeAttribute('aria-label');
  }
  // A list may hold nothing but list items, and the events of a day are buttons.
  for (const list of elementsOf(root, '[role=listitem] > [role=list]')) {
    list.setAttribute('role', 'group');
  }
  // A grid without events has nothing that takes the focus, and could not be scrolled by the keyboard.
  for (const grid of elementsOf(root, '[role=grid]')) {
    const cells = elementsOf(grid, '[role=gridcell]');
    const last = cells.at(-1);
    if (last && !last.hasAttribute('tabindex')) {
      last.tabIndex = 0;
    }
  }
}

function elementsOf(root: HTMLElement, selector: string): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>(selector));
}
