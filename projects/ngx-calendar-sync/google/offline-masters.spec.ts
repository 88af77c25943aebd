import { until } from '../core/specs/until';
import type { GoogleCalendarService } from './google-calendar.service';
import { aUser, closeTabs, storedEvent } from './specs/emulator';
import { OfflineBrowser } from './specs/offline-browser';
import type { OfflineReplicaOptions } from './start/offline-replica-options';
import { withOfflineReplica } from './with-offline-replica';

const LESSON = {
  id: 'lesson0',
  summary: 'Lesson',
  description: 'Bring the violin',
  start: { dateTime: '2026-05-04T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-05-04T10:00:00Z', timeZone: 'UTC' },
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'],
};
const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

describe('getMaster with a local copy', () => {
  let email: string;
  let browser: OfflineBrowser;

  beforeEach(async () => {
    email = await aUser([LESSON]);
    browser = new OfflineBrowser(email);
  });

  afterEach(() => browser.forget());

  async function copied(options: OfflineReplicaOptions = {}): Promise<GoogleCalendarService> {
    const service = await browser.signIn(withOfflineReplica(options));
    service.setView({ calendarIds: [email], ...MAY });
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    await until(() => service.events().length > 0);
    return service;
  }

  function secondLesson(service: GoogleCalendarService) {
    const [, second] = service.events();
    if (!second) {
      throw new Error('There is no second occurrence.');
    }
    return second;
  }

  it('offline: the series is read from the copy, also after a reload without a sign-in', async () => {
    const first = await copied();
    browser.goOffline();
    const master = await first.getMaster(secondLesson(first));
    expect(master).toEqual(
      jasmine.objectContaining({
        id: 'lesson0',
        description: 'Bring the violin',
        recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'],
      }),
    );
    await closeTabs();
    const service = await browser.open();
    await until(() => service.calendars().length > 0);
    expect(await service.getMaster({ calendarId: email, id: 'lesson0' })).toEqual(master);
  });

  it('offline: the series has the change that Google has not confirmed', async () => {
    const service = await copied();
    browser.goOffline();
    await service.updateEvent(
      email,
      { id: secondLesson(service).id, title: 'Music lesson' },
      { scope: 'all', durable: true },
    );
    expect((await service.getMaster(secondLesson(service))).title).toBe('Music lesson');
  });

  it('omit: Google is asked for what the copy leaves out, and without a network it is offline', async () => {
    const service = await copied({ omit: ['description'] });
    // What is shown first comes from Google.
    await until(() => secondLesson(service).description === undefined);
    const lesson = secondLesson(service);
    expect((await service.getMaster(lesson)).description).toBe('Bring the violin');
    browser.goOffline();
    await expectAsync(service.getMaster(lesson)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'offline' }),
    );
  });

  it('omit: a series that is divided keeps what the copy leaves out', async () => {
    const service = await copied({ omit: ['description'] });
    await until(() => secondLesson(service).description === undefined);
    const { id } = secondLesson(service);
    const added = await service.updateEvent(
      email,
      { id, title: 'Later lesson' },
      { scope: 'following' },
    );
    const seriesId = added.seriesId ?? added.id;
    expect(seriesId).not.toBe('lesson0');
    expect(await storedEvent(email, seriesId)).toEqual(
      jasmine.objectContaining({ summary: 'Later lesson', description: 'Bring the violin' }),
    );
  });
});
