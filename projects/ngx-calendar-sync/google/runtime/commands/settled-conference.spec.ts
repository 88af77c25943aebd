import type { TestRequest } from '@angular/common/http/testing';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import { until } from '../../../core/specs/until';
import { aClock, type FakeClock } from '../../../testing/fake-clock';
import type { GoogleCalendarService } from '../../google-calendar.service';
import { AnswersByHand, ME } from '../../specs/answers-by-hand';
import { aUser, control, loaded, signedIn } from '../../specs/emulator';
import { signedInWithCopy } from '../../specs/tab-with-copy';

const LINK = 'https://meet.google.com/abc-defg-hij';

const requested = (statusCode: string) => ({
  createRequest: { requestId: 'r', status: { statusCode } },
});
const MEETING = {
  conferenceData: {
    ...requested('success'),
    entryPoints: [{ entryPointType: 'video', uri: LINK }],
    conferenceSolution: { name: 'Google Meet' },
  },
  hangoutLink: LINK,
};
const call = (etag: number, more: object = { conferenceData: requested('pending') }) => ({
  id: 'call0',
  etag: `"${etag}"`,
  updated: `2026-06-01T00:00:0${etag}Z`,
  summary: 'Call',
  start: { dateTime: '2026-06-10T09:00:00Z' },
  end: { dateTime: '2026-06-10T10:00:00Z' },
  organizer: { email: ME, self: true },
  ...more,
});

describe('conference: create', () => {
  describe('with answers by hand', () => {
    let google: AnswersByHand;
    let service: GoogleCalendarService;
    let clock: FakeClock;

    beforeEach(async () => {
      clock = aClock();
      google = await AnswersByHand.signedIn({ provide: CLOCK, useValue: clock });
      service = google.service;
      await google.show({ [ME]: [] });
    });

    const shown = () => service.events().map(({ title, conference }) => [title, conference]);
    const events = /\/events$/;
    const path = /\/events\/call0$/;
    const draft = { title: 'Call', start: '2026-06-10T09:00:00Z', conference: 'create' } as const;

    /** The next time that the event is asked for, however long the pause is. */
    async function asked(): Promise<TestRequest> {
      while (google.requestsTo('GET', path).length === 0) {
        clock.tick(100);
        await new Promise((resolve) => setTimeout(resolve));
      }
      return google.sent('GET', path);
    }

    /** Google has answered the new event, and its conference is pending. */
    async function added(options: { signal?: AbortSignal } = {}) {
      const done = service.addEvent(ME, draft, options);
      const insert = await google.sent('POST', events);
      expect(insert.request.params.get('conferenceDataVersion')).toBe('1');
      expect(shown()).toEqual([['Call', { status: 'pending' }]]);
      insert.flush(call(1));
      await until(() => service.events()[0]?.version === '"1"');
      return { done };
    }

    it('addEvent: shows at once, and resolves with the link when Google has made it', async () => {
      const { done } = await added();
      (await asked()).flush(call(1));
      expect(shown()).toEqual([['Call', { status: 'pending' }]]);
      (await asked()).flush(call(2, MEETING));
      (await google.sent('GET', path)).flush(call(2, MEETING));
      const event = await done;
      const conference = { status: 'success', uri: LINK, name: 'Google Meet' };
      expect(event.conference).toEqual(jasmine.objectContaining(conference));
      expect(service.events()).toEqual([event]);
    });

    it('addEvent: a conference that is there at once, and one that is not asked for, are not followed', async () => {
      const done = service.addEvent(ME, draft);
      (await google.sent('POST', events)).flush(call(1, MEETING));
      expect((await done).conference?.uri).toBe(LINK);
      const edited = service.updateEvent(ME, { id: 'call0', title: 'New' });
      (await google.sent('PATCH', path)).flush(call(2));
      expect((await edited).conference?.status).toBe('pending');
      expect(google.requestsTo('GET', path)).toEqual([]);
    });

    it('updateEvent: the conference of an event that was there', async () => {
      const done = service.updateEvent(ME, { id: 'call0', conference: 'create' });
      (await google.sent('PATCH', path)).flush(call(1));
      (await asked()).flush(call(2, { conferenceData: requested('failure') }));
      (await google.sent('GET', path)).flush(call(2, { conferenceData: requested('failure') }));
      expect((await done).conference?.status).toBe('failure');
      expect(service.events()[0]?.conference?.status).toBe('failure');
    });

    it('addEvent: pauses grow, and after about a minute the event resolves as it is', async () => {
      const { done } = await added();
      let isDone = false;
      void done.then(() => (isDone = true));
      const start = clock.now();
      const times: number[] = [];
      for (let tries = 0; tries < 7; tries += 1) {
        (await asked()).flush(call(1));
        times.push(clock.now() - start);
      }
      const pauses = times.map((time, index) => time - (times[index - 1] ?? 0));
      // The clock is moved in steps, while requests are on their way.
      expect(pauses.every((pause, index) => pause > (pauses[index - 1] ?? 0))).toBeTrue();
      expect(times.at(-1)).toBeGreaterThan(45_000);
      await until(() => isDone);
      expect((await done).conference?.status).toBe('pending');
      clock.tick(600_000);
      expect(google.requestsTo('GET', path)).toEqual([]);
      expect(shown()).toEqual([['Call', { status: 'pending' }]]);
    });

    it('addEvent: resolves where the event cannot be read, and where it has been deleted', async () => {
      const first = await added();
      (await asked()).flush({}, { status: 403, statusText: '' });
      expect((await first.done).version).toBe('"1"');
      const second = service.updateEvent(ME, { id: 'call0', conference: 'create' });
      (await google.sent('PATCH', path)).flush(call(2));
      (await asked()).flush(call(3, { status: 'cancelled' }));
      expect((await second).version).toBe('"2"');
      expect(shown()).toEqual([['Call', { status: 'pending' }]]);
    });

    it('addEvent: an abort ends the waiting, and the event stays', async () => {
      const abort = new AbortController();
      const { done } = await added({ signal: abort.signal });
      (await asked()).flush(call(1));
      abort.abort();
      expect((await done).conference).toEqual({ status: 'pending' });
      clock.tick(600_000);
      expect(google.requestsTo('GET', path)).toEqual([]);
      expect(shown()).toEqual([['Call', { status: 'pending' }]]);
    });

    it('updateEvent: an edit does not wait for the conference, and is not undone by it', async () => {
      const { done } = await added();
      const poll = await asked();
      const edited = service.updateEvent(ME, { id: 'call0', title: 'Talk' });
      const patch = await google.sent('PATCH', path);
      poll.flush(call(2, MEETING));
      patch.flush(call(3, { ...MEETING, summary: 'Talk' }));
      expect((await edited).title).toBe('Talk');
      (await google.sent('GET', path)).flush(call(3, { ...MEETING, summary: 'Talk' }));
      expect((await done).title).toBe('Talk');
      expect(shown().map(([title]) => title)).toEqual(['Talk']);
      expect(service.events()[0]?.conference?.uri).toBe(LINK);
    });

    it('updateEvent, deleteEvent: a conference that Google has finished meanwhile is no conflict', async () => {
      await added();
      const edited = service.updateEvent(ME, { id: 'call0', title: 'Talk' });
      const refused = await google.sent('PATCH', path);
      expect(refused.request.headers.get('If-Match')).toBe('"1"');
      refused.flush({}, { status: 412, statusText: '' });
      (await google.sent('GET', path)).flush(call(2, MEETING));
      const again = await google.sent('PATCH', path);
      expect(again.request.headers.get('If-Match')).toBe('"2"');
      again.flush(call(3, { conferenceData: requested('pending'), summary: 'Talk' }));
      await edited;
      const deleted = service.deleteEvent(ME, 'call0');
      const refusedDelete = await google.sent('DELETE', path);
      expect(refusedDelete.request.headers.get('If-Match')).toBe('"3"');
      refusedDelete.flush({}, { status: 412, statusText: '' });
      (await google.sent('GET', path)).flush(call(4, { ...MEETING, summary: 'Talk' }));
      const deletedAgain = await google.sent('DELETE', path);
      expect(deletedAgain.request.headers.get('If-Match')).toBe('"4"');
      deletedAgain.flush(null);
      await deleted;
      expect(service.events()).toEqual([]);
    });

    it('updateEvent: what somebody else has changed beside the conference stays', async () => {
      await added();
      const edited = service.updateEvent(ME, { id: 'call0', title: 'Talk' });
      (await google.sent('PATCH', path)).flush({}, { status: 412, statusText: '' });
      (await google.sent('GET', path)).flush(call(2, { ...MEETING, location: 'Room' }));
      const again = await google.sent('PATCH', path);
      expect(again.request.headers.get('If-Match')).toBe('"2"');
      expect(again.request.body).toEqual({ summary: 'Talk' });
      again.flush(call(3, { ...MEETING, location: 'Room', summary: 'Talk' }));
      expect(await edited).toEqual(jasmine.objectContaining({ title: 'Talk', location: 'Room' }));
    });

    it('updateEvent: an edit of the event as it was before the conference was there is no conflict', async () => {
      const { done } = await added();
      const [before] = service.events();
      (await asked()).flush(call(2, MEETING));
      (await google.sent('GET', path)).flush(call(2, MEETING));
      await done;
      const version = before?.version ?? '';
      const edited = service.updateEvent(ME, { id: 'call0', version, title: 'Talk' });
      const patch = await google.sent('PATCH', path);
      expect(patch.request.headers.get('If-Match')).toBe('"2"');
      patch.flush(call(3, { ...MEETING, summary: 'Talk' }));
      await edited;
    });
  });

  describe('against the emulator', () => {
    const draft = { title: 'Call', start: '2026-05-05T09:00:00Z', conference: 'create' } as const;
    const may = { start: '2026-05-01', end: '2026-06-01' };

    /** From now on conferences that the account requests are pending when they are read for the first time. */
    const pendAtFirst = (email: string) => control('conferences', { email, pendingReads: 1 });

    it('addEvent: the link shows when it is there', async () => {
      const email = await aUser();
      const service = await signedIn(email);
      service.setView({ calendarIds: [email], ...may });
      await loaded(service);
      await pendAtFirst(email);
      const event = await service.addEvent(email, draft);
      expect(event.conference?.status).toBe('success');
      expect(event.conference?.uri).toMatch(/^https:\/\/meet\.google\.com\//);
      expect(service.events()).toEqual([event]);
      await service.updateEvent(email, { id: event.id, title: 'Later' });
    });

    it('addEvent: with a local copy the link shows, and stays', async () => {
      const email = await aUser();
      const { service, close } = await signedInWithCopy(email);
      service.setView({ calendarIds: [email], ...may });
      await until(() => service.syncState().copy?.syncedAt !== undefined);
      await pendAtFirst(email);
      const event = await service.addEvent(email, draft);
      const links = new Set<string | undefined>();
      const showing = service.events$.subscribe(([first]) => links.add(first?.conference?.uri));
      await service.sync();
      expect(event.conference?.uri).toBeDefined();
      expect([...links]).toEqual([event.conference?.uri]);
      showing.unsubscribe();
      await close();
    });
  });
});
