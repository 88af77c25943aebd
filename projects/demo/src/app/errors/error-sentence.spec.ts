import { CalendarSyncError } from 'ngx-calendar-sync';
import { errorSentence } from './error-sentence';

describe('errorSentence', () => {
  it('says how to allow a window that the browser blocked, be it of the sign-in or of the sign-out', () => {
    const error = new CalendarSyncError('popup-blocked', 'window.open returned null');
    expect(errorSentence(error)).toContain('Allow pop-up windows for this site');
    expect(errorSentence(error)).not.toMatch(/\bsign/);
  });

  it('never shows the technical message of an error', () => {
    const error = new CalendarSyncError('unexpected', 'TypeError: x is undefined');
    expect(errorSentence(error)).not.toContain('TypeError');
    expect(errorSentence(error)).toContain('Something went wrong');
  });

  it('says the same about anything that is not an error of the library', () => {
    expect(errorSentence('out of cheese')).toBe(errorSentence(new Error('anything')));
  });
});
