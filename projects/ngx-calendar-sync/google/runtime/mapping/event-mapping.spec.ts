import fc from 'fast-check';
import discovery from '../../../../google-emulator/src/discovery/calendar-v3.json';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { type EventContext, toEvent } from './event-mapping';
import { toPatch, toResource } from '../../writes/event-patch';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from './google-calendar-event';
import { mergePatch } from '../../writes/merge-patch';
import { EVENT_CONTEXT, eventOf } from './specs/event-of';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
}

const SCHEMAS = discovery.schemas as unknown as Readonly<Record<string, Schema>>;

/** Generates any value that a schema of the discovery document allows. */
function anyValue(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref) {
    return anyValue(SCHEMAS[schema.$ref] ?? {}, depth + 1);
  }
  switch (schema.type) {
    case 'array':
      return fc.array(anyValue(schema.items ?? {}, depth + 1), { maxLength: 3 });
    case 'object':
      return schema.additionalProperties
        ? fc.dictionary(
            fc.string({ minLength: 1, maxLength: 20 }).filter(isSafeName),
            anyValue(schema.additionalProperties),
            { maxKeys: 3 },
          )
        : fc.record(
            Object.fromEntries(
              Object.entries(schema.properties ?? {}).map(([name, member]) => [
                name,
                anyValue(member, depth + 1),
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

// Setting `__proto__` of an object would set its prototype instead of a property.
const isSafeName = (name: string) => name !== '__proto__';

const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const TIME_ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia', 'UTC'];

const anyTimes: fc.Arbitrary<Pick<GoogleEvent, 'start' | 'end'>> = fc.oneof(
  fc.tuple(anyDay, fc.integer({ min: 1, max: 40 })).map(([date, days]) => {
    const end = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
    return { start: { date }, end: { date: end } };
  }),
  fc
    .tuple(
      fc.integer({ min: 700_000_000, max: 3_000_000_000 }),
      fc.integer({ min: 0, max: 500_000 }),
      fc.constantFrom(...TIME_ZONES),
      fc.constantFrom(...TIME_ZONES),
    )
    .map(([at, seconds, startZone, endZone]) => ({
      start: { dateTime: new Date(at * 1000).toISOString(), timeZone: startZone },
      end: { dateTime: new Date((at + seconds) * 1000).toISOString(), timeZone: endZone },
    })),
);

const EVENT_SCHEMA = SCHEMAS['Event'] ?? {};
const FIELD_NAMES = Object.keys(EVENT_SCHEMA.properties ?? {});

/** Generates an event with some of the fields of the schema, and always with `requiredKeys`. */
const anyResource = (requiredKeys: string[]) =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          FIELD_NAMES.map((name) => [name, anyValue(EVENT_SCHEMA.properties?.[name] ?? {})]),
        ),
        { requiredKeys },
      ),
      anyTimes,
      fc.constantFrom('confirmed', 'tentative'),
    )
    .map(([resource, times, status]) => ({ ...resource, id: 'e1', status, ...times }));

const patchedResource = (resource: GoogleEvent, edit: Partial<GoogleCalendarEventDraft>) =>
  mergePatch(resource, toPatch(edit, EVENT_CONTEXT, resource)) as GoogleEvent;

describe('Event mapping', () => {
  it('generated events: they have all fields of the discovery document', () => {
    expect(FIELD_NAMES.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(anyResource(FIELD_NAMES), (resource) => {
        expect(Object.keys(resource)).toEqual(jasmine.arrayContaining(FIELD_NAMES));
      }),
      { numRuns: 5 },
    );
  });

  for (const timeZone of [undefined, 'Asia/Kolkata']) {
    it(`event mapping: an unedited event makes an empty patch, an edited title a patch of the title alone (time zone ${timeZone ?? 'of the event'})`, () => {
      const context = { ...EVENT_CONTEXT, timeZone };
      fc.assert(
        fc.property(anyResource([]), (resource) => {
          const event = eventOf(resource, context);
          expect(event.googleEvent).toEqual(resource);
          expect(toPatch(event, context, resource)).toEqual({});
          expect(
            mergePatch(resource, toPatch({ ...event, title: 'edited' }, context, resource)),
          ).toEqual({
            ...resource,
            summary: 'edited',
          });
        }),
        { numRuns: 300 },
      );
    });
  }

  for (const name of FIELD_NAMES.filter(
    (field) => !['id', 'start', 'end', 'status'].includes(field),
  )) {
    it(`event patch: a change of another field keeps ${name}`, () => {
      fc.assert(
        fc.property(anyResource([name]), (resource) => {
          const edit = name === 'location' ? { description: 'x' } : { location: 'x' };
          const edited = patchedResource(resource, { ...eventOf(resource), ...edit });
          expect(edited).toEqual({ ...resource, ...edit });
        }),
        { numRuns: 20 },
      );
    });
  }

  it('event mapping: each edited property has its new value when the written event is read again', () => {
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
        const edited = eventOf(patchedResource(resource, { ...eventOf(resource), ...edit }));
        for (const [name, value] of Object.entries(edit)) {
          expect(edited[name as keyof GoogleCalendarEvent]).toEqual(value as never);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('event patch: a moved event has the new instants and keeps its time zones', () => {
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
          const moved = patchedResource(resource, { ...event, ...edit });
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

  it('event patch: null removes a field', () => {
    const resource = {
      id: 'e',
      start: { date: '2026-05-04' },
      location: 'here',
      description: 'long',
    };
    expect(toPatch({ ...eventOf(resource), location: null }, EVENT_CONTEXT, resource)).toEqual({
      location: null,
    });
  });

  it('event resource: a copied event has no id, no conference and no series', () => {
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
    expect(toResource(eventOf(resource), EVENT_CONTEXT)).toEqual({
      summary: 'Meeting',
      start: { date: '2026-05-04' },
      end: { date: '2026-05-05' },
      attendees: [{ email: 'a@example.com' }],
    });
  });

  it('event mapping: without an end an all-day event lasts a day, and an event with times ends at its start', () => {
    expect(eventOf({ id: 'e', start: { date: '2026-05-04' } }).end).toBe('2026-05-05');
    const start = { dateTime: '2026-05-04T09:00:00Z' };
    expect(eventOf({ id: 'e', start }).end).toBe('2026-05-04T09:00:00Z');
  });

  it('event mapping: a resource without a start or an id makes no event', () => {
    expect(toEvent({ id: 'e', status: 'cancelled' }, EVENT_CONTEXT)).toBeUndefined();
    expect(toEvent({ start: { date: '2026-05-04' } }, EVENT_CONTEXT)).toBeUndefined();
  });

  it('event resource: a draft without a start, or with an end before it, is refused with invalid-event', () => {
    const refused = jasmine.objectContaining({ code: 'invalid-event' });
    const write = (draft: object) => toResource(draft as GoogleCalendarEventDraft, EVENT_CONTEXT);
    expect(() => write({ start: '2026-05-04T09:00Z', end: '2026-05-04T08:00Z' })).toThrow(refused);
    expect(() => write({ start: '2026-05-04', end: '2026-05-01' })).toThrow(refused);
    expect(() => write({ title: 'when?' })).toThrow(refused);
    expect(() => write({ start: 'tomorrow' })).toThrow(refused);
  });

  it('event mapping: a guest can edit an event only with guestsCanModify, and nobody a locked one', () => {
    const calendar = {
      id: 'a@example.com',
      writable: true,
      googleCalendar: {},
    } as EventContext['calendar'];
    const editable = (resource: GoogleEvent) =>
      eventOf(
        { id: 'e', start: { date: '2026-05-04' }, ...resource },
        { ...EVENT_CONTEXT, calendar },
      ).editable;
    expect(editable({})).toBeTrue();
    expect(editable({ organizer: { email: 'b@example.com' } })).toBeFalse();
    expect(editable({ organizer: { email: 'b@example.com' }, guestsCanModify: true })).toBeTrue();
    expect(editable({ organizer: { email: 'a@example.com', self: true } })).toBeTrue();
    expect(editable({ locked: true })).toBeFalse();
    expect(editable({ eventType: 'birthday' })).toBeFalse();
    expect(eventOf({ id: 'e', start: { date: '2026-05-04' } }).editable).toBeFalse();
  });
});
