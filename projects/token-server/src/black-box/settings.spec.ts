import { APP } from '../testing/page.ts';
import { IMPLEMENTATIONS, type Implementation } from './implementations.ts';
import { Visitor } from './visitor.ts';

const COMPLETE = {
  GOOGLE_CLIENT_ID: 'client',
  GOOGLE_CLIENT_SECRET: 'secret',
  ALLOWED_ORIGINS: APP,
};

const WRONG_ORIGINS = [
  '*',
  'null',
  'https://*.a.com',
  'http://app.example.com',
  'https://app.example.com/',
  'https://app.example.com/app',
  'https://app.example.com:443',
  'https://App.example.com',
  'ftp://app.example.com',
  'ws://app.example.com',
  'app.example.com',
];
const WRONG_ENDPOINTS = [
  'http://google.example/token',
  'ftp://google.example/token',
  'https://user:password@google.example/token',
  'nowhere',
];

describe('settings:', () => {
  for (const implementation of IMPLEMENTATIONS) {
    it(`${implementation.name} names every missing variable and each wrong origin, and serves no request`, async () => {
      const output = await complaintOf(implementation, {
        ...COMPLETE,
        GOOGLE_CLIENT_ID: ' ',
        ALLOWED_ORIGINS: [APP, ...WRONG_ORIGINS].join(),
      });
      expect(output).toContain('GOOGLE_CLIENT_ID is missing');
      for (const origin of WRONG_ORIGINS) {
        expect(output).toContain(`ALLOWED_ORIGINS has "${origin}"`);
      }
      expect(output).not.toContain(`ALLOWED_ORIGINS has "${APP}"`);
    }, 60_000);

    it(`${implementation.name} refuses an endpoint without https`, async () => {
      const complaints = await Promise.all(
        WRONG_ENDPOINTS.map((endpoint) =>
          complaintOf(implementation, { ...COMPLETE, GOOGLE_TOKEN_ENDPOINT: endpoint }),
        ),
      );
      for (const [index, endpoint] of WRONG_ENDPOINTS.entries()) {
        expect(complaints[index]).toContain(`"${endpoint}"`);
      }
    }, 60_000);

    it(`${implementation.name} accepts the origins of extensions and of loopback`, async () => {
      const origins = `chrome-extension://abcdefgh,http://[::1]:4200,https://a_b.example:8443,${APP}`;
      const child = await implementation.start({ ...COMPLETE, ALLOWED_ORIGINS: origins });
      const { page } = new Visitor(`${child.url}${implementation.path}`, implementation.mode);
      expect((await page.visit('/health')).status).toBe(200);
      await child.stop();
    }, 30_000);
  }
});

/** What the implementation logs instead of starting. PHP has no start: it logs the problem and answers 500 to each request. */
async function complaintOf(
  implementation: Implementation,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const child = await implementation.start(environment);
    const { page } = new Visitor(`${child.url}${implementation.path}`, implementation.mode);
    const answers = [await page.visit('/health'), await page.post('/auth', { code: '4/0A' })];
    const output = child.output();
    await child.stop();
    expect(answers.map(({ status }) => status)).toEqual([500, 500]);
    return output;
  } catch (error) {
    return String(error);
  }
}
