import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { GoogleCalendarService } from '../google-calendar.service';
import { until } from '../../core/specs/until';
import { afterLostAnswer } from '../specs/after-lost-answer';
import { clockWithoutPauses } from '../specs/clock-without-pauses';
import { aUser, control } from '../specs/emulator';
import { requestsOf } from '../specs/emulator-requests';
import { OfflineBrowser } from '../specs/offline-browser';
import { withOfflineReplica } from '../with-offline-replica';

const DINNER = { title: 'Dinner', start: '2026-06-11T18:00:00Z' };

const DELETED = jasmine.objectContaining({ code: 'deleted' });

describe('An insert whose answer is lost', () => {
  let ann: string;
  let browser: OfflineBrowser;

  beforeEach(async () => {
    ann = await aUser();
    browser = new OfflineBrowser(ann);
  });

  afterEach(() => browser.forget());

  const answers = async () =>
    (await requestsOf(ann)).filter(({ method }) => method === 'POST').map(({ status }) => status);

  it('somebody else deletes the event before it is sent again: the user is told so, and it is not added a second time, by a retry neither', async () => {
    const deleted = afterLostAnswer((id) =>
      control('as', { email: ann, method: 'DELETE', path: `calendars/primary/events/${id}` }),
    );
    const service = await browser.signIn(withOfflineReplica(), [deleted]);
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    const path = `/calendar/v3/calendars/${encodeURIComponent(ann)}/events`;
    // Where nothing at all is answered, some browsers send the request again by themselves.
    await control('fault', { method: 'POST', path, user: ann, drop: 'middle' });

    await expectAsync(service.addEvent(ann, DINNER)).toBeRejectedWith(DELETED);
    const [failed] = service.pendingWrites();
    expect([failed?.error, failed?.event?.title]).toEqual([DELETED, 'Dinner']);
    expect(await answers()).toEqual([200, 409]);

    await service.retryWrite(failed?.id ?? '');
    await until(() => service.pendingWrites()[0]?.state === 'failed');
    expect(await answers()).toEqual([200, 409, 409]);
    expect(await service.getEvents(ann, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z')).toEqual(
      [],
    );
  });

  /** The service of an app whose insert is lost. Somebody else changes the event, and something else may happen, before it hears of that. */
  async function insertedAndChanged(
    theirs: object,
    andThen: (service: GoogleCalendarService, id: string) => Promise<unknown> = () =>
      Promise.resolve(),
  ): Promise<GoogleCalendarService> {
    const change = async (id: string) => {
      const path = `calendars/primary/events/${id}`;
      await control('as', { email: ann, method: 'PATCH', path, body: theirs });
      await andThen(service, id);
    };
    const service = await browser.signIn(withOfflineReplica(), [
      afterLostAnswer(change),
      { provide: CLOCK, useValue: clockWithoutPauses },
    ]);
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    const path = `/calendar/v3/calendars/${encodeURIComponent(ann)}/events`;
    await control('fault', { method: 'POST', path, user: ann, drop: 'middle' });
    await service.addEvent(ann, DINNER);
    return service;
  }

  const shown = async (service: GoogleCalendarService) => {
    const events = await service.getEvents(ann, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z');
    return events.map(({ title, location }) => [title, location]);
  };

  it('somebody else changes the event before it is sent again: it is there once, as they have left it', async () => {
    const service = await insertedAndChanged({ summary: 'Supper' });
    expect(service.pendingWrites()).toEqual([]);
    expect(await shown(service)).toEqual([['Supper', undefined]]);
    expect(await answers()).toEqual([200, 409]);
  });

  it('the user changes something else of it meanwhile: both changes stay', async () => {
    const service = await insertedAndChanged({ summary: 'Supper' }, (app, id) =>
      app.updateEvent(ann, { id, location: 'Kitchen' }, { durable: true }),
    );
    await until(() => service.pendingWrites().length === 0);
    await service.sync();
    expect(await shown(service)).toEqual([['Supper', 'Kitchen']]);
  });

  it('the user changes the same of it meanwhile, without having seen theirs: the user is asked', async () => {
    const service = await insertedAndChanged({ summary: 'Supper' }, (app, id) =>
      app.updateEvent(ann, { id, title: 'Banquet' }, { durable: true }),
    );
    await until(() => service.pendingWrites().every(({ state }) => state === 'conflict'));
    expect(service.conflicts().map(({ theirs, fields }) => [theirs?.title, fields])).toEqual([
      ['Supper', ['title']],
    ]);
  });

  it('the user deletes it meanwhile, without having seen their change: the user is asked', async () => {
    const service = await insertedAndChanged({ summary: 'Supper' }, (app, id) =>
      app.deleteEvent(ann, id, { durable: true }),
    );
    await until(() => service.pendingWrites().every(({ state }) => state === 'conflict'));
    expect(service.conflicts().map(({ mine, theirs }) => [mine, theirs?.title])).toEqual([
      [undefined, 'Supper'],
    ]);
    await service.discardWrite(service.conflicts()[0]?.id ?? '');
    await service.sync();
    expect(await shown(service)).toEqual([['Supper', undefined]]);
  });

  it('the user deletes it meanwhile all the same: it is deleted, and nobody is asked again', async () => {
    const service = await insertedAndChanged({ summary: 'Supper' }, (app, id) =>
      app.deleteEvent(ann, id, { durable: true }),
    );
    await until(() => service.conflicts().length > 0);
    await service.resolveConflict(service.conflicts()[0]?.id ?? '', 'mine');
    await until(() => service.pendingWrites().length === 0);
    await service.sync();
    expect(await shown(service)).toEqual([]);
  });
});
