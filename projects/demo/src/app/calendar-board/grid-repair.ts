/**
 * Mends what FullCalendar's markup lacks for assistive technology, now and after each of its renderings.
 *
 * @returns what ends it
 */
export function keepGridRepaired(root: HTMLElement): () => void {
  let planned = 0;
  const plan = () => {
    planned ||= requestAnimationFrame(() => {
      planned = 0;
      repairGrid(root);
    });
  };
  const observer = new MutationObserver(plan);
  const attributeFilter = ['role', 'aria-hidden'];
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter });
  plan();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(planned);
  };
}

export function repairGrid(root: HTMLElement): void {
  // A header says what its column is: its text must not be hidden.
  for (const hidden of find(root, '[role=columnheader] [aria-hidden]')) {
    hidden.removeAttribute('aria-hidden');
  }
  // A header without words is none.
  for (const header of find(root, '[role=rowheader]')) {
    if (header.textContent.trim()) {
      continue;
    }
    header.removeAttribute('role');
    header.removeAttribute('aria-label');
  }
  // The events of a day are buttons, which no list may hold.
  for (const list of find(root, '[role=listitem] > [role=list]')) {
    list.setAttribute('role', 'group');
  }
  // What scrolls must be reached by the keyboard even without events.
  for (const grid of find(root, '[role=grid]')) {
    const cells = find(grid, '[role=gridcell]');
    const body = cells.at(-1);
    if (body && !body.hasAttribute('tabindex')) {
      body.tabIndex = 0;
    }
  }
}

function find(root: HTMLElement, selector: string): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>(selector));
}
