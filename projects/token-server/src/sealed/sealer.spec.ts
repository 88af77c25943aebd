import { SECRET, OTHER_SECRET } from '../testing/test-handler.ts';
import { Sealer, type Purpose } from './sealer.ts';

const LIFETIME_S = 60;

describe('sealer:', () => {
  let now = 0;
  beforeEach(() => {
    now = Date.parse('2026-11-22T09:00:00.500Z');
  });

  const sealer = (purpose: Purpose = 'session', ...secrets: string[]) =>
    new Sealer(secrets.length > 0 ? secrets : [SECRET], purpose, LIFETIME_S, () => now);

  it('open: returns the claims of seal and the time at which they were sealed', async () => {
    const opened = await sealer().open(await sealer().seal({ some: 'thing' }));
    expect(opened?.claims['some']).toBe('thing');
    expect(opened?.isByOldSecret).toBeFalse();
    expect(opened?.sealedAt).toBe(Date.parse('2026-11-22T09:00:00Z'));
  });

  it('seal: the same claims have another ciphertext each time', async () => {
    expect(await sealer().seal({ some: 'thing' })).not.toBe(await sealer().seal({ some: 'thing' }));
  });

  it('open: claims that an old secret sealed are marked', async () => {
    const sealed = await sealer('session', OTHER_SECRET).seal({});
    expect((await sealer('session', SECRET, OTHER_SECRET).open(sealed))?.isByOldSecret).toBeTrue();
  });

  it('open: returns undefined for another purpose, another secret, and after the lifetime', async () => {
    const sealed = await sealer('login').seal({});
    expect(await sealer('login').open(sealed)).toBeDefined();
    expect(await sealer('session').open(sealed)).toBeUndefined();
    expect(await sealer('login', OTHER_SECRET).open(sealed)).toBeUndefined();
    now += LIFETIME_S * 1000;
    expect(await sealer('login').open(sealed)).toBeUndefined();
  });

  it('seal: the header names the key by a derived id that differs for each purpose', async () => {
    const sealed = await sealer().seal({});
    const header = atob(sealed.split('.', 1)[0] ?? '');
    expect(JSON.parse(header)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: jasmine.stringMatching(/^[\w-]{11}$/),
    });
    const loginHeader = atob((await sealer('login').seal({})).split('.', 1)[0] ?? '');
    expect(loginHeader).not.toBe(header);
  });
});
