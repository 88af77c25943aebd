import fc from 'fast-check';
import discovery from '../../../google-emulator/src/discovery/calendar-v3.json';
import type { GoogleEvent } from '../api/wire-types.generated';
import { type EventContext, toEvent } from './event-mapping';
import { toPatch, toResource } from './event-patch';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from './google-calendar-event';
import { mergePatch } from './merge-patch';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
}

const schemas = discovery.schemas as unknown as Readonly<Record<string, Schema>>;

/** Any value that a schema of the discovery document allows. */
function anyOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref) {
    return anyOf(schemas[schema.$ref] ?? {}, depth + 1);
  }
  switch (schema.type) {
    case 'array':
      return fc.array(anyOf(schema.items ?? {}, depth + 1), { maxLength: 3 });
    case 'object':
      return schema.additionalProperties
        ? fc.dictionary(
            fc.string({ minLength: 1, maxLength: 20 }).filter(plainName),
            anyOf(schema.additionalProperties),
            { maxKeys: 3 },
          )
        : fc.record(
            Object.fromEntries(
              Object.entries(schema.properties ?? {}).map(([name, member]) => [
                name,
                anyOf(member, depth + 1),
              ]),
            ),
            { requiredKeys: [] },
          );
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer();
    default:
      if (schema.format === 'date-time') {
        return fc
          .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString());
      }
      if (schema.format === 'date') {
        return anyDay;
      }
      return fc.string({ maxLength: 30, unit: 'grapheme' });
  }
}

const plainName = (name: string) => name !== '__proto__';

const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia', 'UTC'];

const anyTimes: fc.Arbitrary<Pick<GoogleEvent, 'start' | 'end'>> = fc.oneof(
  fc.tuple(anyDay, fc.integer({ min: 1, max: 40 })).map(([date, days]) => {
    const end = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
    return { start: { date }, end: { date: end } };
  }),
  fc
    .tuple(
      fc.integer({ min: 700_000_000, max: 3_000_000_000 }),
      fc.integer({ min: 0, max: 500_000 }),
      fc.constantFrom(...ZONES),
      fc.constantFrom(...ZONES),
    )
    .map(([at, seconds, startZone, endZone]) => ({
      start: { dateTime: new Date(at * 1000).toISOString(), timeZone: startZone },
      end: { dateTime: new Date((at + seconds) * 1000).toISOString(), timeZone: endZone },
    })),
);

const eventSchema = schemas['Event'] ?? {};
const FIELDS = Object.keys(eventSchema.properties ?? {});

/** An event with every field that the schema has, or any of them. */
const anyResource = (requiredKeys: string[]) =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          FIELDS.map((name) => [name, anyOf(eventSchema.properties?.[name] ?? {})]),
        ),
        { requiredKeys },
      ),
      anyTimes,
      fc.constantFrom('confirmed', 'tentative'),
    )
    .map(([resource, times, status]) => ({ ...resource, id: 'e1', status, ...times }));

const context: EventContext = {
  calendarId: 'a@example.com',
  calendar: undefined,
  palette: {
    '1': { background: '#a4bdfc', foreground: '#1d1d1d' },
    '11': { background: '#dc2127', foreground: '#1d1d1d' },
  },
  timeZone: undefined,
};

function eventOf(resource: GoogleEvent, as: EventContext = context): GoogleCalendarEvent {
  const event = toEvent(resource, as);
  if (!event) {
    throw new Error('no event');
  }
  return event;
}

const after = (resource: GoogleEvent, edit: Partial<GoogleCalendarEventDraft>) =>
  mergePatch(resource, toPatch(edit, context, resource)) as GoogleEvent;

describe('the mapping of events', () => {
  it('knows the schema: every one of its fields is generated', () => {
    expect(FIELDS.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(anyResource(FIELDS), (resource) => {
        expect(Object.keys(resource)).toEqual(jasmine.arrayContaining(FIELDS));
      }),
      { numRuns: 5 },
    );
  });

  for (const timeZone of [undefined, 'Asia/Kolkata']) {
    it(`loses nothing there and back (told in ${timeZone ?? 'their own zone'})`, () => {
      const told = { ...context, timeZone };
      fc.assert(
        fc.property(anyResource([]), (resource) => {
          const event = eventOf(resource, told);
          expect(event.googleEvent).toEqual(resource);
          expect(toPatch(event, told, resource)).toEqual({});
          expect(
            mergePatch(resource, toPatch({ ...event, title: 'edited' }, told, resource)),
          ).toEqual({
            ...resource,
            summary: 'edited',
          });
        }),
        { numRuns: 300 },
      );
    });
  }

  for (const name of FIELDS.filter((field) => !['id', 'start', 'end', 'status'].includes(field))) {
    it(`carries ${name} through a change of something else`, () => {
      fc.assert(
        fc.property(anyResource([name]), (resource) => {
          const edit = name === 'location' ? { description: 'x' } : { location: 'x' };
          const edited = after(resource, { ...eventOf(resource), ...edit });
          expect(edited).toEqual({ ...resource, ...edit });
        }),
        { numRuns: 20 },
      );
    });
  }

  it('writes what it reads: every property of an event, edited, is there when read again', () => {
    const anyText = fc.string({ maxLength: 40, unit: 'grapheme' });
    const anyEdit = fc.record<Partial<GoogleCalendarEventDraft>>(
      {
        title: anyText,
        description: anyText,
        location: anyText,
        status: fc.constantFrom('confirmed' as const, 'tentative' as const),
        recurrence: fc.constantFrom(
          ['RRULE:FREQ=DAILY'],
          ['RRULE:FREQ=WEEKLY', 'EXDATE:20260101T000000Z'],
        ),
        extendedProperties: fc.record({
          private: fc.record({ a: anyText }),
          shared: fc.record({ b: anyText }),
        }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyResource([]), anyEdit, (resource, edit) => {
        const edited = eventOf(after(resource, { ...eventOf(resource), ...edit }));
        for (const [name, value] of Object.entries(edit)) {
          expect(edited[name as keyof GoogleCalendarEvent]).toEqual(value as never);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('moves an event to the instants that are asked for, in the zones that it had', () => {
    fc.assert(
      fc.property(
        anyResource([]),
        fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }),
        (resource, at) => {
          const event = eventOf(resource);
          const edit = {
            start: new Date(at * 1000),
            end: new Date((at + 3600) * 1000),
            allDay: false,
          };
          const moved = after(resource, { ...event, ...edit });
          expect(Date.parse(moved.start?.dateTime ?? '')).toBe(at * 1000);
          expect(Date.parse(moved.end?.dateTime ?? '')).toBe((at + 3600) * 1000);
          expect(moved.start?.date).toBeUndefined();
          if (!event.allDay) {
            expect(moved.start?.timeZone).toBe(resource.start?.timeZone);
            expect(moved.end?.timeZone).toBe(resource.end?.timeZone);
          }
        },
      ),
    );
  });

  it('takes a field away by null', () => {
    const resource = {
      id: 'e',
      start: { date: '2026-05-04' },
      location: 'here',
      description: 'long',
    };
    expect(toPatch({ ...eventOf(resource), location: null }, context, resource)).toEqual({
      location: null,
    });
  });

  it('copies an event without what is not a copy’s', () => {
    const resource: GoogleEvent = {
      id: 'e',
      etag: '"1"',
      iCalUID: 'e@google.com',
      summary: 'Meeting',
      start: { date: '2026-05-04' },
      end: { date: '2026-05-05' },
      attendees: [{ email: 'a@example.com' }],
      conferenceData: { conferenceId: 'x' },
      recurringEventId: 'series',
    };
    expect(toResource(eventOf(resource), context)).toEqual({
      summary: 'Meeting',
      start: { date: '2026-05-04' },
      end: { date: '2026-05-05' },
      attendees: [{ email: 'a@example.com' }],
    });
  });

  it('shows an event without an end as Google does', () => {
    expect(eventOf({ id: 'e', start: { date: '2026-05-04' } }).end).toBe('2026-05-05');
    const start = { dateTime: '2026-05-04T09:00:00Z' };
    expect(eventOf({ id: 'e', start }).end).toBe('2026-05-04T09:00:00Z');
  });

  it('has no event where there is no time', () => {
    expect(toEvent({ id: 'e', status: 'cancelled' }, context)).toBeUndefined();
    expect(toEvent({ start: { date: '2026-05-04' } }, context)).toBeUndefined();
  });

  it('refuses an event that ends before it starts, or does not start', () => {
    const refused = jasmine.objectContaining({ code: 'invalid-event' });
    const write = (draft: object) => toResource(draft as GoogleCalendarEventDraft, context);
    expect(() => write({ start: '2026-05-04T09:00Z', end: '2026-05-04T08:00Z' })).toThrow(refused);
    expect(() => write({ start: '2026-05-04', end: '2026-05-01' })).toThrow(refused);
    expect(() => write({ title: 'when?' })).toThrow(refused);
    expect(() => write({ start: 'tomorrow' })).toThrow(refused);
  });

  it('lets guests change what the organizer has left to them, and nobody what Google locks', () => {
    const calendar = {
      id: 'a@example.com',
      writable: true,
      googleCalendar: {},
    } as EventContext['calendar'];
    const editable = (resource: GoogleEvent) =>
      eventOf({ id: 'e', start: { date: '2026-05-04' }, ...resource }, { ...context, calendar })
        .editable;
    expect(editable({})).toBeTrue();
    expect(editable({ organizer: { email: 'b@example.com' } })).toBeFalse();
    expect(editable({ organizer: { email: 'b@example.com' }, guestsCanModify: true })).toBeTrue();
    expect(editable({ organizer: { email: 'a@example.com', self: true } })).toBeTrue();
    expect(editable({ locked: true })).toBeFalse();
    expect(editable({ eventType: 'birthday' })).toBeFalse();
    expect(eventOf({ id: 'e', start: { date: '2026-05-04' } }).editable).toBeFalse();
  });
});
