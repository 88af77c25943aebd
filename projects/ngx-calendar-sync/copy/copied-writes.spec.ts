import { of, Subject } from 'rxjs';
import type { CalendarEvent, ɵHeldEvent as HeldEvent } from 'ngx-calendar-sync/core';
import { CopiedWrites } from './copied-writes';
import type { CompletedPull } from './copy-progress';
import { anEvent } from './specs/fixed-event';

const WRITTEN = anEvent('standup', { version: '2' });
const TARGET = { calendarId: 'work', eventId: 'standup' };

describe('CopiedWrites', () => {
  /** What a tab asks for when a write of the calendar `work` was confirmed, and what it hears. */
  function aTab({
    leads,
    sends,
    isMadeHere = true,
  }: {
    readonly leads: boolean;
    readonly sends?: boolean;
    readonly isMadeHere?: boolean;
  }) {
    const synced: string[] = [];
    const pulled$ = new Subject<CompletedPull>();
    let held: HeldEvent | undefined;
    const writes = new CopiedWrites<CalendarEvent>({
      held: { held: () => Promise.resolve(held) },
      online: { beforeWrite: () => () => undefined },
      pulled$,
      isListed: () => true,
      scope: () => ({ coverage: 'everything' }),
      log: sends === undefined ? undefined : { leading$: of(sends) },
      leads: () => leads,
      sync: (calendarId) => {
        synced.push(calendarId);
        return Promise.resolve();
      },
      readsDone: () => Promise.resolve(),
      closed$: new Subject(),
    });
    const confirm = () =>
      new Promise<void>((resolve) => {
        const write = {
          overlay: { kind: 'put', event: WRITTEN },
          isMadeHere,
          isShownBy: (_before: unknown, current: HeldEvent | undefined) => current?.version === '2',
        } as const;
        writes.beforeWrite(TARGET, anEvent('standup'))(write, resolve);
      });
    const shown = confirm();
    const pull = (): void => {
      held = { deleted: false, version: '2', value: {} };
      pulled$.next({ calendarId: 'work', begunAt: 0 });
    };
    return { synced, shown, confirm, pull, isOwn: () => writes.own.take('work', WRITTEN) };
  }

  /** Resolves when the tab has decided whether to pull. */
  const decided = () => new Promise((resolve) => setTimeout(resolve));

  for (const [what, tab, expected] of [
    ['the tab that leads', { leads: true, sends: true }, ['work']],
    ['a tab whose writes the others cannot see', { leads: false, sends: true }, ['work']],
    ['a tab without a log of writes', { leads: false }, ['work']],
    ['any other tab', { leads: false, sends: false }, []],
  ] as const) {
    it(`a confirmed write: ${what} asks for ${expected.length === 0 ? 'no pull' : 'a pull of its calendar'}`, async () => {
      const { synced } = aTab(tab);
      await decided();
      expect(synced).toEqual([...expected]);
    });
  }

  it('writes that are confirmed together: their calendar is pulled once, and again after a later one', async () => {
    const { synced, shown, confirm, pull } = aTab({ leads: true });
    const together = [shown, confirm(), confirm()];
    await decided();
    expect(synced).toEqual(['work']);
    pull();
    await Promise.all(together);
    void confirm();
    await decided();
    expect(synced).toEqual(['work', 'work']);
  });

  it('a confirmed write: is shown by the pull of another tab', async () => {
    const { synced, shown, pull } = aTab({ leads: false, sends: false });
    pull();
    await shown;
    expect(synced).toEqual([]);
  });

  it('a confirmed write: is a change of this tab where it was made in this tab alone', () => {
    expect(aTab({ leads: true, sends: true }).isOwn()).toBeTrue();
    expect(aTab({ leads: true, sends: true, isMadeHere: false }).isOwn()).toBeFalse();
  });
});
