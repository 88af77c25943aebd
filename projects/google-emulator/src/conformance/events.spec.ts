import { refusalOf, useTestCalendar } from './testing/test-calendar.ts';

describe('Conformance: events', () => {
  const testCalendar = useTestCalendar();
  const meeting = {
    summary: 'Meeting',
    start: { dateTime: '2027-02-02T10:00:00+01:00' },
    end: { dateTime: '2027-02-02T11:00:00+01:00' },
  };
  const calendarId = () => testCalendar().calendarId;

  it('events.insert: adds id, etag and Google’s other fields', async () => {
    const event = await testCalendar().insert(meeting);
    expect(event).toEqual(
      jasmine.objectContaining({
        kind: 'calendar#event',
        status: 'confirmed',
        eventType: 'default',
        sequence: 0,
        reminders: { useDefault: true },
        iCalUID: `${event.id}@google.com`,
      }),
    );
    expect(event.etag).toMatch(/^"\d+"$/);
    expect(event.htmlLink).toMatch(/^https:\/\/www\.google\.com\/calendar\/event\?eid=/);
    expect(Date.parse(event.created ?? '')).toBeGreaterThan(0);
    expect(event.organizer?.self).toBeTrue();
  });

  it('events.get: answers the event as events.insert did', async () => {
    const event = await testCalendar().insert(meeting);
    expect(await testCalendar().get(event.id)).toEqual(event);
  });

  it('events.insert: times get the offset of the calendar’s zone', async () => {
    const event = await testCalendar().insert({
      ...meeting,
      start: { dateTime: '2027-07-01T08:00:00Z' },
      end: { dateTime: '2027-07-01T09:00:00Z' },
    });
    expect(event.start?.dateTime).toBe('2027-07-01T10:00:00+02:00');
  });

  it('events.insert: the event keeps its own time zone', async () => {
    const start = { dateTime: '2027-02-02T10:00:00', timeZone: 'Asia/Tokyo' };
    const end = { dateTime: '2027-02-02T11:00:00', timeZone: 'Asia/Tokyo' };
    const event = await testCalendar().insert({ summary: 'Tokyo', start, end });
    expect(event.start?.timeZone).toBe('Asia/Tokyo');
    expect(Date.parse(event.start?.dateTime ?? '')).toBe(Date.parse('2027-02-02T01:00:00Z'));
  });

  it('events.insert: an all-day event has dates, with an exclusive end', async () => {
    const event = await testCalendar().insert({
      summary: 'Trip',
      start: { date: '2027-02-02' },
      end: { date: '2027-02-05' },
    });
    expect([event.start, event.end]).toEqual([{ date: '2027-02-02' }, { date: '2027-02-05' }]);
  });

  it('events.insert: all writable fields are answered unchanged', async () => {
    const all = {
      description: 'Two\nlines & <b>bold</b>',
      location: 'Room 1',
      colorId: '5',
      transparency: 'transparent',
      visibility: 'private',
      guestsCanInviteOthers: false,
      guestsCanSeeOtherGuests: false,
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
      extendedProperties: { private: { key: 'value' }, shared: { other: 'x=y' } },
      source: { title: 'Where it is from', url: 'https://example.com/1' },
    };
    const event = await testCalendar().insert({ ...meeting, ...all });
    expect(event).toEqual(jasmine.objectContaining(all));
  });

  it('events.insert: an id of the client is used', async () => {
    const id = testCalendar().newId();
    expect((await testCalendar().insert({ ...meeting, id })).id).toBe(id);
  });

  for (const id of ['abc', 'with-dash1', 'UPPER1', 'wxyz01']) {
    it(`events.insert: the id ${id} answers 400 invalid`, async () => {
      expect(await refusalOf(testCalendar().insert({ ...meeting, id }))).toBe('400 invalid');
    });
  }

  it('events.insert: a taken id answers 409 duplicate', async () => {
    const { id } = await testCalendar().insert({ ...meeting, id: testCalendar().newId() });
    expect(await refusalOf(testCalendar().insert({ ...meeting, id }))).toBe('409 duplicate');
  });

  it('events.insert: the id of a deleted event answers 409 duplicate', async () => {
    const { id } = await testCalendar().insert({ ...meeting, id: testCalendar().newId() });
    await testCalendar().delete(id);
    expect(await refusalOf(testCalendar().insert({ ...meeting, id }))).toBe('409 duplicate');
  });

  it('events.insert: an end before the start answers 400 timeRangeEmpty', async () => {
    const end = { dateTime: '2027-02-02T09:00:00+01:00' };
    expect(await refusalOf(testCalendar().insert({ ...meeting, end }))).toBe('400 timeRangeEmpty');
  });

  it('events.insert: a missing end answers 400', async () => {
    const { start } = meeting;
    expect(await refusalOf(testCalendar().insert({ start }))).toMatch(/^400 /);
  });

  it('events.insert: a timed start with an all-day end answers 400', async () => {
    const end = { date: '2027-02-03' };
    expect(await refusalOf(testCalendar().insert({ ...meeting, end }))).toMatch(/^400 /);
  });

  it('events.patch: fields that are not sent stay', async () => {
    const event = await testCalendar().insert({ ...meeting, location: 'Room 1' });
    const patched = await testCalendar().patch(event.id, { summary: 'New' });
    expect([patched.summary, patched.location]).toEqual(['New', 'Room 1']);
    expect(patched.etag).not.toBe(event.etag);
  });

  it('events.patch: null removes a field', async () => {
    const event = await testCalendar().insert({ ...meeting, location: 'Room 1' });
    expect((await testCalendar().patch(event.id, { location: null })).location).toBeUndefined();
  });

  it('events.patch: objects are merged and arrays replaced', async () => {
    const event = await testCalendar().insert({
      ...meeting,
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
      extendedProperties: { private: { a: '1', b: '2' } },
    });
    const patched = await testCalendar().patch(event.id, {
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 9 }] },
      extendedProperties: { private: { b: '3' } },
    });
    expect(patched.reminders?.overrides).toEqual([{ method: 'popup', minutes: 9 }]);
    expect(patched.extendedProperties?.private).toEqual({ a: '1', b: '3' });
  });

  it('events.update: fields that are not sent are removed', async () => {
    const event = await testCalendar().insert({ ...meeting, location: 'Room 1' });
    const { data } = await testCalendar().api.events.update({
      calendarId: calendarId(),
      eventId: event.id,
      requestBody: { ...meeting, summary: 'New' },
    });
    expect([data.summary, data.location, data.id]).toEqual(['New', undefined, event.id]);
  });

  it('events.patch: a change of time increments the sequence, a change of text does not', async () => {
    const event = await testCalendar().insert(meeting);
    const end = { dateTime: '2027-02-02T12:00:00+01:00' };
    expect((await testCalendar().patch(event.id, { summary: 'Same time' })).sequence).toBe(0);
    expect((await testCalendar().patch(event.id, { end })).sequence).toBe(1);
  });

  it('events.patch: a timed event becomes all-day', async () => {
    const event = await testCalendar().insert(meeting);
    const patched = await testCalendar().patch(event.id, {
      start: { date: '2027-02-02', dateTime: null },
      end: { date: '2027-02-03', dateTime: null },
    });
    expect([patched.start, patched.end]).toEqual([{ date: '2027-02-02' }, { date: '2027-02-03' }]);
  });

  it('events.delete: answers 204 without a body', async () => {
    const { id: eventId } = await testCalendar().insert(meeting);
    const { status, data } = await testCalendar().api.events.delete({
      calendarId: calendarId(),
      eventId,
    });
    expect([status, Boolean(data)]).toEqual([204, false]);
  });

  it('events.get: a deleted event is answered as cancelled', async () => {
    const event = await testCalendar().insert(meeting);
    await testCalendar().delete(event.id);
    expect((await testCalendar().get(event.id)).status).toBe('cancelled');
  });

  it('events.delete: a deleted event answers 410 deleted', async () => {
    const event = await testCalendar().insert(meeting);
    await testCalendar().delete(event.id);
    expect(await refusalOf(testCalendar().delete(event.id))).toBe('410 deleted');
  });

  it('events.patch: the status confirmed restores a deleted event', async () => {
    const event = await testCalendar().insert(meeting);
    await testCalendar().delete(event.id);
    expect((await testCalendar().patch(event.id, { status: 'confirmed' })).summary).toBe('Meeting');
    expect((await testCalendar().get(event.id)).status).toBe('confirmed');
  });

  it('events.get, patch and delete: an unknown id answers 404 notFound', async () => {
    const eventId = testCalendar().newId();
    expect(await refusalOf(testCalendar().get(eventId))).toBe('404 notFound');
    expect(await refusalOf(testCalendar().patch(eventId, {}))).toBe('404 notFound');
    expect(await refusalOf(testCalendar().delete(eventId))).toBe('404 notFound');
  });

  it('events.list: an unknown calendar answers 404 notFound', async () => {
    const other = 'nobody-has-this-one@group.calendar.google.com';
    expect(await refusalOf(testCalendar().api.events.list({ calendarId: other }))).toBe(
      '404 notFound',
    );
  });

  it('events.move: the event appears in the destination and is cancelled in its former calendar', async () => {
    const { id: eventId } = await testCalendar().insert(meeting);
    const move = { calendarId: calendarId(), eventId, destination: 'primary' };
    const { data: moved } = await testCalendar().api.events.move(move);
    expect(moved.summary).toBe('Meeting');
    expect((await testCalendar().get(eventId)).status).toBe('cancelled');
    await testCalendar().api.events.delete({ calendarId: 'primary', eventId });
  });

  it('events.insert: an extended property with a long name is dropped, and a long value truncated', async () => {
    const event = await testCalendar().insert({
      ...meeting,
      extendedProperties: { private: { ['n'.repeat(45)]: 'x', value: 'v'.repeat(1100) } },
    });
    expect(event.extendedProperties?.private).toEqual({ value: 'v'.repeat(1024) });
  });
});
