import { filter, firstValueFrom, type Observable } from 'rxjs';
import type { PendingWrite } from 'ngx-calendar-sync/core';
import { type EmulatorFaults, FAULT_COUNTS } from './emulator-faults';
import type { RequestSlot } from './request-slots';
import { sampled } from './sampled';
import type { CopyingService, VirtualTimeApp } from './virtual-time-app';

export interface WritingService extends CopyingService {
  readonly pendingWrites: () => readonly PendingWrite[];
  readonly pendingWrites$: Observable<readonly PendingWrite[]>;
  retryWrite(id: string): Promise<unknown>;
  undoLastWrite(): Promise<void>;
}

/** A write of an app, and what it does to the events of its account. */
export interface WriteScenario<Account, App> {
  /** What somebody does before. By the time of the write, the app has read it. */
  readonly prepare?: (account: Account) => Promise<unknown>;
  /** What the app has written before, which meets no faults. Resolves when it is confirmed. */
  readonly writeBefore?: (app: App, account: Account) => Promise<unknown>;
  /** Resolves when the write is stored. */
  readonly write: (app: App, account: Account) => Promise<unknown>;
  /** The pull after it is that of another scenario, which meets the faults there. */
  readonly hasUsualPull?: true;
  /** Lines of {@link WriteMatrix.listedLines} that are there afterwards and not before, and the other way round. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/** What a matrix of a provider's writes needs to know. */
export interface WriteMatrix<
  Account extends { readonly email: string },
  App extends VirtualTimeApp<WritingService>,
> {
  /** In the names of the specs. */
  readonly provider: string;
  readonly scenarios: Readonly<Record<string, WriteScenario<Account, App>>>;
  /** How a request may fail, by name. */
  readonly kinds: Readonly<Record<string, object>>;
  readonly faults: EmulatorFaults;
  /** Whether a request only reads what has changed in a calendar. */
  readonly isPull: (slot: RequestSlot) => boolean;
  readonly createAccount: () => Promise<Account>;
  readonly open: (account: Account) => App;
  /** The requests that an account sends while something is done. */
  readonly slotsDuring: (
    account: Account,
    run: () => Promise<unknown>,
  ) => Promise<readonly RequestSlot[]>;
  /** The path of this account that the path of a slot stands for. */
  readonly pathOf: (account: Account, slot: RequestSlot) => string;
  /** The events that the provider lists, a line each. */
  readonly listedLines: (account: Account) => Promise<readonly string[]>;
  readonly differences: (account: Account, app: App) => Promise<readonly string[]>;
  /** Writes a line for whoever reads the run. */
  readonly report: (line: string) => void;
  /** Closes all tabs, and deletes what these accounts have stored. */
  readonly end: (accounts: readonly Account[]) => Promise<void>;
}

/** A fault of one request. */
interface Cell {
  readonly name: string;
  readonly slot: RequestSlot;
  readonly fault: object;
}

const MAX_PARALLEL_ACCOUNTS = 7;

/**
 * Every request of every kind of write meets every fault, once or until it is cleared. A write that was refused for good is
 * then tried again. In the end the provider has exactly what was wanted, once, and the app shows it.
 */
export function describeWriteFaultMatrix<
  Account extends { readonly email: string },
  App extends VirtualTimeApp<WritingService>,
>(matrix: WriteMatrix<Account, App>): void {
  type Scenario = WriteScenario<Account, App>;
  /** An app that has read everything, right before its write. */
  interface Begun {
    readonly account: Account;
    readonly app: App;
    readonly before: readonly string[];
  }
  const { provider, scenarios, kinds, faults, report, end } = matrix;
  const total = { survived: 0, requests: 0 };

  afterEach(faults.clear);

  afterAll(() => {
    report(`writes to ${provider}: survived ${total.survived} of ${total.requests}`);
  });

  for (const [name, scenario] of Object.entries(scenarios)) {
    describe(`in ${name}`, () => {
      let slots: readonly RequestSlot[];

      beforeAll(async () => {
        const begun = await begin(scenario);
        const sent = await matrix.slotsDuring(begun.account, () => writeAndSettle(scenario, begun));
        slots = scenario.hasUsualPull ? sent.filter((slot) => !matrix.isPull(slot)) : sent;
        expect(await problemOf(scenario, begun)).toBe('');
        await end([begun.account]);
        report(`${name} at ${provider}: ${slots.length} of ${sent.length} requests`);
      });

      for (const [row, [kind, fault]] of Object.entries(kinds).entries()) {
        it(`fault matrix: after ${name} with ${kind} in any request, once or lasting, ${provider} has it once`, async () => {
          const all = slots.flatMap((slot) =>
            Object.entries(FAULT_COUNTS).map(([duration, times]) => ({
              name: `${duration}: ${slot.method} ${slot.path} #${slot.nth}`,
              slot,
              fault: { ...fault, times },
            })),
          );
          const cells = sampled(all, row);
          const failures: string[] = [];
          for (let first = 0; first < cells.length; first += MAX_PARALLEL_ACCOUNTS) {
            const batch = cells.slice(first, first + MAX_PARALLEL_ACCOUNTS);
            failures.push(...(await failuresOf(batch, scenario)));
          }
          total.requests += cells.length;
          total.survived += cells.length - failures.length;
          expect(failures).toEqual([]);
        });
      }
    });
  }

  /** Runs the scenario once for each cell, in parallel, each with an account of its own. */
  async function failuresOf(
    cells: readonly Cell[],
    scenario: Scenario,
  ): Promise<readonly string[]> {
    // All accounts are created first, since creating one may end what others have begun.
    const begun = await Promise.all(
      cells.map(async (cell) => ({ cell, ...(await begin(scenario)) })),
    );
    const runs = await Promise.all(
      begun.map(async (run) => {
        const {
          account,
          cell: { slot, fault },
        } = run;
        const path = matrix.pathOf(account, slot);
        const id = await faults.add({ ...fault, ...slot, path, user: account.email });
        const isAccepted = await writeAndSettle(scenario, run);
        return { ...run, id, isAccepted };
      }),
    );
    const fired = await faults.fired();
    await faults.clear();
    const failures = await Promise.all(
      runs.map(async ({ id, cell, isAccepted, ...run }) => {
        const problem = fired.has(id)
          ? await (isAccepted ? Promise.resolve() : writeAndSettle(scenario, run))
              .then(() => problemOf(scenario, run))
              .catch((error: unknown) => String(error))
          : 'the fault never occurred';
        return problem && `${cell.name}: ${problem}`;
      }),
    );
    await end(runs.map(({ account }) => account));
    return failures.filter(Boolean);
  }

  async function begin({ prepare, writeBefore }: Scenario): Promise<Begun> {
    const account = await matrix.createAccount();
    await prepare?.(account);
    const before = await matrix.listedLines(account);
    const app = matrix.open(account);
    await app.start();
    if (writeBefore) {
      await app.elapse(writeBefore(app, account));
      await app.elapse(app.untilAtRest());
    }
    return { account, app, before };
  }

  /**
   * Waits until the write is confirmed, has failed, or waits for another try, and the app does nothing else. Returns whether the
   * write was accepted: else the user was told that it was not, and makes it again.
   */
  async function writeAndSettle(
    scenario: Scenario,
    { app, account }: Pick<Begun, 'app' | 'account'>,
  ): Promise<boolean> {
    const isAccepted = await app.elapse(
      scenario.write(app, account).then(
        () => true,
        () => false,
      ),
    );
    await app.elapse(whenPending(app, (writes) => writes.every(isTried)));
    await app.elapse(app.untilAtRest());
    return isAccepted;
  }

  /** What is wrong in the end; an empty text if nothing is. */
  async function problemOf(scenario: Scenario, { account, app, before }: Begun): Promise<string> {
    const { service } = app;
    // Also where a fault has said that the event was deleted.
    const refused = service.pendingWrites().filter(isRefused);
    await Promise.all(refused.map(({ id }) => service.retryWrite(id)));
    const left = await app.elapse(whenPending(app, (writes) => writes.every(isRefused)));
    await app.sync();
    const pending = left.map(({ state, error }) => `the write is ${state}: ${error?.code ?? ''}`);
    const wrong = wrongLines(scenario, before, await matrix.listedLines(account));
    return [...pending, ...wrong, ...(await matrix.differences(account, app))].join('; ');
  }
}

function isRefused({ state }: PendingWrite): boolean {
  return state === 'failed' || state === 'conflict';
}

function isTried({ state, error }: PendingWrite): boolean {
  const isWaitingAgain = state === 'waiting' && error !== undefined;
  return isWaitingAgain || state === 'failed' || state === 'conflict';
}

function whenPending(
  { service }: VirtualTimeApp<WritingService>,
  fulfil: (writes: readonly PendingWrite[]) => boolean,
): Promise<readonly PendingWrite[]> {
  return firstValueFrom(service.pendingWrites$.pipe(filter(fulfil)));
}

/** Resolves when what takes the last write back is stored: its answer may not come before faults are over. */
export async function undoLastWrite({
  service,
}: Pick<VirtualTimeApp<WritingService>, 'service'>): Promise<void> {
  const stored = firstValueFrom(service.pendingWrites$.pipe(filter((writes) => writes.length > 0)));
  const undone = service.undoLastWrite();
  // What is refused later is told by the write that is stored.
  undone.catch(() => undefined);
  await Promise.race([stored, undone]);
}

/** What is wrong with the events of an account after a write: nothing, if each is there once and none is lost. */
export function wrongLines(
  { added, gone }: Pick<WriteScenario<never, never>, 'added' | 'gone'>,
  before: readonly string[],
  lines: readonly string[],
): readonly string[] {
  const wanted = [...before.filter((line) => !gone.includes(line)), ...added].sort();
  const missing = remaining(wanted, lines).map((line) => `"${line}" is lost`);
  const surplus = remaining(lines, wanted).map((line) => `"${line}" is there in addition`);
  return [...missing, ...surplus];
}

/** What is left of a list when each element of another list is taken out once. */
function remaining(list: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...list];
  for (const element of taken) {
    const at = left.indexOf(element);
    if (at !== -1) {
      left.splice(at, 1);
    }
  }
  return left;
}
