import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync';
import { closeTabs, control, EMULATOR_URL } from '../emulator';
import { Account } from './account';
import { CopyingApp } from './copying-app';
import { differences } from './differences';

const kinds: Readonly<Record<string, object>> = {
  '401': { status: 401 },
  '403 rate limit': { status: 403, reason: 'userRateLimitExceeded' },
  '403 forbidden': { status: 403, reason: 'forbidden' },
  '404': { status: 404 },
  // A browser keeps a bare 410 for good.
  '410': { status: 410, headers: { 'Cache-Control': 'no-store' } },
  '429': { status: 429 },
  '500': { status: 500 },
  '503': { status: 503 },
  'dropped connection': { drop: 'before' },
  'cut body': { drop: 'middle' },
  // Longer than a request waits, as virtual time goes by.
  delay: { delayMs: 600 },
};

/** Once, or until somebody mends it. */
const lengths = { once: 1, lasting: 0 };

/** A request that a sync makes: the n-th of its method and path, where calendars go by their role. */
interface Place {
  readonly method: string;
  readonly path: string;
  readonly nth: number;
}

/** An account right before a sync. */
interface Start {
  readonly account: Account;
  readonly open: () => CopyingApp;
  readonly sync: (app: CopyingApp) => Promise<void>;
}

const starts: Readonly<Record<string, () => Promise<Start>>> = {
  'the first sync': async () => {
    const account = await Account.create();
    const open = () => new CopyingApp(account, SMALL_PAGES);
    return { account, open, sync: (app) => app.start() };
  },
  'a sync of changes': async () => {
    const account = await Account.create();
    const app = new CopyingApp(account);
    await app.start();
    await account.change();
    app.pageSize = SMALL_PAGES;
    return { account, open: () => app, sync: () => app.sync() };
  },
};

/** Accounts: the emulator forgets lists that are half read where there are a hundred newer ones. */
const AT_ONCE = 7;

/** Of events: so that few make several. */
const SMALL_PAGES = 3;

interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly user?: string;
}

/** Every request of a sync meets every kind of fault; once all is well again the copy is what Google holds. */
describe('fault matrix', () => {
  const total = { survived: 0, of: 0 };

  afterEach(() => control('clearFaults', {}));

  afterAll(() => {
    console.log(`survived ${total.survived} of ${total.of}`);
  });

  for (const [name, begin] of Object.entries(starts)) {
    describe(`in ${name}`, () => {
      let places: readonly Place[];

      beforeAll(async () => {
        const { account, open, sync } = await begin();
        const before = await requestsOf(account);
        const app = open();
        await sync(app);
        places = placesOf(account, (await requestsOf(account)).slice(before.length));
        expect(await differences(account, app)).toEqual([]);
        await end([account]);
        console.log(`${name} makes ${places.length} requests`);
      });

      for (const [kind, fault] of Object.entries(kinds)) {
        for (const [length, times] of Object.entries(lengths)) {
          it(`survives ${kind}, ${length}`, async () => {
            const failures: string[] = [];
            for (let first = 0; first < places.length; first += AT_ONCE) {
              const some = places.slice(first, first + AT_ONCE);
              failures.push(...(await failuresOf(some, begin, { ...fault, times })));
            }
            total.of += places.length;
            total.survived += places.length - failures.length;
            expect(failures).toEqual([]);
          });
        }
      }
    });
  }
});

/** One account for each place, at the same time. */
async function failuresOf(
  places: readonly Place[],
  begin: () => Promise<Start>,
  fault: object,
): Promise<readonly string[]> {
  // A new account ends the lists of others that are half read.
  const starts = await Promise.all(places.map(async (place) => ({ place, ...(await begin()) })));
  const runs = await Promise.all(
    starts.map(async ({ place, account, open, sync }) => {
      const path = account.fromTemplate(place.path);
      const rule = { ...fault, ...place, path, user: account.email };
      const { id } = await control<{ readonly id: number }>('fault', rule);
      const app = open();
      const met = await sync(app).catch((error: unknown) => error);
      return { account, app, place, id, met };
    }),
  );
  const fired = await firedRules();
  await control('clearFaults', {});
  const failures = await Promise.all(
    runs.map(async ({ account, app, place, id, met }) => {
      const problem = fired.has(id)
        ? await app
            .start()
            .then(() => app.sync())
            .then(
              async () => (await differences(account, app)).join('; '),
              (error: unknown) => String(error),
            )
        : `it never fired: ${String(met)}`;
      return problem && `${place.method} ${place.path} #${place.nth}: ${problem}`;
    }),
  );
  await end(runs.map(({ account }) => account));
  return failures.filter(Boolean);
}

async function end(accounts: readonly Account[]): Promise<void> {
  await closeTabs();
  await Promise.all(accounts.map(({ email }) => deleteReplica(`google:${email}`)));
}

function placesOf(account: Account, requests: readonly LoggedRequest[]): readonly Place[] {
  const counts = new Map<string, number>();
  return requests.map(({ method, path }) => {
    const template = account.toTemplate(path);
    const nth = (counts.get(`${method} ${template}`) ?? 0) + 1;
    counts.set(`${method} ${template}`, nth);
    return { method, path: template, nth };
  });
}

async function requestsOf({ email }: Account): Promise<readonly LoggedRequest[]> {
  const response = await fetch(`${EMULATOR_URL}/_emulator/requests`);
  const log = (await response.json()) as readonly LoggedRequest[];
  return log.filter(({ user }) => user === email);
}

async function firedRules(): Promise<ReadonlySet<number>> {
  const response = await fetch(`${EMULATOR_URL}/_emulator/faults`);
  const rules = (await response.json()) as readonly {
    readonly id: number;
    readonly fired: number;
  }[];
  return new Set(rules.filter(({ fired }) => fired > 0).map(({ id }) => id));
}
