import type { WireAcl, WireAclRule, WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator, type ApiClient } from '../testing/api-client.ts';
import { ADA, BEN, BUSY, TEAM } from '../testing/small-world.ts';

const RULES = `calendars/${TEAM}/acl`;
const rulePath = (id: string) => `${RULES}/${encodeURIComponent(id)}`;

describe('Access rules', () => {
  const emulator = useEmulator();

  const list = (client: ApiClient, query: Record<string, string> = {}) =>
    client.ok<WireAcl>(RULES, { query });
  const share = (client: ApiClient, role: string, scope: object) =>
    client.ok<WireAclRule>(RULES, { method: 'POST', body: { role, scope } });
  const roles = ({ items }: WireAcl) => items?.map((rule) => [rule.id, rule.role]);
  const CLEO = 'cleo@example.com';
  const event: WireEvent = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };

  it('acl.list: the members of a seed are the rules, and a freeBusyReader answers 403', async () => {
    expect(roles(await list(emulator.as(ADA)))).toEqual([
      [`user:${BEN}`, 'owner'],
      [`user:${ADA}`, 'writer'],
    ]);
    expect(await emulator.as(ADA).refusal(`calendars/${BUSY}/acl`)).toBe('403 requiredAccessLevel');
  });

  it('acl: inserting, patching and deleting a rule gives, changes and removes access', async () => {
    emulator.control.createUser({ email: CLEO });
    const ben = emulator.as(BEN);
    const cleo = emulator.as(CLEO);
    const post = { method: 'POST', body: event };
    expect(await cleo.refusal(eventsPath(TEAM))).toBe('404 notFound');
    const { id = '' } = await share(ben, 'reader', { type: 'user', value: CLEO });
    expect(id).toBe(`user:${CLEO}`);
    expect(await cleo.refusal(eventsPath(TEAM), post)).toBe('403 requiredAccessLevel');
    await ben.ok(rulePath(id ?? ''), { method: 'PATCH', body: { role: 'writer' } });
    expect(await cleo.refusal(eventsPath(TEAM), post)).toBe('200 not refused');
    await cleo.ok('users/me/calendarList', { method: 'POST', body: { id: TEAM } });
    expect((await ben.call(rulePath(id ?? ''), { method: 'DELETE' })).status).toBe(204);
    expect(await cleo.refusal(eventsPath(TEAM))).toBe('404 notFound');
    expect(await cleo.refusal(`users/me/calendarList/${TEAM}`)).toBe('404 notFound');
  });

  it('acl.insert: a rule for a domain opens the calendar to its users, and one for default to everybody', async () => {
    emulator.control.createUser({ email: CLEO });
    const ben = emulator.as(BEN);
    const key = () => fetch(`${emulator.url}/calendar/v3/${eventsPath(TEAM)}?key=emulator-api-key`);
    await share(ben, 'reader', { type: 'domain', value: 'example.com' });
    expect(await emulator.as(CLEO).refusal(eventsPath(TEAM))).toBe('200 not refused');
    expect((await key()).status).toBe(404);
    await share(ben, 'reader', { type: 'default' });
    expect((await key()).status).toBe(200);
  });

  it('acl.insert: writerWithoutPrivateAccess may write events and not see private ones', async () => {
    emulator.control.createUser({ email: CLEO });
    const ben = emulator.as(BEN);
    await share(ben, 'writerWithoutPrivateAccess', { type: 'user', value: CLEO });
    await ben.insert({ ...event, id: 'private1', summary: 'secret', visibility: 'private' }, TEAM);
    const cleo = emulator.as(CLEO);
    expect((await cleo.get('private1', TEAM)).summary).toBeUndefined();
    const patch = { method: 'PATCH', body: { summary: 'x' } };
    expect(await cleo.refusal(eventPath('private1', TEAM), patch)).toBe('403 requiredAccessLevel');
    const own = await cleo.insert({ ...event, summary: 'open' }, TEAM);
    expect((await cleo.patch(own.id ?? '', { summary: 'new' }, TEAM)).summary).toBe('new');
  });

  it('acl: only owners may write rules, and nobody may change an own rule or that of the data owner', async () => {
    const rule = { role: 'reader', scope: { type: 'default' } };
    const asWriter = await emulator.as(ADA).refusal(RULES, { method: 'POST', body: rule });
    expect(asWriter).toBe('403 requiredAccessLevel');
    const own = { method: 'PUT', body: { role: 'reader' } };
    const ben = emulator.as(BEN);
    expect(await ben.refusal(rulePath(`user:${BEN}`), own)).toBe('403 cannotChangeOwnAcl');
    expect(await ben.refusal(rulePath(`user:${BEN}`), { method: 'DELETE' })).toBe(
      '403 cannotChangeOwnAcl',
    );
    await share(ben, 'owner', { type: 'user', value: ADA });
    expect(await emulator.as(ADA).refusal(rulePath(`user:${BEN}`), own)).toBe(
      '403 cannotModifyAclOfCalendarOwner',
    );
    expect(roles(await list(ben))).toEqual([
      [`user:${BEN}`, 'owner'],
      [`user:${ADA}`, 'owner'],
    ]);
  });

  for (const [what, body, expected] of [
    ['an unknown role', { role: 'king', scope: { type: 'default' } }, '400 invalid'],
    ['no role', { scope: { type: 'default' } }, '400 required'],
    [
      'write access for everybody',
      { role: 'writer', scope: { type: 'default' } },
      '400 illegalAccessRoleForDefault',
    ],
    ['no scope', { role: 'reader' }, '400 required'],
    ['a user without a name', { role: 'reader', scope: { type: 'user' } }, '400 required'],
  ] as const) {
    it(`acl.insert: ${what} answers ${expected}`, async () => {
      expect(await emulator.as(BEN).refusal(RULES, { method: 'POST', body })).toBe(expected);
    });
  }

  it('acl.list: an incremental list contains deleted rules with the role none', async () => {
    const ben = emulator.as(BEN);
    const { nextSyncToken } = await list(ben);
    await ben.ok(rulePath(`user:${ADA}`), { method: 'DELETE' });
    const syncToken = nextSyncToken ?? '';
    expect(roles(await list(ben, { syncToken }))).toEqual([[`user:${ADA}`, 'none']]);
    expect(roles(await list(ben))).toEqual([[`user:${BEN}`, 'owner']]);
    expect(roles(await list(ben, { showDeleted: 'true' }))?.length).toBe(2);
    const refused = { query: { syncToken, showDeleted: 'false' } };
    expect(await ben.refusal(RULES, refused)).toMatch(/^400 /);
    const elsewhere = { query: { syncToken } };
    expect(await ben.refusal(`calendars/${BUSY}/acl`, elsewhere)).toBe('410 fullSyncRequired');
  });

  it('acl.get and acl.patch: a rule is read by id, and a stale If-Match answers 412', async () => {
    const ben = emulator.as(BEN);
    const rule = await ben.ok<WireAclRule>(rulePath(`user:${ADA}`));
    expect(rule.scope).toEqual({ type: 'user', value: ADA });
    expect(await ben.refusal(rulePath('user:nobody@example.com'))).toBe('404 notFound');
    const stale = { method: 'PATCH', body: { role: 'reader' }, headers: { 'If-Match': '"1"' } };
    expect(await ben.refusal(rulePath(`user:${ADA}`), stale)).toBe('412 conditionNotMet');
  });
});
