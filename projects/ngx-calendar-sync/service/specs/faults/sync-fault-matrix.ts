import { type EmulatorFaults, FAULT_COUNTS } from './emulator-faults';
import type { RequestSlot } from './request-slots';
import { sampled } from './sampled';
import type { CopyingService, VirtualTimeApp } from './virtual-time-app';

/** An account right before the sync that is to meet a fault. */
export interface SyncScenario<Account, App> {
  readonly account: Account;
  readonly open: () => App;
  readonly sync: (app: App) => Promise<void>;
}

/** What a matrix of a provider's syncs needs to know. */
export interface SyncMatrix<
  Account extends { readonly email: string },
  App extends VirtualTimeApp<CopyingService>,
> {
  /** In the names of the specs. */
  readonly provider: string;
  readonly scenarios: Readonly<Record<string, () => Promise<SyncScenario<Account, App>>>>;
  /** How a request may fail, by name. */
  readonly kinds: Readonly<Record<string, object>>;
  /** Faults that meet whichever request they can, all through a scenario, by name. */
  readonly lastingWays?: Readonly<Record<string, object>>;
  readonly faults: EmulatorFaults;
  /** The requests that an account sends while something is done. */
  readonly slotsDuring: (
    account: Account,
    run: () => Promise<unknown>,
  ) => Promise<readonly RequestSlot[]>;
  /** The path of this account that the path of a slot stands for. */
  readonly pathOf: (account: Account, slot: RequestSlot) => string;
  readonly differences: (account: Account, app: App) => Promise<readonly string[]>;
  /** Writes a line for whoever reads the run. */
  readonly report: (line: string) => void;
  /** Closes all tabs, and deletes what these accounts have stored. */
  readonly end: (accounts: readonly Account[]) => Promise<void>;
}

/** A fault, and the request that it meets; without one, whichever it can. */
interface Cell {
  readonly name: string;
  readonly fault: object;
  readonly slot?: RequestSlot;
}

/** Google's emulator keeps only the hundred newest unfinished lists, so that more accounts would lose theirs. */
const MAX_PARALLEL_ACCOUNTS = 7;

/** Every request of a sync meets every fault. After the fault is cleared, the copy has to equal what the provider has. */
export function describeSyncFaultMatrix<
  Account extends { readonly email: string },
  App extends VirtualTimeApp<CopyingService>,
>(matrix: SyncMatrix<Account, App>): void {
  type Begin = () => Promise<SyncScenario<Account, App>>;
  const { provider, faults, differences, report, end } = matrix;
  const total = { survived: 0, requests: 0 };

  afterEach(faults.clear);

  afterAll(() => {
    report(`${provider}: survived ${total.survived} of ${total.requests}`);
  });

  for (const [name, begin] of Object.entries(matrix.scenarios)) {
    describe(`in ${name}`, () => {
      let slots: readonly RequestSlot[];

      beforeAll(async () => {
        const { account, open, sync } = await begin();
        const app = open();
        slots = await matrix.slotsDuring(account, () => sync(app));
        expect(await differences(account, app)).toEqual([]);
        await end([account]);
        report(`${name} of ${provider} makes ${slots.length} requests`);
      });

      for (const [row, [kind, fault]] of Object.entries(matrix.kinds).entries()) {
        for (const [duration, times] of Object.entries(FAULT_COUNTS)) {
          it(`fault matrix: after ${name} with ${kind} (${duration}) in any request the copy equals ${provider}`, async () => {
            const cells = slots.map((slot) => ({
              name: `${slot.method} ${slot.path} #${slot.nth}`,
              slot,
              fault: { ...fault, times },
            }));
            await survive(sampled(cells, row), begin);
          });
        }
      }

      const ways = Object.entries(matrix.lastingWays ?? {});
      if (ways.length > 0) {
        it(`fault matrix: after ${name} with each other way of ${provider} the copy equals it`, async () => {
          await survive(
            ways.map(([kind, fault]) => ({ name: kind, fault })),
            begin,
          );
        });
      }
    });
  }

  async function survive(cells: readonly Cell[], begin: Begin): Promise<void> {
    const failures: string[] = [];
    for (let first = 0; first < cells.length; first += MAX_PARALLEL_ACCOUNTS) {
      const batch = cells.slice(first, first + MAX_PARALLEL_ACCOUNTS);
      failures.push(...(await failuresOf(batch, begin)));
    }
    total.requests += cells.length;
    total.survived += cells.length - failures.length;
    expect(failures).toEqual([]);
  }

  /** Runs the scenario once for each cell, in parallel, each with an account of its own. */
  async function failuresOf(cells: readonly Cell[], begin: Begin): Promise<readonly string[]> {
    // All accounts are created first, since creating one may end what others have begun.
    const scenarios = await Promise.all(cells.map(async (cell) => ({ cell, ...(await begin()) })));
    const runs = await Promise.all(
      scenarios.map(async ({ cell, account, open, sync }) => {
        const { slot, fault } = cell;
        const request = slot ? { ...slot, path: matrix.pathOf(account, slot) } : {};
        const id = await faults.add({ ...fault, ...request, user: account.email });
        const app = open();
        const syncError = await sync(app).catch((error: unknown) => error);
        return { account, app, cell, id, syncError };
      }),
    );
    const fired = await faults.fired();
    await faults.clear();
    const failures = await Promise.all(
      runs.map(async ({ account, app, cell, id, syncError }) => {
        // What meets whichever request it can may find none, as a cursor that is lost where there is none yet.
        const problem =
          fired.has(id) || !cell.slot
            ? await app
                .start()
                .then(() => app.sync())
                .then(
                  async () => (await differences(account, app)).join('; '),
                  (error: unknown) => String(error),
                )
            : `the fault never occurred, and the sync ended with ${String(syncError)}`;
        return problem && `${cell.name}: ${problem}`;
      }),
    );
    await end(runs.map(({ account }) => account));
    return failures.filter(Boolean);
  }
}
