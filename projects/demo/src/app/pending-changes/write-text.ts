import type { PendingWrite } from 'ngx-calendar-sync';
import { dateFormat } from '../config/date-format';
import { errorSentence } from '../errors/error-sentence';
import { isOutage } from '../errors/outage';
import { quoted } from '../language/quoted';

/** Where and when a write is told of. */
export interface TextPlace {
  readonly locale: string;
  readonly timeZone: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What a write does, as in `Added “Lunch”, Tue 3 Jun, 12:00`. */
export function writeText(
  write: PendingWrite,
  calendarName: string | undefined,
  place: TextPlace,
): string {
  const event = withScope(eventText(write, place), write);
  switch (write.kind) {
    case 'insert':
      return $localize`:@@pendingChanges.added:Added ${event}:EVENT:`;
    case 'update':
      return isMovedInTime(write)
        ? $localize`:@@pendingChanges.movedInTime:Moved ${event}:EVENT:`
        : $localize`:@@pendingChanges.changed:Changed ${event}:EVENT:`;
    case 'delete':
      return $localize`:@@pendingChanges.deleted:Deleted ${event}:EVENT:`;
    case 'restore':
      return $localize`:@@pendingChanges.restored:Brought back ${event}:EVENT:`;
    case 'move':
      return $localize`:@@pendingChanges.moved:Moved ${event}:EVENT: to the calendar ${quoted(calendarName ?? write.calendarId)}:CALENDAR:`;
    case 'respond':
      return $localize`:@@pendingChanges.answered:Answered the invitation to ${event}:EVENT:`;
  }
}

/**
 * How a write stands, as in `Waiting for the network`.
 * @param obstacle What keeps all of them from being sent.
 */
export function writeStateText(
  { state, error }: PendingWrite,
  obstacle?: 'network' | 'sign-in',
): string {
  // A request that cannot get anywhere is tried all the same: until it is given up, its write waits like the others.
  const isCut = obstacle === 'network' || (error !== undefined && isOutage(error));
  switch (state) {
    case 'sending':
      return isCut ? waitingForNetwork() : $localize`:@@pendingChanges.sending:On its way`;
    case 'failed':
      return $localize`:@@pendingChanges.failed:Not saved: ${errorSentence(error)}:REASON:`;
    case 'conflict':
      return $localize`:@@pendingChanges.undecided:Waiting for your choice`;
    case 'waiting':
      if (isCut) {
        return waitingForNetwork();
      }
      return obstacle === 'sign-in'
        ? $localize`:@@pendingChanges.waitingForSignIn:Waiting for you to sign in again`
        : $localize`:@@pendingChanges.waiting:Waiting to be sent`;
  }
}

function waitingForNetwork(): string {
  return $localize`:@@pendingChanges.waitingForNetwork:Waiting for the network`;
}

/** A write's event by title, as in `“Lunch”`. */
export function titleText({ title }: { readonly title: string }): string {
  return title.trim()
    ? quoted(title.trim())
    : $localize`:@@pendingChanges.untitled:an event without a title`;
}

/** Whether nothing but the time of an event was changed, as by dragging it. */
function isMovedInTime({ fields }: PendingWrite): boolean {
  return fields?.length === 1 && fields[0] === 'times';
}

function eventText(write: PendingWrite, { locale, timeZone }: TextPlace): string {
  const title = titleText(write);
  const { start } = write;
  if (start === undefined) {
    return title;
  }
  const date = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  // A day is parsed as UTC, so it has to be formatted in UTC to stay the same in every zone.
  const options = DAY.test(start)
    ? { ...date, timeZone: 'UTC' }
    : ({ ...date, hour: 'numeric', minute: '2-digit', timeZone } as const);
  const when = dateFormat(locale, options).format(new Date(start));
  return $localize`:@@pendingChanges.titleAndTime:${title}:TITLE:, ${when}:TIME:`;
}

function withScope(event: string, { scope }: PendingWrite): string {
  switch (scope) {
    case 'all':
      return $localize`:@@pendingChanges.allDates:${event}:EVENT: (all dates)`;
    case 'following':
      return $localize`:@@pendingChanges.followingDates:${event}:EVENT: (and all that follow)`;
    default:
      return event;
  }
}

/** That Google has refused a write, as in `“Lunch” was not saved.` */
export function refusalText(write: PendingWrite): string {
  const title = titleText(write);
  switch (write.kind) {
    case 'insert':
      return $localize`:@@eventActions.notSaved:${title}:TITLE: was not saved.`;
    case 'update':
      return isMovedInTime(write)
        ? $localize`:@@eventActions.notMoved:${title}:TITLE: was not moved.`
        : $localize`:@@eventActions.notSaved:${title}:TITLE: was not saved.`;
    case 'delete':
      return $localize`:@@eventActions.notDeleted:${title}:TITLE: was not deleted.`;
    case 'move':
      return $localize`:@@eventActions.notMoved:${title}:TITLE: was not moved.`;
    case 'restore':
      return $localize`:@@eventActions.notRestored:${title}:TITLE: could not be brought back.`;
    case 'respond':
      return $localize`:@@eventActions.answerNotSent:Your answer to ${title}:TITLE: was not sent.`;
  }
}
