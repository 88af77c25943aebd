import { APP } from '../testing/page.ts';
import { chunk, LAST_CHUNK, RawConnection } from '../testing/raw-connection.ts';
import { IMPLEMENTATIONS } from './implementations.ts';
import { useServers } from './use-servers.ts';

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const ORIGIN = `Origin: ${APP}`;
const CHUNKED = 'Transfer-Encoding: chunked';
const MORE_THAN_16_KB = 'x'.repeat(20_000);

describe('A body without Content-Length:', () => {
  const servers = useServers();
  let connection: RawConnection | undefined;
  afterEach(() => connection?.destroy());

  for (const implementation of IMPLEMENTATIONS) {
    describe(implementation.name, () => {
      const path = (name: string) => `${implementation.path}${name}`;

      async function open(): Promise<RawConnection> {
        const opened = await RawConnection.open(servers.urlOf(implementation));
        connection = opened;
        return opened;
      }

      it('chunked and small is served', async () => {
        const code = encodeURIComponent(await servers.google.popupCode(servers.email));
        const server = await open();
        server.post(path('/auth'), [ORIGIN, FORM, CHUNKED], chunk('code='));
        server.write(chunk(code) + LAST_CHUNK);
        const { status, body } = await server.answer();
        expect(status).toBe(200);
        expect(body).toContain('access_token');
      });

      it('chunked and too large is 413, and the connection does not hang', async () => {
        const server = await open();
        server.post(path('/auth'), [ORIGIN, FORM, CHUNKED], chunk(`code=${MORE_THAN_16_KB}`));
        server.write(LAST_CHUNK);
        const { status, body } = await server.answer();
        expect([status, body]).toEqual([413, jasmine.stringContaining('body_too_large')]);
      });

      it('missing altogether is a form without fields, or refused, and no error of the server', async () => {
        const server = await open();
        server.post(path('/auth'), [ORIGIN, FORM, 'Connection: close']);
        const { status, body } = await server.answer();
        // HttpListener itself demands a length (RFC 9110, section 8.6).
        if (implementation.name === 'C#') {
          expect(status).toBe(411);
        } else {
          expect([status, body]).toEqual([400, jasmine.stringContaining('missing_field')]);
        }
      });

      it('missing together with its type is no error of the server either', async () => {
        const server = await open();
        server.post(path('/refresh'), [ORIGIN, 'Content-Length: 0', 'Connection: close']);
        const { status } = await server.answer();
        expect([400, 401, 415]).toContain(status);
      });

      it('is not needed to see that there are two origins, which no browser sends', async () => {
        for (const origins of [
          [ORIGIN, 'Origin: https://stranger.example'],
          ['Origin: https://stranger.example', ORIGIN],
          [ORIGIN, ORIGIN],
        ]) {
          const server = await open();
          server.post(path('/auth'), [...origins, FORM, 'Content-Length: 8'], 'code=4/0');
          const { status, body } = await server.answer();
          expect([status, body]).toEqual([403, jasmine.stringContaining('origin_not_allowed')]);
          server.destroy();
        }
      });
    });
  }

  it('that never comes is not waited for: the connection is closed', async () => {
    // PHP's own server hands a request on when it is complete; there the web server in front has to look after it.
    const own = IMPLEMENTATIONS.filter(({ name }) => !['PHP', 'mounted in Express'].includes(name));
    await Promise.all(
      own.map(async (implementation) => {
        const server = await RawConnection.open(servers.urlOf(implementation));
        server.post('/auth', [ORIGIN, FORM, 'Content-Length: 100'], 'code=');
        await expectAsync(server.closed()).withContext(implementation.name).toBeResolved();
      }),
    );
  }, 40_000);
});
