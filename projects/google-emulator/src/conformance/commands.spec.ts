import type { calendar_v3 } from '@googleapis/calendar';
import { ADA, BEN } from '../testing/small-world.ts';
import { SOMEBODY_ELSE } from './testing/target.ts';
import { onlyOnEmulator, refusalOf, target, useTestCalendar } from './testing/test-calendar.ts';

/** What an app calls beside reading and writing events. */
describe('Conformance: commands', () => {
  const testCalendar = useTestCalendar();
  const api = () => testCalendar().api;
  const calendarId = () => testCalendar().calendarId;
  const meeting: calendar_v3.Schema$Event = {
    summary: 'Meeting',
    start: { dateTime: '2027-02-02T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2027-02-02T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  };
  const move = (eventId: string, destination: string) =>
    api().events.move({ calendarId: calendarId(), eventId, destination });

  it('events.insert: sendUpdates accepts all, externalOnly and none only', async () => {
    for (const sendUpdates of ['all', 'externalOnly', 'none']) {
      const { data } = await api().events.insert({
        calendarId: calendarId(),
        sendUpdates,
        requestBody: meeting,
      });
      testCalendar().adopt(data);
    }
    expect((await testCalendar().list()).items.length).toBe(3);
    const wrong = api().events.insert({
      calendarId: calendarId(),
      sendUpdates: 'everybody',
      requestBody: meeting,
    });
    expect(await refusalOf(wrong)).toMatch(/^400 /);
  });

  onlyOnEmulator('events.insert: sendUpdates=all tells every guest by mail', async () => {
    target.control.clearMails();
    const guests = [BEN, 'guest@elsewhere.test'];
    const { data } = await api().events.insert({
      calendarId: calendarId(),
      sendUpdates: 'all',
      requestBody: { ...meeting, attendees: guests.map((email) => ({ email })) },
    });
    testCalendar().adopt(data);
    expect(target.control.mails().map(({ to, kind }) => [to, kind])).toEqual(
      guests.map((to) => [to, 'invitation']),
    );
  });

  it('events.move: an instance of a series answers 400 cannotChangeOrganizerOfInstance', async () => {
    const { id } = await testCalendar().insert({
      ...meeting,
      recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
    });
    const [first] = await testCalendar().instances(id);
    expect(await refusalOf(move(first?.id ?? '', 'primary'))).toBe(
      '400 cannotChangeOrganizerOfInstance',
    );
  });

  it('events.move: the incremental lists of both calendars contain the event', async () => {
    const { id } = await testCalendar().insert(meeting);
    const { nextSyncToken } = await testCalendar().list();
    await move(id, 'primary');
    const { items } = await testCalendar().list({ syncToken: nextSyncToken });
    expect(items.map((event) => event.status)).toEqual(['cancelled']);
    const moved = await api().events.get({ calendarId: 'primary', eventId: id });
    expect([moved.data.status, moved.data.organizer?.self]).toEqual(['confirmed', true]);
    await api().events.delete({ calendarId: 'primary', eventId: id });
  });

  it('events.patch: a requested conference gets a link in the end', async () => {
    const { id: eventId } = await testCalendar().insert(meeting);
    await api().events.patch({
      calendarId: calendarId(),
      eventId,
      conferenceDataVersion: 1,
      requestBody: { conferenceData: { createRequest: { requestId: testCalendar().newId() } } },
    });
    const statusOf = (event: calendar_v3.Schema$Event) =>
      event.conferenceData?.createRequest?.status?.statusCode;
    let event = await testCalendar().get(eventId);
    while (statusOf(event) === 'pending') {
      event = await testCalendar().get(eventId);
    }
    expect(statusOf(event)).toBe('success');
    expect(event.conferenceData?.entryPoints?.[0]?.uri).toBe(event.hangoutLink ?? '');
    const { data: removed } = await api().events.patch({
      calendarId: calendarId(),
      eventId,
      conferenceDataVersion: 1,
      // Google's client declares no null here, but sends it.
      requestBody: { conferenceData: null } as unknown as calendar_v3.Schema$Event,
    });
    expect(removed.conferenceData).toBeUndefined();
  });

  it('events.insert: a sixth reminder answers 400 eventRemindersCountExceedsLimit', async () => {
    const overrides = [1, 2, 3, 4, 5, 6].map((minutes) => ({ method: 'popup', minutes }));
    const request = testCalendar().insert({
      ...meeting,
      reminders: { useDefault: false, overrides },
    });
    expect(await refusalOf(request)).toBe('400 eventRemindersCountExceedsLimit');
  });

  it('events.insert: a status event in a secondary calendar answers 400', async () => {
    const request = testCalendar().insert({ ...meeting, eventType: 'outOfOffice' });
    expect(await refusalOf(request)).toMatch(/^400 /);
  });

  it('events.insert: a working location that is not public answers 400 malformedWorkingLocationEvent', async () => {
    const request = api().events.insert({
      calendarId: 'primary',
      requestBody: {
        start: { date: '2027-02-02' },
        end: { date: '2027-02-03' },
        eventType: 'workingLocation',
        transparency: 'transparent',
        workingLocationProperties: { type: 'homeOffice' },
      },
    });
    expect(await refusalOf(request)).toBe('400 malformedWorkingLocationEvent');
  });

  it('calendarList.delete: the data owner answers 403 cannotUnsubscribeFromOwnedCalendar', async () => {
    const request = api().calendarList.delete({ calendarId: calendarId() });
    expect(await refusalOf(request)).toBe('403 cannotUnsubscribeFromOwnedCalendar');
  });

  it('calendars.delete: the primary calendar answers 403 cannotDeletePrimaryCalendar', async () => {
    const request = api().calendars.delete({ calendarId: 'primary' });
    expect(await refusalOf(request)).toBe('403 cannotDeletePrimaryCalendar');
  });

  it('acl.delete: the own rule answers 403 cannotChangeOwnAcl', async () => {
    const { data } = await api().acl.list({ calendarId: calendarId() });
    const own = data.items?.find(({ role, scope }) => role === 'owner' && scope?.type === 'user');
    const request = api().acl.delete({ calendarId: calendarId(), ruleId: own?.id ?? '' });
    expect(await refusalOf(request)).toBe('403 cannotChangeOwnAcl');
  });

  onlyOnEmulator('acl.insert: a new role is told by mail', async () => {
    target.control.clearMails();
    const requestBody = { role: 'reader', scope: { type: 'user', value: SOMEBODY_ELSE } };
    await api().acl.insert({ calendarId: calendarId(), requestBody });
    expect(target.control.mails()).toEqual([
      { to: SOMEBODY_ELSE, kind: 'access', calendarId: calendarId() },
    ]);
  });

  onlyOnEmulator(
    'settings.list: an incremental list contains the changed setting alone',
    async () => {
      const { data } = await api().settings.list();
      target.control.setSettings(ADA, { weekStart: '6' });
      const changes = await api().settings.list({ syncToken: data.nextSyncToken ?? '' });
      expect(changes.data.items?.map(({ id, value }) => [id, value])).toEqual([['weekStart', '6']]);
    },
  );
});
