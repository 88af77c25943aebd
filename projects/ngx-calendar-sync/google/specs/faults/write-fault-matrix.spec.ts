import { filter, firstValueFrom } from 'rxjs';
import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import type { PendingWrite } from 'ngx-calendar-sync/core';
import { closeTabs } from '../emulator';
import { Account } from './account';
import { CopyingApp } from './copying-app';
import { differences } from './differences';
import { addFault, clearFaults, FAULT_COUNTS, FAULTS, firedRules } from './faults';
import { listedLines } from './listed-lines';
import { type RequestSlot, slotsDuring } from './request-slots';
import { WRITE_SCENARIOS, type WriteScenario, wrongLines } from './write-scenarios';

/** An app that has read everything, right before its write. */
interface Begun {
  readonly account: Account;
  readonly app: CopyingApp;
  readonly before: readonly string[];
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
 * then tried again. In the end Google has exactly what was wanted, once, and the app shows it.
 */
describe('fault matrix of writes', () => {
  const total = { survived: 0, requests: 0 };

  afterEach(clearFaults);

  afterAll(() => {
    console.log(`writes: survived ${total.survived} of ${total.requests}`);
  });

  for (const [name, scenario] of Object.entries(WRITE_SCENARIOS)) {
    describe(`in ${name}`, () => {
      let slots: readonly RequestSlot[];

      beforeAll(async () => {
        const begun = await begin(scenario);
        slots = await slotsDuring(begun.account, () => writeAndSettle(scenario, begun));
        expect(await problemOf(scenario, begun)).toBe('');
        await end([begun.account]);
        console.log(`${name} makes ${slots.length} requests`);
      });

      for (const [kind, fault] of Object.entries(FAULTS)) {
        it(`fault matrix: after ${name} with ${kind} in any request, once or lasting, Google has it once`, async () => {
          const cells = slots
            .filter(({ method }) => !isConfirmation(method, kind))
            .flatMap((slot) =>
              Object.entries(FAULT_COUNTS).map(([duration, times]) => ({
                name: `${duration}: ${slot.method} ${slot.path} #${slot.nth}`,
                slot,
                fault: { ...fault, times },
              })),
            );
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
});

/** 410 is no fault there: it says that the event is deleted already. */
function isConfirmation(method: string, fault: string): boolean {
  return method === 'DELETE' && fault === '410';
}

/** Runs the scenario once for each cell, in parallel, each with an account of its own. */
async function failuresOf(
  cells: readonly Cell[],
  scenario: WriteScenario,
): Promise<readonly string[]> {
  // All accounts are created first, since creating one ends the unfinished lists of the others.
  const begun = await Promise.all(
    cells.map(async (cell) => ({ cell, ...(await begin(scenario)) })),
  );
  const runs = await Promise.all(
    begun.map(async (run) => {
      const {
        account,
        cell: { slot, fault },
      } = run;
      const path = account.fromTemplate(slot.path);
      const id = await addFault({ ...fault, ...slot, path, user: account.email });
      const isAccepted = await writeAndSettle(scenario, run);
      return { ...run, id, isAccepted };
    }),
  );
  const fired = await firedRules();
  await clearFaults();
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

async function begin({ prepare }: WriteScenario): Promise<Begun> {
  const account = await Account.create();
  await prepare?.(account);
  const before = await listedLines(account);
  const app = new CopyingApp(account);
  await app.start();
  return { account, app, before };
}

/**
 * Waits until the write is confirmed, has failed, or waits for another try, and the app does nothing else. Returns whether the
 * write was accepted: else the user was told that it was not, and makes it again.
 */
async function writeAndSettle(scenario: WriteScenario, { app, account }: Begun): Promise<boolean> {
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
async function problemOf(
  scenario: WriteScenario,
  { account, app, before }: Begun,
): Promise<string> {
  const { service } = app;
  // Also where a fault has said that the event was deleted.
  const isRefused = ({ state }: PendingWrite) => state === 'failed' || state === 'conflict';
  const refused = service.pendingWrites().filter(isRefused);
  await Promise.all(refused.map(({ id }) => service.retryWrite(id)));
  const isSettled = (writes: readonly PendingWrite[]) => writes.every(isRefused);
  const left = await app.elapse(whenPending(app, isSettled));
  await app.sync();
  const pending = left.map(({ state, error }) => `the write is ${state}: ${error?.code ?? ''}`);
  const wrong = await wrongLines(account, scenario, before);
  return [...pending, ...wrong, ...(await differences(account, app))].join('; ');
}

function isTried({ state, error }: PendingWrite): boolean {
  return state === 'failed' || state === 'conflict' || (state === 'waiting' && error !== undefined);
}

function whenPending(
  { service }: CopyingApp,
  fulfil: (writes: readonly PendingWrite[]) => boolean,
): Promise<readonly PendingWrite[]> {
  return firstValueFrom(service.pendingWrites$.pipe(filter(fulfil)));
}

async function end(accounts: readonly Account[]): Promise<void> {
  await closeTabs();
  await Promise.all(
    accounts.flatMap(({ email }) => [
      deleteReplica(`google:${email}`),
      deleteWrites(`google:${email}`),
    ]),
  );
}
