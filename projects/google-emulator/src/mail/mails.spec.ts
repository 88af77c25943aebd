import type { WireAclRule, WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator } from '../testing/api-client.ts';
import { ControlClient } from '../testing/control-client.ts';
import { ADA, BEN, TEAM } from '../testing/small-world.ts';

describe('Mails', () => {
  const GUEST = 'guest@elsewhere.test';
  const emulator = useEmulator();
  const client = new ControlClient(() => emulator.url);
  const meeting: WireEvent = {
    id: 'meeting1',
    summary: 'Meeting',
    start: { dateTime: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00+01:00', timeZone: 'Europe/Berlin' },
    attendees: [{ email: ADA, responseStatus: 'accepted' }, { email: BEN }, { email: GUEST }],
  };

  type Query = Readonly<Record<string, string>>;
  const ALL: Query = { sendUpdates: 'all' };
  const insert = (query: Query, body: WireEvent = meeting) =>
    emulator.as().ok<WireEvent>(eventsPath('primary'), { method: 'POST', body, query });
  const patch = (query: Query, body: object, email = ADA) =>
    emulator.as(email).ok(eventPath('meeting1'), { method: 'PATCH', body, query });
  /** Receiver and kind of the mails since the last call. */
  const mails = () => {
    const sent = emulator.control.mails().map(({ to, kind }) => `${kind} ${to}`);
    emulator.control.clearMails();
    return sent;
  };

  for (const [what, query, expected] of [
    ['no parameter', {}, []],
    ['sendUpdates=none', { sendUpdates: 'none' }, []],
    ['sendUpdates=all', ALL, [`invitation ${BEN}`, `invitation ${GUEST}`]],
    ['sendUpdates=externalOnly', { sendUpdates: 'externalOnly' }, [`invitation ${GUEST}`]],
    [
      'sendNotifications=true',
      { sendNotifications: 'true' },
      [`invitation ${BEN}`, `invitation ${GUEST}`],
    ],
    ['sendNotifications=false', { sendNotifications: 'false' }, []],
    [
      'sendNotifications=true&sendUpdates=none',
      { sendNotifications: 'true', sendUpdates: 'none' },
      [],
    ],
  ] as [string, Query, string[]][]) {
    it(`mails of events.insert: ${what} sends ${expected.join(', ') || 'none'}`, async () => {
      await insert(query);
      expect(mails()).toEqual(expected);
      expect((await emulator.as(BEN).get('meeting1')).summary).toBe('Meeting');
    });
  }

  it('mails: sendUpdates with an unknown value answers 400 and writes nothing', async () => {
    const request = { method: 'POST', body: meeting, query: { sendUpdates: 'everybody' } };
    const refusal = await emulator.as().refusal(eventsPath('primary'), request);
    expect(refusal).toBe('400 invalidParameter');
    expect((await emulator.as().list()).items).toEqual([]);
  });

  it('mails of events.patch: tell kept guests of a change, new ones of the invitation and removed ones of the cancellation', async () => {
    await insert({});
    await patch(ALL, { summary: 'Moved' });
    expect(mails()).toEqual([`update ${BEN}`, `update ${GUEST}`]);
    await patch(ALL, { attendees: [{ email: BEN }, { email: 'new@elsewhere.test' }] });
    expect(mails()).toEqual([`cancellation ${GUEST}`, 'invitation new@elsewhere.test']);
    await patch(ALL, { colorId: '5', reminders: { useDefault: false } });
    await patch({}, { summary: 'Untold' });
    expect(mails()).toEqual([]);
  });

  it('mails of events.update, delete and restoring: the guests are told', async () => {
    await insert({});
    const path = eventPath('meeting1');
    const put = { method: 'PUT', body: { ...meeting, location: 'Room 1' }, query: ALL };
    await emulator.as().ok(path, put);
    expect(mails()).toEqual([`update ${BEN}`, `update ${GUEST}`]);
    await emulator.as().ok(path, { method: 'DELETE', query: ALL });
    expect(mails()).toEqual([`cancellation ${BEN}`, `cancellation ${GUEST}`]);
    await patch(ALL, { status: 'confirmed' });
    expect(mails()).toEqual([`invitation ${BEN}`, `invitation ${GUEST}`]);
  });

  it('mails of events.move: every guest is told of the new organizer', async () => {
    await insert({});
    const query = { destination: TEAM, sendUpdates: 'externalOnly' };
    await emulator.as().ok(`${eventPath('meeting1')}/move`, { method: 'POST', query });
    expect(emulator.control.mails()).toEqual([
      { to: GUEST, kind: 'update', calendarId: TEAM, eventId: 'meeting1', summary: 'Meeting' },
    ]);
  });

  it('mails of events.quickAdd: nobody is told, because the text invites nobody', async () => {
    const path = `${eventsPath('primary')}/quickAdd`;
    const query = { text: 'Lunch with ben@example.com tomorrow', sendUpdates: 'all' };
    await emulator.as().ok(path, { method: 'POST', query });
    expect(mails()).toEqual([]);
    const wrong = { method: 'POST', query: { ...query, sendUpdates: 'everybody' } };
    expect(await emulator.as().refusal(path, wrong)).toBe('400 invalidParameter');
  });

  it('mails of a guest’s answer: tell the organizer, once for each change of the answer', async () => {
    await insert({});
    const answer = (responseStatus: string) => ({
      attendees: [{ email: BEN, responseStatus }],
      attendeesOmitted: true,
    });
    await patch(ALL, answer('accepted'), BEN);
    expect(emulator.control.mails()).toEqual([
      { to: ADA, kind: 'response', calendarId: BEN, eventId: 'meeting1', summary: 'Meeting' },
    ]);
    mails();
    await patch(ALL, answer('accepted'), BEN);
    await patch({ sendUpdates: 'externalOnly' }, answer('tentative'), BEN);
    expect(mails()).toEqual([]);
    await emulator.as(BEN).ok(eventPath('meeting1'), { method: 'DELETE', query: ALL });
    expect(mails()).toEqual([`response ${ADA}`]);
  });

  it('mails of acl.insert, patch and delete: a new role is told unless sendNotifications=false, its removal never', async () => {
    const ben = emulator.as(BEN);
    const rules = `calendars/${encodeURIComponent(TEAM)}/acl`;
    const share = (
      role: string,
      query: Query = {},
      scope: object = { type: 'user', value: GUEST },
    ) => ben.ok<WireAclRule>(rules, { method: 'POST', body: { role, scope }, query });
    const { id = '' } = await share('reader');
    expect(emulator.control.mails()).toEqual([{ to: GUEST, kind: 'access', calendarId: TEAM }]);
    mails();
    const path = `${rules}/${encodeURIComponent(id ?? '')}`;
    await ben.ok(path, { method: 'PATCH', body: { role: 'writer' } });
    expect(mails()).toEqual([`access ${GUEST}`]);
    await ben.ok(path, { method: 'PATCH', body: { role: 'writer' } });
    await ben.ok(path, { method: 'PUT', body: { role: 'none' } });
    await share('reader', { sendNotifications: 'false' });
    await ben.ok(path, { method: 'DELETE' });
    await share('reader', {}, { type: 'default' });
    expect(mails()).toEqual([]);
  });

  it('control mails: lists them over HTTP until clearMails or reset', async () => {
    await insert(ALL);
    const expected = {
      to: GUEST,
      kind: 'invitation',
      calendarId: ADA,
      eventId: 'meeting1',
      summary: 'Meeting',
    };
    expect((await client.list('mails'))[1]).toEqual(expected);
    await client.post('clearMails');
    expect(await client.list('mails')).toEqual([]);
    await patch(ALL, { summary: 'Other' });
    await client.post('reset');
    expect(emulator.control.mails()).toEqual([]);
  });
});
