import {
  createEnvironmentInjector,
  type EnvironmentInjector,
  provideZonelessChangeDetection,
} from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { combineLatest, filter, firstValueFrom, map, take } from 'rxjs';
import {
  GoogleCalendarService,
  type GoogleTokenResponse,
  provideGoogleCalendarSync,
  withOfflineReplica,
} from 'ngx-calendar-sync/google';

/** An account in the emulator. */
export interface World {
  readonly emulator: string;
  readonly email: string;
}

/** From when to when, ISO 8601. */
export interface Span {
  readonly start: string;
  readonly end: string;
}

/** How many milliseconds something took, and how many events it came to. */
export interface Taken {
  readonly ms: number;
  readonly events: number;
}

const application = createApplication({ providers: [provideZonelessChangeDetection()] });

/** A token that no window had to be opened for. */
export async function tokenOf({ emulator, email }: World): Promise<GoogleTokenResponse> {
  const scopes = ['https://www.googleapis.com/auth/calendar'];
  const body = JSON.stringify({ email, scopes });
  const response = await fetch(`${emulator}/_emulator/token`, { method: 'POST', body });
  return (await response.json()) as GoogleTokenResponse;
}

/** Where {@link openApp} opens one; to be made before any clock runs. */
export async function appParent(): Promise<EnvironmentInjector> {
  return (await application).injector;
}

/** The library in an app, by default with a local copy. Google's window answers with `token`, at once. */
export function openApp(
  { emulator }: World,
  parent: EnvironmentInjector,
  token?: GoogleTokenResponse,
  features = [withOfflineReplica()],
): EnvironmentInjector {
  const config = {
    clientId: 'emulator.apps.googleusercontent.com',
    scopes: ['https://www.googleapis.com/auth/calendar'],
    endpoints: { api: `${emulator}/calendar/v3`, userinfo: `${emulator}/v1/userinfo` },
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
  return createEnvironmentInjector([provideGoogleCalendarSync(config, ...features)], parent);
}

/** An app in which a sign-in can begin. */
export async function readyToSignIn(world: World): Promise<GoogleCalendarService> {
  const token = await tokenOf(world);
  const service = openApp(world, await appParent(), token).get(GoogleCalendarService);
  await service.initialize();
  return service;
}

/** Shows a range of all calendars as soon as they are known, and answers how many events it has when it is complete. */
export async function shown(service: GoogleCalendarService, range: Span): Promise<number> {
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

/** Resolves when the copy has everything. */
export async function copied(service: GoogleCalendarService): Promise<void> {
  await firstValueFrom(service.syncState$.pipe(filter(({ copy }) => copy?.syncedAt !== undefined)));
}
