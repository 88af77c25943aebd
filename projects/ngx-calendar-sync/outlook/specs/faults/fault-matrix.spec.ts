import { describeSyncFaultMatrix } from '../../../service/specs/faults/sync-fault-matrix';
import { Account } from './account';
import { end } from './accounts-end';
import { CopyingApp, JUNE } from './copying-app';
import { differences } from './differences';
import { DELTA_FAULTS, EMULATOR_FAULTS, FAULTS } from './faults';
import { slotsDuring } from './request-slots';

/** So small that the few events of an account need several pages. */
const SMALL_PAGE_SIZE = 3;

describe('fault matrix of Outlook', () => {
  describeSyncFaultMatrix<Account, CopyingApp>({
    provider: 'Outlook',
    scenarios: {
      'the first copy': async () => {
        const account = await Account.create();
        const open = () => new CopyingApp(account, SMALL_PAGE_SIZE);
        return { account, open, sync: (app) => app.start() };
      },
      'a delta pass': async () => {
        const account = await Account.create();
        const app = new CopyingApp(account);
        await app.start();
        await account.change();
        app.pageSize = SMALL_PAGE_SIZE;
        return { account, open: () => app, sync: () => app.sync() };
      },
      'a new copy in the next month': async () => {
        const account = await Account.create();
        const app = new CopyingApp(account);
        await app.start();
        app.close();
        await account.change();
        const open = () => new CopyingApp(account, SMALL_PAGE_SIZE, JUNE);
        return { account, open, sync: (later) => later.start() };
      },
    },
    kinds: FAULTS,
    lastingWays: DELTA_FAULTS,
    faults: EMULATOR_FAULTS,
    slotsDuring,
    report: (line) => {
      console.log(line);
    },
    pathOf: (_, { path }) => path,
    differences,
    end,
  });
});
