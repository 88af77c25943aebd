import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { until } from '../core/specs/until';
import type { GoogleCalendarService } from './google-calendar.service';
import { GOOGLE_CODE } from './lazy-google';
import { GoogleCalendarService as Service } from './google-calendar.service';
import type { GoogleCalendarSyncFeature } from './provide-google-calendar-sync';
import { aUser, closeTabs, stateOf } from './specs/emulator';
import { requestsOf } from './specs/emulator-requests';
import { OfflineBrowser } from './specs/offline-browser';
import { withOfflineReplica } from './with-offline-replica';

const DINNER = { title: 'Dinner', start: '2026-06-11T18:00:00Z' };
/** In an app the code behind the service is loaded. */
const LOADED_LATER = [{ provide: GOOGLE_CODE, useValue: undefined }];

const pending = (pendingWrites: number) =>
  jasmine.objectContaining({ code: 'pending-writes', pendingWrites });

describe('Sign-out while writes wait', () => {
  let ann: string;
  let browser: OfflineBrowser;

  beforeEach(async () => {
    ann = await aUser();
    browser = new OfflineBrowser(ann);
  });

  afterEach(() => browser.forget());

  /** Writes without a network: what is written is stored when this resolves. */
  async function writeOffline(service: GoogleCalendarService): Promise<void> {
    browser.goOffline();
    await service.addEvent(ann, DINNER, { durable: true });
  }

  const titles = (service: GoogleCalendarService) =>
    service.pendingWrites().map(({ title }) => title);

  const inserts = async () =>
    (await requestsOf(ann)).filter(({ method }) => method === 'POST').length;

  /** Signs in anew, and sends whatever waits. */
  async function signInAgain(): Promise<GoogleCalendarService> {
    browser.goOnline();
    const service = await browser.signIn();
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    await until(() => service.pendingWrites().length === 0);
    return service;
  }

  /** What waits goes on when the account signs in again. */
  async function expectSentWhenSignedInAgain(): Promise<void> {
    expect(await inserts()).toBe(0);
    const service = await signInAgain();
    expect(await inserts()).toBe(1);
    const events = await service.getEvents(ann, '2026-06-01', '2026-07-01');
    expect(events.map(({ title }) => title)).toEqual(['Dinner']);
  }

  async function expectGivenUp(): Promise<void> {
    await closeTabs();
    await signInAgain();
    expect(await inserts()).toBe(0);
  }

  it('signOut, disconnect: are refused with the number of writes, and the user stays signed in with them', async () => {
    const service = await browser.signIn();
    await writeOffline(service);
    await expectAsync(service.signOut()).toBeRejectedWith(pending(1));
    await expectAsync(service.disconnect()).toBeRejectedWith(pending(1));
    expect(service.authState().status).toBe('signed-in');
    expect(titles(service)).toEqual(['Dinner']);
    await service.signOut({ discard: true });
    expect(service.authState()).toEqual({ status: 'signed-out' });
    await expectGivenUp();
  });

  it('disconnect: where it fails, the user stays signed in and the writes that were to be given up wait on', async () => {
    browser.revocation = { successful: false };
    const service = await browser.signIn();
    await writeOffline(service);
    await expectAsync(service.disconnect({ discard: true })).toBeRejected();
    expect(service.authState().status).toBe('signed-in');
    expect(titles(service)).toEqual(['Dinner']);
    await closeTabs();
    await expectSentWhenSignedInAgain();
  });

  it('signOut: in a tab that has nothing to write itself it is refused, and with discard the writes are gone in all tabs', async () => {
    const [one, other] = [await browser.signIn(), await browser.open()];
    await stateOf(other, 'signed-in');
    // Another tab may not have heard of it yet.
    await writeOffline(other);
    await expectAsync(one.signOut()).toBeRejectedWith(pending(1));
    expect(other.authState().status).toBe('signed-in');
    await one.signOut({ discard: true });
    await stateOf(other, 'signed-out');
    expect([...titles(one), ...titles(other)]).toEqual([]);
    await expectGivenUp();
  });

  it('signOut: after a reload it is refused, with and without a sign-in of the new page', async () => {
    await writeOffline(await browser.signIn());
    await closeTabs();
    const service = await browser.open();
    await expectAsync(service.signOut()).toBeRejectedWith(pending(1));
    expect(service.authState().status).toBe('expired');
    await closeTabs();
    await expectSentWhenSignedInAgain();
  });

  it('another account that signs in between: sees none of the writes and signs out, and they go on with their own account', async () => {
    const service = await browser.signIn();
    await writeOffline(service);
    const ben = await aUser();
    browser.user = ben;
    browser.goOnline();
    browser.goOffline();
    await expectAsync(service.signOut()).toBeRejectedWith(pending(1));
    await closeTabs();
    localStorage.clear();
    browser.goOnline();
    const ofBen = await browser.signIn();
    expect(ofBen.authState()).toEqual(jasmine.objectContaining({ account: ben }));
    expect(titles(ofBen)).toEqual([]);
    await ofBen.signOut();
    await closeTabs();
    browser.user = ann;
    await expectSentWhenSignedInAgain();
  });

  it('another account that signs in without a sign-out: the writes go on when theirs signs in again', async () => {
    const service = await browser.signIn();
    await until(() => service.calendars().length > 0);
    spyOnProperty(navigator, 'onLine').and.returnValue(false);
    await service.addEvent(ann, DINNER, { durable: true });
    browser.user = await aUser();
    await service.signIn();
    expect(titles(service)).toEqual([]);
    await service.signOut();
    await closeTabs();
    browser.user = ann;
    jasmine.getEnv().allowRespy(true);
    spyOnProperty(navigator, 'onLine').and.returnValue(true);
    await expectSentWhenSignedInAgain();
  });

  describe('before the code of the library is there', () => {
    it('signOut: is refused with the number of writes, and with discard they are gone', async () => {
      await writeOffline(await browser.signIn());
      await closeTabs();
      const service = browser.openTab(withOfflineReplica(), LOADED_LATER).get(Service);
      expect(service.authState().status).toBe('initializing');
      await expectAsync(service.signOut()).toBeRejectedWith(pending(1));
      await closeTabs();
      const again = browser.openTab(withOfflineReplica(), LOADED_LATER).get(Service);
      await again.signOut({ discard: true });
      expect(again.authState()).toEqual({ status: 'signed-out' });
      await expectGivenUp();
    });

    it('disconnect: is refused with the number of writes', async () => {
      await writeOffline(await browser.signIn());
      await closeTabs();
      const service = browser.openTab(withOfflineReplica(), LOADED_LATER).get(Service);
      await expectAsync(service.disconnect()).toBeRejectedWith(pending(1));
    });

    it('signOut: where none waits, the copy of the last visit is deleted', async () => {
      const names = async () => (await indexedDB.databases()).map(({ name }) => name);
      const before = await names();
      const first = await browser.signIn();
      await until(() => first.syncState().copy?.syncedAt !== undefined);
      await closeTabs();
      expect((await names()).length).toBe(before.length + 2);
      const service = browser.openTab(withOfflineReplica(), LOADED_LATER).get(Service);
      await service.signOut();
      while ((await names()).length > before.length) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(service.authState()).toEqual({ status: 'signed-out' });
    });

    describe('and could not be loaded at the last visit', () => {
      async function signOutInVain(discard: boolean): Promise<void> {
        await writeOffline(await browser.signIn());
        await closeTabs();
        const service = browser.openTab(NOT_LOADED, LOADED_LATER).get(Service);
        await expectAsync(service.signOut({ discard })).toBeRejectedWith(
          jasmine.objectContaining({ code: 'script-failed' }),
        );
        await closeTabs();
        const next = await browser.open(withOfflineReplica(), LOADED_LATER);
        expect(next.authState()).toEqual({ status: 'signed-out' });
        await closeTabs();
      }

      it('signOut: the user is signed out at the next visit, and the writes stay for the next sign-in', async () => {
        await signOutInVain(false);
        await expectSentWhenSignedInAgain();
      });

      it('signOut with discard: the writes are given up, too', async () => {
        await signOutInVain(true);
        await expectGivenUp();
      });
    });
  });
});

/** A feature whose code is not there. */
const NOT_LOADED: GoogleCalendarSyncFeature = {
  ɵkind: 'offline-replica',
  ɵset: {
    offlineReplica: {
      options: {},
      load: () => Promise.reject(new CalendarSyncError('script-failed', 'It did not load.')),
    },
  },
};
