import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { combineLatest, map, of } from 'rxjs';
import { ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync/base';
import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { outlookEmulator } from 'ngx-calendar-sync/outlook/start';
import { until } from '../../core/specs/until';
import { GoogleCalendarService } from '../../google/google-calendar.service';
import { GOOGLE_CODE } from '../../google/lazy-google';
import { provideGoogleCalendarSync } from '../../google/provide-google-calendar-sync';
import { aToken, aUser, emulatorEndpoints, ScriptedSignIn } from '../../google/specs/emulator';
import { withOfflineReplica as withGoogleReplica } from '../../google/with-offline-replica';
import { OutlookCalendarService } from '../outlook-calendar.service';
import { provideOutlookCalendarSync } from '../provide-outlook-calendar-sync';
import { withOfflineReplica as withOutlookReplica } from '../with-offline-replica';
import { CLIENT_ID, closeTabs, GRAPH_EMULATOR_URL, keepTab, useOutlookApp } from './outlook-app';
import { OutlookBrowser } from './outlook-browser';

/** Within the months of the copy, whenever the spec runs. */
const DAY = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const NEXT_DAY = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
const VIEW = { calendarIds: ['primary'], start: DAY, end: NEXT_DAY };

describe('Outlook beside Google', () => {
  useOutlookApp();

  let email: string;
  let browser: OutlookBrowser;

  beforeEach(async () => {
    browser = await OutlookBrowser.ofUser();
    await browser.add('In Outlook', DAY);
    email = await aUser([
      {
        summary: 'At Google',
        start: { dateTime: `${DAY}T08:00:00Z` },
        end: { dateTime: `${DAY}T09:00:00Z` },
      },
    ]);
  });

  const google = () =>
    provideGoogleCalendarSync(
      {
        clientId: 'emulator.apps.googleusercontent.com',
        endpoints: emulatorEndpoints,
        gis: new ScriptedSignIn((on) => void aToken(email).then(on.token)),
        timeZone: 'UTC',
      },
      withGoogleReplica(),
    );
  const outlook = () =>
    provideOutlookCalendarSync(
      { clientId: CLIENT_ID, endpoints: outlookEmulator(GRAPH_EMULATOR_URL), timeZone: 'UTC' },
      withOutlookReplica(),
    );

  function anApp(...providers: ReturnType<typeof google>[]): EnvironmentInjector {
    const app = createEnvironmentInjector(
      [
        ...providers,
        { provide: VISIBLE, useValue: of(true) },
        // Loaded, as in an app: other specs have it from the start.
        { provide: GOOGLE_CODE, useValue: undefined },
      ],
      TestBed.inject(EnvironmentInjector),
    );
    keepTab(app);
    return app;
  }

  async function signInToGoogle(app: EnvironmentInjector): Promise<GoogleCalendarService> {
    const service = app.get(GoogleCalendarService);
    await service.initialize();
    await service.signIn();
    service.setView(VIEW);
    await until(() => service.events().length > 0 && !!service.syncState().copy?.syncedAt);
    return service;
  }

  async function signInToOutlook(app: EnvironmentInjector): Promise<OutlookCalendarService> {
    const service = app.get(OutlookCalendarService);
    await service.initialize();
    await service.signIn({ loginHint: browser.email });
    service.setView(VIEW);
    await until(() => service.events().length > 0 && !!service.syncState().copy?.syncedAt);
    return service;
  }

  afterEach(() => deleteReplica(`google:${email}`));

  it('both in one app: each shows its own events, and together they are one list', async () => {
    const app = anApp(google(), outlook());
    const [ofGoogle, ofOutlook] = await Promise.all([signInToGoogle(app), signInToOutlook(app)]);
    let shown: readonly string[] = [];
    combineLatest([ofGoogle.events$, ofOutlook.events$])
      .pipe(map((lists) => lists.flat().sort((a, b) => a.start.localeCompare(b.start))))
      .subscribe((events) => (shown = events.map(({ title }) => title)));
    expect(shown).toEqual(['At Google', 'In Outlook']);
    expect([ofGoogle.authState(), ofOutlook.authState()]).toEqual([
      jasmine.objectContaining({ status: 'signed-in', account: email }),
      jasmine.objectContaining({ status: 'signed-in', account: browser.email }),
    ]);
  });

  it('signOut() of one: leaves the other one signed in, with its events and its copy', async () => {
    const app = anApp(google(), outlook());
    const [ofGoogle, ofOutlook] = await Promise.all([signInToGoogle(app), signInToOutlook(app)]);
    await ofOutlook.signOut();
    expect([ofOutlook.authState().status, ofOutlook.events()]).toEqual(['signed-out', []]);
    await ofGoogle.sync();
    expect(ofGoogle.authState().status).toBe('signed-in');
    expect(ofGoogle.events().map(({ title }) => title)).toEqual(['At Google']);

    await signInToOutlook(app);
    await ofGoogle.signOut();
    expect([ofGoogle.authState().status, ofGoogle.events()]).toEqual(['signed-out', []]);
    await ofOutlook.sync();
    expect(ofOutlook.authState().status).toBe('signed-in');
    expect(ofOutlook.events().map(({ title }) => title)).toEqual(['In Outlook']);
    await ofOutlook.signOut();
  });

  it('databases, storage, locks and channels: none of them has the same name for both', async () => {
    const namesOf = async (use: () => Promise<unknown>) => {
      const used = recordedNames();
      await use();
      // A sign-out deletes its copy a moment later.
      while (
        (await indexedDB.databases()).some(({ name }) => used.names.databases.includes(name ?? ''))
      ) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await closeTabs();
      used.end();
      return used.names;
    };
    const ofGoogle = await namesOf(async () => {
      const app = anApp(google());
      // Before its code is loaded, so that the sign-out has to be remembered.
      await app.get(GoogleCalendarService).signOut();
      await (await signInToGoogle(app)).signOut();
    });
    const ofOutlook = await namesOf(async () => {
      const app = anApp(outlook());
      await app.get(OutlookCalendarService).signOut();
      await (await signInToOutlook(app)).signOut();
    });
    for (const kind of ['databases', 'storage', 'locks', 'channels'] as const) {
      const [one, other] = [ofGoogle[kind], ofOutlook[kind]];
      expect(one.length * other.length)
        .withContext(`${kind} are used by both`)
        .toBeGreaterThan(0);
      expect(one.filter((name) => other.includes(name)))
        .withContext(kind)
        .toEqual([]);
    }
  });
});

/** Records the names of what pages of one origin share, until `end`. */
function recordedNames() {
  const names = {
    databases: [] as string[],
    storage: [] as string[],
    locks: [] as string[],
    channels: [] as string[],
  };
  const { BroadcastChannel: Channel } = window;
  window.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name);
      // Each login has a channel of its own, by its secret state.
      names.channels.push(name);
    }
  };
  const restore = [
    recorded(IDBFactory.prototype, 'open', names.databases),
    recorded(Storage.prototype, 'setItem', names.storage),
    recorded(LockManager.prototype, 'request', names.locks),
  ];
  return {
    names,
    end: () => {
      window.BroadcastChannel = Channel;
      for (const back of restore) {
        back();
      }
    },
  };
}

/** Has a method tell its first argument; returns what takes that back. */
function recorded<Name extends string>(
  owner: Record<Name, (...given: never[]) => unknown>,
  name: Name,
  names: string[],
): () => void {
  const method = owner[name];
  owner[name] = function (this: unknown, ...given: never[]): unknown {
    names.push(String(given[0]));
    return method.apply(this, given);
  };
  return () => {
    owner[name] = method;
  };
}
