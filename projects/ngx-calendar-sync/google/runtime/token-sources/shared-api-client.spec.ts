import { ErrorHandler } from '@angular/core';
import type { GoogleApiClient } from '../../start/google-api-client';
import { GoogleCalendarService } from '../../google-calendar.service';
import {
  aTab,
  aToken,
  aUser,
  closeTabs,
  emulatorEndpoints,
  ScriptedSignIn,
} from '../../specs/emulator';

/** As much of `gapi` as keeps tokens. */
class FakeGapi implements GoogleApiClient {
  declare client?: NonNullable<GoogleApiClient['client']>;
  token: { access_token: string; scope?: string } | null = null;

  load(_library: string, { callback }: { callback: () => void }): void {
    this.client = {
      getToken: () => this.token,
      setToken: (token) => (this.token = token),
    };
    callback();
  }
}

/** What the emulator's script leaves. */
interface LoadedGapi {
  readonly client?: {
    getToken(): object | null;
    request(request: { path: string }): Promise<{ readonly result: { readonly id: string } }>;
  };
}

describe('SharedApiClient', () => {
  let email: string;
  let gis: ScriptedSignIn;

  beforeEach(async () => {
    email = await aUser();
    gis = new ScriptedSignIn((on) => void aToken(email).then(on.token));
  });

  it('gapi has the token while there is one', async () => {
    const gapi = new FakeGapi();
    const service = aTab({ gis, gapi }).get(GoogleCalendarService);
    await service.initialize();
    expect(gapi.token).toBeNull();
    await service.signIn();
    expect(gapi.token?.access_token).toMatch(/^ya29/);
    await service.signOut();
    expect(gapi.token).toBeNull();
  });

  it('a token that the app has given to gapi signs in', async () => {
    const gapi = new FakeGapi();
    const { access_token: token = '' } = await aToken(email);
    gapi.token = {
      access_token: token,
      scope: 'https://www.googleapis.com/auth/calendar',
    };
    const service = aTab({ gis, gapi }).get(GoogleCalendarService);
    await service.initialize();
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: email }),
    );
    expect(gis.requests).toEqual([]);
    expect(gapi.client?.getToken()?.access_token).toBe(token);
  });

  it('a token of the app in gapi is not removed', async () => {
    const gapi = new FakeGapi();
    const service = aTab({ gis, gapi }).get(GoogleCalendarService);
    await service.initialize();
    await service.signIn();
    gapi.token = { access_token: 'of the app' };
    await service.signOut();
    expect(gapi.token).toEqual({ access_token: 'of the app' });
  });

  it('gapi is loaded once if the configuration asks for it, else never', async () => {
    const ofPage = globalThis as { gapi?: LoadedGapi };
    const service = aTab({ gis }).get(GoogleCalendarService);
    await service.initialize();
    expect(ofPage.gapi).toBeUndefined();
    await closeTabs();

    const loading = aTab({ gis, gapi: 'load' }).get(GoogleCalendarService);
    await Promise.all([loading.initialize(), loading.initialize()]);
    await loading.signIn();
    while (!ofPage.gapi?.client?.getToken()) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const scripts = [...document.scripts].filter(({ src }) => src.endsWith('/js/api.js'));
    expect(scripts.length).toBe(1);
    const answer = await ofPage.gapi.client.request({ path: '/calendar/v3/calendars/primary' });
    expect(answer.result.id).toBe(email);

    scripts[0]?.remove();
    delete ofPage.gapi;
  });

  it('a failure to load gapi goes to the ErrorHandler and does not keep anybody from signing in', async () => {
    const handled: unknown[] = [];
    const handler = { handleError: (error: unknown) => handled.push(error) };
    const endpoints = { ...emulatorEndpoints, gapi: '/no-such-script.js' };
    const providers = [{ provide: ErrorHandler, useValue: handler }];
    const service = aTab({ gis, gapi: 'load', endpoints }, [], providers).get(
      GoogleCalendarService,
    );
    await service.initialize();
    await service.signIn();
    expect(service.authState().status).toBe('signed-in');
    while (handled.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(handled).toEqual([jasmine.objectContaining({ code: 'script-failed' })]);
  });
});
