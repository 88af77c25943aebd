import type { ConfigFile } from './config-file';
import { configuredWays, sharesSession } from './sign-in-way';

const GIVER = { getAccessToken: () => Promise.resolve(null) };
const FILE: ConfigFile = { clientId: 'an-id', apiKey: 'a-key', environment: 'emulator' };
const TOKENS = 'http://localhost:4400';
const OWN = { account: 'ada@example.com', tokenUrl: 'http://localhost:4300/_emulator/token' };

describe('configuredWays', () => {
  const configOf = (file: ConfigFile) => configuredWays(file, () => GIVER)[0].config;

  it('configures the library for each listed way, and adds the public calendars', () => {
    const ways = configuredWays(
      {
        ...FILE,
        signInWays: [
          { way: 'redirect', tokenServer: TOKENS },
          { way: 'server', tokenServer: TOKENS },
          { way: 'contract', tokenServer: TOKENS },
          { way: 'client' },
          { way: 'own', ...OWN },
        ],
      },
      () => GIVER,
    );
    const withId = jasmine.objectContaining({ clientId: 'an-id', apiKey: 'a-key' });
    expect(ways.map(({ way }) => way)).toEqual([
      'redirect',
      'server',
      'contract',
      'client',
      'own',
      'none',
    ]);
    expect(
      ways.map(({ config: { auth, tokenServer, tokenMode } }) => [auth, tokenServer, tokenMode]),
    ).toEqual([
      ['redirect', TOKENS, undefined],
      ['server', TOKENS, 'sealed'],
      ['server', TOKENS, 'contract'],
      ['client', undefined, undefined],
      [GIVER, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
    for (const { way, config } of ways) {
      if (way === 'own' || way === 'none') {
        expect('clientId' in config)
          .withContext(way)
          .toBeFalse();
        expect(config.apiKey).withContext(way).toBe('a-key');
      } else {
        expect<object>(config).withContext(way).toEqual(withId);
      }
    }
  });

  const unlisted: readonly (readonly [ConfigFile, string])[] = [
    [FILE, 'client'],
    [{ ...FILE, auth: 'server', tokenServer: TOKENS }, 'server'],
    [{ ...FILE, auth: 'server', tokenServer: TOKENS, tokenMode: 'contract' }, 'contract'],
    [{ ...FILE, auth: 'server', authUrl: '/auth', refreshUrl: '/refresh' }, 'contract'],
    [{ ...FILE, auth: 'redirect', tokenServer: TOKENS }, 'redirect'],
    [{ apiKey: 'a-key' }, 'none'],
  ];
  for (const [file, way] of unlisted) {
    it(`a file without a list is used as it is: ${way} for ${JSON.stringify(file)}`, () => {
      const [first] = configuredWays(file, () => GIVER);
      expect(first).toEqual({ way, config: file } as typeof first);
    });
  }

  it('without an API key public calendars cannot be read, so that the way without a sign-in is missing', () => {
    const ways = configuredWays({ clientId: 'an-id' }, () => GIVER);
    expect(ways.map(({ way }) => way)).toEqual(['client']);
  });

  it('ways that are not known are left out; a list of nothing else is no list', () => {
    const file = { ...FILE, signInWays: [{ way: 'telepathy' }] } as unknown as ConfigFile;
    expect(configOf(file)).toEqual(file);
  });
});

describe('sharesSession', () => {
  it('only the ways that have the token server’s cookie share a session', () => {
    expect(sharesSession('server', 'redirect')).toBeTrue();
    expect(sharesSession('redirect', 'server')).toBeTrue();
    expect(sharesSession('server', 'contract')).toBeFalse();
    expect(sharesSession('client', 'server')).toBeFalse();
    expect(sharesSession('own', 'none')).toBeFalse();
  });
});
