import { refusal } from './outlook-sign-in-error';

describe('refusal', () => {
  for (const [error, number, code] of [
    ['access_denied', 65004, 'access-denied'],
    ['consent_required', 90094, 'access-denied'],
    ['interaction_required', 90094, 'access-denied'],
    ['interaction_required', 50076, 'expired'],
    ['invalid_grant', 700084, 'expired'],
    ['invalid_grant', undefined, 'expired'],
    ['login_required', 50058, 'expired'],
    ['unauthorized_client', 700016, 'invalid-config'],
    ['invalid_request', 50011, 'invalid-config'],
    ['invalid_scope', 70011, 'invalid-config'],
    ['temporarily_unavailable', undefined, 'unavailable'],
    ['something_new', undefined, 'unexpected'],
  ] as const) {
    it(`${error}${number === undefined ? '' : `, AADSTS${number}`}: ${code}`, () => {
      const description = number === undefined ? 'Words.' : `AADSTS${number}: Words. Trace ID: 1`;
      expect(refusal({ error, error_description: description }).code).toBe(code);
    });
  }

  it('an answer with a user in its words: the error does not repeat them', () => {
    const description = "AADSTS50020: User account 'ada@contoso.example' does not exist.";
    expect(refusal({ error: 'invalid_grant', error_description: description }).message).toBe(
      'Microsoft asks the user to sign in again (invalid_grant, AADSTS50020).',
    );
  });
});
