import { ChangeDetectionStrategy, Component, createComponent, inject } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import {
  appInjector,
  application,
  openApp,
  replicaComplete,
  showRange,
  tokenOf,
  type BenchAccount,
  type IsoTimeRange,
} from './google-app';

/** How many of the same thing are measured in one round. */
export const REPETITIONS = 10;

@Component({
  selector: 'bench-week',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@for (event of events(); track event.id) {
    <p>{{ event.title }}</p>
  }`,
})
class Week {
  readonly events = inject(GoogleCalendarService).events;
}

let service: GoogleCalendarService | undefined;
let changes = 0;

/** Shows a week on the screen; nothing has been written so far. */
export async function openWeek(account: BenchAccount, week: IsoTimeRange): Promise<void> {
  const environmentInjector = openApp(account, await appInjector(), await tokenOf(account));
  service = environmentInjector.get(GoogleCalendarService);
  const hostElement = document.body.appendChild(document.createElement('main'));
  const component = createComponent(Week, { environmentInjector, hostElement });
  (await application).attachView(component.hostView);
  await service.initialize();
  await service.signIn();
  await showRange(service, week);
  await shown('');
}

/** From the call to an event that is on the screen. */
export function addToWeek({
  start,
}: IsoTimeRange): Promise<() => Promise<{ readonly ms: number }>> {
  const calendar = weekService();
  return Promise.resolve(async () => {
    const ms = await msUntilShown(nextTitle(), (title) =>
      calendar.addEvent('primary', { title, start }),
    );
    return { ms };
  });
}

/** From the call to the changed event on the screen: the median of several, one after the other. */
export async function updateInWeek(): Promise<() => Promise<{ readonly ms: number }>> {
  const calendar = weekService();
  await replicaComplete(calendar);
  return async () => {
    const times: number[] = [];
    while (times.length < REPETITIONS) {
      times.push(await msUntilShown(nextTitle(), (title) => updateFirst(title)));
    }
    return { ms: median(times) };
  };
}

/** Changes the title of the first event of the week. */
export function updateFirst(title: string, options?: object): Promise<unknown> {
  const calendar = weekService();
  const [event] = calendar.events();
  if (!event) {
    throw new Error('The week shows no event.');
  }
  return calendar.updateEvent(event.calendarId, { id: event.id, title }, options);
}

/** The time from one frame to the next: the median of several. */
export function frame(): Promise<() => Promise<{ readonly ms: number }>> {
  const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  return Promise.resolve(async () => {
    const times: number[] = [];
    let before = await next();
    while (times.length < REPETITIONS) {
      const now = await next();
      times.push(now - before);
      before = now;
    }
    return { ms: median(times) };
  });
}

/** From the call of a write of this title to the document that has it. */
export async function msUntilShown(
  title: string,
  write: (title: string) => Promise<unknown>,
): Promise<number> {
  const isShown = shown(title);
  const start = performance.now();
  const written = write(title);
  const ms = (await isShown) - start;
  await written;
  return ms;
}

/** Resolves to the time at which the document has a text. */
function shown(title: string): Promise<number> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.body.textContent.includes(title)) {
        observer.disconnect();
        resolve(performance.now());
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

export function nextTitle(): string {
  changes += 1;
  return `change number ${changes}.`;
}

export function weekService(): GoogleCalendarService {
  if (!service) {
    throw new Error('Call openWeek first.');
  }
  return service;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
