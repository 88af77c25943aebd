import { WEEK } from '../calendars.mjs';

/** Each answer of the calendar service takes this long, so that what an app loads meanwhile is seen. */
const DELAY_MS = 100;

/** An app of bench/bundle in the browser: which of its files it requests, and when. */
export class BundlePage {
  #page;
  #accounts;
  #account;

  constructor(page, accounts, account) {
    this.#page = page;
    this.#accounts = accounts;
    this.#account = account;
  }

  /** Opens the app. It has signed in nobody, but may know who was signed in before. */
  static async open(site, accounts, account) {
    const page = await site.open(
      `/?emulator=${account.emulator}&email=${account.email}`,
      'measuredService',
    );
    return new BundlePage(page, accounts, account);
  }

  /** Signs in. Resolves to the files that were requested until events of the week show. */
  signIn() {
    return this.#untilEventsShow(true);
  }

  /** Resolves to the files that were requested until events of the week show, which can only be those of the copy. */
  showCopy() {
    return this.#untilEventsShow(false);
  }

  /** Resolves to the files that have been requested when the service can sign in. */
  async untilReady() {
    await this.#page.page.waitForFunction('globalThis.measuredService.ready()');
    return this.#files();
  }

  /** Waits until the copy is complete and nothing is loaded any more. */
  async settle() {
    await this.#page.page.waitForFunction(
      'globalThis.measuredService.syncState().copy?.syncedAt !== undefined',
    );
    return this.#files();
  }

  /** Calls a method of the service. Resolves to the files that have been requested so far. */
  async call(method, ...args) {
    await this.#page.page.evaluate(
      ([name, given]) => globalThis.measuredService[name](...given),
      [method, args],
    );
    return this.#files();
  }

  close() {
    return this.#page.close();
  }

  async #untilEventsShow(signsIn) {
    const at = await this.#accounts.withDelay(this.#account, DELAY_MS, () =>
      this.#page.page.evaluate(showEvents, { week: WEEK, ...this.#account, signsIn }),
    );
    return this.#files(at);
  }

  /** The scripts of the app that were requested until a time of the page. */
  async #files(until = Infinity) {
    await this.#page.page.waitForLoadState('networkidle');
    const entries = await this.#page.page.evaluate(() =>
      globalThis.performance
        .getEntriesByType('resource')
        .map(({ name, startTime }) => ({ name, startTime })),
    );
    const files = entries.flatMap(({ name, startTime }) => {
      const [, file] = /^[^?]*:\d+\/([\w-]+\.js)$/.exec(name) ?? [];
      return file && startTime <= until ? [file] : [];
    });
    if (!files.includes('main.js')) {
      throw new Error('The page has not told which scripts it requested.');
    }
    return new Set(files);
  }
}

/** Runs in the page. Resolves to the time of the page at which events show. */
async function showEvents({ signsIn, email, calendarId = email, week }) {
  const { measuredService: service, performance } = globalThis;
  const shown = new Promise((resolve) => {
    service.events$.subscribe((events) => {
      if (events.length > 0) {
        resolve(performance.now());
      }
    });
  });
  if (signsIn) {
    await service.initialize();
    await service.signIn({ loginHint: email });
  }
  service.setView({ calendarIds: [calendarId], ...week });
  return shown;
}

/** The start of the page: the configuration of the emulator, and a sign-in that is answered at once. */
export const CONFIG_SCRIPT = `<script>
  const { emulator, email } = Object.fromEntries(new URLSearchParams(location.search));
  const token = async () => {
    const body = JSON.stringify({ email, scopes: ['https://www.googleapis.com/auth/calendar'] });
    return (await fetch(emulator + '/_emulator/token', { method: 'POST', body })).json();
  };
  globalThis.measuredConfig = {
    clientId: 'emulator.apps.googleusercontent.com',
    scopes: ['https://www.googleapis.com/auth/calendar'],
    endpoints: { api: emulator + '/calendar/v3', userinfo: emulator + '/v1/userinfo' },
    gis: {
      initTokenClient: ({ callback }) => ({
        requestAccessToken: () => void token().then(callback),
      }),
      initCodeClient: () => ({ requestCode: () => undefined }),
      revoke: () => undefined,
    },
  };
</script>`;

/** The same for Outlook, whose window the emulator answers at once. */
export const OUTLOOK_CONFIG_SCRIPT = `<script>
  const { emulator } = Object.fromEntries(new URLSearchParams(location.search));
  globalThis.measuredConfig = {
    clientId: '00000000-1111-4222-8333-444444444444',
    endpoints: { identity: emulator, graph: emulator + '/v1.0' },
  };
</script>`;
