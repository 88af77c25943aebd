import type { Child } from '../testing/child.ts';
import { FaultyGoogle, GRANTED, REFUSED_500, type FaultyAnswer } from '../testing/faulty-google.ts';
import { APP, type PageAnswer } from '../testing/page.ts';
import { IMPLEMENTATIONS, type Implementation } from './implementations.ts';
import { Visitor } from './visitor.ts';

/** Characters that must be escaped in a form or in JSON. */
const SPECIAL_CHARACTERS = '4/0A&b=c+d%20e;f "g" ü漢😀=';
const CLIENT = { id: 'client&id=ü', secret: 's+e c&r=e%20tü' };
const GOOGLE_TIMEOUT_MS = 10_000;
/** How much longer a busy machine may take. */
const TIMEOUT_TOLERANCE_MS = 15_000;
/** A refused connection cannot be observed from here, so the spec waits until the first try must have failed. */
const FIRST_TRY_MS = 100;
const MAX_ATTEMPTS = 5;

describe('google-trouble:', () => {
  interface Servers {
    readonly google: FaultyGoogle;
    readonly child: Child;
  }
  const running = new Map<Implementation, Servers>();

  function serversOf(implementation: Implementation): Servers {
    const servers = running.get(implementation);
    if (!servers) {
      throw new Error(`${implementation.name} does not run.`);
    }
    return servers;
  }

  function visit(implementation: Implementation): Visitor {
    const { url } = serversOf(implementation).child;
    return new Visitor(`${url}${implementation.path}`, implementation.mode);
  }

  beforeAll(async () => {
    await Promise.all(
      IMPLEMENTATIONS.map(async (implementation) => {
        const google = await FaultyGoogle.start();
        const child = await implementation.start({
          GOOGLE_CLIENT_ID: CLIENT.id,
          GOOGLE_CLIENT_SECRET: CLIENT.secret,
          GOOGLE_TOKEN_ENDPOINT: google.tokenEndpoint,
          ALLOWED_ORIGINS: APP,
        });
        running.set(implementation, { google, child });
      }),
    );
  }, 60_000);

  afterAll(async () => {
    for (const { google, child } of running.values()) {
      await child.stop();
      await google.goDown();
    }
  });

  for (const implementation of IMPLEMENTATIONS) {
    describe(implementation.name, () => {
      const isSealed = implementation.mode === 'sealed';
      const google = () => serversOf(implementation).google;
      let visitor: Visitor;

      beforeEach(async () => {
        google().answerWith(GRANTED);
        visitor = visit(implementation);
        await visitor.signIn('4/0A');
      });

      /** The status and error that a sign-in gets, and how often Google was asked. */
      async function signInWith(...answers: FaultyAnswer[]): Promise<[number, unknown, number]> {
        google().answerWith(...answers);
        return outcome(await visitor.signIn('4/0A'));
      }

      async function refreshWith(...answers: FaultyAnswer[]): Promise<[number, unknown, number]> {
        google().answerWith(...answers);
        return outcome(await visitor.refresh());
      }

      function outcome({ status, body }: PageAnswer): [number, unknown, number] {
        return [status, body['error'], google().forms.length];
      }

      it('POST /auth: a code of special characters reaches Google unchanged', async () => {
        google().answerWith(GRANTED);
        await visitor.signIn(SPECIAL_CHARACTERS);
        expect(Object.fromEntries(google().forms[0] ?? [])).toEqual({
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          grant_type: 'authorization_code',
          code: SPECIAL_CHARACTERS,
          redirect_uri: 'postmessage',
        });
      });

      it('tokens of special characters reach the page, and come back to Google, unchanged', async () => {
        const tokens = {
          access_token: SPECIAL_CHARACTERS,
          token_type: 'Bearer',
          unknown_member: [1, 'é'],
        };
        const body = `${JSON.stringify({ ...tokens, refresh_token: SPECIAL_CHARACTERS }, null, 3)}\n`;
        google().answerWith({ status: 200, body }, GRANTED);
        const answer = await visitor.signIn('4/0A');
        if (isSealed) {
          expect(answer.body).toEqual({ ...tokens, refreshable: true });
        } else {
          expect(answer.text).toBe(body);
        }
        await visitor.refresh();
        expect(Object.fromEntries(google().forms[1] ?? [])).toEqual({
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          grant_type: 'refresh_token',
          refresh_token: SPECIAL_CHARACTERS,
        });
      });

      it('a refusal of Google is passed on with status, text and Retry-After', async () => {
        const body = '{ "error": "slow_down",\n "error_description": "Später & öfter" }';
        google().answerWith({ status: 429, body, headers: { 'Retry-After': '7' } });
        for (const answer of [await visitor.signIn('4/0A'), await visitor.refresh()]) {
          expect([answer.status, answer.text]).toEqual([429, body]);
          expect(answer.headers.get('Retry-After')).toBe('7');
        }
        expect(google().forms.length).toBe(2);
      });

      it('POST /refresh: is sent again after a 5xx and after a cut connection', async () => {
        expect(await refreshWith(REFUSED_500, GRANTED)).toEqual([200, undefined, 2]);
        expect(await refreshWith('cut the connection', REFUSED_500, GRANTED)).toEqual([
          200,
          undefined,
          3,
        ]);
      });

      it('POST /refresh: after three failed tries it is 502', async () => {
        expect(await refreshWith(REFUSED_500)).toEqual([502, 'google_failed', 3]);
        expect(await refreshWith('cut the connection')).toEqual([502, 'google_unreachable', 3]);
      });

      it('POST /auth: is not sent again after a 5xx or a cut connection, as a code can be used once', async () => {
        expect(await signInWith(REFUSED_500, GRANTED)).toEqual([502, 'google_failed', 1]);
        expect(await signInWith('cut the connection', GRANTED)).toEqual([
          502,
          'google_unreachable',
          1,
        ]);
      });

      it('POST /auth: is sent again after a refused connection', async () => {
        expect(await signInWhileComingUp()).toEqual([200, undefined, 1]);
      });

      /**
       * Signs in while Google refuses connections, and starts it before the last try. A busy machine may start it too late, so
       * that is attempted several times.
       */
      async function signInWhileComingUp(): Promise<[number, unknown, number]> {
        for (let attempt = 1; ; attempt++) {
          google().answerWith(GRANTED);
          await google().goDown();
          const answer = visitor.signIn('4/0A');
          await new Promise((resolve) => setTimeout(resolve, FIRST_TRY_MS));
          await google().comeUp();
          const result = outcome(await answer);
          if (result[0] === 200 || attempt === MAX_ATTEMPTS) {
            return result;
          }
        }
      }

      it('an HTML page or a redirect of Google is google_failed', async () => {
        const page = { status: 200, body: '<h1>Sorry</h1>' };
        expect(await signInWith(page)).toEqual([502, 'google_failed', 1]);
        const moved = { status: 302, body: '', headers: { Location: 'http://localhost:9/' } };
        expect(await refreshWith(moved)).toEqual([502, 'google_failed', 1]);
      });

      it('a refusal is passed on with its OAuth fields alone', async () => {
        const words = { error: 'invalid_grant', error_description: 'Später & öfter' };
        const more = { refresh_token: '1//0gOther', access_token: 'ya29.A', n: [1, -2.5e3, true] };
        google().answerWith({ status: 400, body: JSON.stringify({ ...more, ...words }) });
        const { status, text } = await visitor.signIn('4/0A');
        expect([status, JSON.parse(text)]).toEqual([400, words]);
      });

      it('a refusal that repeats a code or the client secret is passed on without that field', async () => {
        const code = '4/0AcodeOf the&spec';
        for (const secret of [code, encodeURIComponent(code), CLIENT.secret]) {
          const words = { error: 'invalid_grant', error_description: `Not good: "${secret}".` };
          google().answerWith({ status: 400, body: JSON.stringify(words) });
          const { status, body } = await visitor.signIn(code);
          expect([status, body]).toEqual([400, { error: 'invalid_grant' }]);
        }
      });

      const failures: [string, number, string][] = [
        ['no content', 204, ''],
        ['reset content', 205, ''],
        ['not modified', 304, ''],
        ['created', 201, GRANTED.body],
        ['accepted', 202, GRANTED.body],
        ['a redirect with JSON', 302, GRANTED.body],
        ['a status that does not exist', 999, GRANTED.body],
        ['an empty body', 200, ''],
        ['an empty body with 400', 400, ''],
        ['null', 200, 'null'],
        ['a list', 200, '[{"access_token":"ya29.A"}]'],
        ['a list with 400', 400, '[{"error":"invalid_grant"}]'],
        ['a text', 200, '"ya29.A"'],
        ['no token', 200, '{}'],
        ['a token that is an object', 200, '{"access_token":{"a":1}}'],
        ['JSON that is cut off', 200, '{"access_token":"ya29.A"'],
        ['JSON with something behind it', 200, '{"access_token":"ya29.A"} x'],
        ['JSON without double quotes', 200, "{access_token:'ya29.A'}"],
        ['a page with 404', 404, '<!doctype html><h1>Not Found</h1>'],
        ['a page with 429', 429, '<html>unusual traffic</html>'],
        ['an error that is an object', 403, '{"error":{"code":403,"status":"PERMISSION_DENIED"}}'],
        ['an error that is a list', 400, '{"error":["invalid_grant"]}'],
        ['an error that is a sentence', 400, '{"error":"code 4/0A was used\\n"}'],
        ['an error that is empty', 400, '{"error":""}'],
      ];
      for (const [what, status, body] of failures) {
        it(`${what} is google_failed with a description`, async () => {
          google().answerWith({ status, body });
          const answer = await visitor.signIn('4/0A');
          expect([answer.status, answer.body['error']]).toEqual([502, 'google_failed']);
          expect(answer.body['error_description']).toMatch(/^Google answered with /);
          expect(Object.keys(answer.body)).toEqual(['error', 'error_description']);
        });
      }

      it('while Google refuses connections the answer is google_unreachable, and 200 afterwards', async () => {
        google().answerWith(GRANTED);
        await google().goDown();
        expect(outcome(await visitor.signIn('4/0A'))).toEqual([502, 'google_unreachable', 0]);
        expect(outcome(await visitor.refresh())).toEqual([502, 'google_unreachable', 0]);
        await google().comeUp();
        expect(outcome(await visitor.refresh())).toEqual([200, undefined, 1]);
      });
    });
  }

  it('while Google does not answer the answer is google_timeout after ten seconds', async () => {
    const results = await Promise.all(
      IMPLEMENTATIONS.map(async (implementation) => {
        const visitor = visit(implementation);
        const { google } = serversOf(implementation);
        google.answerWith(GRANTED);
        await visitor.signIn('4/0A');
        google.answerWith('stay silent');
        const started = Date.now();
        const { status, body } = await visitor.refresh();
        const took = Date.now() - started;
        const isInTime =
          took > GOOGLE_TIMEOUT_MS - 100 && took < GOOGLE_TIMEOUT_MS + TIMEOUT_TOLERANCE_MS;
        return [implementation.name, status, body['error'], google.forms.length, isInTime];
      }),
    );
    expect(results).toEqual(
      IMPLEMENTATIONS.map(({ name }) => [name, 504, 'google_timeout', 1, true]),
    );
  }, 60_000);
});
