import { ownerOf } from './id-token';

const idToken = (claims: object) => `e30.${btoa(JSON.stringify(claims))}.signature`;

describe('ownerOf', () => {
  const claims = {
    aud: 'app',
    nonce: 'n',
    oid: '11112222-3333-4444-5555-666677778888',
    preferred_username: 'jürgen@contoso.example',
  };

  it('an id token: names the account and its address, in any script', () => {
    const bytes = new TextEncoder().encode(JSON.stringify(claims));
    const token = `e30.${btoa(String.fromCharCode(...bytes))}.signature`;
    const owner = {
      account: '11112222333344445555666677778888',
      address: claims.preferred_username,
    };
    expect(ownerOf(token, 'app', 'n')).toEqual(owner);
    expect(ownerOf(token, 'app', undefined)).toEqual(owner);
  });

  it('a work account and a personal one of the same address: are two accounts', () => {
    const address = { aud: 'app', preferred_username: 'ada@contoso.example' };
    const work = ownerOf(idToken({ ...address, oid: claims.oid }), 'app', undefined);
    const oid = '00000000-0000-0000-0abc-def012345678';
    const personal = ownerOf(idToken({ ...address, oid }), 'app', undefined);
    expect(personal).toEqual({ account: 'abcdef012345678', address: 'ada@contoso.example' });
    expect(work.address).toBe('ada@contoso.example');
    expect(work.account).not.toBe(personal.account);
  });

  for (const [what, wrong] of [
    ['another app', { ...claims, aud: 'other' }],
    ['another login', { ...claims, nonce: 'other' }],
    ['no claims', {}],
  ] as const) {
    it(`an id token of ${what}: is refused`, () => {
      expect(() => ownerOf(idToken({ ...wrong, preferred_username: 'a@b' }), 'app', 'n')).toThrow(
        jasmine.objectContaining({ code: 'unexpected' }),
      );
    });
  }

  it('no id token, or one without id or address: Graph has to be asked', () => {
    const { oid, preferred_username } = claims;
    expect(ownerOf(undefined, 'app', 'n')).toEqual({});
    expect(ownerOf(idToken({ aud: 'app', nonce: 'n', oid }), 'app', 'n')).toEqual({});
    expect(ownerOf(idToken({ aud: 'app', nonce: 'n', preferred_username }), 'app', 'n')).toEqual(
      {},
    );
  });
});
