import type { WireFreeBusyResponse } from '../discovery/wire-types.generated.ts';
import type { SeedGroup } from '../seed/seed.ts';
import { useEmulator, type ErrorBody } from '../testing/api-client.ts';
import { ADA, BEN, BUSY, HOLIDAYS, smallWorld, TEAM } from '../testing/small-world.ts';

describe('Free/busy', () => {
  const STAFF = 'staff@example.com';
  const CROWD = 'crowd@example.com';
  const groups: SeedGroup[] = [
    { email: STAFF, members: [ADA, BUSY, 'nobody@example.com'] },
    { email: CROWD, members: Array.from({ length: 101 }, (_, n) => `person${n}@example.com`) },
  ];
  const emulator = useEmulator({ seed: { ...smallWorld(), groups } });

  const DAY = { timeMin: '2026-11-24T00:00:00Z', timeMax: '2026-11-25T00:00:00Z' };
  const ask = (body: object) =>
    emulator.as().ok<WireFreeBusyResponse>('freeBusy', { method: 'POST', body });
  const refused = async (body: object) => {
    const answer = await emulator.as().call<ErrorBody>('freeBusy', { method: 'POST', body });
    return { status: answer.status, error: answer.body.error };
  };
  const reasons = ({ calendars }: WireFreeBusyResponse) =>
    Object.values(calendars ?? {}).map(({ errors }) => errors?.[0]?.reason);

  it('freebusy.query: 90 days are answered, and one second more answers 400 timeRangeTooLong', async () => {
    const items = [{ id: ADA }];
    const timeMin = '2026-01-01T00:00:00Z';
    const longest = await ask({ timeMin, timeMax: '2026-04-01T00:00:00Z', items });
    expect(longest.calendars).toEqual({ [ADA]: { busy: [] } });
    for (const timeMax of [
      '2026-04-01T00:00:01Z',
      '2027-01-01T00:00:00Z',
      '9999-12-31T00:00:00Z',
    ]) {
      const { status, error } = await refused({ timeMin, timeMax, items });
      expect(status).toBe(400);
      expect(error as object).toEqual({
        errors: [
          {
            domain: 'calendar',
            reason: 'timeRangeTooLong',
            message: 'The requested time range is too long.',
            locationType: 'parameter',
            location: 'timeMax',
          },
        ],
        code: 400,
        message: 'The requested time range is too long.',
      });
    }
  });

  it('freebusy.query: a group answers its members and their busy times', async () => {
    await emulator.as(BEN).insert(
      {
        start: { dateTime: '2026-11-24T10:00:00Z' },
        end: { dateTime: '2026-11-24T11:00:00Z' },
      },
      BUSY,
    );
    const answer = await ask({ ...DAY, items: [{ id: STAFF }] });
    expect(answer.groups).toEqual({ [STAFF]: { calendars: [ADA, BUSY, 'nobody@example.com'] } });
    expect(answer.calendars).toEqual({
      [ADA]: { busy: [] },
      [BUSY]: { busy: [{ start: '2026-11-24T10:00:00Z', end: '2026-11-24T11:00:00Z' }] },
      'nobody@example.com': { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] },
    });
  });

  it('freebusy.query: a calendar that is requested directly and as a member is answered once', async () => {
    const answer = await ask({
      ...DAY,
      items: [{ id: BUSY }, { id: STAFF }],
      calendarExpansionMax: 3,
    });
    expect(Object.keys(answer.calendars ?? {})).toEqual([BUSY, ADA, 'nobody@example.com']);
    expect(reasons(answer)).toEqual([undefined, undefined, 'notFound']);
  });

  it('freebusy.query: a group with too many members answers groupTooBig and no calendars', async () => {
    const tooBig = { errors: [{ domain: 'global', reason: 'groupTooBig' }], calendars: [] };
    const answer = await ask({
      ...DAY,
      items: [{ id: STAFF }, { id: TEAM }],
      groupExpansionMax: 2,
    });
    expect(answer.groups).toEqual({ [STAFF]: tooBig });
    expect(answer.calendars).toEqual({ [TEAM]: { busy: [] } });
    expect((await ask({ ...DAY, items: [{ id: CROWD }], groupExpansionMax: 1000 })).groups).toEqual(
      {
        [CROWD]: tooBig,
      },
    );
  });

  it('freebusy.query: calendarExpansionMax counts the members of groups', async () => {
    const items = [{ id: STAFF }, { id: HOLIDAYS }];
    expect(reasons(await ask({ ...DAY, items, calendarExpansionMax: 2 }))).toEqual([
      undefined,
      undefined,
      'tooManyCalendarsRequested',
      'tooManyCalendarsRequested',
    ]);
  });

  it('freebusy.query: a request without a group answers no groups', async () => {
    expect((await ask({ ...DAY, items: [{ id: ADA }] })).groups).toBeUndefined();
  });

  it('freebusy.query: an expansion limit of 0 answers 400 invalid', async () => {
    for (const name of ['calendarExpansionMax', 'groupExpansionMax']) {
      const { status, error } = await refused({ ...DAY, items: [{ id: ADA }], [name]: 0 });
      expect([status, error.errors[0]?.reason]).toEqual([400, 'invalid']);
    }
  });

  it('control.addSeed: adds groups, which restore and reset bring back to their former state', async () => {
    const email = 'band@example.com';
    emulator.control.addSeed({ users: [], calendars: [], groups: [{ email, members: [ADA] }] });
    const items = [{ id: email }];
    expect((await ask({ ...DAY, items })).groups).toEqual({ [email]: { calendars: [ADA] } });
    emulator.control.snapshot();
    emulator.control.addSeed({ users: [], calendars: [], groups: [{ email, members: [BEN] }] });
    emulator.control.restore();
    expect((await ask({ ...DAY, items })).groups).toEqual({ [email]: { calendars: [ADA] } });
    emulator.control.reset();
    expect(reasons(await ask({ ...DAY, items }))).toEqual(['notFound']);
  });

  it('control seed: adds groups over HTTP and refuses an invalid one', async () => {
    const email = 'band@example.com';
    const seed = (group: object) =>
      fetch(new URL('/_emulator/seed', emulator.url), {
        method: 'POST',
        body: JSON.stringify({ add: true, groups: [group] }),
      });
    expect((await seed({ email, members: [BEN] })).status).toBe(200);
    const { groups: answered } = await ask({ ...DAY, items: [{ id: email }] });
    expect(answered).toEqual({ [email]: { calendars: [BEN] } });
    const wrong = await seed({ email, members: BEN });
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { error: 'groups[0].members must be a list of strings.' },
    ]);
  });
});
