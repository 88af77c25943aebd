import { EnvironmentError, readEnvironment } from './environment.ts';
import { SECRET } from './testing/test-handler.ts';

const COMPLETE = {
  GOOGLE_CLIENT_ID: 'client',
  GOOGLE_CLIENT_SECRET: 'secret',
  ALLOWED_ORIGINS: 'https://app.example.com',
  SESSION_SECRETS: SECRET,
};

describe('environment:', () => {
  it('every variable sets its option; blanks around the entries of lists are removed', () => {
    const { options, port } = readEnvironment({
      ...COMPLETE,
      ALLOWED_ORIGINS: ' https://app.example.com , http://localhost:4200, chrome-extension://abc',
      SESSION_SECRETS: `${SECRET},${SECRET}2`,
      TOKEN_MODE: 'contract',
      REDIRECT_URI: 'https://app.example.com',
      PORT: '0',
      GOOGLE_TOKEN_ENDPOINT: 'http://localhost:4300/token',
    });
    expect(port).toBe(0);
    expect(options).toEqual({
      clientId: 'client',
      clientSecret: 'secret',
      allowedOrigins: [
        'https://app.example.com',
        'http://localhost:4200',
        'chrome-extension://abc',
      ],
      sessionSecrets: [SECRET, `${SECRET}2`],
      mode: 'contract',
      redirectUri: 'https://app.example.com',
      endpoints: { token: 'http://localhost:4300/token' },
    });
  });

  it('variables that are missing leave the default port, mode and endpoints', () => {
    const { options, port } = readEnvironment(COMPLETE);
    expect(port).toBe(4400);
    expect(options.mode).toBeUndefined();
    expect(options.endpoints).toEqual({});
  });

  it('contract mode without SESSION_SECRETS is accepted', () => {
    const contract = { ...COMPLETE, TOKEN_MODE: 'contract', SESSION_SECRETS: '' };
    expect(() => readEnvironment(contract)).not.toThrow();
  });

  it('an empty environment throws one error that names every variable that is missing', () => {
    expect(() => readEnvironment({})).toThrowError(
      EnvironmentError,
      /GOOGLE_CLIENT_ID is.*GOOGLE_CLIENT_SECRET is.*ALLOWED_ORIGINS is.*SESSION_SECRETS is/s,
    );
  });

  const refusals: [string, string, RegExp][] = [
    ['ALLOWED_ORIGINS', '*', /ALLOWED_ORIGINS has "\*"/],
    ['ALLOWED_ORIGINS', 'null', /ALLOWED_ORIGINS has "null"/],
    ['ALLOWED_ORIGINS', 'app.example.com', /ALLOWED_ORIGINS has "app/],
    ['ALLOWED_ORIGINS', 'https://app.example.com/', /send "https:\/\/app\.example\.com"/],
    ['ALLOWED_ORIGINS', 'https://app.example.com:443', /send "https:\/\/app\.example\.com"/],
    ['ALLOWED_ORIGINS', 'http://app.example.com', /tokens need https/],
    ['ALLOWED_ORIGINS', 'https://a.example,http://b.example', /"http:\/\/b\.example"/],
    ['ALLOWED_ORIGINS', 'https://*.a.com', /"https:\/\/\*\.a\.com".*no wildcards/],
    ['ALLOWED_ORIGINS', 'https://%2A.a.com', /no wildcards/],
    ['ALLOWED_ORIGINS', 'http://*.localhost', /no wildcards/],
    ['ALLOWED_ORIGINS', 'ftp://app.example.com', /no page has an origin of ftp:/],
    ['ALLOWED_ORIGINS', 'ws://app.example.com', /no page has an origin of ws:/],
    ['ALLOWED_ORIGINS', 'wss://app.example.com', /no page has an origin of wss:/],
    ['ALLOWED_ORIGINS', 'foo://app.example.com', /no page has an origin of foo:/],
    ['ALLOWED_ORIGINS', 'file:///home/app', /is no origin/],
    ['ALLOWED_ORIGINS', 'https://app.example.com/app', /send "https:\/\/app\.example\.com"/],
    ['ALLOWED_ORIGINS', 'https://app.example.com?x', /send "https:\/\/app\.example\.com"/],
    ['ALLOWED_ORIGINS', 'https://app.example.com#', /send "https:\/\/app\.example\.com"/],
    ['ALLOWED_ORIGINS', 'https://App.Example.com', /send "https:\/\/app\.example\.com"/],
    ['ALLOWED_ORIGINS', 'https://user@app.example.com', /send "https:\/\/app\.example\.com"/],
    ['ALLOWED_ORIGINS', 'https://bücher.example', /send "https:\/\/xn--bcher-kva\.example"/],
    ['ALLOWED_ORIGINS', 'https://a.example b.example', /is no origin/],
    ['ALLOWED_ORIGINS', 'https://.example.com', /is no origin/],
    ['ALLOWED_ORIGINS', 'https://a.example;b.example', /is no origin/],
    ['ALLOWED_ORIGINS', 'https://a.example:99999', /is no origin/],
    [
      'GOOGLE_CLIENT_ID',
      '….apps.googleusercontent.com',
      /GOOGLE_CLIENT_ID is still the placeholder/,
    ],
    ['GOOGLE_CLIENT_SECRET', 'GOCSPX-…', /GOOGLE_CLIENT_SECRET is still the placeholder/],
    [
      'GOOGLE_TOKEN_ENDPOINT',
      'https://user:pw@google.example/token',
      /for token, which is no https/,
    ],
    ['SESSION_SECRETS', `${SECRET},short`, /SESSION_SECRETS has an entry of less than 32/],
    ['TOKEN_MODE', 'open', /TOKEN_MODE is "open"/],
    ['REDIRECT_URI', 'http://app.example.com/', /REDIRECT_URI is/],
    ['GOOGLE_TOKEN_ENDPOINT', 'http://google.example/token', /"http:\/\/google\.example\/token"/],
    ['GOOGLE_REVOCATION_ENDPOINT', 'nowhere', /"nowhere" for revocation/],
    ['PORT', '70000', /PORT is "70000"/],
    ['PORT', 'x', /PORT is "x"/],
  ];
  for (const [name, value, message] of refusals) {
    it(`${name}=${value} is refused, and the message names it`, () => {
      expect(() => readEnvironment({ ...COMPLETE, [name]: value })).toThrowError(
        EnvironmentError,
        message,
      );
    });
  }

  it('a wrong variable and a wrong flag are named in one error', () => {
    const publicUrl = 'http://app.example.com';
    expect(() => readEnvironment({ ...COMPLETE, PORT: 'x' }, { publicUrl })).toThrowError(
      EnvironmentError,
      /--public-url is "http:\/\/app\.example\.com".*PORT is "x"/s,
    );
  });

  it('the message for a secret that is too short names its variable and no value', () => {
    const secrets = { GOOGLE_CLIENT_SECRET: 'GOCSPX-secret', SESSION_SECRETS: 'short-secret' };
    try {
      readEnvironment({ ...COMPLETE, ...secrets, PORT: 'x' });
      fail('The environment was accepted.');
    } catch (error) {
      expect(String(error)).toContain('SESSION_SECRETS');
      expect(String(error)).not.toContain('GOCSPX');
      expect(String(error)).not.toContain('short-secret');
    }
  });
});
