import type { EnvironmentInjector, Provider } from '@angular/core';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { GoogleEvents } from 'ngx-calendar-sync/google/start';
import { closeTab } from '../../account/specs/open-tabs';
import { until } from '../../core/specs/until';
import { GoogleCalendarService } from '../google-calendar.service';
import { afterLostAnswer } from '../specs/after-lost-answer';
import { clockWithoutPauses } from '../specs/clock-without-pauses';
import { requestsOf } from '../specs/emulator-requests';
import { Account, type CalendarName } from '../specs/faults/account';
import { addFault, clearFaults } from '../specs/faults/faults';
import { OfflineBrowser } from '../specs/offline-browser';

const LESSON = {
  id: 'lesson',
  summary: 'Lesson',
  start: { dateTime: '2026-05-06T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-05-06T10:00:00Z', timeZone: 'UTC' },
};
const RANGE = { timeMin: '2026-05-01T00:00:00Z', timeMax: '2026-06-01T00:00:00Z' };
const NAMES = ['own', 'club', 'left'] as const;

describe('A move whose answer is lost', () => {
  let account: Account;

  beforeEach(async () => {
    account = await Account.create(
      () =>
        new Map<CalendarName, readonly object[]>([
          ['own', [LESSON]],
          ['club', []],
          ['left', []],
        ]),
    );
  });

  afterEach(clearFaults);

  const pathOf = (name: CalendarName) =>
    `calendars/${encodeURIComponent(account.idOf(name))}/events`;

  /** Somebody else moves the event. */
  const move = (from: CalendarName, to: CalendarName) =>
    account.ask(`${pathOf(from)}/lesson/move`, { destination: account.idOf(to) }, 'POST');

  /** Somebody else renames the event. */
  const rename = (name: CalendarName, summary: string) =>
    account.ask(`${pathOf(name)}/lesson`, {}, 'PATCH', { summary });

  /** What Google has. */
  async function held(): Promise<readonly string[]> {
    const lists = await Promise.all(
      NAMES.map(async (name) => {
        const { items = [] } = await account.ask<GoogleEvents>(pathOf(name), RANGE);
        return items.map(({ summary }) => `${name} ${summary}`);
      }),
    );
    return lists.flat();
  }

  /** A connection that is closed in the middle of the answer is surely lost: others some browsers send again by themselves. */
  const LOST_ANSWER = { drop: 'middle' };
  const NEVER_DONE = { status: 503 };
  const lose = (fault: object) =>
    addFault({
      ...fault,
      method: 'POST',
      path: '/calendar/v3/calendars/*/events/*/move',
      user: account.email,
    });

  const conflict = jasmine.objectContaining({ code: 'conflict' });

  let browser: OfflineBrowser;

  beforeEach(() => {
    browser = new OfflineBrowser(account.email);
  });

  afterEach(() => browser.forget());

  async function signedIn(tab: EnvironmentInjector): Promise<GoogleCalendarService> {
    const service = tab.get(GoogleCalendarService);
    await service.initialize();
    if (service.authState().status !== 'signed-in') {
      await service.signIn();
    }
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    return service;
  }

  const openTab = (...providers: readonly Provider[]) =>
    browser.openTab(undefined, [{ provide: CLOCK, useValue: clockWithoutPauses }, ...providers]);

  /** Moves the event from the own calendar to that of the club. */
  const moveToClub = async (service: GoogleCalendarService) =>
    service.moveEvent(await service.getEvent(account.email, 'lesson'), account.idOf('club'));

  /** Renames it where it is moved to. */
  const renameInClub = (service: GoogleCalendarService) =>
    service.updateEvent(
      account.idOf('club'),
      { id: 'lesson', title: 'Seminar' },
      { durable: true },
    );

  /** What an app shows. */
  async function shown(service: GoogleCalendarService): Promise<readonly string[]> {
    await service.sync();
    const lists = await Promise.all(
      NAMES.map(async (name) => {
        const { timeMin, timeMax } = RANGE;
        const events = await service.getEvents(account.idOf(name), timeMin, timeMax);
        return events.map(({ title }) => `${name} ${title}`);
      }),
    );
    return lists.flat();
  }

  it('is not lost after all: the move is one request', async () => {
    const service = await signedIn(openTab());
    await moveToClub(service);
    const ofEvent = (await requestsOf(account.email)).filter(({ path }) =>
      path.includes('/events/lesson'),
    );
    expect(ofEvent.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('there and back, and the second one is tried again: nobody else has moved the event back', async () => {
    const service = await signedIn(openTab());
    const calendarIds = [account.email, account.idOf('club')];
    service.setView({ calendarIds, start: RANGE.timeMin, end: RANGE.timeMax });
    const inView = (name: CalendarName) =>
      service.events().find(({ calendarId }) => calendarId === account.idOf(name));
    await until(() => inView('own') !== undefined);
    browser.goOffline();
    const moveInView = async (from: CalendarName, to: CalendarName) => {
      const event = inView(from);
      expect(event).toBeDefined();
      if (event) {
        await service.moveEvent(event, account.idOf(to), { durable: true });
      }
    };
    await moveInView('own', 'club');
    await moveInView('club', 'own');
    await addFault({
      ...NEVER_DONE,
      method: 'POST',
      path: account.fromTemplate('/calendar/v3/calendars/{club}/events/*/move'),
      user: account.email,
    });
    browser.goOnline();
    await until(() => service.pendingWrites().length === 0);
    expect(await held()).toEqual(['own Lesson']);
    const moves = (await requestsOf(account.email)).filter(({ path }) => path.endsWith('/move'));
    expect(moves.map(({ status }) => status)).toEqual([200, 503, 200]);
  });

  describe('while its tab stays open', () => {
    /** The answer is lost, and something happens before that is heard. */
    async function moved(meanwhile: () => Promise<unknown>) {
      const service = await signedIn(openTab(afterLostAnswer(meanwhile)));
      await lose(LOST_ANSWER);
      return { service, done: moveToClub(service) };
    }

    it('somebody else moves the event back before it is sent again: that stays, and the user is told so', async () => {
      const { service, done } = await moved(() => move('club', 'own'));
      await expectAsync(done).toBeRejectedWith(conflict);
      expect(await held()).toEqual(['own Lesson']);
      expect(service.pendingWrites()).toEqual([]);
      expect(await shown(service)).toEqual(['own Lesson']);
      await expectAsync(service.undoLastWrite()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'invalid-request' }),
      );
    });

    /** The app goes on with the event where it has moved it, and somebody else moves it back. */
    async function movedBackAfter(
      change: (service: GoogleCalendarService) => Promise<unknown>,
    ): Promise<GoogleCalendarService> {
      const service = await signedIn(
        openTab(
          afterLostAnswer(async () => {
            await change(service);
            await move('club', 'own');
          }),
        ),
      );
      await lose(LOST_ANSWER);
      await expectAsync(moveToClub(service)).toBeRejectedWith(conflict);
      await until(() => service.pendingWrites().length === 0);
      expect(await held()).toEqual(['own Seminar']);
      expect(await shown(service)).toEqual(['own Seminar']);
      return service;
    }

    it('somebody else moves the event back before it is sent again: later changes of it are made there, in their order', async () => {
      const service = await movedBackAfter(async (app) => {
        await renameInClub(app);
        const moved = await app.getEvent(account.idOf('club'), 'lesson');
        await app.moveEvent(moved, account.email, { durable: true });
        const location = 'Hall';
        await app.updateEvent(account.email, { id: 'lesson', location }, { durable: true });
      });
      expect((await service.getEvent(account.email, 'lesson')).location).toBe('Hall');
    });

    it('somebody else moves the event back before it is sent again: a later change of it is made there', async () => {
      await movedBackAfter(renameInClub);
    });

    it('somebody else moves it to a third calendar before it is sent again: it stays there', async () => {
      const { service, done } = await moved(() => move('club', 'left'));
      await expectAsync(done).toBeRejectedWith(jasmine.objectContaining({ code: 'deleted' }));
      expect(await held()).toEqual(['left Lesson']);
      expect(await shown(service)).toEqual(['left Lesson']);
    });

    it('somebody else renames it where it is by then: it is found there', async () => {
      const { service, done } = await moved(() => rename('club', 'Seminar'));
      const title = 'Seminar';
      expect(await done).toEqual(
        jasmine.objectContaining({ calendarId: account.idOf('club'), title }),
      );
      expect(await shown(service)).toEqual(['club Seminar']);
    });
  });

  describe('and Google refuses for a moment', () => {
    const REFUSED = { status: 403, reason: 'forbidden' };

    const expectRenamedInClub = async (service: GoogleCalendarService) => {
      await until(() => service.pendingWrites().length === 0);
      expect(service.conflicts()).toEqual([]);
      expect(await held()).toEqual(['club Seminar']);
      expect(await shown(service)).toEqual(['club Seminar']);
    };

    it('to tell where the event is: it is found there, and later changes of it are made there', async () => {
      const service = await signedIn(
        openTab(
          afterLostAnswer(async () => {
            await renameInClub(service);
            const path = '/calendar/v3/calendars/*/events/lesson';
            const user = account.email;
            await addFault({ ...REFUSED, method: 'GET', path, user, times: 2 });
          }),
        ),
      );
      await lose(LOST_ANSWER);
      await moveToClub(service);
      await expectRenamedInClub(service);
    });

    it('what the browser has sent again by itself, and the network goes: the event is found once it is back', async () => {
      const service = await signedIn(openTab());
      const lesson = await service.getEvent(account.email, 'lesson');
      await move('own', 'club');
      await lose(REFUSED);
      const path = account.fromTemplate('/calendar/v3/calendars/{club}/events/lesson');
      await addFault({ drop: 'before', method: 'GET', path, user: account.email, times: 12 });
      await service.moveEvent(lesson, account.idOf('club'));
      await until(() => service.pendingWrites().length === 0);
      expect(await held()).toEqual(['club Lesson']);
      expect(await shown(service)).toEqual(['club Lesson']);
    });

    it('what the browser has sent again by itself: the event is found there, and later changes of it are made there', async () => {
      const service = await signedIn(openTab());
      const lesson = await service.getEvent(account.email, 'lesson');
      // The first of the two requests of the browser, as Google sees it.
      await move('own', 'club');
      await lose(REFUSED);
      const done = service.moveEvent(lesson, account.idOf('club'));
      await until(() => service.pendingWrites().length > 0);
      await renameInClub(service);
      await done;
      await expectRenamedInClub(service);
    });
  });

  describe('by a tab that is closed then', () => {
    /** Moves the event, and closes the tab while nobody hears the answer. Something happens before another one is opened. */
    async function reopened(
      fault: object,
      meanwhile: () => Promise<unknown>,
    ): Promise<GoogleCalendarService> {
      const isClosed = new Promise<void>((resolve) => {
        const tab = openTab(
          afterLostAnswer(() => {
            closeTab(tab);
            resolve();
            return new Promise(() => undefined);
          }),
        );
        void signedIn(tab)
          .then(async (service) => {
            await lose(fault);
            await moveToClub(service);
          })
          .catch(() => undefined);
      });
      await isClosed;
      await meanwhile();
      const service = await signedIn(openTab());
      await until(() => service.pendingWrites().length === 0);
      return service;
    }

    it('somebody else moves the event back before the next tab: that stays', async () => {
      const service = await reopened(LOST_ANSWER, () => move('club', 'own'));
      expect(await held()).toEqual(['own Lesson']);
      expect(await shown(service)).toEqual(['own Lesson']);
    });

    it('somebody else renames it where it is by then: it is there once', async () => {
      const service = await reopened(LOST_ANSWER, () => rename('club', 'Seminar'));
      expect(await held()).toEqual(['club Seminar']);
      expect(await shown(service)).toEqual(['club Seminar']);
    });

    it('the request was never done, and somebody else renames the event: it is moved', async () => {
      const service = await reopened(NEVER_DONE, () => rename('own', 'Seminar'));
      expect(await held()).toEqual(['club Seminar']);
      expect(await shown(service)).toEqual(['club Seminar']);
    });

    it('the request was never done, and the event had been moved there and back before: it is moved', async () => {
      await move('own', 'club');
      await move('club', 'own');
      const service = await reopened(NEVER_DONE, () => rename('own', 'Seminar'));
      expect(await held()).toEqual(['club Seminar']);
      expect(await shown(service)).toEqual(['club Seminar']);
    });
  });
});
