import fc from 'fast-check';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleEventPatch } from '../runtime/api/api-request';
import { patched } from './event-patch';
import { joinedPatch } from './joined-patches';
import { mergeEdit } from './merge-edit';
import { undoingPatch } from './undoing-patch';

/** Fields that are one with others. */
const FIELDS_OF_TWO = new Map([
  ['attendeesOmitted', 'attendees'],
  ['end', 'start'],
  ['eventLabelId', 'colorId'],
]);

const EMAILS = ['ada@example.com', 'ben@example.com', 'cy@example.com', 'dee@example.com'];
const TITLES = ['a', 'b', 'c'];
const ANSWERS = ['accepted', 'declined', 'tentative'];

const guests = fc.uniqueArray(
  fc.record({ email: fc.constantFrom(...EMAILS), responseStatus: fc.constantFrom(...ANSWERS) }),
  { selector: ({ email }) => email },
);

const overrides = fc.uniqueArray(
  fc.record({ method: fc.constantFrom('popup', 'email'), minutes: fc.constantFrom(5, 10) }),
  { selector: ({ method, minutes }) => `${method} ${minutes}` },
);

const time = (hour: number) =>
  fc.oneof(
    fc.constant({ dateTime: `2026-06-10T${hour}:00:00Z`, timeZone: 'UTC' }),
    fc.constant({ dateTime: `2026-06-10T${hour}:30:00Z`, timeZone: 'Europe/Berlin' }),
    fc.constant({ date: '2026-06-10' }),
  );

const properties = fc.dictionary(fc.constantFrom('a', 'b', 'toString'), fc.constantFrom('1', '2'));

/** A part of a resource, with each of the fields or without it. */
const resources: fc.Arbitrary<GoogleEvent> = fc.record(
  {
    summary: fc.constantFrom(...TITLES),
    location: fc.constantFrom(...TITLES),
    colorId: fc.constantFrom('1', '2'),
    eventLabelId: fc.constantFrom('x', 'y'),
    recurrence: fc.constantFrom(['RRULE:FREQ=DAILY'], ['RRULE:FREQ=WEEKLY']),
    source: fc.record({ title: fc.constantFrom(...TITLES) }),
    reminders: overrides.map((list) => ({ useDefault: false, overrides: list })),
    extendedProperties: fc.record({ private: properties }),
  },
  { requiredKeys: [] },
);

/** Fields that every event has here: without guests, a part of the guests would be all. */
const givens = fc.record({ start: time(10), end: time(12), attendees: guests });

const bases = fc.tuple(resources, givens).map(([resource, given]) => ({ ...resource, ...given }));

const toWire = (value: { date?: string; dateTime?: string; timeZone?: string }) => ({
  date: value.date ?? null,
  dateTime: value.dateTime ?? null,
  timeZone: value.timeZone ?? null,
});

/** An edit: each field is written, removed or left alone. */
const edits: fc.Arbitrary<GoogleEventPatch> = fc
  .record(
    {
      summary: fc.constantFrom(...TITLES, null),
      location: fc.constantFrom(...TITLES, null),
      color: fc.constantFrom(
        { colorId: '1' },
        { colorId: null, eventLabelId: '' },
        { eventLabelId: 'x' },
      ),
      recurrence: fc.constantFrom(['RRULE:FREQ=DAILY'], null),
      source: fc.constantFrom({ title: 'b' }, null),
      guests: fc.record({ attendees: guests, attendeesOmitted: fc.boolean() }),
      reminders: overrides.map((list) => ({ useDefault: false, overrides: list })),
      extendedProperties: fc.record({
        private: fc.dictionary(
          fc.constantFrom('a', 'b', 'toString'),
          fc.constantFrom('1', '2', null),
        ),
      }),
      start: time(9).map(toWire),
      end: time(13).map(toWire),
    },
    { requiredKeys: [] },
  )
  .map(({ color, guests: written, ...others }) => ({ ...others, ...color, ...written }));

describe('mergeEdit, joinedPatch and undoingPatch of any edits', () => {
  it('mergeEdit: edits of different fields are in no conflict, and lead to the same in either order', () => {
    check(
      fc.property(bases, edits, edits, (base, edit, other) => {
        const mine = withoutFieldsOf(other, edit);
        const [mineLast, otherLast] = [
          [other, mine],
          [mine, other],
        ].map(([first = {}, second = {}]) => {
          const current = patched(base, first);
          const { patch, fields } = mergeEdit(base, second, current, 'ask');
          return { event: facts(patched(current, patch)), fields };
        });
        return mineLast?.fields.length === 0 && sameJson(mineLast, otherLast);
      }),
    );
  });

  it('mergeEdit: without a change of somebody else the edit does what it did', () => {
    check(
      fc.property(bases, edits, (base, edit) => {
        const { patch, fields } = mergeEdit(base, edit, base, 'ask');
        const isSame = sameJson(facts(patched(base, patch)), facts(patched(base, edit)));
        return isSame && fields.length === 0;
      }),
    );
  });

  it('mergeEdit: with "mine", every change of the user shows in the result', () => {
    check(
      fc.property(bases, edits, edits, (base, edit, other) => {
        const theirs = patched(base, other);
        const result = patched(theirs, mergeEdit(base, edit, theirs, 'mine').patch);
        return changesMissingIn(result, base, patched(base, edit)).length === 0;
      }),
    );
  });

  it('mergeEdit: with "theirs", every change of somebody else stays, but of a guest that the user has removed', () => {
    check(
      fc.property(bases, edits, edits, (base, edit, other) => {
        const theirs = patched(base, other);
        const result = patched(theirs, mergeEdit(base, edit, theirs, 'theirs').patch);
        const mine = facts(patched(base, edit));
        return changesMissingIn(result, base, theirs).every(
          (name) => name.startsWith('guest') && name in facts(base) && !(name in mine),
        );
      }),
    );
  });

  it('mergeEdit: what nobody has changed differently is merged, whoever is to win', () => {
    check(
      fc.property(bases, edits, edits, (base, edit, other) => {
        const theirs = patched(base, other);
        const { patch, fields } = mergeEdit(base, edit, theirs, 'ask');
        const decided = [
          mergeEdit(base, edit, theirs, 'mine').patch,
          mergeEdit(base, edit, theirs, 'theirs').patch,
        ];
        return decided.every((each) => fields.length > 0 || sameJson(each, patch));
      }),
    );
  });

  it('joinedPatch: the joined patch does what the second does after the first', () => {
    check(
      fc.property(bases, edits, edits, (base, first, second) =>
        sameJson(
          patched(base, joinedPatch(first, second, base)),
          patched(patched(base, first), second),
        ),
      ),
    );
  });

  it('undoingPatch: after it the event is as before', () => {
    check(
      fc.property(bases, edits, (base, edit) => {
        const after = patched(base, edit);
        return sameJson(facts(patched(after, undoingPatch(base, after, edit))), facts(base));
      }),
    );
  });
});

/** The runs are few, since `npm test` has to be quick. Of a failure the smallest example is told. */
function check<T>(property: fc.IProperty<T>): void {
  const { failed, counterexample, seed } = fc.check(property, { numRuns: 300 });
  expect(failed)
    .withContext(`${JSON.stringify(counterexample)}, seed ${seed}`)
    .toBeFalse();
}

/** An edit without the fields of another one. Times and colours are one field each. */
function withoutFieldsOf(other: GoogleEventPatch, edit: GoogleEventPatch): GoogleEventPatch {
  const fieldOf = (name: string) => FIELDS_OF_TWO.get(name) ?? name;
  const taken = new Set(Object.keys(other).map(fieldOf));
  return Object.fromEntries(Object.entries(edit).filter(([name]) => !taken.has(fieldOf(name))));
}

/** What has changed between two versions of an event and is not so in a result. */
function changesMissingIn(
  result: GoogleEvent,
  before: GoogleEvent,
  after: GoogleEvent,
): readonly string[] {
  const [old, wanted, got] = [facts(before), facts(after), facts(result)];
  return Object.keys({ ...old, ...wanted }).filter(
    (name) => old[name] !== wanted[name] && got[name] !== wanted[name],
  );
}

/** Everything that an event says, one by one. */
function facts(event: GoogleEvent): Readonly<Record<string, string>> {
  const { attendees = [], reminders, extendedProperties, ...others } = event;
  return Object.fromEntries([
    ...Object.entries(others).map(([name, value]) => [name, JSON.stringify(value)] as const),
    ...attendees.map(
      ({ email = '', responseStatus = '' }) => [`guest ${email}`, responseStatus] as const,
    ),
    ...(reminders?.overrides ?? []).map(
      ({ method = '', minutes = 0 }) => [`reminder ${method} ${minutes}`, 'there'] as const,
    ),
    ...Object.entries(extendedProperties?.private ?? {}).map(
      ([name, value]) => [`private ${name}`, value] as const,
    ),
  ]);
}
