import { readGoogleAnswer, requireToken } from './google-answer.ts';

const SENT_SECRETS = ['4/0AcodeOf+the/spec', '1//0gRefreshToken', 'GOCSPX-secret'];

describe('google-answer:', () => {
  const read = (status: number, body: string | null, headers: Record<string, string> = {}) =>
    readGoogleAnswer(new Response(body, { status, headers }), SENT_SECRETS);

  const failed = jasmine.objectContaining({ status: 502, error: 'google_failed' });

  it('status 200 with a JSON object is a grant, whose body is kept byte by byte', async () => {
    const text = ' {"access_token": "ya29.A", "unknown": [1]}\n';
    expect(await read(200, text)).toEqual(jasmine.objectContaining({ isGranted: true, text }));
  });

  it('status 200 without an access token is refused as google_failed', async () => {
    for (const body of ['{}', '{"access_token":""}', '{"access_token":7}', '{"error":"x"}']) {
      const answer = await read(200, body);
      expect(() => requireToken(answer)).toThrow(failed);
    }
  });

  it('a refusal keeps the error fields of OAuth and drops every other field', async () => {
    const oauthError = {
      error: 'invalid_grant',
      error_description: 'Bad Request',
      error_subtype: 'invalid_rapt',
      error_uri: 'https://support.google.com',
    };
    const more = { refresh_token: '1//0gOther', access_token: 'ya29.A', debug: { a: 1 } };
    const answer = await read(400, JSON.stringify({ ...oauthError, ...more }));
    expect(answer).toEqual(jasmine.objectContaining({ isGranted: false, status: 400, oauthError }));
    expect(JSON.parse(answer.text)).toEqual(oauthError);
  });

  it('Retry-After is kept if it is a number or a date, and dropped if not', async () => {
    const body = '{"error":"slow_down"}';
    const retryAfterOf = async (value: string) => {
      const answer = await read(429, body, { 'Retry-After': value });
      return answer.isGranted ? undefined : answer.retryAfter;
    };
    expect(await retryAfterOf('7')).toBe('7');
    expect(await retryAfterOf('Wed, 21 Oct 2026 07:28:00 GMT')).toBe(
      'Wed, 21 Oct 2026 07:28:00 GMT',
    );
    expect(await retryAfterOf('<script>')).toBeUndefined();
    await expectAsync(read(503, '<h1>', { 'Retry-After': '7' })).toBeRejectedWith(
      jasmine.objectContaining({ more: { headers: { 'Retry-After': '7' } } }),
    );
  });

  it('an HTML page of any status is refused as google_failed', async () => {
    for (let status = 200; status < 600; status++) {
      const body = [204, 205, 304].includes(status) ? null : '<h1>Sorry</h1>';
      await expectAsync(read(status, body)).toBeRejectedWith(failed);
    }
  });

  for (const status of [201, 202, 206, 300, 302, 307, 500, 503]) {
    it(`status ${status} is refused as google_failed, whatever its body`, async () => {
      await expectAsync(read(status, '{"access_token":"ya29.A"}')).toBeRejectedWith(failed);
      await expectAsync(read(status, '{"error":"invalid_grant"}')).toBeRejectedWith(failed);
    });
  }

  for (const body of [
    '',
    ' ',
    'null',
    '[]',
    '[{"error":"invalid_grant"}]',
    '"invalid_grant"',
    '42',
    '{"error":',
    '<html>',
    '{}',
    '{"error":null}',
    '{"error":7}',
    '{"error":""}',
    '{"error":["invalid_grant"]}',
    '{"error":{"code":403,"message":"No","status":"PERMISSION_DENIED"}}',
    '{"error":"has blanks in it"}',
    '{"error":"<script>"}',
    `{"error":"${'x'.repeat(65)}"}`,
    '{"error_description":"alone"}',
  ]) {
    it(`status 400 with the body ${body.slice(0, 40) || '(empty)'} is refused as google_failed`, async () => {
      await expectAsync(read(400, body)).toBeRejectedWith(failed);
    });
  }

  it('a field that repeats a code, token or secret of the request is dropped', async () => {
    for (const secret of SENT_SECRETS) {
      for (const written of [secret, encodeURIComponent(secret)]) {
        const answer = await read(
          400,
          JSON.stringify({
            error: 'invalid_grant',
            error_description: `Bad value: ${written}.`,
            error_subtype: written,
            error_uri: `https://google.example/?x=${written}`,
          }),
        );
        expect(answer.text).toBe('{"error":"invalid_grant"}');
      }
    }
    await expectAsync(read(400, '{"error":"GOCSPX-secret"}')).toBeRejectedWith(failed);
  });

  it('an error field that is not a string or has more than 1,000 characters is dropped', async () => {
    const { text } = await read(
      400,
      JSON.stringify({
        error: 'invalid_grant',
        error_description: { a: 1 },
        error_subtype: 'x'.repeat(1001),
        error_uri: 7,
      }),
    );
    expect(text).toBe('{"error":"invalid_grant"}');
  });
});
