import type { Attendee, Conference, Reminders } from 'ngx-calendar-sync/core';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleCalendarService,
  GoogleEventType,
} from 'ngx-calendar-sync/google';

declare module 'ngx-calendar-sync/google' {
  // What an app declares beside its configuration.
  interface OwnEventProperties {
    patient: string;
    visits: number;
  }
}

type Service = Pick<
  GoogleCalendarService,
  'addEvent' | 'conflicts' | 'resolveConflict' | 'updateEvent'
>;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Holds<T extends true> = T;

/** The compiler checks that each of these holds. */
export type PropertiesOfAnEvent = [
  Holds<Same<GoogleCalendarEvent['patient'], string | undefined>>,
  Holds<Same<GoogleCalendarEvent['visits'], number | undefined>>,
  Holds<Same<GoogleCalendarEvent['conference'], Conference | undefined>>,
  Holds<Same<GoogleCalendarEvent['eventType'], GoogleEventType | undefined>>,
  Holds<Same<GoogleCalendarEvent['attendees'], readonly Attendee[] | undefined>>,
  Holds<Same<GoogleCalendarEventDraft['patient'], string | null | undefined>>,
  // @ts-expect-error -- an own property may be absent
  Holds<Same<GoogleCalendarEvent['patient'], string>>,
  // @ts-expect-error -- an event has no such property
  GoogleCalendarEvent['pateint'],
];

/** The compiler alone checks this: nothing of it runs. Each line under `@ts-expect-error` must not compile. */
export async function samples(service: Service, event: GoogleCalendarEvent): Promise<void> {
  const [title, start] = ['Visit', '2026-06-10T09:00:00Z'];
  const email = 'ada@example.com';

  await service.addEvent('primary', { title, start });
  await service.addEvent('primary', { title, start, patient: 'Ada', visits: 3 });
  await service.addEvent('primary', { title, start, patient: null });
  // @ts-expect-error -- the name of the title is misspelt
  await service.addEvent('primary', { titel: title, start });
  // @ts-expect-error -- an own property has its declared type
  await service.addEvent('primary', { title, start, patient: 5 });
  // @ts-expect-error -- an own property that is not declared
  await service.addEvent('primary', { title, start, pateint: 'Ada' });
  // @ts-expect-error -- a new event needs a start
  await service.addEvent('primary', { title });

  await service.addEvent('primary', { start, attendees: [{ email }] });
  await service.addEvent('primary', { start, attendees: [{ email, responseStatus: 'accepted' }] });
  // @ts-expect-error -- a guest has an email
  await service.addEvent('primary', { start, attendees: [{ mail: email }] });
  // @ts-expect-error -- no such answer
  await service.addEvent('primary', { start, attendees: [{ email, responseStatus: 'yes' }] });

  await service.addEvent('primary', { start, conference: 'create' });
  // @ts-expect-error -- no such wish
  await service.addEvent('primary', { start, conference: 'make' });

  const overrides = [{ method: 'popup', minutes: 10 }] as const;
  await service.addEvent('primary', { start, reminders: { useDefault: false, overrides } });
  // @ts-expect-error -- no such method
  const reminders: Reminders = { useDefault: false, overrides: [{ method: 'sms', minutes: 10 }] };
  await service.addEvent('primary', { start, reminders });

  await service.addEvent('primary', { start, visibility: 'private', transparency: 'opaque' });
  // @ts-expect-error -- no such visibility
  await service.addEvent('primary', { start, visibility: 'hidden' });

  const workingLocationProperties = { type: 'homeOffice', homeOffice: {} };
  await service.addEvent('primary', {
    start,
    eventType: 'workingLocation',
    workingLocationProperties,
  });
  // @ts-expect-error -- no such type
  await service.addEvent('primary', { start, eventType: 'holiday' });

  await service.updateEvent('primary', { ...event, title, visits: 4, conference: null });
  await service.updateEvent('primary', {
    ...event,
    attendees: [...(event.attendees ?? []), { email }],
  });
  await service.updateEvent('primary', { id: event.id, patient: null, attachments: null });
  // @ts-expect-error -- a change needs the id of the event
  await service.updateEvent('primary', { title });
  const draft: GoogleCalendarEventDraft = { ...event, start: new Date() };
  await service.addEvent('primary', draft);
}

describe('Types of the model', () => {
  it('model types: the samples compile, and those that should not do not', () => {
    expect(samples).toBeInstanceOf(Function);
  });
});

/** As above, of conflicts. */
export async function conflictSamples(service: Service, id: string): Promise<void> {
  await service.resolveConflict(id, 'mine');
  await service.resolveConflict(id, { title: 'mine', times: 'theirs' });
  await service.resolveConflict(id, {
    color: 'mine',
    conference: 'theirs',
    guestsCanModify: 'mine',
  });
  await service.resolveConflict(id, { patient: 'theirs' });
  // @ts-expect-error -- the name of the title is misspelt
  await service.resolveConflict(id, { titel: 'mine' });
  // @ts-expect-error -- no such side
  await service.resolveConflict(id, { title: 'ours' });

  const [conflict] = service.conflicts();
  const isOfTitle = conflict?.fields.includes('title');
  // @ts-expect-error -- the name of the title is misspelt
  const isOfTitel = conflict?.fields.includes('titel');
  const choice = Object.fromEntries(
    (conflict?.fields ?? []).map((field) => [field, 'mine'] as const),
  );
  await service.resolveConflict(id, isOfTitle && isOfTitel ? choice : 'theirs');
}
