import { firstUsableZone } from './display-time-zone';

describe('the zone that times are told in', () => {
  it('is the first that the browser knows', () => {
    expect(firstUsableZone('Europe/Berlin', 'America/New_York')).toBe('Europe/Berlin');
    expect(firstUsableZone(undefined, 'America/New_York')).toBe('America/New_York');
    expect(firstUsableZone('Nowhere/Land', 'Asia/Tokyo')).toBe('Asia/Tokyo');
  });

  for (const zone of ['Etc/Unknown', 'Nowhere/Land', '', undefined]) {
    it(`is UTC where the browser says ${JSON.stringify(zone)}`, () => {
      expect(firstUsableZone(zone)).toBe('UTC');
    });
  }
});
