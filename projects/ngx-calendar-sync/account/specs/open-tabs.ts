import type { EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';

const OPEN_TABS: EnvironmentInjector[] = [];

// Of all suites in one browser, whichever provider they are about: a tab of an earlier spec would sign the next one in to its
// account, and who waits until all locks are released has to know all tabs.
afterEach(async () => {
  TestBed.resetTestingModule();
  await closeTabs();
  localStorage.clear();
  sessionStorage.clear();
});

/** To be called with each tab of an app that a spec opens. */
export function rememberTab(tab: EnvironmentInjector): void {
  OPEN_TABS.push(tab);
}

/** Closes the open tabs, and waits until the browser has released their locks. */
export async function closeTabs(): Promise<void> {
  for (const tab of OPEN_TABS.splice(0)) {
    tab.destroy();
  }
  for (;;) {
    const { held = [] } = await navigator.locks.query();
    if (!held.some(({ name }) => name?.startsWith('ngx-calendar-sync'))) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Closes one tab, as a browser does that is closed. One that is closed already stays so. */
export function closeTab(tab: EnvironmentInjector): void {
  const index = OPEN_TABS.indexOf(tab);
  if (index >= 0) {
    OPEN_TABS.splice(index, 1);
    tab.destroy();
  }
}
