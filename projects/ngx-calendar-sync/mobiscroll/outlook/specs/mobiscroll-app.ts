import { outlookEmulator, type OutlookEvent } from 'ngx-calendar-sync/outlook';
import { CLIENT_ID, GRAPH_EMULATOR_URL } from '../../../outlook/specs/outlook-app';
import { OutlookBrowser } from '../../../outlook/specs/outlook-browser';
import { OutlookCalendarSync } from '../outlook-calendar-sync';
import type { MobiscrollOutlookConfig } from '../outlook-config';
import { MsalInSpec } from './msal-in-spec';

export const JUNE = [new Date(2026, 5, 1), new Date(2026, 6, 1)] as const;

/** An app of the plug-in, whose user has an account of the emulator. */
export class MobiscrollApp {
  readonly #opened: OutlookCalendarSync[] = [];

  private constructor(readonly browser: OutlookBrowser) {}

  static async ofUser(): Promise<MobiscrollApp> {
    return new MobiscrollApp(await OutlookBrowser.ofUser());
  }

  configOf(more: MobiscrollOutlookConfig = {}): MobiscrollOutlookConfig {
    return {
      clientId: CLIENT_ID,
      endpoints: outlookEmulator(GRAPH_EMULATOR_URL),
      msalClient: new MsalInSpec(this.browser.email),
      timezone: 'utc',
      ...more,
    };
  }

  /** One that is not started. */
  newSync(): OutlookCalendarSync {
    const sync = new OutlookCalendarSync();
    this.#opened.push(sync);
    return sync;
  }

  /** As an app of the plug-in starts, with nobody signed in. */
  started(config: MobiscrollOutlookConfig = {}): Promise<OutlookCalendarSync> {
    return this.startedWith(this.configOf(config));
  }

  /** With this configuration alone; where it has no MSAL, the library signs in. */
  async startedWith(config: MobiscrollOutlookConfig): Promise<OutlookCalendarSync> {
    const sync = this.newSync();
    await new Promise<void>((resolve) => {
      sync.init({
        clientId: CLIENT_ID,
        endpoints: outlookEmulator(GRAPH_EMULATOR_URL),
        ...config,
        onInit: () => {
          config.onInit?.();
          resolve();
        },
      });
    });
    return sync;
  }

  /** With the id of the user's own calendar. */
  async signedIn(
    config?: MobiscrollOutlookConfig,
  ): Promise<readonly [OutlookCalendarSync, string]> {
    const sync = await this.started(config);
    await sync.signIn();
    const calendars = await sync.getCalendars();
    return [sync, calendars.find(({ isDefaultCalendar }) => isDefaultCalendar)?.id ?? ''];
  }

  /** An event as Graph has it. */
  stored(id: string): Promise<OutlookEvent> {
    return this.browser.graph('GET', `me/events/${encodeURIComponent(id)}`);
  }

  async end(): Promise<void> {
    for (const sync of this.#opened) {
      await sync.ɵend();
    }
  }
}
