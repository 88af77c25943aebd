import { isEventField } from '../mapping/is-event-field';
import { resolveConfig } from './resolved-config';

const read = (ownProperties: unknown) =>
  resolveConfig({ apiKey: 'AIzaTest', ownProperties: ownProperties as never }, isEventField)
    .ownProperties;

describe('ownProperties of the configuration', () => {
  it('own properties: they are kept by name', () => {
    expect([...read({ patient: 'text', visits: 'json' })]).toEqual([
      ['patient', 'text'],
      ['visits', 'json'],
    ]);
    expect(read(undefined).size).toBe(0);
  });

  for (const ownProperties of [
    { title: 'text' },
    { conference: 'json' },
    { attendees: 'json' },
    { summary: 'text' },
    { googleEvent: 'json' },
    { '': 'text' },
    { ['x'.repeat(45)]: 'text' },
    { toString: 'text' },
    JSON.parse('{ "__proto__": "text" }') as object,
    { patient: 'number' },
    { patient: null },
    ['patient'],
    'patient',
  ]) {
    it(`own properties: ${JSON.stringify(ownProperties)} is refused with invalid-config`, () => {
      expect(() => read(ownProperties)).toThrow(
        jasmine.objectContaining({
          code: 'invalid-config',
          message: jasmine.stringMatching(/ownProperties cannot have/),
        }),
      );
    });
  }
});
