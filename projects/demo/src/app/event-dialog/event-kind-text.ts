import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';

const DECLINE_TEXTS: Readonly<Record<string, string>> = {
  declineAllConflictingInvitations: 'declines all invitations at this time',
  declineOnlyNewConflictingInvitations: 'declines new invitations at this time',
};

/** What an event is that is no appointment, as in `Out of office: declines new invitations at this time`. */
export function eventKindText(event: GoogleCalendarEvent): string | undefined {
  switch (event.eventType) {
    case 'outOfOffice':
      return joined('Out of office', declining(event.outOfOfficeProperties?.autoDeclineMode));
    case 'focusTime': {
      const { autoDeclineMode, chatStatus } = event.focusTimeProperties ?? {};
      const chat = chatStatus === 'doNotDisturb' ? ['Chat does not disturb'] : [];
      return joined('Focus time', [...declining(autoDeclineMode), ...chat]);
    }
    case 'workingLocation':
      return workingLocationText(event.workingLocationProperties);
    case 'birthday':
      return 'Birthday';
    case 'fromGmail':
      return 'From an e-mail in Gmail';
    default:
      return undefined;
  }
}

function declining(mode: string | undefined): readonly string[] {
  const text = DECLINE_TEXTS[mode ?? ''];
  return text === undefined ? [] : [text];
}

function joined(kind: string, facts: readonly string[]): string {
  return facts.length > 0 ? `${kind}: ${facts.join(', ')}` : kind;
}

function workingLocationText(place: GoogleCalendarEvent['workingLocationProperties']): string {
  const label = place?.officeLocation?.label ?? place?.customLocation?.label;
  switch (place?.type) {
    case 'homeOffice':
      return 'Working from home';
    case 'officeLocation':
      return label ? `Working at the office: ${label}` : 'Working at the office';
    default:
      return label ? `Working at: ${label}` : 'Working location';
  }
}
