import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { closeTabs, control, EMULATOR_URL } from '../emulator';
import { Account } from './account';
import { CopyingApp } from './copying-app';
import { differences } from './differences';

const FAULTS: Readonly<Record<string, object>> = {
  '401': { status: 401 },
  '403 rate limit': { status: 403, reason: 'userRateLimitExceeded' },
  '403 forbidden': { status: 403, reason: 'forbidden' },
  '404': { status: 404 },
  // Browsers may cache a 410, and would then never repeat the request.
  '410': { status: 410, headers: { 'Cache-Control': 'no-store' } },
  '429': { status: 429 },
  '500': { status: 500 },
  '503': { status: 503 },
  'dropped connection': { drop: 'before' },
  'cut body': { drop: 'middle' },
  // In virtual time this is longer than a request waits for its answer.
  delay: { delayMs: 600 },
};

/** How often each fault occurs: 0 is until it is cleared. */
const FAULT_COUNTS = { once: 1, lasting: 0 };

/** A request of a sync: the n-th with this method and path. The path is a template, with names instead of calendar ids. */
interface RequestSlot {
  readonly method: string;
  readonly path: string;
  readonly nth: number;
}

/** An account right before the sync that is to meet a fault. */
interface Scenario {
  readonly account: Account;
  readonly open: () => CopyingApp;
  readonly sync: (app: CopyingApp) => Promise<void>;
}

const SCENARIOS: Readonly<Record<string, () => Promise<Scenario>>> = {
  'the first sync': async () => {
    const account = await Account.create();
    const open = () => new CopyingApp(account, SMALL_PAGE_SIZE);
    return { account, open, sync: (app) => app.start() };
  },
  'a sync of changes': async () => {
    const account = await Account.create();
    const app = new CopyingApp(account);
    await app.start();
    await account.change();
    app.pageSize = SMALL_PAGE_SIZE;
    return { account, open: () => app, sync: () => app.sync() };
  },
};

/** The emulator keeps only the hundred newest unfinished lists, so that more accounts would lose theirs. */
const MAX_PARALLEL_ACCOUNTS = 7;

/** So small that the few events of an account need several pages. */
const SMALL_PAGE_SIZE = 3;

interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly user?: string;
}

/** Every request of a sync meets every fault. After the fault is cleared, the copy has to equal what Google has. */
describe('fault matrix', () => {
  const total = { survived: 0, requests: 0 };

  afterEach(() => control('clearFaults', {}));

  afterAll(() => {
    console.log(`survived ${total.survived} of ${total.requests}`);
  });

  for (const [name, begin] of Object.entries(SCENARIOS)) {
    describe(`in ${name}`, () => {
      let slots: readonly RequestSlot[];

      beforeAll(async () => {
        const { account, open, sync } = await begin();
        const before = await requestsOf(account);
        const app = open();
        await sync(app);
        slots = slotsOf(account, (await requestsOf(account)).slice(before.length));
        expect(await differences(account, app)).toEqual([]);
        await end([account]);
        console.log(`${name} makes ${slots.length} requests`);
      });

      for (const [kind, fault] of Object.entries(FAULTS)) {
        for (const [duration, times] of Object.entries(FAULT_COUNTS)) {
          it(`fault matrix: after ${name} with ${kind} (${duration}) in any request the copy equals Google`, async () => {
            const failures: string[] = [];
            for (let first = 0; first < slots.length; first += MAX_PARALLEL_ACCOUNTS) {
              const batch = slots.slice(first, first + MAX_PARALLEL_ACCOUNTS);
              failures.push(...(await failuresOf(batch, begin, { ...fault, times })));
            }
            total.requests += slots.length;
            total.survived += slots.length - failures.length;
            expect(failures).toEqual([]);
          });
        }
      }
    });
  }
});

/** Runs the scenario once for each slot, in parallel, each with an account of its own. */
async function failuresOf(
  slots: readonly RequestSlot[],
  begin: () => Promise<Scenario>,
  fault: object,
): Promise<readonly string[]> {
  // All accounts are created first, since creating one ends the unfinished lists of the others.
  const scenarios = await Promise.all(slots.map(async (slot) => ({ slot, ...(await begin()) })));
  const runs = await Promise.all(
    scenarios.map(async ({ slot, account, open, sync }) => {
      const path = account.fromTemplate(slot.path);
      const rule = { ...fault, ...slot, path, user: account.email };
      const { id } = await control<{ readonly id: number }>('fault', rule);
      const app = open();
      const syncError = await sync(app).catch((error: unknown) => error);
      return { account, app, slot, id, syncError };
    }),
  );
  const fired = await firedRules();
  await control('clearFaults', {});
  const failures = await Promise.all(
    runs.map(async ({ account, app, slot, id, syncError }) => {
      const problem = fired.has(id)
        ? await app
            .start()
            .then(() => app.sync())
            .then(
              async () => (await differences(account, app)).join('; '),
              (error: unknown) => String(error),
            )
        : `the fault never occurred, and the sync ended with ${String(syncError)}`;
      return problem && `${slot.method} ${slot.path} #${slot.nth}: ${problem}`;
    }),
  );
  await end(runs.map(({ account }) => account));
  return failures.filter(Boolean);
}

async function end(accounts: readonly Account[]): Promise<void> {
  await closeTabs();
  await Promise.all(accounts.map(({ email }) => deleteReplica(`google:${email}`)));
}

function slotsOf(account: Account, requests: readonly LoggedRequest[]): readonly RequestSlot[] {
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
