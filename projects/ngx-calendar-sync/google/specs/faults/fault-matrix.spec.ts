import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { closeTabs } from '../emulator';
import { Account } from './account';
import { CopyingApp } from './copying-app';
import { differences } from './differences';
import { addFault, clearFaults, FAULT_COUNTS, FAULTS, firedRules } from './faults';
import { type RequestSlot, slotsDuring } from './request-slots';

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

/** Every request of a sync meets every fault. After the fault is cleared, the copy has to equal what Google has. */
describe('fault matrix', () => {
  const total = { survived: 0, requests: 0 };

  afterEach(clearFaults);

  afterAll(() => {
    console.log(`survived ${total.survived} of ${total.requests}`);
  });

  for (const [name, begin] of Object.entries(SCENARIOS)) {
    describe(`in ${name}`, () => {
      let slots: readonly RequestSlot[];

      beforeAll(async () => {
        const { account, open, sync } = await begin();
        const app = open();
        slots = await slotsDuring(account, () => sync(app));
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
      const id = await addFault(rule);
      const app = open();
      const syncError = await sync(app).catch((error: unknown) => error);
      return { account, app, slot, id, syncError };
    }),
  );
  const fired = await firedRules();
  await clearFaults();
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
