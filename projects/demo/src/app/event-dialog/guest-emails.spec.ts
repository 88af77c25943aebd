import { readGuests } from './guest-emails';

describe('readGuests', () => {
  it('reads several addresses, and none from an empty field', () => {
    expect(readGuests(' noor@example.com, felix@example.org;ada@example.com ', [])).toEqual({
      emails: ['noor@example.com', 'felix@example.org', 'ada@example.com'],
    });
    expect(readGuests('  ', [])).toEqual({ emails: [] });
  });

  it('names what is no address', () => {
    for (const typed of ['noor', 'noor@', '@example.com', 'noor@example', 'a@b@example.com']) {
      expect(readGuests(typed, [])).toEqual({
        problem: `“${typed}” is no e-mail address. Write it as name@example.com.`,
      });
    }
  });

  it('names who is invited already, whatever the case of the letters', () => {
    const problem = 'Noor@Example.com is invited already.';
    expect(readGuests('Noor@Example.com', ['noor@example.com'])).toEqual({ problem });
    expect(readGuests('noor@example.com Noor@Example.com', [])).toEqual({ problem });
  });
});
