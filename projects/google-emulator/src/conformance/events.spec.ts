import { refusalOf, useRoom } from './testing/room.ts';

describe('Conformance: events', () => {
  const room = useRoom();
  const meeting = {
    summary: 'Meeting',
    start: { dateTime: '2027-02-02T10:00:00+01:00' },
    end: { dateTime: '2027-02-02T11:00:00+01:00' },
  };
  const calendarId = () => room().calendarId;

  it('get an id, an etag and what else Google adds', async () => {
    const event = await room().insert(meeting);
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

  it('are read as they were inserted', async () => {
    const event = await room().insert(meeting);
    expect(await room().get(event.id)).toEqual(event);
  });

  it('are written in the zone of the calendar', async () => {
    const event = await room().insert({
      ...meeting,
      start: { dateTime: '2027-07-01T08:00:00Z' },
      end: { dateTime: '2027-07-01T09:00:00Z' },
    });
    expect(event.start?.dateTime).toBe('2027-07-01T10:00:00+02:00');
  });

  it('keep the zone that they were given', async () => {
    const start = { dateTime: '2027-02-02T10:00:00', timeZone: 'Asia/Tokyo' };
    const end = { dateTime: '2027-02-02T11:00:00', timeZone: 'Asia/Tokyo' };
    const event = await room().insert({ summary: 'Tokyo', start, end });
    expect(event.start?.timeZone).toBe('Asia/Tokyo');
    expect(Date.parse(event.start?.dateTime ?? '')).toBe(Date.parse('2027-02-02T01:00:00Z'));
  });

  it('last whole days, the end not included', async () => {
    const event = await room().insert({
      summary: 'Trip',
      start: { date: '2027-02-02' },
      end: { date: '2027-02-05' },
    });
    expect([event.start, event.end]).toEqual([{ date: '2027-02-02' }, { date: '2027-02-05' }]);
  });

  it('carry everything that was given', async () => {
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
    const event = await room().insert({ ...meeting, ...all });
    expect(event).toEqual(jasmine.objectContaining(all));
  });

  it('take an id of the client’s own', async () => {
    const id = room().newId();
    expect((await room().insert({ ...meeting, id })).id).toBe(id);
  });

  for (const id of ['abc', 'with-dash1', 'UPPER1', 'wxyz01']) {
    it(`refuse the id ${id}`, async () => {
      expect(await refusalOf(room().insert({ ...meeting, id }))).toBe('400 invalid');
    });
  }

  it('refuse an id that is taken', async () => {
    const { id } = await room().insert({ ...meeting, id: room().newId() });
    expect(await refusalOf(room().insert({ ...meeting, id }))).toBe('409 duplicate');
  });

  it('refuse the id of a deleted event', async () => {
    const { id } = await room().insert({ ...meeting, id: room().newId() });
    await room().delete(id);
    expect(await refusalOf(room().insert({ ...meeting, id }))).toBe('409 duplicate');
  });

  it('refuse an end before the start', async () => {
    const end = { dateTime: '2027-02-02T09:00:00+01:00' };
    expect(await refusalOf(room().insert({ ...meeting, end }))).toBe('400 timeRangeEmpty');
  });

  it('refuse to go without an end', async () => {
    const { start } = meeting;
    expect(await refusalOf(room().insert({ start }))).toMatch(/^400 /);
  });

  it('refuse a day at one end and a time at the other', async () => {
    const end = { date: '2027-02-03' };
    expect(await refusalOf(room().insert({ ...meeting, end }))).toMatch(/^400 /);
  });

  it('are patched: what is not named stays', async () => {
    const event = await room().insert({ ...meeting, location: 'Room 1' });
    const patched = await room().patch(event.id, { summary: 'New' });
    expect([patched.summary, patched.location]).toEqual(['New', 'Room 1']);
    expect(patched.etag).not.toBe(event.etag);
  });

  it('lose by a patch what is null in it', async () => {
    const event = await room().insert({ ...meeting, location: 'Room 1' });
    expect((await room().patch(event.id, { location: null })).location).toBeUndefined();
  });

  it('merge the objects of a patch, and replace its lists', async () => {
    const event = await room().insert({
      ...meeting,
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
      extendedProperties: { private: { a: '1', b: '2' } },
    });
    const patched = await room().patch(event.id, {
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 9 }] },
      extendedProperties: { private: { b: '3' } },
    });
    expect(patched.reminders?.overrides).toEqual([{ method: 'popup', minutes: 9 }]);
    expect(patched.extendedProperties?.private).toEqual({ a: '1', b: '3' });
  });

  it('are replaced by an update: what is not named goes', async () => {
    const event = await room().insert({ ...meeting, location: 'Room 1' });
    const { data } = await room().api.events.update({
      calendarId: calendarId(),
      eventId: event.id,
      requestBody: { ...meeting, summary: 'New' },
    });
    expect([data.summary, data.location, data.id]).toEqual(['New', undefined, event.id]);
  });

  it('count up their sequence when they are moved in time', async () => {
    const event = await room().insert(meeting);
    const end = { dateTime: '2027-02-02T12:00:00+01:00' };
    expect((await room().patch(event.id, { summary: 'Same time' })).sequence).toBe(0);
    expect((await room().patch(event.id, { end })).sequence).toBe(1);
  });

  it('change from a time to a day', async () => {
    const event = await room().insert(meeting);
    const patched = await room().patch(event.id, {
      start: { date: '2027-02-02', dateTime: null },
      end: { date: '2027-02-03', dateTime: null },
    });
    expect([patched.start, patched.end]).toEqual([{ date: '2027-02-02' }, { date: '2027-02-03' }]);
  });

  it('are deleted with an empty answer', async () => {
    const { id: eventId } = await room().insert(meeting);
    const { status, data } = await room().api.events.delete({ calendarId: calendarId(), eventId });
    expect([status, Boolean(data)]).toEqual([204, false]);
  });

  it('stay readable as cancelled', async () => {
    const event = await room().insert(meeting);
    await room().delete(event.id);
    expect((await room().get(event.id)).status).toBe('cancelled');
  });

  it('cannot be deleted twice', async () => {
    const event = await room().insert(meeting);
    await room().delete(event.id);
    expect(await refusalOf(room().delete(event.id))).toBe('410 deleted');
  });

  it('come back by an update to confirmed', async () => {
    const event = await room().insert(meeting);
    await room().delete(event.id);
    expect((await room().patch(event.id, { status: 'confirmed' })).summary).toBe('Meeting');
    expect((await room().get(event.id)).status).toBe('confirmed');
  });

  it('are not found under an id that nobody gave', async () => {
    const eventId = room().newId();
    expect(await refusalOf(room().get(eventId))).toBe('404 notFound');
    expect(await refusalOf(room().patch(eventId, {}))).toBe('404 notFound');
    expect(await refusalOf(room().delete(eventId))).toBe('404 notFound');
  });

  it('are not found in a calendar that is not there', async () => {
    const other = 'nobody-has-this-one@group.calendar.google.com';
    expect(await refusalOf(room().api.events.list({ calendarId: other }))).toBe('404 notFound');
  });

  it('move to another calendar and are cancelled in theirs', async () => {
    const { id: eventId } = await room().insert(meeting);
    const move = { calendarId: calendarId(), eventId, destination: 'primary' };
    const { data: moved } = await room().api.events.move(move);
    expect(moved.summary).toBe('Meeting');
    expect((await room().get(eventId)).status).toBe('cancelled');
    await room().api.events.delete({ calendarId: 'primary', eventId });
  });

  it('drop a property with too long a name, and cut too long a value', async () => {
    const event = await room().insert({
      ...meeting,
      extendedProperties: { private: { ['n'.repeat(45)]: 'x', value: 'v'.repeat(1100) } },
    });
    expect(event.extendedProperties?.private).toEqual({ value: 'v'.repeat(1024) });
  });
});
