import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { describeSyncFaultMatrix } from '../../../service/specs/faults/sync-fault-matrix';
import { closeTabs } from '../emulator';
import { Account } from './account';
import { CopyingApp } from './copying-app';
import { differences } from './differences';
import { EMULATOR_FAULTS, FAULTS } from './faults';
import { slotsDuring } from './request-slots';

/** So small that the few events of an account need several pages. */
const SMALL_PAGE_SIZE = 3;

describe('fault matrix', () => {
  describeSyncFaultMatrix<Account, CopyingApp>({
    provider: 'Google',
    scenarios: {
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
    },
    kinds: FAULTS,
    faults: EMULATOR_FAULTS,
    slotsDuring,
    report: (line) => {
      console.log(line);
    },
    pathOf: (account, { path }) => account.fromTemplate(path),
    differences,
    end: async (accounts) => {
      await closeTabs();
      await Promise.all(accounts.map(({ email }) => deleteReplica(`google:${email}`)));
    },
  });
});
