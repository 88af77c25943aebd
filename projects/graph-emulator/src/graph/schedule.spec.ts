import { ADA, type ListJson, times, useEmulator } from '../testing/graph-client.ts';
import { BEN, CLEO } from '../testing/small-world.ts';

interface Schedule {
  readonly scheduleId: string;
  readonly availabilityView: string;
  readonly scheduleItems: readonly {
    readonly status: string;
    readonly subject?: string;
    readonly isPrivate: boolean;
  }[];
  readonly error?: { readonly responseCode: string };
}

describe('getSchedule', () => {
  const emulator = useEmulator();
  const question = (schedules: readonly string[], days = 1) => ({
    method: 'POST',
    body: {
      schedules,
      startTime: { dateTime: '2026-06-10T13:00:00', timeZone: 'UTC' },
      endTime: {
        dateTime: new Date(Date.UTC(2026, 5, 9 + days, 16)).toISOString().slice(0, 19),
        timeZone: 'UTC',
      },
      availabilityViewInterval: 60,
    },
  });

  it('getSchedule: has the times of a colleague, digit by digit', async () => {
    const ada = await emulator.as();
    const { value } = await ada.ok<ListJson<Schedule>>('me/calendar/getSchedule', question([BEN]));
    expect(value[0]?.availabilityView).toBe('020');
    expect(value[0]?.scheduleItems.map(({ status, subject }) => [status, subject])).toEqual([
      ['busy', 'Of Ben'],
    ]);
  });

  it('getSchedule: of a private event only the time is told', async () => {
    const ada = await emulator.as();
    await ada.insert({
      subject: 'Doctor',
      sensitivity: 'private',
      showAs: 'oof',
      ...times('2026-06-10', '13:00', 60),
    });
    const { value } = await ada.ok<ListJson<Schedule>>('me/calendar/getSchedule', question([ADA]));
    expect(value[0]?.availabilityView).toBe('300');
    expect(JSON.stringify(value)).not.toContain('Doctor');
  });

  it('getSchedule: an address of another organization or of nobody is an error of its own', async () => {
    const ada = await emulator.as();
    const { value } = await ada.ok<ListJson<Schedule>>(
      'me/calendar/getSchedule',
      question([CLEO, 'x@y.example', BEN]),
    );
    expect(value.map(({ error }) => error?.responseCode)).toEqual([
      'ErrorMailRecipientNotFound',
      'ErrorMailRecipientNotFound',
      undefined,
    ]);
  });

  it('getSchedule: 62 days are answered, 63 are refused', async () => {
    const ada = await emulator.as();
    expect(await ada.refusal('me/calendar/getSchedule', question([BEN], 62))).toBe(
      '200 not refused',
    );
    expect(await ada.refusal('me/calendar/getSchedule', question([BEN], 63))).toBe(
      '400 ErrorInvalidTimeInterval',
    );
  });

  it('getSchedule: is refused to a personal account', async () => {
    const cleo = await emulator.as(CLEO);
    expect(await cleo.refusal('me/calendar/getSchedule', question([CLEO]))).toBe(
      '403 ErrorAccessDenied',
    );
  });
});
