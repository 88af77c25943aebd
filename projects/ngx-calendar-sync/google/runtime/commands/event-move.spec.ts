import { until } from '../../../core/specs/until';
import type { GoogleCalendarService } from '../../google-calendar.service';
import { AnswersByHand, ME, READ_ONLY, TEAM } from '../../specs/answers-by-hand';
import { aUser, control, loaded, signedIn } from '../../specs/emulator';
import { signedInWithCopy } from '../../specs/tab-with-copy';

const code = (expected: string, message = /./) =>
  jasmine.objectContaining({ code: expected, message: jasmine.stringMatching(message) });

const plan = (more: object = {}) => ({
  id: 'plan0',
  etag: '"1"',
  summary: 'Plan',
  start: { dateTime: '2026-06-10T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-06-10T10:00:00Z', timeZone: 'UTC' },
  organizer: { email: ME, self: true },
  ...more,
});
/** As Google answers a move. */
const moved = (more: object = {}) =>
  plan({ etag: '"2"', organizer: { email: TEAM, self: true }, ...more });

describe('moveEvent', () => {
  let google: AnswersByHand;
  let service: GoogleCalendarService;

  beforeEach(async () => {
    google = await AnswersByHand.signedIn();
    service = google.service;
  });

  const shown = () => service.events().map(({ calendarId, title }) => [calendarId, title]);
  const move = /\/calendars\/me@example\.com\/events\/plan0\/move$/;
  const inSource = /\/calendars\/me@example\.com\/events\/plan0$/;
  const inDestination = /\/calendars\/team@group.calendar.google.com\/events\/plan0$/;
  const event = { calendarId: 'primary', id: 'plan0' };

  it('moveEvent: the event leaves its calendar and shows in the other one at once', async () => {
    await google.show({ [ME]: [plan({ eventLabelId: 'l' })], [TEAM]: [] });
    const done = service.moveEvent(event, TEAM, { sendUpdates: 'all' });
    const post = await google.sent('POST', move);
    expect(post.request.params.get('destination')).toBe(TEAM);
    expect(post.request.params.get('sendUpdates')).toBe('all');
    expect(shown()).toEqual([[TEAM, 'Plan']]);
    expect(service.events()[0]?.color).toBe('#fad165');
    expect(service.events()[0]?.editable).toBeTrue();
    post.flush(moved());
    const answer = await done;
    expect(service.events()).toEqual([answer]);
    expect(shown()).toEqual([[TEAM, 'Plan']]);
  });

  it('moveEvent: a refused one goes back', async () => {
    await google.show({ [ME]: [plan()], [TEAM]: [] });
    const done = service.moveEvent(event, TEAM);
    const post = await google.sent('POST', move);
    expect(shown()).toEqual([[TEAM, 'Plan']]);
    post.flush({}, { status: 403, statusText: '' });
    const check = await google.sent('GET', inDestination);
    check.flush({}, { status: 404, statusText: '' });
    await expectAsync(done).toBeRejectedWith(code('forbidden'));
    expect(shown()).toEqual([[ME, 'Plan']]);
  });

  it('moveEvent: an edit of the moved event waits for the move, and is no conflict', async () => {
    await google.show({ [ME]: [plan()], [TEAM]: [] });
    const done = service.moveEvent(event, TEAM);
    const post = await google.sent('POST', move);
    const [inTeam] = service.events();
    if (!inTeam) {
      throw new Error('There is no event.');
    }
    const edited = service.updateEvent(TEAM, { ...inTeam, title: 'Better plan' });
    expect(shown()).toEqual([[TEAM, 'Better plan']]);
    expect(google.requestsTo('PATCH', /./)).toEqual([]);
    post.flush(moved());
    await done;
    const patch = await google.sent('PATCH', inDestination);
    expect(patch.request.body).toEqual({ summary: 'Better plan' });
    expect(patch.request.headers.get('If-Match')).toBe('"2"');
    patch.flush(moved({ etag: '"3"', summary: 'Better plan' }));
    await edited;
    expect(shown()).toEqual([[TEAM, 'Better plan']]);
  });

  it('moveEvent: what somebody else has changed meanwhile is a conflict for an edit of what was before', async () => {
    await google.show({ [ME]: [plan()], [TEAM]: [] });
    const done = service.moveEvent(event, TEAM);
    const post = await google.sent('POST', move);
    const [inTeam] = service.events();
    if (!inTeam) {
      throw new Error('There is no event.');
    }
    const edited = service.updateEvent(TEAM, { ...inTeam, title: 'Better plan' });
    post.flush(moved({ summary: 'Theirs' }));
    await done;
    const patch = await google.sent('PATCH', inDestination);
    expect(patch.request.headers.get('If-Match')).toBe('"1"');
    patch.flush({}, { status: 412, statusText: '' });
    (await google.sent('GET', inDestination)).flush(moved({ summary: 'Theirs' }));
    await expectAsync(edited).toBeRejectedWith(code('conflict'));
  });

  for (const status of [404, 410]) {
    it(`moveEvent: one whose answer was lost is found in the destination after ${status}`, async () => {
      await google.show({ [ME]: [plan()], [TEAM]: [] });
      const done = service.moveEvent(event, TEAM);
      (await google.sent('POST', move)).error(new ProgressEvent('error'));
      (await google.sent('GET', inSource)).flush({}, { status, statusText: '' });
      (await google.sent('GET', inDestination)).flush(moved());
      expect((await done).version).toBe('"2"');
      expect(shown()).toEqual([[TEAM, 'Plan']]);
    });
  }

  it('moveEvent: an event that is gone is not found, also where the destination has an invitation of its id', async () => {
    await google.show({ [ME]: [plan()], [TEAM]: [] });
    for (const answer of [
      { body: {}, status: 404 },
      { body: plan(), status: 200 },
      { body: moved({ status: 'cancelled' }), status: 200 },
    ]) {
      const done = service.moveEvent(event, TEAM);
      (await google.sent('POST', move)).flush({}, { status: 404, statusText: '' });
      const found = await google.sent('GET', inDestination);
      found.flush(
        'organizer' in answer.body && answer.status === 200 && !('status' in answer.body)
          ? { ...answer.body, organizer: { email: ME } }
          : answer.body,
        { status: answer.status, statusText: '' },
      );
      await expectAsync(done).toBeRejectedWith(code('not-found'));
    }
  });

  describe('series', () => {
    const master = (more: object = {}) =>
      plan({ recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'], ...more });
    const occurrence = (day: string, organizer = ME) => {
      const time = (hour: string) => ({
        dateTime: `2026-06-${day}T${hour}:00:00Z`,
        timeZone: 'UTC',
      });
      return plan({
        id: `plan0_202606${day}T090000Z`,
        recurringEventId: 'plan0',
        originalStartTime: time('09'),
        start: time('09'),
        end: time('10'),
        organizer: { email: organizer, self: true },
      });
    };

    it('moveEvent: all occurrences leave at once, and the destination is read again when Google has answered', async () => {
      await google.show({ [ME]: [occurrence('10'), occurrence('17')], [TEAM]: [] });
      const done = service.moveEvent(event, TEAM);
      (await google.sent('GET', /\/me@example\.com\/events\/plan0$/)).flush(master());
      const post = await google.sent('POST', move);
      expect(shown()).toEqual([[TEAM, 'Plan']]);
      post.flush(moved(master({ etag: '"2"', organizer: { email: TEAM, self: true } })));
      await done;
      const list = await google.sent('GET', /\/team@group.calendar.google.com\/events$/);
      list.flush({ items: [occurrence('10', TEAM), occurrence('17', TEAM)] });
      await until(() => service.events().length === 2);
      expect(shown()).toEqual([
        [TEAM, 'Plan'],
        [TEAM, 'Plan'],
      ]);
    });

    it('moveEvent: a master as it was read needs no request before', async () => {
      await google.show({ [ME]: [occurrence('10')], [TEAM]: [] });
      const read = service.getMaster({ calendarId: ME, id: 'plan0' });
      (await google.sent('GET', /\/events\/plan0$/)).flush(master());
      const done = service.moveEvent(await read, TEAM);
      const post = await google.sent('POST', move);
      expect(google.requestsTo('GET', /\/events\/plan0$/)).toEqual([]);
      post.flush({}, { status: 403, statusText: '' });
      (await google.sent('GET', inDestination)).flush({}, { status: 404, statusText: '' });
      await expectAsync(done).toBeRejected();
      expect(shown()).toEqual([[ME, 'Plan']]);
    });

    it('moveEvent: an occurrence is an invalid request, by its own word or by what is in view', async () => {
      await google.show({ [ME]: [occurrence('10')], [TEAM]: [] });
      const [inView] = service.events();
      if (!inView) {
        throw new Error('There is no occurrence.');
      }
      for (const each of [inView, { calendarId: ME, id: inView.id }]) {
        for (const scope of ['this', 'following'] as const) {
          await expectAsync(service.moveEvent(each, TEAM, { scope })).toBeRejectedWith(
            code('invalid-request', /move its series/),
          );
        }
      }
      expect(google.requestsTo('POST', /./)).toEqual([]);
    });
  });

  it('moveEvent: what cannot be moved, or not there, is refused before anything is sent', async () => {
    await google.show({ [ME]: [plan({ eventType: 'focusTime' })], [TEAM]: [] });
    for (const [what, to, expected] of [
      [event, TEAM, code('invalid-request', /focusTime/)],
      [event, 'primary', code('invalid-request', /already/)],
      [event, ME, code('invalid-request', /already/)],
      [event, 'nobody@example.com', code('not-found', /calendar/)],
      [event, READ_ONLY, code('forbidden', /calendar/)],
      [{ ...event, id: '' }, TEAM, code('invalid-request', /id/)],
    ] as const) {
      await expectAsync(service.moveEvent(what, to)).withContext(to).toBeRejectedWith(expected);
    }
    await expectAsync(
      service.moveEvent(event, TEAM, { signal: AbortSignal.abort() }),
    ).toBeRejectedWith(code('cancelled'));
    expect(google.requestsTo('POST', /./)).toEqual([]);
    expect(shown()).toEqual([[ME, 'Plan']]);
  });

  it('moveEvent: an abort on its way takes it back, and both calendars are read again', async () => {
    await google.show({ [ME]: [plan()], [TEAM]: [] });
    const abort = new AbortController();
    const done = service.moveEvent(event, TEAM, { signal: abort.signal });
    const post = await google.sent('POST', move);
    abort.abort();
    await expectAsync(done).toBeRejectedWith(code('cancelled'));
    expect(post.cancelled).toBeTrue();
    expect(shown()).toEqual([[ME, 'Plan']]);
    await google.sent('GET', /\/me@example\.com\/events$/);
    await google.sent('GET', /\/team@group.calendar.google.com\/events$/);
  });
});

describe('moveEvent against the emulator', () => {
  const MAY = { start: '2026-05-01', end: '2026-06-01' };
  const lesson = {
    id: 'lesson0',
    summary: 'Lesson',
    start: { dateTime: '2026-05-04T09:00:00Z', timeZone: 'UTC' },
    end: { dateTime: '2026-05-04T10:00:00Z', timeZone: 'UTC' },
  };
  const series = { ...lesson, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] };

  /** A user with this event, and the id of another calendar of theirs. */
  async function aUserWithTwoCalendars(event: object) {
    const email = await aUser([event]);
    const body = { summary: 'Work' };
    const { id } = await control<{ id: string }>('as', {
      email,
      method: 'POST',
      path: 'calendars',
      body,
    });
    return { email, work: id };
  }

  const shown = (service: GoogleCalendarService) =>
    service.events().map(({ calendarId, title }) => `${calendarId} ${title}`);

  it('moveEvent: the event is in the other calendar, and can be changed and moved back there', async () => {
    const { email, work } = await aUserWithTwoCalendars(lesson);
    const service = await signedIn(email);
    service.setView({ calendarIds: [email, work], ...MAY });
    await loaded(service);
    const [before] = service.events();
    if (!before) {
      throw new Error('There is no event.');
    }
    const moved = await service.moveEvent(before, work);
    expect([moved.calendarId, moved.id]).toEqual([work, before.id]);
    const { version = '' } = before;
    await service.updateEvent(work, { id: moved.id, version, title: 'Seminar' });
    expect(shown(service)).toEqual([`${work} Seminar`]);
    await service.sync();
    expect(shown(service)).toEqual([`${work} Seminar`]);
    await service.moveEvent({ calendarId: work, id: moved.id }, 'primary');
    expect(shown(service)).toEqual([`${email} Seminar`]);
    await service.sync();
    expect(shown(service)).toEqual([`${email} Seminar`]);
  });

  it('moveEvent: a lost answer is found', async () => {
    const { email, work } = await aUserWithTwoCalendars(lesson);
    const service = await signedIn(email);
    await control('fault', {
      method: 'POST',
      path: '/calendar/v3/calendars/*/events/*/move',
      user: email,
      drop: 'after',
    });
    const moved = await service.moveEvent({ calendarId: 'primary', id: 'lesson0' }, work);
    expect([moved.calendarId, moved.title]).toEqual([work, 'Lesson']);
  });

  it('moveEvent: a series goes with all of its occurrences', async () => {
    const { email, work } = await aUserWithTwoCalendars(series);
    const service = await signedIn(email);
    service.setView({ calendarIds: [email, work], ...MAY });
    await loaded(service);
    await service.moveEvent({ calendarId: 'primary', id: 'lesson0' }, work);
    const expected = Array.from({ length: 3 }, () => `${work} Lesson`);
    await until(() => service.events().length === 3);
    expect(shown(service)).toEqual(expected);
  });

  it('moveEvent: with a local copy it shows in the other calendar from the answer on, and only there', async () => {
    const { email, work } = await aUserWithTwoCalendars(lesson);
    const { service, close } = await signedInWithCopy(email);
    service.setView({ calendarIds: [email, work], ...MAY });
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    await until(() => service.events().length === 1);
    const seen = new Set<string>();
    const showing = service.events$.subscribe(() => seen.add(shown(service).join()));
    await service.moveEvent({ calendarId: email, id: 'lesson0' }, work);
    await service.sync();
    await service.sync();
    expect([...seen].filter((one) => one !== `${email} Lesson`)).toEqual([`${work} Lesson`]);
    expect(shown(service)).toEqual([`${work} Lesson`]);
    showing.unsubscribe();
    await close();
  });

  it('moveEvent: with a local copy a series leaves with all of its occurrences', async () => {
    const { email, work } = await aUserWithTwoCalendars(series);
    const { service, close } = await signedInWithCopy(email);
    service.setView({ calendarIds: [email, work], ...MAY });
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    await until(() => service.events().length === 3);
    await service.moveEvent({ calendarId: email, id: 'lesson0' }, work);
    await service.sync();
    await until(() => service.events().length === 3);
    expect(shown(service)).toEqual(Array.from({ length: 3 }, () => `${work} Lesson`));
    await close();
  });
});
