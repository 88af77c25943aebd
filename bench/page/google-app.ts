import {
  createEnvironmentInjector,
  type EnvironmentInjector,
  provideZonelessChangeDetection,
} from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { combineLatest, filter, firstValueFrom, map, take } from 'rxjs';
import {
  googleEmulator,
  GoogleCalendarService,
  type GoogleTokenResponse,
  provideGoogleCalendarSync,
  withOfflineReplica,
} from 'ngx-calendar-sync/google';

/** An account in the emulator, which bench/accounts.mjs has created. */
export interface BenchAccount {
  /** The URL of the emulator. */
  readonly emulator: string;
  readonly email: string;
}

/** A range of two ISO 8601 times with an offset. It is text, since it comes from Node into the page. */
export interface IsoTimeRange {
  readonly start: string;
  readonly end: string;
}

/** The milliseconds that something took, and the number of events that it read. */
export interface Measurement {
  readonly ms: number;
  readonly events: number;
}

/** The ways to keep a replica that an app can choose from; main-with-internals.ts adds those that an older library lacks. */
export const REPLICAS = new Map<string, typeof withOfflineReplica>([
  ['main-thread', withOfflineReplica],
]);

export const application = createApplication({ providers: [provideZonelessChangeDetection()] });

/** A token from the emulator's control API, without a sign-in by popup. */
export async function tokenOf({ emulator, email }: BenchAccount): Promise<GoogleTokenResponse> {
  const scopes = ['https://www.googleapis.com/auth/calendar'];
  const body = JSON.stringify({ email, scopes });
  const response = await fetch(`${emulator}/_emulator/token`, { method: 'POST', body });
  return (await response.json()) as GoogleTokenResponse;
}

/** The injector of the application, for {@link openApp}. Await it before a measurement begins. */
export async function appInjector(): Promise<EnvironmentInjector> {
  return (await application).injector;
}

/** Provides the library to a new injector, with a replica. The sign-in popup answers with `token` at once. */
export function openApp(
  { emulator }: BenchAccount,
  parent: EnvironmentInjector,
  token?: GoogleTokenResponse,
  kind = 'main-thread',
): EnvironmentInjector {
  const config = {
    clientId: 'emulator.apps.googleusercontent.com',
    scopes: ['https://www.googleapis.com/auth/calendar'],
    endpoints: googleEmulator(emulator),
    gis: {
      initTokenClient: ({ callback }: { callback: (response: GoogleTokenResponse) => void }) => ({
        requestAccessToken: () => {
          if (token) {
            callback(token);
          }
        },
      }),
      initCodeClient: () => ({ requestCode: () => undefined }),
      revoke: () => undefined,
    },
  };
  const withReplica = REPLICAS.get(kind);
  if (!withReplica) {
    throw new Error(`This build has no replica of the kind ${kind}.`);
  }
  return createEnvironmentInjector([provideGoogleCalendarSync(config, withReplica())], parent);
}

/** The service of a new app, initialized, so that a sign-in can begin. */
export async function initializedService(
  account: BenchAccount,
  kind?: string,
): Promise<GoogleCalendarService> {
  const token = await tokenOf(account);
  const service = openApp(account, await appInjector(), token, kind).get(GoogleCalendarService);
  await service.initialize();
  return service;
}

/** Shows a range of all calendars as soon as they are known. Resolves to the number of its events when it is complete. */
export async function showRange(
  service: GoogleCalendarService,
  range: IsoTimeRange,
): Promise<number> {
  service.calendars$
    .pipe(
      filter((calendars) => calendars.length > 0),
      take(1),
    )
    .subscribe((calendars) => {
      service.setView({ calendarIds: calendars.map(({ id }) => id), ...range });
    });
  return firstValueFrom(
    combineLatest([service.syncState$, service.events$]).pipe(
      filter(([{ phase, calendars }]) => phase === 'idle' && calendars > 0),
      map(([{ errors }, events]) => {
        for (const error of errors.values()) {
          throw error;
        }
        return events.length;
      }),
    ),
  );
}

/** Resolves when the replica is complete. */
export async function replicaComplete(service: GoogleCalendarService): Promise<void> {
  await firstValueFrom(service.syncState$.pipe(filter(({ copy }) => copy?.syncedAt !== undefined)));
}

/**
 * Resolves when the replica is complete and has put itself in order, which it does after it says that it is complete. A second
 * sync waits for that.
 */
export async function replicaInOrder(service: GoogleCalendarService): Promise<void> {
  await replicaComplete(service);
  await service.sync();
}
