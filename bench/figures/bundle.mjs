import { seriesOf, WEEK } from '../calendars.mjs';
import { AppFiles } from '../app-files.mjs';
import { ngBuild } from '../built-apps.mjs';
import { serveFolder } from '../served-folder.mjs';
import { bundleVendorModules } from '../vendor-modules.mjs';
import { startOutlookAccounts } from '../outlook-accounts.mjs';
import { BundlePage, CONFIG_SCRIPT, OUTLOOK_CONFIG_SCRIPT } from './bundle-page.mjs';

const DRAFT = { title: 'Lunch', start: WEEK.start };
const ADDED_BY = (who) => `beside all that was loaded before, by ${who}`;
/** How much more an app with Outlook may load than the same one with Google. */
const MAX_MORE_BYTES = 2000;

/** In the order of the table: the name, the highest number of bytes, and what one has to know to read it. */
const ROWS = [
  ['bundle-online', 10_000, 'what the app loads before it runs'],
  ['bundle-online-ready', undefined, 'until `ready`, with nobody signed in'],
  ['bundle-online-events', 15_000, 'from the start until events of a week show after a sign-in'],
  ['bundle-offline', undefined, 'what an app with a copy loads before it runs'],
  [
    'bundle-offline-events',
    22_000,
    'from the start until events of a week show after a sign-in, and the recurrence',
  ],
  [
    'bundle-offline-again',
    undefined,
    'until events of a week show, series too, from the copy of an earlier visit',
  ],
  ['bundle-recurrence', 5000, 'what a copy with a series loads, and one without does not'],
  ['bundle-later', undefined, ADDED_BY('the copy, until it is complete')],
  ['bundle-write', undefined, ADDED_BY('the first write')],
  ['bundle-event-command', undefined, ADDED_BY('`quickAdd()`')],
  ['bundle-calendar-command', undefined, ADDED_BY('`createCalendar()`')],
  ['bundle-free-busy', undefined, ADDED_BY('`freeBusy()`')],
  [
    'bundle-outlook-online',
    (bytes) => bytes['bundle-online-events'] + MAX_MORE_BYTES,
    'as `bundle-online-events`, with Outlook; at most 2 kB more',
  ],
  [
    'bundle-outlook-offline',
    (bytes) => bytes['bundle-offline-events'] + MAX_MORE_BYTES,
    'as `bundle-offline-events`, with Outlook, whose series come with their occurrences; at most 2 kB more',
  ],
];

/**
 * The bytes, minified and gzipped, that the library adds to an app which has Angular and rxjs already. They are those of the
 * files that the app requests in the browser, less the same app without the library.
 */
export const bundle = {
  names: ROWS.map(([name]) => name).join(' '),
  isCounted: true,
  hasOwnPages: true,
  rows: ROWS.map(([name, goal, note]) => ({
    name,
    unit: 'bytes',
    goal,
    note,
    value: (bytes) => bytes[name],
    floor: null,
  })),
  async prepare({ build, browser, accounts }) {
    await build.buildLibrary();
    const without = await builtApp(build, 'without');
    const served = async (configuration, configScript) => {
      const app = await builtApp(build, configuration);
      const folder = build.outputOf(configuration, 'browser');
      const vendor = await bundleVendorModules(build.root, app.externals, folder);
      const head = `<!doctype html><link rel="icon" href="data:," />${configScript}${vendor}`;
      const server = await serveFolder(
        folder,
        `${head}<app-root></app-root><script type="module" src="/main.js"></script>`,
      );
      return { app, server };
    };
    const [online, offline] = await Promise.all(
      ['online', 'offline'].map((configuration) => served(configuration, CONFIG_SCRIPT)),
    );
    const [outlookOnline, outlookOffline] = await Promise.all(
      ['outlook-online', 'outlook-offline'].map((configuration) =>
        served(configuration, OUTLOOK_CONFIG_SCRIPT),
      ),
    );
    const outlookAccounts = await startOutlookAccounts();
    const plain = await accounts.create(1000);
    const withSeries = await accounts.create(1000, seriesOf(50));
    const added = async ({ app }, files) =>
      (await app.bytesOf(files)) - (await without.bytesOf(without.start));

    const openIn = (site, account) => BundlePage.open(site, accounts, account);

    /** What is requested by the pages of a second visit until events show. */
    const filesOfSecondVisit = async (account) => {
      const site = browser.newSite(offline.server);
      const first = await openIn(site, account);
      await first.signIn();
      await first.settle();
      await first.close();
      const second = await openIn(site, account);
      const files = await second.showCopy();
      await second.close();
      await site.close();
      return files;
    };

    const measureOnline = async () => {
      const site = browser.newSite(online.server);
      const page = await openIn(site, plain);
      const ready = await page.untilReady();
      const events = await page.signIn();
      await page.close();
      return {
        'bundle-online': await added(online, online.app.start),
        'bundle-online-ready': await added(online, ready),
        'bundle-online-events': await added(online, events),
      };
    };

    const measureOffline = async () => {
      const site = browser.newSite(offline.server);
      const page = await openIn(site, plain);
      const events = await page.signIn();
      const again = await filesOfSecondVisit(withSeries);
      const recurrence = difference(again, await filesOfSecondVisit(plain));
      const bytes = {
        'bundle-offline': await added(offline, offline.app.start),
        'bundle-offline-events': await added(offline, new Set([...events, ...recurrence])),
        'bundle-offline-again': await added(offline, again),
        'bundle-recurrence': await offline.app.bytesOf(recurrence),
      };
      let before = new Set([...events, ...recurrence]);
      const later = async (name, files) => {
        bytes[name] = await offline.app.bytesOf(difference(files, before));
        before = new Set([...before, ...files]);
      };
      await later('bundle-later', await page.settle());
      await later('bundle-write', await page.call('addEvent', 'primary', DRAFT));
      await later('bundle-event-command', await page.call('quickAdd', 'primary', 'Lunch'));
      await later('bundle-calendar-command', await page.call('createCalendar', { name: 'New' }));
      await later('bundle-free-busy', await page.call('freeBusy', ['primary'], WEEK));
      await page.close();
      await site.close();
      return bytes;
    };

    const measureOutlook = async (served) => {
      const account = await outlookAccounts.create();
      const site = browser.newSite(served.server);
      const page = await BundlePage.open(site, outlookAccounts, account);
      const bytes = await added(served, await page.signIn());
      await page.close();
      await site.close();
      return bytes;
    };

    return {
      ours: async () => ({
        ...(await measureOnline()),
        ...(await measureOffline()),
        'bundle-outlook-online': await measureOutlook(outlookOnline),
        'bundle-outlook-offline': await measureOutlook(outlookOffline),
      }),
      close: async () => {
        for (const { server } of [online, offline, outlookOnline, outlookOffline]) {
          server.close();
        }
        await outlookAccounts.close();
      },
    };
  },
};

async function builtApp(build, configuration) {
  await ngBuild(build.root, 'bench', `--configuration=${configuration}`);
  return AppFiles.read(build.outputOf(configuration));
}

function difference(files, others) {
  return new Set([...files].filter((file) => !others.has(file)));
}
