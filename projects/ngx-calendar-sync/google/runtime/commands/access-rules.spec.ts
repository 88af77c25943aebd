import { aUser, control, EMULATOR_URL, signedIn } from '../../specs/emulator';
import { asUser, code, error, fullyGranted, sentCount } from './specs/command-app';
import type { GoogleAccessRule } from '../mapping/calendar-types';

interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

describe('access rules', () => {
  const READER = { scope: { type: 'user', value: 'ada@example.com' }, role: 'reader' } as const;

  it('setAccessRule, getAccessRules, deleteAccessRule: a rule is made, changed and taken away', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const made = await service.setAccessRule('primary', READER);
    expect(made).toEqual({ id: 'user:ada@example.com', ...READER });
    const changed = await service.setAccessRule(email, { ...READER, role: 'writer' });
    expect(changed.role).toBe('writer');
    await service.setAccessRule(email, { scope: { type: 'default' }, role: 'freeBusyReader' });
    const rules = await service.getAccessRules('primary');
    expect(rules).toEqual([
      { id: `user:${email}`, scope: { type: 'user', value: email }, role: 'owner' },
      { ...made, role: 'writer' },
      { id: 'default', scope: { type: 'default' }, role: 'freeBusyReader' },
    ]);
    await service.deleteAccessRule(email, made.id);
    expect(await service.getAccessRules(email)).toHaveSize(2);
    expect((await service.setAccessRule(email, { ...READER, role: 'none' })).role).toBe('none');
  });

  it('getAccessRules: has the rules of all pages', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    for (let index = 0; index < 260; index += 1) {
      const rule = { role: 'reader', scope: { type: 'user', value: `u${index}@example.com` } };
      await asUser(email, `calendars/${email}/acl`, 'POST', rule);
    }
    expect(await service.getAccessRules('primary')).toHaveSize(261);
    expect(sentCount(service, 'GET calendars/…/acl')).toBe(2);
  });

  it('setAccessRule: Google tells nobody, unless the command says all', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    await service.setAccessRule(email, READER);
    expect(await sendNotificationsOf(email)).toBe('false');
    await service.setAccessRule(email, READER, { sendUpdates: 'externalOnly' });
    expect(await sendNotificationsOf(email)).toBe('false');
    await service.setAccessRule(email, READER, { sendUpdates: 'all' });
    expect(await sendNotificationsOf(email)).toBe('true');
  });

  it('setAccessRule: a command that tells nobody is stronger than the configuration', async () => {
    const email = await aUser();
    const service = await fullyGranted(email, { sendUpdates: 'all' });
    await service.setAccessRule(email, READER);
    expect(await sendNotificationsOf(email)).toBe('true');
    await service.setAccessRule(email, READER, { sendUpdates: 'none' });
    expect(await sendNotificationsOf(email)).toBe('false');
  });

  it('access rules: bad input is refused before anything is sent', async () => {
    const service = await fullyGranted(await aUser());
    const rule = (scope: object, role = 'reader') =>
      ({ scope, role }) as unknown as Omit<GoogleAccessRule, 'id'>;
    const rules: readonly (readonly [Omit<GoogleAccessRule, 'id'>, RegExp])[] = [
      [rule({ type: 'user' }), /needs an e-mail address/],
      [rule({ type: 'group', value: 'team' }), /needs an e-mail address/],
      [rule({ type: 'domain', value: 'a@example.com' }), /needs its name/],
      [rule({ type: 'everybody' }), /user, group, domain, default/],
      [rule({ type: 'default' }, 'admin'), /"admin" is not a role/],
      [rule({ type: 'default' }, 'writer'), /reader at most/],
    ];
    for (const [bad, message] of rules) {
      await expectAsync(service.setAccessRule('primary', bad)).toBeRejectedWith(
        error('invalid-request', message),
      );
    }
    await expectAsync(service.deleteAccessRule('primary', '')).toBeRejectedWith(
      code('invalid-request'),
    );
    expect(sentCount(service, 'POST calendars/…/acl')).toBe(0);
  });

  it('deleteAccessRule: after a lost answer the rule is gone, too', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const { id } = await service.setAccessRule(email, READER);
    const path = '/calendar/v3/calendars/*/acl/*';
    await control('fault', { user: email, method: 'DELETE', path, drop: 'after' });
    await service.deleteAccessRule(email, id);
    expect((await service.getAccessRules(email)).map((rule) => rule.id)).toEqual([`user:${email}`]);
  });

  it('access rules: a rule that is not there, a scope that was not granted, and an abort', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    await expectAsync(service.deleteAccessRule(email, 'user:nobody@x.de')).toBeRejectedWith(
      code('not-found'),
    );
    const signal = AbortSignal.abort();
    const commands: readonly (() => Promise<unknown>)[] = [
      () => service.getAccessRules(email, { signal }),
      () => service.setAccessRule(email, READER, { signal }),
      () => service.deleteAccessRule(email, 'default', { signal }),
    ];
    for (const command of commands) {
      await expectAsync(command()).toBeRejectedWith(code('cancelled'));
    }
    expect(sentCount(service, 'GET calendars/…/acl')).toBe(0);
  });

  it('access rules: without their scopes nothing is sent, and the scope is named', async () => {
    const service = await signedIn(await aUser());
    await expectAsync(service.getAccessRules('primary')).toBeRejectedWith(
      error('insufficient-scopes', /calendar\.acls\.readonly'/),
    );
    await expectAsync(service.setAccessRule('primary', READER)).toBeRejectedWith(
      error('insufficient-scopes', /calendar\.acls'/),
    );
    expect(sentCount(service, 'GET calendars/…/acl')).toBe(0);
  });

  /** The parameter of the last request that has set a rule of the user’s calendar. */
  async function sendNotificationsOf(email: string): Promise<string | undefined> {
    const response = await fetch(`${EMULATOR_URL}/_emulator/requests`);
    const log = (await response.json()) as readonly LoggedRequest[];
    const path = `/calendars/${encodeURIComponent(email)}/acl`;
    return log.filter((one) => one.method === 'POST' && one.path.endsWith(path)).at(-1)?.query?.[
      'sendNotifications'
    ];
  }
});
