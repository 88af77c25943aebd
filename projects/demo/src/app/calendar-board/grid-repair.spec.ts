import { repairGrid } from './grid-repair';

describe('repairGrid', () => {
  let root: HTMLElement;
  const make = (parent: HTMLElement, attributes: Record<string, string>, text = '') => {
    const element = document.createElement('div');
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.textContent = text;
    parent.append(element);
    return element;
  };

  beforeEach(() => {
    root = document.createElement('div');
  });

  it('shows the text of column headers to assistive technology', () => {
    const header = make(root, { role: 'columnheader' });
    const text = make(header, { 'aria-hidden': 'true' }, 'Mon');
    repairGrid(root);
    expect(text.hasAttribute('aria-hidden')).toBeFalse();
  });

  it('takes role and label from a row header without text, and from no other', () => {
    const empty = make(root, { role: 'rowheader', 'aria-label': 'Timed' });
    const full = make(root, { role: 'rowheader' }, 'All-day');
    repairGrid(root);
    expect(empty.hasAttribute('role')).toBeFalse();
    expect(empty.hasAttribute('aria-label')).toBeFalse();
    expect(full.getAttribute('role')).toBe('rowheader');
  });

  it('makes the list of a day’s events a group, and keeps the list of days', () => {
    const days = make(root, { role: 'list' });
    const day = make(days, { role: 'listitem' });
    const events = make(day, { role: 'list' });
    repairGrid(root);
    expect(days.getAttribute('role')).toBe('list');
    expect(events.getAttribute('role')).toBe('group');
  });

  it('makes one cell of each grid focusable', () => {
    const grid = make(root, { role: 'grid' });
    make(grid, { role: 'gridcell' });
    const last = make(grid, { role: 'gridcell' });
    repairGrid(root);
    expect(last.tabIndex).toBe(0);
    expect(grid.querySelectorAll('[tabindex]').length).toBe(1);
  });
});
