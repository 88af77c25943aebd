import { eventIdFor, instanceIdFor } from './event-id.ts';

describe('eventIdFor', () => {
  it('eventIdFor: ids are valid, the same for the same key and different for different keys', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => eventIdFor(`key ${index}`));
    expect(ids.every((id) => /^[a-v0-9]{26}$/.test(id))).toBeTrue();
    expect(new Set(ids).size).toBe(1000);
    expect(eventIdFor('key 7')).toBe(ids[7] ?? '');
  });

  it('eventIdFor: uses every digit of base32hex', () => {
    const text = Array.from({ length: 200 }, (_, index) => eventIdFor(String(index))).join('');
    expect(new Set(text).size).toBe(32);
  });
});

describe('instanceIdFor', () => {
  it('instanceIdFor: appends the original start, in UTC or as a date', () => {
    expect(instanceIdFor('abcde', Date.UTC(2026, 10, 22, 9))).toBe('abcde_20261122T090000Z');
    expect(instanceIdFor('abcde', '2026-11-22')).toBe('abcde_20261122');
  });
});
