import type { WireConferenceData, WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator } from '../testing/api-client.ts';
import { ControlClient } from '../testing/control-client.ts';
import { ADA, BEN, TEAM } from '../testing/small-world.ts';

describe('Conferences', () => {
  const emulator = useEmulator();
  const client = new ControlClient(() => emulator.url);
  const MEET = /^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/;
  const query = { conferenceDataVersion: '1' };
  const meeting: WireEvent = {
    id: 'meeting1',
    summary: 'Meeting',
    start: { dateTime: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  };
  const request = (requestId = 'first', type = 'hangoutsMeet'): WireConferenceData => ({
    createRequest: { requestId, conferenceSolutionKey: { type } },
  });
  const insert = (body: WireEvent = {}) =>
    emulator.as().ok<WireEvent>(eventsPath('primary'), {
      method: 'POST',
      body: { ...meeting, conferenceData: request(), ...body },
      query,
    });
  const patch = (body: object, parameters: Record<string, string> = query) =>
    emulator
      .as()
      .ok<WireEvent>(eventPath('meeting1'), { method: 'PATCH', body, query: parameters });
  const get = () => emulator.as().get('meeting1');
  const statusOf = ({ conferenceData }: WireEvent) =>
    conferenceData?.createRequest?.status?.statusCode;
  const linkOf = ({ conferenceData }: WireEvent) => conferenceData?.entryPoints?.[0]?.uri;

  it('conferences: a pending request has no link, and its event changes when the time is over', async () => {
    emulator.control.setConferences({ pendingMilliseconds: 5000 });
    const made = await insert({ attendees: [{ email: BEN }] });
    expect([statusOf(made), made.hangoutLink, made.conferenceData?.entryPoints]).toEqual([
      'pending',
      undefined,
      undefined,
    ]);
    const { nextSyncToken } = await emulator.as().list();
    expect(await get()).toEqual(made);
    emulator.control.advanceClock(5000);
    const [changed] = (await emulator.as().list({ syncToken: nextSyncToken ?? '' })).items ?? [];
    expect(statusOf(changed ?? {})).toBe('success');
    expect(changed?.hangoutLink).toMatch(MEET);
    expect(linkOf(changed ?? {})).toBe(changed?.hangoutLink ?? '');
    expect(changed?.etag).not.toBe(made.etag);
    expect(Date.parse(changed?.updated ?? '')).toBeGreaterThan(Date.parse(made.updated ?? ''));
    expect((await emulator.as(BEN).get('meeting1')).hangoutLink).toBe(changed?.hangoutLink ?? '');
  });

  it('conferences: a request is pending for so many reads of its event or its calendar', async () => {
    await client.post('conferences', { pendingReads: 2 });
    expect(statusOf(await insert())).toBe('pending');
    expect(statusOf(await get())).toBe('pending');
    await emulator.as().list({}, TEAM);
    expect(statusOf((await emulator.as().list()).items?.[0] ?? {})).toBe('pending');
    expect(statusOf(await get())).toBe('success');
  });

  it('conferences: a request that fails has no link, and another one may be sent', async () => {
    emulator.control.setConferences({ pendingReads: 1, outcome: 'failure' });
    await insert();
    await get();
    const failed = await get();
    expect([statusOf(failed), linkOf(failed)]).toEqual(['failure', undefined]);
    emulator.control.setConferences({ outcome: 'failure' });
    expect(statusOf(await patch({ conferenceData: request('second') }))).toBe('failure');
    emulator.control.setConferences({});
    expect((await patch({ conferenceData: request('third') })).hangoutLink).toMatch(MEET);
  });

  it('conferences: a request with the id of the one before is ignored, and one with a new id makes a new conference', async () => {
    const made = await insert();
    const stale = {
      createRequest: { requestId: 'first', status: { statusCode: 'pending' } },
    };
    const again = await patch({ conferenceData: stale });
    expect(again.conferenceData).toEqual(made.conferenceData ?? {});
    const put = await emulator.as().ok<WireEvent>(eventPath('meeting1'), {
      method: 'PUT',
      body: { ...meeting, conferenceData: stale },
      query,
    });
    expect(put.conferenceData).toEqual(made.conferenceData ?? {});
    const other = await patch({ conferenceData: request('second') });
    expect(other.hangoutLink).toMatch(MEET);
    expect(other.hangoutLink).not.toBe(made.hangoutLink);
  });

  it('conferences: null removes one with conferenceDataVersion=1 alone', async () => {
    const made = await insert();
    const kept = await patch({ conferenceData: null, summary: 'Kept' }, {});
    expect([kept.conferenceData, kept.hangoutLink]).toEqual([
      made.conferenceData,
      made.hangoutLink,
    ]);
    const removed = await patch({ conferenceData: null });
    expect([removed.conferenceData, removed.hangoutLink]).toEqual([undefined, undefined]);
  });

  it('conferences: events.update without one removes it with conferenceDataVersion=1 alone', async () => {
    const made = await insert();
    const put = (parameters: Record<string, string>) =>
      emulator
        .as()
        .ok<WireEvent>(eventPath('meeting1'), { method: 'PUT', body: meeting, query: parameters });
    expect((await put({})).hangoutLink).toBe(made.hangoutLink ?? '');
    expect((await put(query)).hangoutLink).toBeUndefined();
  });

  it('conferences: a copied conference keeps its entry points', async () => {
    const { conferenceData, hangoutLink } = await insert();
    const copy = await insert({ id: 'meeting2', conferenceData: conferenceData ?? null });
    expect([copy.conferenceData, copy.hangoutLink]).toEqual([conferenceData, hangoutLink]);
  });

  it('conferences: a pending request survives a move, and changed instances of its series get the same link', async () => {
    const ada = emulator.as();
    emulator.control.setConferences({ pendingMilliseconds: 5000 });
    await insert({ recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    await patch({ summary: 'All' });
    await ada.patch('meeting1_20261125T090000Z', { summary: 'One' });
    const move = { method: 'POST', query: { destination: TEAM } };
    await ada.ok(`${eventPath('meeting1')}/move`, move);
    emulator.control.advanceClock(5000);
    const series = await ada.get('meeting1', TEAM);
    expect(series.hangoutLink).toMatch(MEET);
    const instance = await ada.get('meeting1_20261125T090000Z', TEAM);
    expect([instance.summary, instance.hangoutLink]).toEqual(['One', series.hangoutLink]);
  });

  it('conferences: an unknown kind answers 400 invalid', async () => {
    const body = { ...meeting, conferenceData: request('first', 'addOn') };
    const refusal = emulator.as().refusal(eventsPath('primary'), { method: 'POST', body, query });
    expect(await refusal).toBe('400 invalid');
  });

  it('conferences: a snapshot holds pending requests, and reset makes new ones succeed at once', async () => {
    emulator.control.setConferences({ pendingMilliseconds: 5000 });
    await insert();
    emulator.control.snapshot();
    emulator.control.advanceClock(5000);
    expect(statusOf(await get())).toBe('success');
    emulator.control.restore();
    expect(statusOf(await get())).toBe('pending');
    emulator.control.advanceClock(5000);
    expect(statusOf(await get())).toBe('success');
    emulator.control.reset();
    expect(statusOf(await insert())).toBe('success');
  });

  it('control conferences: one account may have a behaviour of its own', async () => {
    emulator.control.setConferences({ email: BEN, outcome: 'failure' });
    expect(statusOf(await insert())).toBe('success');
    emulator.control.setConferences({ email: ADA, pendingReads: 1 });
    expect(statusOf(await insert({ id: 'meeting2' }))).toBe('pending');
  });

  it('control conferences: a wrong field is refused', async () => {
    expect(await client.refusal('conferences', { pendingReads: -1 })).toMatch(/pendingReads/);
    expect(await client.refusal('conferences', { outcome: 'perhaps' })).toMatch(/outcome/);
    expect(await client.refusal('conferences', { email: 'nobody@example.com' })).toMatch(/no user/);
    expect(await client.refusal('conferences', { pending: 1 })).toMatch(/pending is not known/);
  });
});
