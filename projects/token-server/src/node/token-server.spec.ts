import { APP } from '../testing/page.ts';
import { RawConnection } from '../testing/raw-connection.ts';
import { SECRET } from '../testing/test-handler.ts';
import { startTokenServer, type TokenServer } from './token-server.ts';

/** Their answers do not fit into all buffers of the connection, so the server still has some to send when it closes it. */
const PIPELINED_REQUESTS = 500_000;

describe('token-server:', () => {
  let server: TokenServer | undefined;
  let connection: RawConnection | undefined;
  afterEach(async () => {
    connection?.destroy();
    await server?.stop();
  });

  async function connected(): Promise<RawConnection> {
    server = await startTokenServer({
      port: 0,
      host: 'localhost',
      idleTimeoutMs: 200,
      clientId: 'client',
      clientSecret: 'secret',
      allowedOrigins: [APP],
      sessionSecrets: [SECRET],
    });
    const opened = await RawConnection.open(server.url);
    connection = opened;
    return opened;
  }

  it('the connection of a client that never reads its answers is closed after idleTimeoutMs', async () => {
    const client = await connected();
    client.stopReading();
    client.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(PIPELINED_REQUESTS));
    await expectAsync(client.closed()).toBeResolved();
  });

  it('the connection of a client that stops in the middle of its body is closed after idleTimeoutMs', async () => {
    const client = await connected();
    client.post('/refresh', [`Origin: ${APP}`, 'Content-Length: 100'], 'half');
    await expectAsync(client.closed()).toBeResolved();
  });

  it('the connection of a client that sends nothing is closed after idleTimeoutMs', async () => {
    await expectAsync((await connected()).closed()).toBeResolved();
  });
});
