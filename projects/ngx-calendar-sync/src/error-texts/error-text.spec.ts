import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { texts as arabic } from './ar';
import { texts as german } from './de';
import { texts as english } from './en';
import { errorText } from './error-text';
import { texts as hungarian } from './hu';

const conflict = new CalendarSyncError('conflict', 'for developers');

describe('errorText', () => {
  it('errorText: each language has its own text for every code', () => {
    const codes = Object.keys(english);
    expect(codes.length).toBeGreaterThan(20);
    for (const texts of [arabic, german, hungarian]) {
      expect(Object.keys(texts)).toEqual(codes);
      const same = Object.entries(texts).filter(([code, text]) =>
        Object.entries(english).some(([other, its]) => other === code && its === text),
      );
      expect(same).toEqual([]);
    }
    for (const texts of [arabic, german, english, hungarian]) {
      expect(new Set(Object.values(texts)).size).toBe(codes.length);
      expect(Object.values(texts).filter((text) => !text.endsWith('.'))).toEqual([]);
    }
  });

  it('errorText: the language of a locale decides, and English stands in for others', async () => {
    expect(await errorText(conflict, 'de-AT')).toBe(german.conflict);
    expect(await errorText(conflict, 'HU')).toBe(hungarian.conflict);
    expect(await errorText(conflict, 'ar_EG')).toBe(arabic.conflict);
    for (const other of ['fr', '', 'constructor', '__proto__']) {
      expect(await errorText(conflict, other)).toBe(english.conflict);
    }
    expect(await errorText(conflict)).not.toBe(conflict.message);
  });

  it('errorText: a blocked window may be of the sign-in or of the sign-out, so that the text names neither', () => {
    const signWords = [
      [english, /sign/i],
      [german, /meld/i],
      [hungarian, /jelentkez/i],
      [arabic, /تسجيل|سجّل/],
    ] as const;
    for (const [texts, word] of signWords) {
      expect(texts['popup-closed']).toMatch(word);
      expect(texts['popup-blocked']).not.toMatch(word);
    }
  });

  it('errorText: what is no CalendarSyncError is unexpected', async () => {
    for (const thrown of [new TypeError('x is not a function'), 'text', undefined]) {
      expect(await errorText(thrown, 'en')).toBe(english.unexpected);
    }
  });
});
