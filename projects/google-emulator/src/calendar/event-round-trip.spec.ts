import fc from 'fast-check';
import { resolved, schemaNamed, type Schema } from '../discovery/discovery.ts';
import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator } from '../testing/api-client.ts';

/** Fields that Google sets or that depend on other fields. Other specs cover them. */
const EXCLUDED_FIELDS = [
  'attendees',
  'attendeesOmitted',
  'conferenceData',
  'created',
  'creator',
  'end',
  'etag',
  'eventType',
  'hangoutLink',
  'htmlLink',
  'iCalUID',
  'id',
  'kind',
  'organizer',
  'eventLabelId',
  'originalStartTime',
  'recurrence',
  'recurringEventId',
  'reminders',
  'sequence',
  'start',
  'status',
  'updated',
];

/** Declares support for every gated field but labels, with which the colours of an event would be ignored. */
const SUPPORTED_FIELDS_QUERY = { conferenceDataVersion: '1', supportsAttachments: 'true' };

function valueOf(reference: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolved(reference);
  switch (schema?.type) {
    case 'object': {
      const { properties, additionalProperties } = schema;
      return properties
        ? fc.record(
            Object.fromEntries(
              Object.entries(properties).map(([name, each]) => [name, valueOf(each, depth + 1)]),
            ),
            { requiredKeys: [] },
          )
        : fc.dictionary(fc.stringMatching(/^[a-z]{1,44}$/), valueOf(additionalProperties), {
            maxKeys: 3,
          });
    }
    case 'array':
      return fc.array(valueOf(schema.items, depth + 1), { maxLength: 3 });
    case 'integer':
      return fc.integer({ min: 0, max: 40_320 });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return schema.format === 'date-time'
        ? fc.constant('2026-11-24T10:00:00Z')
        : fc.string({ unit: 'grapheme', maxLength: 30 });
    default:
      return fc.record({ anything: fc.string() }, { requiredKeys: [] });
  }
}

describe('Fields of events', () => {
  const emulator = useEmulator();

  const properties = Object.entries(schemaNamed('Event')?.properties ?? {});
  const free = properties.filter(([name]) => !EXCLUDED_FIELDS.includes(name));
  const times: WireEvent = {
    start: { dateTime: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-11-24T11:00:00+01:00', timeZone: 'Europe/Berlin' },
  };
  const contents = fc.record(
    Object.fromEntries(free.map(([name, schema]) => [name, valueOf(schema)])),
    { requiredKeys: [] },
  );

  it('events.insert, get and update: any values of the free fields are answered unchanged', async () => {
    const ada = emulator.as();
    await fc.assert(
      fc.asyncProperty(contents, async (sent) => {
        const made = await ada.ok<WireEvent>(eventsPath('primary'), {
          method: 'POST',
          query: SUPPORTED_FIELDS_QUERY,
          body: { ...times, ...sent },
        });
        expect(made).toEqual(jasmine.objectContaining(sent));
        expect(await ada.get(made.id ?? '')).toEqual(made);
        const replaced = await ada.ok<WireEvent>(eventPath(made.id ?? ''), {
          method: 'PUT',
          query: SUPPORTED_FIELDS_QUERY,
          body: made,
        });
        const { etag, updated } = replaced;
        expect(replaced).toEqual({ ...made, ...(etag && { etag }), ...(updated && { updated }) });
      }),
      { numRuns: 40 },
    );
  });

  it('events.insert: attendees, conference data and sequence are answered unchanged', async () => {
    const attendee = {
      email: 'guest@example.com',
      displayName: 'Guest',
      optional: true,
      resource: false,
      comment: 'Perhaps',
      additionalGuests: 2,
      responseStatus: 'tentative',
    };
    const conferenceData = {
      conferenceId: 'abc',
      entryPoints: [{ entryPointType: 'phone', uri: 'tel:+1', pin: '123', regionCode: 'DE' }],
      notes: 'Bring your own tea',
    };
    const event = await emulator.as().ok<WireEvent>(eventsPath('primary'), {
      method: 'POST',
      query: SUPPORTED_FIELDS_QUERY,
      body: { ...times, attendees: [attendee], conferenceData, sequence: 3 },
    });
    expect([event.attendees, event.conferenceData, event.sequence]).toEqual([
      [attendee],
      conferenceData,
      3,
    ]);
  });

  it('events.update: attachments stay unchanged without supportsAttachments', async () => {
    const ada = emulator.as();
    const attachments = [{ fileUrl: 'https://example.com/a', title: 'A' }];
    const body = { ...times, attachments };
    const query = { supportsAttachments: 'true' };
    expect((await ada.insert(body)).attachments).toBeUndefined();
    const request = { method: 'POST', query, body };
    const { id } = await ada.ok<WireEvent>(eventsPath('primary'), request);
    expect((await ada.put(id ?? '', times)).attachments).toEqual(attachments);
    const cleared = { method: 'PUT', query, body: times };
    expect((await ada.ok<WireEvent>(eventPath(id ?? ''), cleared)).attachments).toBeUndefined();
  });

  it('events.patch: a lower sequence answers 400 invalid', async () => {
    const ada = emulator.as();
    const { id } = await ada.insert({ ...times, sequence: 4 });
    const request = { method: 'PATCH', body: { sequence: 3 } };
    expect(await ada.refusal(eventPath(id ?? ''), request)).toBe('400 invalid');
    expect((await ada.patch(id ?? '', { sequence: 6 })).sequence).toBe(6);
  });

  describe('maxAttendees', () => {
    const attendees = ['ada@example.com', 'b@x.test', 'c@x.test'].map((email) => ({ email }));
    const query = { maxAttendees: '2' };

    it('maxAttendees: more attendees than that are reduced to the caller', async () => {
      const ada = emulator.as();
      const { id } = await ada.insert({ ...times, attendees });
      const few = await ada.ok<WireEvent>(eventPath(id ?? ''), { query });
      expect([few.attendeesOmitted, few.attendees?.map((each) => each.email)]).toEqual([
        true,
        ['ada@example.com'],
      ]);
      expect((await ada.list(query)).items?.[0]?.attendees?.length).toBe(1);
      expect((await ada.list({ maxAttendees: '3' })).items?.[0]?.attendees?.length).toBe(3);
    });

    it('events.update: attendees that maxAttendees omitted are kept', async () => {
      const ada = emulator.as();
      const { id } = await ada.insert({ ...times, attendees });
      const few = await ada.ok<WireEvent>(eventPath(id ?? ''), { query });
      const [self] = few.attendees ?? [];
      const body = { ...few, attendees: [{ ...self, responseStatus: 'accepted' }] };
      const after = await ada.put(id ?? '', body);
      expect(after.attendees?.map((each) => each.responseStatus)).toEqual([
        'accepted',
        'needsAction',
        'needsAction',
      ]);
      expect('attendeesOmitted' in after).toBeFalse();
    });
  });
});
