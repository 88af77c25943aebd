import type { Reminder } from 'ngx-calendar-sync';
import type { AnyEvent } from '../accounts/any-account';
import { eventDescription } from '../event-dialog/event-description';
import { eventTimeText } from '../event-dialog/event-time-text';
import { GUEST_ANSWERS } from '../event-dialog/guest-answers';
import { remindersText } from '../event-dialog/reminder-text';
import { UNTITLED_EVENT } from '../event-dialog/untitled-event';
import { isolated } from '../language/quoted';
import type { TextPlace } from './write-text';

/** What the texts of fields need to know besides the event. */
export interface FieldPlace extends TextPlace {
  readonly calendarReminders: readonly Reminder[];
  readonly ruleInWords: (event: AnyEvent) => string | undefined;
  readonly colorName: (event: AnyEvent) => string | undefined;
}

type FieldText = (event: AnyEvent, place: FieldPlace) => string;

interface Field {
  readonly label: string;
  readonly text: FieldText;
}

const NOTHING = $localize`:@@pendingChanges.nothing:None`;

/** The properties of an event by the names that a conflict has for them, in the order of the event's form. */
const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  [
    'title',
    {
      label: $localize`:@@eventEditor.title:Title`,
      text: ({ title }) => title.trim() || UNTITLED_EVENT,
    },
  ],
  [
    'times',
    {
      label: $localize`:@@eventDialog.when:When`,
      text: (event, { locale, timeZone }) => eventTimeText(event, locale, timeZone),
    },
  ],
  [
    'recurrence',
    {
      label: $localize`:@@pendingChanges.repeats:Repeats`,
      text: (event, { ruleInWords }) =>
        event.recurrence?.length
          ? (ruleInWords(event) ?? $localize`:@@pendingChanges.isRepeated:By a rule`)
          : $localize`:@@pendingChanges.isNotRepeated:Does not repeat`,
    },
  ],
  [
    'location',
    {
      label: $localize`:@@eventDialog.location:Location`,
      text: ({ location = '' }) => location.trim() || NOTHING,
    },
  ],
  [
    'description',
    {
      label: $localize`:@@eventDialog.description:Description`,
      text: (event) => eventDescription(event) || NOTHING,
    },
  ],
  ['attendees', { label: $localize`:@@guests.guests:Guests`, text: guestNames }],
  [
    'conference',
    {
      label: $localize`:@@eventDialog.videoCall:Video call`,
      text: ({ conference }) => conference?.uri ?? conference?.name ?? NOTHING,
    },
  ],
  [
    'reminders',
    {
      label: $localize`:@@pendingChanges.reminders:Reminders`,
      text: ({ reminders }, { calendarReminders }) => remindersText(reminders, calendarReminders),
    },
  ],
  [
    'color',
    {
      label: $localize`:@@pendingChanges.color:Colour`,
      text: (event, { colorName }) =>
        colorName(event) ?? $localize`:@@pendingChanges.colorOfCalendar:That of the calendar`,
    },
  ],
  [
    'transparency',
    {
      label: $localize`:@@pendingChanges.showAs:Show as`,
      text: ({ transparency }) =>
        transparency === 'transparent'
          ? $localize`:@@pendingChanges.free:Free`
          : $localize`:@@pendingChanges.busy:Busy`,
    },
  ],
  [
    'visibility',
    { label: $localize`:@@pendingChanges.visibility:Visible to`, text: visibilityText },
  ],
]);

/** The names of the fields that the app has words for. */
export const FIELD_NAMES: readonly string[] = [...FIELDS.keys()];

/** What a property is called. */
export function fieldLabel(field: string): string {
  return FIELDS.get(field)?.label ?? $localize`:@@pendingChanges.otherDetails:Other details`;
}

/** The value of a property in words; `undefined` where the app has none for it. */
export function fieldText(field: string, event: AnyEvent, place: FieldPlace): string | undefined {
  return FIELDS.get(field)?.text(event, place);
}

function guestNames({ attendees = [] }: AnyEvent, { locale }: FieldPlace): string {
  if (attendees.length === 0) {
    return NOTHING;
  }
  const names = attendees.map(({ displayName, email, responseStatus }) => {
    const name = isolated(displayName ?? email);
    return $localize`:@@pendingChanges.guest:${name}:NAME: (${GUEST_ANSWERS[responseStatus].text}:ANSWER:)`;
  });
  return new Intl.ListFormat(locale, { type: 'unit' }).format(names);
}

function visibilityText({ visibility = 'default' }: AnyEvent): string {
  switch (visibility) {
    case 'default':
      return $localize`:@@pendingChanges.visibleAsCalendar:Whoever sees the calendar`;
    case 'public':
      return $localize`:@@pendingChanges.visibleToAll:Everybody`;
    case 'private':
    case 'confidential':
      return $localize`:@@pendingChanges.visibleToGuests:Guests only`;
  }
}
