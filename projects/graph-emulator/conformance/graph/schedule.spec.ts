import { inserted, lunchOn, refusalOf, times, useGraphClients } from './testing/graph-clients.ts';

const BEN = 'ben@contoso.example';
const ADA = 'ada@contoso.example';

interface Schedule {
  readonly scheduleId: string;
  readonly availabilityView: string;
  readonly scheduleItems: readonly { readonly status: string; readonly subject?: string }[];
  readonly error?: { readonly responseCode: string };
}

describe('Graph client: getSchedule', () => {
  const graph = useGraphClients();

  const question = (end: string, ...schedules: string[]): object => ({
    schedules,
    startTime: { dateTime: '2026-06-11T12:00:00', timeZone: 'UTC' },
    endTime: { dateTime: end, timeZone: 'UTC' },
    availabilityViewInterval: 60,
  });

  async function scheduled(...addresses: string[]): Promise<readonly Schedule[]> {
    const { value } = (await graph
      .as()
      .api('/me/calendar/getSchedule')
      .post(question('2026-06-11T17:00:00', ...addresses))) as { value: Schedule[] };
    return value;
  }

  it('getSchedule: free, tentative, busy, away and working elsewhere are 0 to 4', async () => {
    const ben = graph.as(BEN);
    const states = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'];
    for (const [index, showAs] of states.entries()) {
      const hours = times(`2026-06-11T${12 + index}:00:00`, `2026-06-11T${13 + index}:00:00`);
      await inserted(ben, { subject: showAs, ...hours, showAs });
    }
    expect((await scheduled(BEN))[0]?.availabilityView).toBe('01234');
  });

  it('getSchedule: an unknown address has an error, and the others are answered', async () => {
    await inserted(graph.as(), lunchOn('2026-06-11'));
    const [unknown, own] = await scheduled('nobody@contoso.example', ADA);
    expect(unknown?.error?.responseCode).toMatch(/^Error/);
    expect([own?.scheduleId, own?.availabilityView, own?.error]).toEqual([ADA, '20000', undefined]);
  });

  it('getSchedule: an occurrence of a series is busy', async () => {
    await inserted(graph.as(BEN), {
      ...lunchOn('2026-06-04'),
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['thursday'] },
        range: { type: 'noEnd', startDate: '2026-06-04' },
      },
    });
    expect((await scheduled(BEN))[0]?.availabilityView).toBe('20000');
  });

  it('getSchedule: the subject of a private event is not told', async () => {
    await inserted(graph.as(BEN), { ...lunchOn('2026-06-11', 'Secret'), sensitivity: 'private' });
    const [schedule] = await scheduled(BEN);
    expect(schedule?.scheduleItems).toHaveSize(1);
    expect(JSON.stringify(schedule)).not.toContain('Secret');
  });

  it('getSchedule: more than 62 days are refused with 400', async () => {
    const post = graph
      .as()
      .api('/me/calendar/getSchedule')
      .post(question('2026-08-13T12:00:00', BEN));
    expect(await refusalOf(post)).toMatch(/^400 /);
  });

  it('getSchedule: of a personal account is refused', async () => {
    const post = graph
      .as('cleo@outlook.example')
      .api('/me/calendar/getSchedule')
      .post(question('2026-06-11T17:00:00', BEN));
    expect(await refusalOf(post)).toMatch(/^40\d /);
  });
});
