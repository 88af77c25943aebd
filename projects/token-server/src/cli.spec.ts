import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readCliOptions, UsageError } from './cli-options.ts';
import { startChild, type Child } from './testing/child.ts';
import { FaultyGoogle, GRANTED } from './testing/faulty-google.ts';
import { APP, Page } from './testing/page.ts';

const BIN = fileURLToPath(new URL('../bin/google-calendar-token-server.mjs', import.meta.url));
const CONTRACT = {
  GOOGLE_CLIENT_ID: 'client',
  GOOGLE_CLIENT_SECRET: 'secret',
  ALLOWED_ORIGINS: APP,
  TOKEN_MODE: 'contract',
  PORT: '0',
};

describe('cli:', () => {
  let child: Child | undefined;
  afterEach(() => child?.stop());

  async function outcome(
    args: string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<{ code: number | null; output: string }> {
    const process_ = spawn(process.execPath, [BIN, ...args], {
      env: { PATH: process.env['PATH'], ...environment },
    });
    let output = '';
    process_.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    process_.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(process_, 'close')) as [number | null];
    return { code, output };
  }

  it('readCliOptions: every option is read, and each one that is missing has its default', () => {
    expect(readCliOptions([])).toEqual({
      help: false,
      provider: undefined,
      host: undefined,
      publicUrl: undefined,
      trustedProxies: 0,
      rateLimit: undefined,
    });
    const all = ['--host', '::1', '--public-url', 'u', '--trust-proxy', '2', '--rate-limit', '0'];
    expect(readCliOptions(all)).toEqual({
      help: false,
      provider: undefined,
      host: '::1',
      publicUrl: 'u',
      trustedProxies: 2,
      rateLimit: 0,
    });
  });

  for (const args of [['--trust-proxy', 'x'], ['--rate-limit', '-1'], ['--unknown'], ['extra']]) {
    it(`readCliOptions: ${args.join(' ')} throws a UsageError`, () => {
      expect(() => readCliOptions(args)).toThrowError(UsageError);
    });
  }

  it('--help prints the options and variables and exits with code 0', async () => {
    const { code, output } = await outcome(['--help']);
    expect(code).toBe(0);
    for (const name of ['SESSION_SECRETS', 'TOKEN_MODE', 'REDIRECT_URI', '--trust-proxy']) {
      expect(output).toContain(name);
    }
  }, 20_000);

  it('an empty environment prints every variable that is missing and exits with code 2', async () => {
    const { code, output } = await outcome([], { TOKEN_MODE: 'contract' });
    expect(code).toBe(2);
    expect(output).toMatch(/CLIENT_ID is missing.*CLIENT_SECRET is missing.*ORIGINS is missing/s);
  }, 20_000);

  it('a port that is taken prints so and exits with code 1', async () => {
    child = await startChild(process.execPath, [BIN], CONTRACT);
    const port = new URL(child.url).port;
    const { code, output } = await outcome([], { ...CONTRACT, PORT: port });
    expect(code).toBe(1);
    expect(output).toContain('The port is taken');
  }, 20_000);

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`${signal} lets the request under way finish, refuses new connections and exits with code 0`, async () => {
      const google = await FaultyGoogle.start();
      const environment = { ...CONTRACT, GOOGLE_TOKEN_ENDPOINT: google.tokenEndpoint };
      child = await startChild(process.execPath, [BIN], environment);
      const page = new Page(child.url);
      let release: () => void = () => undefined;
      const after = new Promise<void>((resolve) => (release = resolve));
      google.answerWith({ ...GRANTED, after });
      const answer = page.post('/refresh', { refresh_token: '1//R' });
      await google.asked();
      const exit = once(child.process, 'exit');
      child.process.kill(signal);
      await connectionsRefused(child.url);
      const released = Date.now();
      release();
      expect((await answer).status).toBe(200);
      expect(await exit).toEqual([0, null]);
      // After 15 seconds it would have closed the connection instead of waiting for the answer.
      expect(Date.now() - released).toBeLessThan(13_000);
      await google.goDown();
    }, 40_000);
  }
});

/** Resolves when the server refuses connections, which it does some time after the signal. */
async function connectionsRefused(url: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(`${url}/health`, { headers: { Connection: 'close' } })).text();
    } catch {
      return;
    }
  }
}
