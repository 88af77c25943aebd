import type { Child } from '../testing/child.ts';
import { FaultyGoogle, GRANTED, REFUSED_500, type FaultyAnswer } from '../testing/faulty-google.ts';
import { APP, type PageAnswer } from '../testing/page.ts';
import { IMPLEMENTATIONS, type Implementation } from './implementations.ts';
import { Visitor } from './visitor.ts';

/** Whatever would break a form or a sentence that was put together by hand. */
const DIFFICULT = '4/0A&b=c+d%20e;f "g" ü漢😀=';
const CLIENT = { id: 'client&id=ü', secret: 's+e c&r=e%20tü' };
const GOOGLE_TIMEOUT_MS = 10_000;
/** What a busy machine may add to it. */
const SLACK_MS = 15_000;
/** Nobody tells that a connection was refused: this is the one thing here that only time can show. */
const TIME_OF_FIRST_TRY_MS = 100;
const MAX_ATTEMPTS = 5;

describe('When Google is not well:', () => {
  interface Pair {
    readonly google: FaultyGoogle;
    readonly child: Child;
  }
  const pairs = new Map<Implementation, Pair>();

  function pairOf(implementation: Implementation): Pair {
    const pair = pairs.get(implementation);
    if (!pair) {
      throw new Error(`${implementation.name} does not run.`);
    }
    return pair;
  }

  function visit(implementation: Implementation): Visitor {
    const { url } = pairOf(implementation).child;
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
        pairs.set(implementation, { google, child });
      }),
    );
  }, 60_000);

  afterAll(async () => {
    for (const { google, child } of pairs.values()) {
      await child.stop();
      await google.goDown();
    }
  });

  for (const implementation of IMPLEMENTATIONS) {
    describe(implementation.name, () => {
      const isSealed = implementation.mode === 'sealed';
      const google = () => pairOf(implementation).google;
      let visitor: Visitor;

      beforeEach(async () => {
        google().answerWith(GRANTED);
        visitor = visit(implementation);
        await visitor.signIn('4/0A');
      });

      /** What a sign-in gets, and how often Google was asked for it. */
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

      it('sends what it was given, however it is written', async () => {
        google().answerWith(GRANTED);
        await visitor.signIn(DIFFICULT);
        expect(Object.fromEntries(google().forms[0] ?? [])).toEqual({
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          grant_type: 'authorization_code',
          code: DIFFICULT,
          redirect_uri: 'postmessage',
        });
      });

      it('hands on what Google gives, however it is written', async () => {
        const tokens = { access_token: DIFFICULT, token_type: 'Bearer', unknown_member: [1, 'é'] };
        const body = `${JSON.stringify({ ...tokens, refresh_token: DIFFICULT }, null, 3)}\n`;
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
          refresh_token: DIFFICULT,
        });
      });

      it('hands on its refusals with status, text and Retry-After', async () => {
        const body = '{ "error": "slow_down",\n "error_description": "Später & öfter" }';
        google().answerWith({ status: 429, body, headers: { 'Retry-After': '7' } });
        for (const answer of [await visitor.signIn('4/0A'), await visitor.refresh()]) {
          expect([answer.status, answer.text]).toEqual([429, body]);
          expect(answer.headers.get('Retry-After')).toBe('7');
        }
        expect(google().forms.length).toBe(2);
      });

      it('refreshes once it is well again', async () => {
        expect(await refreshWith(REFUSED_500, GRANTED)).toEqual([200, undefined, 2]);
        expect(await refreshWith('cut the connection', REFUSED_500, GRANTED)).toEqual([
          200,
          undefined,
          3,
        ]);
      });

      it('does not ask for ever', async () => {
        expect(await refreshWith(REFUSED_500)).toEqual([502, 'google_failed', 3]);
        expect(await refreshWith('cut the connection')).toEqual([502, 'google_unreachable', 3]);
      });

      it('spends a code once, as nobody knows what became of it', async () => {
        expect(await signInWith(REFUSED_500, GRANTED)).toEqual([502, 'google_failed', 1]);
        expect(await signInWith('cut the connection', GRANTED)).toEqual([
          502,
          'google_unreachable',
          1,
        ]);
      });

      it('spends a code after all where nobody was there to take it', async () => {
        expect(await signInWhileComingUp()).toEqual([200, undefined, 1]);
      });

      /** Google is down when it is first asked, and comes up before the last try, unless this machine is too busy. */
      async function signInWhileComingUp(): Promise<[number, unknown, number]> {
        for (let attempt = 1; ; attempt++) {
          google().answerWith(GRANTED);
          await google().goDown();
          const answer = visitor.signIn('4/0A');
          await new Promise((resolve) => setTimeout(resolve, TIME_OF_FIRST_TRY_MS));
          await google().comeUp();
          const result = outcome(await answer);
          if (result[0] === 200 || attempt === MAX_ATTEMPTS) {
            return result;
          }
        }
      }

      it('takes no page of Google for an answer', async () => {
        const page = { status: 200, body: '<h1>Sorry</h1>' };
        expect(await signInWith(page)).toEqual([502, 'google_failed', 1]);
        const moved = { status: 302, body: '', headers: { Location: 'http://localhost:9/' } };
        expect(await refreshWith(moved)).toEqual([502, 'google_failed', 1]);
      });

      it('hands on the words of a refusal, and nothing else of it', async () => {
        const words = { error: 'invalid_grant', error_description: 'Später & öfter' };
        const more = { refresh_token: '1//0gOther', access_token: 'ya29.A', n: [1, -2.5e3, true] };
        google().answerWith({ status: 400, body: JSON.stringify({ ...more, ...words }) });
        const { status, text } = await visitor.signIn('4/0A');
        expect([status, JSON.parse(text)]).toEqual([400, words]);
      });

      it('echoes no code, token or secret of the request', async () => {
        const code = '4/0AcodeOf the&spec';
        for (const secret of [code, encodeURIComponent(code), CLIENT.secret]) {
          const words = { error: 'invalid_grant', error_description: `Not good: "${secret}".` };
          google().answerWith({ status: 400, body: JSON.stringify(words) });
          const { status, body } = await visitor.signIn(code);
          expect([status, body]).toEqual([400, { error: 'invalid_grant' }]);
        }
      });

      const odd: [string, number, string][] = [
        ['no content', 204, ''],
        ['reset content', 205, ''],
        ['not modified', 304, ''],
        ['created', 201, GRANTED.body],
        ['accepted', 202, GRANTED.body],
        ['a redirect with JSON', 302, GRANTED.body],
        ['a status of nobody', 999, GRANTED.body],
        ['nothing', 200, ''],
        ['nothing with 400', 400, ''],
        ['null', 200, 'null'],
        ['a list', 200, '[{"access_token":"ya29.A"}]'],
        ['a list with 400', 400, '[{"error":"invalid_grant"}]'],
        ['a text', 200, '"ya29.A"'],
        ['no token', 200, '{}'],
        ['a token that is none', 200, '{"access_token":{"a":1}}'],
        ['JSON that is cut off', 200, '{"access_token":"ya29.A"'],
        ['JSON with something behind it', 200, '{"access_token":"ya29.A"} x'],
        ['JSON that only looks like it', 200, "{access_token:'ya29.A'}"],
        ['a page with 404', 404, '<!doctype html><h1>Not Found</h1>'],
        ['a page with 429', 429, '<html>unusual traffic</html>'],
        ['an error that is an object', 403, '{"error":{"code":403,"status":"PERMISSION_DENIED"}}'],
        ['an error that is a list', 400, '{"error":["invalid_grant"]}'],
        ['an error that is a sentence', 400, '{"error":"code 4/0A was used\\n"}'],
        ['an error that is empty', 400, '{"error":""}'],
      ];
      for (const [what, status, body] of odd) {
        it(`tells in words that Google answered with ${what}`, async () => {
          google().answerWith({ status, body });
          const answer = await visitor.signIn('4/0A');
          expect([answer.status, answer.body['error']]).toEqual([502, 'google_failed']);
          expect(answer.body['error_description']).toMatch(/^Google answered with /);
          expect(Object.keys(answer.body)).toEqual(['error', 'error_description']);
        });
      }

      it('says that it cannot be reached', async () => {
        google().answerWith(GRANTED);
        await google().goDown();
        expect(outcome(await visitor.signIn('4/0A'))).toEqual([502, 'google_unreachable', 0]);
        expect(outcome(await visitor.refresh())).toEqual([502, 'google_unreachable', 0]);
        await google().comeUp();
        expect(outcome(await visitor.refresh())).toEqual([200, undefined, 1]);
      });
    });
  }

  it('none waits longer than ten seconds for it', async () => {
    const results = await Promise.all(
      IMPLEMENTATIONS.map(async (implementation) => {
        const visitor = visit(implementation);
        const { google } = pairOf(implementation);
        google.answerWith(GRANTED);
        await visitor.signIn('4/0A');
        google.answerWith('stay silent');
        const started = Date.now();
        const { status, body } = await visitor.refresh();
        const took = Date.now() - started;
        const isInTime = took > GOOGLE_TIMEOUT_MS - 100 && took < GOOGLE_TIMEOUT_MS + SLACK_MS;
        return [implementation.name, status, body['error'], google.forms.length, isInTime];
      }),
    );
    expect(results).toEqual(
      IMPLEMENTATIONS.map(({ name }) => [name, 504, 'google_timeout', 1, true]),
    );
  }, 60_000);
});
