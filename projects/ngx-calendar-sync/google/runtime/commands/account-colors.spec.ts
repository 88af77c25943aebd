import { aUser, control, loaded, signedIn } from '../../specs/emulator';
import { until } from '../../../core/specs/until';
import type { GoogleCalendarResource } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarService } from '../../google-calendar.service';
import type { GoogleCalendarColors, GoogleEventLabelDraft } from '../mapping/calendar-types';
import { asUser, code, error, fullyGranted, sentCount } from './specs/command-app';

const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const NO_LABEL = '00000000-0000-4000-8000-000000000000';

describe('colors$ and setEventLabels', () => {
  const watch = (service: GoogleCalendarService) => {
    const seen: GoogleCalendarColors[] = [];
    service.colors$.subscribe((colors) => seen.push(colors));
    return seen;
  };
  const labelsOf = async (email: string) => {
    const path = `calendars/${encodeURIComponent(email)}`;
    const { labelProperties } = await asUser<GoogleCalendarResource>(email, path);
    return labelProperties?.eventLabels;
  };

  it('colors$: has Google’s colours by name at once, each with readable text', async () => {
    const service = await fullyGranted(await aUser());
    const seen = watch(service);
    await until(() => seen.length > 0);
    const { calendarColors, eventColors, labels } = seen[0] ?? fail();
    expect([calendarColors.length, eventColors.length, labels.size]).toEqual([24, 11, 0]);
    expect(calendarColors[5]).toEqual({
      id: '6',
      name: 'Mango',
      color: '#ffad46',
      textColor: jasmine.any(String) as unknown as string,
    });
    expect(eventColors.map(({ name }) => name).join()).toBe(
      'Lavender,Sage,Grape,Flamingo,Banana,Tangerine,Peacock,Graphite,Blueberry,Basil,Tomato',
    );
    expect(eventColors[10]).toEqual({
      id: '11',
      name: 'Tomato',
      color: '#dc2127',
      textColor: '#ffffff',
    });
    await until(() => sentCount(service, 'GET colors') === 1);
  });

  it('colors$: the same colours as Google’s answer', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const google = await asUser<{
      calendar: Record<string, { background: string }>;
      event: Record<string, { background: string }>;
    }>(email, 'colors');
    const seen = watch(service);
    await until(() => seen.length > 0);
    const { calendarColors, eventColors } = seen[0] ?? fail();
    const byId = (colors: GoogleCalendarColors['eventColors']) =>
      Object.fromEntries(colors.map(({ id, color }) => [id, color]));
    const backgrounds = (palette: Record<string, { background: string }>) =>
      Object.fromEntries(Object.entries(palette).map(([id, { background }]) => [id, background]));
    expect(byId(calendarColors)).toEqual(backgrounds(google.calendar));
    expect(byId(eventColors)).toEqual(backgrounds(google.event));
  });

  it('colors$: has the labels of calendars in which events can be written, also those that no event has', async () => {
    const email = await aUser();
    await asUser(email, `calendars/${encodeURIComponent(email)}`, 'PATCH', {
      labelProperties: { eventLabels: [{ name: 'Travel', backgroundColor: '#dc2127' }] },
    });
    const service = await fullyGranted(email);
    const seen = watch(service);
    await until(() => (seen.at(-1)?.labels.get(email)?.length ?? 0) > 0);
    const [label] = seen.at(-1)?.labels.get(email) ?? [];
    expect([label?.name, label?.color]).toEqual(['Travel', '#dc2127']);
  });

  it('setEventLabels: labels are made, renamed, recoloured and deleted; colors$ and events follow', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const seen = watch(service);
    const [focus, trip] = await service.setEventLabels('primary', [
      { name: 'Focus', color: 'purple' },
      { name: 'Trip', color: '#039be5' },
    ]);
    expect(focus).toEqual({
      id: jasmine.any(String) as unknown as string,
      name: 'Focus',
      color: '#800080',
      textColor: '#ffffff',
    });
    if (!focus || !trip) {
      throw new Error('The labels are not there.');
    }
    await until(() => seen.at(-1)?.labels.get(email)?.length === 2);
    await service.addEvent('primary', {
      title: 'Write',
      start: '2026-05-05',
      eventLabelId: focus.id,
    });
    service.setView({ calendarIds: ['primary'], ...MAY });
    await loaded(service);
    const shownColors = () => service.events().map(({ color }) => color);
    expect(shownColors()).toEqual(['#800080']);

    const renamed = await service.setEventLabels(email, [
      { id: focus.id, name: 'Deep work' },
      { id: trip.id, color: '#0b8043' },
    ]);
    expect(renamed.map(({ name, color }) => [name, color])).toEqual([
      ['Deep work', '#800080'],
      ['Trip', '#0b8043'],
    ]);
    await service.setEventLabels(email, [{ id: focus.id, name: 'Deep work', color: 'black' }]);
    expect(shownColors()).toEqual(['#000000']);
    expect(
      seen
        .at(-1)
        ?.labels.get(email)
        ?.map(({ name }) => name),
    ).toEqual(['Deep work']);
    expect(await labelsOf(email)).toEqual([
      { id: focus.id, name: 'Deep work', backgroundColor: '#000000' },
    ]);
    await service.setEventLabels(email, []);
    await until(() => shownColors()[0] === service.calendars()[0]?.color);
    expect(seen.at(-1)?.labels.get(email)).toEqual([]);
  });

  it('setEventLabels: bad input is refused before anything is sent', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const label = { id: NO_LABEL, name: 'x', color: '#123456' };
    const labels: readonly (readonly [readonly GoogleEventLabelDraft[], RegExp])[] = [
      [[{ name: 'x' }], /needs a colour/],
      [[{ color: 'nocolour' }], /"nocolour" is not a CSS colour/],
      [[{ ...label, id: 'focus' }], /not a UUID/],
      [[label, label], /the same id/],
      [[{ color: '#123456', name: 'x'.repeat(51) }], /at most 50 characters/],
      [Array(201).fill({ color: '#123456' }) as GoogleEventLabelDraft[], /at most 200/],
    ];
    for (const [bad, message] of labels) {
      await expectAsync(service.setEventLabels(email, bad)).toBeRejectedWith(
        error('invalid-request', message),
      );
    }
    await expectAsync(
      service.setEventLabels(email, [{ id: NO_LABEL, name: 'new' }]),
    ).toBeRejectedWith(error('invalid-request', /does not have yet/));
    expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
  });

  it('setEventLabels: what Google refuses comes out in words; a missing scope and an abort send nothing', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const path = '/calendar/v3/calendars/*';
    const refusal = { status: 400, reason: 'invalid', message: 'No labels here.' };
    await control('fault', { user: email, method: 'PATCH', path, ...refusal });
    const labels = [{ name: 'x', color: 'red' }];
    await expectAsync(service.setEventLabels(email, labels)).toBeRejectedWith(
      error('invalid-request', /No labels here\./),
    );
    const signal = AbortSignal.abort();
    await expectAsync(service.setEventLabels(email, labels, { signal })).toBeRejectedWith(
      code('cancelled'),
    );
    expect(await labelsOf(email)).toBeUndefined();
  });

  it('setEventLabels: without the scope it names it', async () => {
    const service = await signedIn(await aUser());
    await expectAsync(service.setEventLabels('primary', [])).toBeRejectedWith(
      error('insufficient-scopes', /calendar\.calendars'/),
    );
    expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
  });
});

function fail(): never {
  throw new Error('colors$ has not emitted.');
}
