import { firstUsableZone } from './display-time-zone';

describe('firstUsableZone', () => {
  it('returns the first zone that the browser knows', () => {
    expect(firstUsableZone('Europe/Berlin', 'America/New_York')).toBe('Europe/Berlin');
    expect(firstUsableZone(undefined, 'America/New_York')).toBe('America/New_York');
    expect(firstUsableZone('Nowhere/Land', 'Asia/Tokyo')).toBe('Asia/Tokyo');
  });

  for (const zone of ['Etc/Unknown', 'Nowhere/Land', '', undefined]) {
    it(`returns UTC if the browser reports ${JSON.stringify(zone)}`, () => {
      expect(firstUsableZone(zone)).toBe('UTC');
    });
  }
});
