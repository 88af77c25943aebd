import { APP } from '../testing/page.ts';
import { chunk, LAST_CHUNK, RawConnection } from '../testing/raw-connection.ts';
import { IMPLEMENTATIONS } from './implementations.ts';
import { useServers } from './use-servers.ts';

const FORM_CONTENT_TYPE = 'Content-Type: application/x-www-form-urlencoded';
const ORIGIN = `Origin: ${APP}`;
const CHUNKED = 'Transfer-Encoding: chunked';
const MORE_THAN_16_KB = 'x'.repeat(20_000);

describe('bodies:', () => {
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

      it('POST /auth: a small chunked body is served', async () => {
        const code = encodeURIComponent(await servers.google.popupCode(servers.email));
        const server = await open();
        server.post(path('/auth'), [ORIGIN, FORM_CONTENT_TYPE, CHUNKED], chunk('code='));
        server.write(chunk(code) + LAST_CHUNK);
        const { status, body } = await server.answer();
        expect(status).toBe(200);
        expect(body).toContain('access_token');
      });

      it('POST /auth: a chunked body of more than 16 kB is 413', async () => {
        const server = await open();
        server.post(
          path('/auth'),
          [ORIGIN, FORM_CONTENT_TYPE, CHUNKED],
          chunk(`code=${MORE_THAN_16_KB}`),
        );
        server.write(LAST_CHUNK);
        const { status, body } = await server.answer();
        expect([status, body]).toEqual([413, jasmine.stringContaining('body_too_large')]);
      });

      it('POST /auth: no body is missing_field, or 411 in C#', async () => {
        const server = await open();
        server.post(path('/auth'), [ORIGIN, FORM_CONTENT_TYPE, 'Connection: close']);
        const { status, body } = await server.answer();
        // HttpListener itself answers 411 where a POST has no Content-Length (RFC 9110, section 8.6).
        if (implementation.name === 'C#') {
          expect(status).toBe(411);
        } else {
          expect([status, body]).toEqual([400, jasmine.stringContaining('missing_field')]);
        }
      });

      it('POST /refresh: no body and no content type is refused with a 4xx', async () => {
        const server = await open();
        server.post(path('/refresh'), [ORIGIN, 'Content-Length: 0', 'Connection: close']);
        const { status } = await server.answer();
        expect([400, 401, 415]).toContain(status);
      });

      it('POST /auth: two Origin headers are origin_not_allowed', async () => {
        for (const origins of [
          [ORIGIN, 'Origin: https://stranger.example'],
          ['Origin: https://stranger.example', ORIGIN],
          [ORIGIN, ORIGIN],
        ]) {
          const server = await open();
          server.post(
            path('/auth'),
            [...origins, FORM_CONTENT_TYPE, 'Content-Length: 8'],
            'code=4/0',
          );
          const { status, body } = await server.answer();
          expect([status, body]).toEqual([403, jasmine.stringContaining('origin_not_allowed')]);
          server.destroy();
        }
      });
    });
  }

  it('a body that never comes: the connection is closed', async () => {
    // PHP and Express are left out: there the web server in front, or the app's own server, has to close such connections.
    const standalone = IMPLEMENTATIONS.filter(
      ({ name }) => !['PHP', 'mounted in Express'].includes(name),
    );
    await Promise.all(
      standalone.map(async (implementation) => {
        const server = await RawConnection.open(servers.urlOf(implementation));
        server.post('/auth', [ORIGIN, FORM_CONTENT_TYPE, 'Content-Length: 100'], 'code=');
        await expectAsync(server.closed()).withContext(implementation.name).toBeResolved();
      }),
    );
  }, 40_000);
});
