import { TestBed } from '@angular/core/testing';
import { until } from '../../../core/specs/until';
import type { GoogleCalendarService } from '../../google-calendar.service';
import type { GoogleEventAttendee } from 'ngx-calendar-sync/google/start';
import { AnswersByHand, ME } from '../../specs/answers-by-hand';
import { aUser, control, loaded, signedIn, storedEvent } from '../../specs/emulator';
import { requestsOf } from '../../specs/emulator-requests';
import { signedInWithCopy } from '../../specs/tab-with-copy';

const code = (expected: string, message = /./) =>
  jasmine.objectContaining({ code: expected, message: jasmine.stringMatching(message) });

const guest = (email: string, responseStatus: string, more: object = {}) => ({
  email,
  responseStatus,
  ...more,
});
const OTHER = guest('other@example.com', 'declined', { comment: 'ill' });
const SELF = guest(ME, 'needsAction', { self: true, displayName: 'Me', additionalGuests: 1 });
const dinner = (more: object = {}) => ({
  id: 'dinner0',
  etag: '"1"',
  summary: 'Dinner',
  start: { dateTime: '2026-06-10T19:00:00Z' },
  end: { dateTime: '2026-06-10T22:00:00Z' },
  organizer: { email: 'host@example.com' },
  attendees: [OTHER, SELF],
  ...more,
});

describe('respond', () => {
  describe('with answers by hand', () => {
    let google: AnswersByHand;
    let service: GoogleCalendarService;

    beforeEach(async () => {
      google = await AnswersByHand.signedIn();
      service = google.service;
    });

    const responses = () =>
      service
        .events()
        .map(({ googleEvent }) => googleEvent.attendees?.map((g) => g.responseStatus));
    const path = /\/events\/dinner0$/;
    const invited = { calendarId: 'primary', id: 'dinner0' };
    const accepted = (more: object = {}) =>
      dinner({ etag: '"2"', attendees: [OTHER, { ...SELF, responseStatus: 'accepted' }], ...more });

    it('respond: shows at once, and sends the own guest alone, for whatever version', async () => {
      await google.show({ [ME]: [dinner()] });
      const done = service.respond(invited, 'accepted', { sendUpdates: 'all' });
      const patch = await google.sent('PATCH', path);
      expect(responses()).toEqual([['declined', 'accepted']]);
      expect(patch.request.body).toEqual({
        attendees: [{ ...SELF, responseStatus: 'accepted' }],
        attendeesOmitted: true,
      });
      expect(patch.request.headers.has('If-Match')).toBeFalse();
      expect(patch.request.params.get('sendUpdates')).toBe('all');
      patch.flush(accepted());
      const answer = await done;
      expect(service.events()).toEqual([answer]);
      expect(responses()).toEqual([['declined', 'accepted']]);
    });

    it('respond: an event that was deleted or moved away meanwhile is told, though Google patches it', async () => {
      await google.show({ [ME]: [dinner()] });
      const done = service.respond(invited, 'accepted');
      (await google.sent('PATCH', path)).flush(accepted({ status: 'cancelled' }));
      (await google.sent('GET', path)).flush(dinner({ status: 'cancelled' }));
      await expectAsync(done).toBeRejectedWith(code('deleted'));
    });

    it('respond: a guest of a large event, of which Google has sent the own guest alone', async () => {
      await google.show({ [ME]: [dinner({ attendees: [SELF], attendeesOmitted: true })] });
      const done = service.respond(invited, 'tentative');
      const patch = await google.sent('PATCH', path);
      expect(patch.request.body).toEqual({
        attendees: [{ ...SELF, responseStatus: 'tentative' }],
        attendeesOmitted: true,
      });
      expect(responses()).toEqual([['tentative']]);
      patch.flush(accepted());
      await done;
    });

    it('respond: a refused answer is undone', async () => {
      await google.show({ [ME]: [dinner()] });
      const done = service.respond(invited, 'accepted');
      const patch = await google.sent('PATCH', path);
      expect(responses()).toEqual([['declined', 'accepted']]);
      patch.flush({}, { status: 403, statusText: '' });
      await expectAsync(done).toBeRejectedWith(code('forbidden'));
      expect(responses()).toEqual([['declined', 'needsAction']]);
    });

    it('respond: without a comment the own one stays, an empty one removes it', async () => {
      await google.show({ [ME]: [dinner({ attendees: [{ ...SELF, comment: 'late' }] })] });
      const sentGuest = async (options: { comment?: string }) => {
        const done = service.respond(invited, 'accepted', options);
        const patch = await google.sent('PATCH', path);
        const { attendees } = patch.request.body as { attendees: GoogleEventAttendee[] };
        patch.flush({}, { status: 403, statusText: '' });
        await expectAsync(done).toBeRejected();
        return attendees[0]?.comment;
      };
      expect(await sentGuest({})).toBe('late');
      expect(await sentGuest({ comment: 'in time' })).toBe('in time');
      expect(await sentGuest({ comment: '' })).toBe('');
    });

    it('respond: an event that is not in view is asked for first', async () => {
      await google.show({ [ME]: [] });
      const done = service.respond(invited, 'accepted');
      (await google.sent('GET', path)).flush(dinner());
      const patch = await google.sent('PATCH', path);
      expect(service.events()).toEqual([]);
      patch.flush(accepted());
      await done;
      expect(responses()).toEqual([['declined', 'accepted']]);
    });

    it('respond: an edit of the event as it was before is no conflict', async () => {
      await google.show({ [ME]: [dinner({ guestsCanModify: true })] });
      const [before] = service.events();
      const done = service.respond(invited, 'accepted');
      (await google.sent('PATCH', path)).flush(accepted({ guestsCanModify: true }));
      await done;
      const edited = service.updateEvent(ME, {
        id: 'dinner0',
        version: before?.version ?? '',
        title: 'x',
      });
      const patch = await google.sent('PATCH', path);
      expect(patch.request.headers.get('If-Match')).toBe('"2"');
      patch.flush(accepted({ etag: '"3"', summary: 'x' }));
      await edited;
    });

    it('respond: what somebody else has changed meanwhile is a conflict for an edit of what was before', async () => {
      await google.show({ [ME]: [dinner({ guestsCanModify: true })] });
      const [before] = service.events();
      const done = service.respond(invited, 'accepted');
      const theirs = { guestsCanModify: true, summary: 'Theirs' };
      (await google.sent('PATCH', path)).flush(accepted(theirs));
      await done;
      const edited = service.updateEvent(ME, {
        id: 'dinner0',
        version: before?.version ?? '',
        title: 'x',
      });
      const patch = await google.sent('PATCH', path);
      expect(patch.request.headers.get('If-Match')).toBe('"1"');
      patch.flush({}, { status: 412, statusText: '' });
      (await google.sent('GET', path)).flush(accepted(theirs));
      await expectAsync(edited).toBeRejectedWith(code('conflict'));
    });

    it('respond: an event without the own guest, and a wrong answer, are invalid requests without a network, and nothing is written', async () => {
      await google.show({ [ME]: [dinner({ attendees: [OTHER] })] });
      await expectAsync(service.respond(invited, 'accepted')).toBeRejectedWith(
        code('invalid-request', /not invited/),
      );
      for (const wrong of ['needsAction', 'yes', '']) {
        await expectAsync(service.respond(invited, wrong as 'accepted')).toBeRejectedWith(
          code('invalid-request', /accepted, tentative, declined/),
        );
      }
      await expectAsync(service.respond({ ...invited, id: '' }, 'accepted')).toBeRejectedWith(
        code('invalid-request', /id/),
      );
      expect(google.requestsTo('PATCH', /./)).toEqual([]);
      expect(google.requestsTo('GET', path)).toEqual([]);
    });

    it('respond: an answer for the occurrences that follow is refused in words, and nothing is sent', async () => {
      const occurrence = { id: 'dinner0_20260610T190000Z', recurringEventId: 'dinner0' };
      await google.show({ [ME]: [dinner(occurrence)] });
      const [event] = service.events();
      if (!event) {
        throw new Error('There is no occurrence.');
      }
      await expectAsync(
        service.respond(event, 'accepted', { scope: 'following' }),
      ).toBeRejectedWith(code('invalid-request', /for one occurrence or for all/));
      expect(responses()).toEqual([['declined', 'needsAction']]);
      expect(google.requestsTo('PATCH', /./)).toEqual([]);
      expect(google.requestsTo('GET', path)).toEqual([]);
    });

    it('respond: an abort before it is sent sends nothing; one on its way undoes it and reads the calendar again', async () => {
      await google.show({ [ME]: [dinner()] });
      await expectAsync(
        service.respond(invited, 'accepted', { signal: AbortSignal.abort() }),
      ).toBeRejectedWith(code('cancelled'));
      expect(google.requestsTo('PATCH', /./)).toEqual([]);
      const abort = new AbortController();
      const done = service.respond(invited, 'accepted', { signal: abort.signal });
      const patch = await google.sent('PATCH', path);
      abort.abort();
      await expectAsync(done).toBeRejectedWith(code('cancelled'));
      expect(patch.cancelled).toBeTrue();
      expect(responses()).toEqual([['declined', 'needsAction']]);
      await google.sent('GET', /\/events$/);
    });
  });

  describe('against the emulator', () => {
    let host: string;
    let email: string;
    let other: string;
    let service: GoogleCalendarService;

    const as = (user: string, method: string, path: string, body: object) =>
      control('as', { email: user, method, path: `calendars/primary/events${path}`, body });

    /** The answers as the organizer sees them. */
    const answers = async (id: string) =>
      (await storedEvent(host, id)).attendees?.map((each) => [each.responseStatus, each.comment]);

    async function invite(more: object = {}): Promise<void> {
      [host, email, other] = await Promise.all([aUser(), aUser(), aUser()]);
      await as(host, 'POST', '', {
        id: 'feast0',
        summary: 'Party',
        start: { dateTime: '2026-05-04T19:00:00Z', timeZone: 'UTC' },
        end: { dateTime: '2026-05-04T22:00:00Z', timeZone: 'UTC' },
        attendees: [
          { email: other, responseStatus: 'accepted', comment: 'I sing' },
          { email, responseStatus: 'needsAction' },
        ],
        ...more,
      });
      service = await signedIn(email);
      service.setView({ calendarIds: [email], start: '2026-05-01', end: '2026-06-01' });
      await loaded(service);
    }

    it('respond: the organizer gets the answer and the comment, the other guests stay, and it is no conflict', async () => {
      await invite();
      const [event] = service.events();
      if (!event) {
        throw new Error('There is no invitation.');
      }
      await as(host, 'PATCH', '/feast0', { summary: 'Big party' });
      const answered = await service.respond(event, 'tentative', { comment: 'with luck' });
      expect(answered.title).toBe('Big party');
      expect(service.events()).toEqual([answered]);
      expect(await answers('feast0')).toEqual([
        ['accepted', 'I sing'],
        ['tentative', 'with luck'],
      ]);
      await service.respond(answered, 'accepted');
      expect((await answers('feast0'))?.[1]).toEqual(['accepted', 'with luck']);
      await service.respond(answered, 'declined', { comment: '', sendUpdates: 'externalOnly' });
      const [status, comment] = (await answers('feast0'))?.[1] ?? [];
      expect(status).toBe('declined');
      expect(comment ?? '').toBe('');
      const patches = (await requestsOf(email)).filter(({ method }) => method === 'PATCH');
      expect(patches.map(({ query }) => query['sendUpdates'])).toEqual([
        undefined,
        undefined,
        'externalOnly',
      ]);
    });

    it('respond: with a local copy the answer shows, and stays', async () => {
      await invite();
      TestBed.resetTestingModule();
      const tab = await signedInWithCopy(email);
      tab.service.setView({ calendarIds: [email], start: '2026-05-01', end: '2026-06-01' });
      await until(() => tab.service.syncState().copy?.syncedAt !== undefined);
      await until(() => tab.service.events().length === 1);
      await tab.service.respond({ calendarId: email, id: 'feast0' }, 'accepted');
      const seen = new Set<string | undefined>();
      const showing = tab.service.events$.subscribe(([event]) =>
        seen.add(event?.attendees?.find(({ self }) => self)?.responseStatus),
      );
      await tab.service.sync();
      expect([...seen]).toEqual(['accepted']);
      showing.unsubscribe();
      await tab.close();
    });

    it('respond: one occurrence, and then the whole series by its id', async () => {
      await invite({ recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
      const own = () =>
        service
          .events()
          .map(
            ({ googleEvent }) => googleEvent.attendees?.find(({ self }) => self)?.responseStatus,
          );
      const [, second] = service.events();
      if (!second?.seriesId) {
        throw new Error('There is no second occurrence.');
      }
      await service.respond(second, 'declined');
      expect(own()).toEqual(['needsAction', 'declined', 'needsAction']);
      await service.respond({ calendarId: email, id: second.seriesId }, 'accepted');
      await until(() => own()[0] === 'accepted');
      expect((await answers('feast0'))?.[1]?.[0]).toBe('accepted');
    });
  });
});
