import type { LoadingState } from 'ngx-calendar-sync';
import type { GoogleAuthState } from 'ngx-calendar-sync/google';
import { errorSentence } from '../../errors/error-sentence';
import { isOutage } from '../../errors/outage';

/** How the calendars on screen stand to those at Google. */
export interface SyncSummary {
  readonly tone: 'good' | 'waiting' | 'bad';
  readonly text: string;
  /** Whether all waits for the user to sign in again. */
  readonly needsSignIn?: true;
}

/**
 * One sentence about the state of the service. It stays the same while a pass that finds nothing new is under way, so that
 * a screen reader does not speak every minute.
 */
export function syncSummary(
  auth: GoogleAuthState,
  sync: LoadingState,
  calendarsKnown: boolean,
): SyncSummary {
  switch (auth.status) {
    case 'signed-out':
      return { tone: 'waiting', text: $localize`:@@lab.signedOut:Nobody is signed in.` };
    case 'error':
      return { tone: 'bad', text: errorSentence(auth.error) };
    case 'expired':
      // Where a token server renews the sign-in, the network may be all that is missing.
      if (auth.reason && isOutage(auth.reason)) {
        return offline();
      }
      return {
        tone: 'bad',
        needsSignIn: true,
        text: $localize`:@@lab.expired:The sign-in has run out. Events stay, and requests wait until you sign in again.`,
      };
    case 'initializing':
    case 'signing-in':
      return { tone: 'waiting', text: $localize`:@@lab.signingIn:Signing in…` };
    case 'signed-in':
      return ofCopy(sync, calendarsKnown);
  }
}

function ofCopy({ copy, errors }: LoadingState, calendarsKnown: boolean): SyncSummary {
  const error = copy?.error;
  if (error) {
    return isOutage(error) ? offline() : { tone: 'bad', text: errorSentence(error) };
  }
  if (errors.size > 0 || (copy && copy.errors.size > 0)) {
    return {
      tone: 'bad',
      text: $localize`:@@lab.someFailed:Some calendars could not be read; they are tried again.`,
    };
  }
  if (copy?.syncedAt !== undefined) {
    return { tone: 'good', text: $localize`:@@lab.synced:In sync with Google.` };
  }
  return {
    tone: 'waiting',
    text: calendarsKnown
      ? $localize`:@@lab.fromCopy:Events are shown from the local copy, until Google is asked next.`
      : $localize`:@@lab.firstSync:Reading your calendars…`,
  };
}

function offline(): SyncSummary {
  return {
    tone: 'bad',
    text: $localize`:@@lab.offline:Offline: events are shown as they were last, from the local copy.`,
  };
}
