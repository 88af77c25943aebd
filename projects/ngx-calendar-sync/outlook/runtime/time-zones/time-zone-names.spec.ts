import windowsZones from 'cldr-core/supplemental/windowsZones.json';
import { ɵZoneClock as ZoneClock } from 'ngx-calendar-sync/core';
import { TimeZoneNames } from './time-zone-names';

const MAP_ZONES = windowsZones.supplemental.windowsZones.mapTimezones.map(({ mapZone }) => mapZone);
const WINTER = Date.UTC(2026, 0, 15);
const SUMMER = Date.UTC(2026, 6, 15);

async function loaded(): Promise<TimeZoneNames> {
  const names = new TimeZoneNames();
  await names.load();
  return names;
}

const offsetsOf = (zone: string) => {
  const clock = ZoneClock.of(zone);
  return [clock.offsetAt(WINTER), clock.offsetAt(SUMMER)];
};

describe('TimeZoneNames', () => {
  it('names of Windows: each is a zone of the browser, with the clock that CLDR gives it', async () => {
    const names = await loaded();
    const worldwide = MAP_ZONES.filter(({ _territory }) => _territory === '001');
    expect(worldwide.length).toBeGreaterThan(130);
    for (const { _other: windowsName, _type: zone } of worldwide) {
      const found = names.ianaName(windowsName) ?? 'none';
      expect(offsetsOf(found)).withContext(`${windowsName}: ${found}`).toEqual(offsetsOf(zone));
    }
  });

  it('zones of CLDR: each has its name of Windows', async () => {
    const names = await loaded();
    for (const { _other: windowsName, _type: zones } of MAP_ZONES) {
      for (const zone of zones.split(' ').filter(Boolean)) {
        expect(names.graphName(zone)).withContext(zone).toBe(windowsName);
      }
    }
  });

  it('names by hand: the one that stands for the others, and today’s before earlier ones', async () => {
    const names = await loaded();
    expect(names.ianaName('W. Europe Standard Time')).toBe('Europe/Berlin');
    expect(names.ianaName('w. europe standard time')).toBe('Europe/Berlin');
    expect(names.ianaName('FLE Standard Time')).toBe('Europe/Kyiv');
    expect(names.ianaName('India Standard Time')).toBe('Asia/Kolkata');
    expect(names.ianaName('UTC')).toBe('UTC');
    expect(names.ianaName('UTC-11')).toBe('Etc/GMT+11');
    expect(names.ianaName('tzone://Microsoft/Utc')).toBe('UTC');
    expect(names.ianaName('tzone://Microsoft/Custom')).toBeUndefined();
    expect(names.ianaName('Customized Time Zone')).toBeUndefined();
    expect(names.ianaName(null)).toBeUndefined();
    expect(names.graphName('Asia/Kolkata')).toBe('India Standard Time');
    expect(names.graphName('Europe/Kyiv')).toBe('FLE Standard Time');
    expect(names.graphName('GB')).toBe('GMT Standard Time');
    expect(names.graphName('Antarctica/Troll')).toBe('Antarctica/Troll');
    expect(names.graphName('Nowhere/At_All')).toBe('Nowhere/At_All');
  });

  it('needsTable: only for a name that the browser does not know, and only until the table is loaded', async () => {
    const names = new TimeZoneNames();
    expect(
      names.needsTable(['Europe/Berlin', 'UTC', 'tzone://Microsoft/Custom', null]),
    ).toBeFalse();
    expect(names.needsTable(['UTC', 'Pacific Standard Time'])).toBeTrue();
    expect(names.ianaName('Pacific Standard Time')).toBeUndefined();

    await names.load();

    expect(names.needsTable(['UTC', 'Pacific Standard Time'])).toBeFalse();
    expect(names.ianaName('Pacific Standard Time')).toBe('America/Los_Angeles');
  });
});
