import { CalendarSyncError } from 'ngx-calendar-sync';
import { errorSentence } from './error-sentence';

describe('errorSentence', () => {
  it('tells what to do about a blocked window', () => {
    const error = new CalendarSyncError('popup-blocked', 'window.open returned null');
    expect(errorSentence(error)).toContain('Allow pop-up windows for this site');
  });

  it('never shows the words of a machine', () => {
    const error = new CalendarSyncError('unexpected', 'TypeError: x is undefined');
    expect(errorSentence(error)).not.toContain('TypeError');
    expect(errorSentence(error)).toContain('Something went wrong');
  });

  it('has words for what is not an error of the library', () => {
    expect(errorSentence('out of cheese')).toBe(errorSentence(new Error('anything')));
  });
});
