import { daily, type OutlookBrowser } from '../../outlook/specs/outlook-browser';
import { JUNE, MobiscrollApp } from './specs/mobiscroll-app';
import { MsalInSpec } from './specs/msal-in-spec';

/** What Mobiscroll's time zone libraries have; browsers know the zones themselves. */
const UNUSED_PLUGIN = {
  createDate: () => {
    throw new Error('createDate');
  },
  parse: () => {
    throw new Error('parse');
  },
};

const NAMED = [
  { timezone: 'utc', start: /^2026-06-05T09:00:00(Z|\+00:00)$/ },
  { timezone: 'UTC', start: /^2026-06-05T09:00:00(Z|\+00:00)$/ },
  { timezone: 'Europe/Berlin', start: /^2026-06-05T11:00:00\+02:00$/ },
  { timezone: 'Asia/Kolkata', start: /^2026-06-05T14:30:00\+05:30$/ },
  // The day before.
  { timezone: 'Pacific/Pago_Pago', start: /^2026-06-04T22:00:00-11:00$/ },
];

describe('outlookCalendarSync: time zones', () => {
  let app: MobiscrollApp;
  let browser: OutlookBrowser;

  beforeEach(async () => {
    app = await MobiscrollApp.ofUser();
    ({ browser } = app);
  });
  afterEach(() => app.end());

  for (const { timezone, start } of NAMED) {
    it(`timezone ${timezone}: events that are read have its clock, and those of whole days keep their days`, async () => {
      await browser.add('Talk', '2026-06-05');
      await browser.add('Fair', '2026-06-15', {
        isAllDay: true,
        start: { dateTime: '2026-06-15T00:00:00', timeZone: 'UTC' },
        end: { dateTime: '2026-06-17T00:00:00', timeZone: 'UTC' },
      });
      const [sync, calendarId] = await app.signedIn({ timezone, timezonePlugin: UNUSED_PLUGIN });
      const [talk, fair] = await sync.getEvents(calendarId, ...JUNE);
      expect(talk?.start).toMatch(start);
      expect([fair?.start, fair?.end]).toEqual(['2026-06-15', '2026-06-17']);
    });
  }

  it('timezone local: events that are read have the clock of the browser', async () => {
    await browser.add('Talk', '2026-06-05');
    const [sync, calendarId] = await app.signedIn({ timezone: 'local' });
    const [talk] = await sync.getEvents(calendarId, ...JUNE);
    const start = new Date('2026-06-05T09:00:00Z');
    expect(new Date(talk?.start ?? '')).toEqual(start);
    const clock = (/-(\d+)T(\d+):(\d+)/.exec(talk?.start ?? '') ?? []).slice(1).map(Number);
    expect(clock).toEqual([start.getDate(), start.getHours(), start.getMinutes()]);
  });

  it("timezone left out: events that are read are at their time, and times that are written without an offset are of the browser's clock", async () => {
    await browser.add('Talk', '2026-06-05');
    const sync = await app.startedWith({ msalClient: new MsalInSpec(browser.email) });
    await sync.signIn();
    const [talk] = await sync.getEvents('primary', ...JUNE);
    expect(new Date(talk?.start ?? '')).toEqual(new Date('2026-06-05T09:00:00Z'));
    const times = { start: '2026-06-05T21:00', end: '2026-06-05T22:00' };
    const { id } = await sync.addEvent('primary', { title: 'Tea', ...times });
    expect(await startInUtc(id)).toBe(new Date(2026, 5, 5, 21).toISOString());
  });

  it('timezone that no clock has: is refused, and the window of the sign-in does not open', async () => {
    const opened = spyOn(window, 'open');
    const sync = await app.started({ timezone: 'Europe/Nowhere' });
    await expectAsync(sync.signIn()).toBeRejectedWith(
      jasmine.objectContaining({ message: jasmine.stringContaining('Europe/Nowhere') }),
    );
    expect(opened).not.toHaveBeenCalled();
  });

  it('addEvent: times without an offset are of the clock of timezone, and of the event’s own where it has one', async () => {
    const [sync, calendarId] = await app.signedIn({ timezone: 'Asia/Kolkata' });
    const times = { start: '2026-06-05T09:00', end: '2026-06-05T10:00' };
    const added = await sync.addEvent(calendarId, { title: 'Tea', ...times });
    const own = await sync.addEvent(calendarId, {
      title: 'Coffee',
      ...times,
      timezone: 'Europe/Berlin',
    });
    expect(await startInUtc(added.id)).toBe('2026-06-05T03:30:00.000Z');
    expect(added.start).toBe('2026-06-05T09:00:00+05:30');
    expect(await startInUtc(own.id)).toBe('2026-06-05T07:00:00.000Z');
    expect([own.start, own.timezone]).toEqual(['2026-06-05T12:30:00+05:30', 'Europe/Berlin']);
  });

  it('updateEvent: an event that was dragged is stored then, and given back on the clock of timezone', async () => {
    const id = await browser.add('Talk', '2026-06-05');
    const [sync, calendarId] = await app.signedIn({ timezone: 'Asia/Kolkata' });
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    const times = { start: new Date('2026-06-05T10:30:00Z'), end: '2026-06-05T17:00:00+05:30' };
    const updated = await sync.updateEvent(calendarId, { ...event, ...times });
    expect([updated.start, updated.end]).toEqual([
      '2026-06-05T16:00:00+05:30',
      '2026-06-05T17:00:00+05:30',
    ]);
    expect(await startInUtc(id)).toBe('2026-06-05T10:30:00.000Z');
  });

  for (const { timezone, hour } of [
    { timezone: 'Asia/Kolkata', hour: '02' },
    { timezone: 'America/Los_Angeles', hour: '21' },
    { timezone: 'local', hour: '02' },
    { timezone: 'local', hour: '21' },
  ]) {
    it(`addEvent: a recurrence until a day, at ${hour}:00, ends on that day of ${timezone}`, async () => {
      const [sync, calendarId] = await app.signedIn({ timezone });
      const { recurrence } = daily('2026-06-05', 3);
      await sync.addEvent(calendarId, {
        title: 'Watch',
        start: `2026-06-05T${hour}:00`,
        end: `2026-06-05T${hour}:30`,
        outlookEvent: {
          recurrence: {
            ...recurrence,
            range: { type: 'endDate', startDate: '2026-06-05', endDate: '2026-06-07' },
          },
        },
      });
      const events = await sync.getEvents(calendarId, ...JUNE);
      expect(events.map(({ start }) => start.slice(0, 13))).toEqual([
        `2026-06-05T${hour}`,
        `2026-06-06T${hour}`,
        `2026-06-07T${hour}`,
      ]);
    });
  }

  /** As Graph has it. */
  async function startInUtc(id: string): Promise<string> {
    const { start } = await app.stored(id);
    expect(start?.timeZone).toBe('UTC');
    return new Date(`${start?.dateTime?.slice(0, 19) ?? ''}Z`).toISOString();
  }
});
