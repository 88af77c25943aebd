import type { AnyEvent } from '../accounts/any-account';
import { listText } from '../language/list-text';
import { isolated } from '../language/quoted';

const DECLINE_TEXTS: Readonly<Record<string, string>> = {
  declineAllConflictingInvitations: $localize`:@@eventKind.declinesAll:declines all invitations at this time`,
  declineOnlyNewConflictingInvitations: $localize`:@@eventKind.declinesNew:declines new invitations at this time`,
};

/** What an event is that is no appointment, as in `Out of office: declines new invitations at this time`. */
export function eventKindText(event: AnyEvent): string | undefined {
  switch (event.eventType) {
    case 'outOfOffice':
      return joined(
        $localize`:@@eventKind.outOfOffice:Out of office`,
        declining(event.outOfOfficeProperties?.autoDeclineMode),
      );
    case 'focusTime': {
      const { autoDeclineMode, chatStatus } = event.focusTimeProperties ?? {};
      const chat =
        chatStatus === 'doNotDisturb'
          ? [$localize`:@@eventKind.doNotDisturb:Chat does not disturb`]
          : [];
      return joined($localize`:@@eventKind.focusTime:Focus time`, [
        ...declining(autoDeclineMode),
        ...chat,
      ]);
    }
    case 'workingLocation':
      return workingLocationText(event.workingLocationProperties);
    case 'birthday':
      return $localize`:@@eventKind.birthday:Birthday`;
    case 'fromGmail':
      return $localize`:@@eventKind.fromGmail:From an e-mail in Gmail`;
    default:
      return undefined;
  }
}

function declining(mode: string | undefined): readonly string[] {
  const text = DECLINE_TEXTS[mode ?? ''];
  return text === undefined ? [] : [text];
}

function joined(kind: string, facts: readonly string[]): string {
  return facts.length > 0
    ? $localize`:@@eventKind.withFacts:${kind}:KIND:: ${listText(facts)}:FACTS:`
    : kind;
}

function workingLocationText(place: AnyEvent['workingLocationProperties']): string {
  const name = place?.officeLocation?.label ?? place?.customLocation?.label;
  const label = name && isolated(name);
  switch (place?.type) {
    case 'homeOffice':
      return $localize`:@@eventKind.homeOffice:Working from home`;
    case 'officeLocation':
      return label
        ? $localize`:@@eventKind.atOfficeNamed:Working at the office: ${label}:PLACE:`
        : $localize`:@@eventKind.atOffice:Working at the office`;
    default:
      return label
        ? $localize`:@@eventKind.workingAt:Working at: ${label}:PLACE:`
        : $localize`:@@eventKind.workingLocation:Working location`;
  }
}
