import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import { describeWriteFaultMatrix } from '../../../service/specs/faults/write-fault-matrix';
import { closeTabs } from '../emulator';
import { Account } from './account';
import { CopyingApp } from './copying-app';
import { differences } from './differences';
import { EMULATOR_FAULTS, FAULTS } from './faults';
import { listedLines } from './listed-lines';
import { slotsDuring } from './request-slots';
import { WRITE_SCENARIOS } from './write-scenarios';

describe('fault matrix of writes', () => {
  describeWriteFaultMatrix<Account, CopyingApp>({
    provider: 'Google',
    scenarios: WRITE_SCENARIOS,
    kinds: FAULTS,
    faults: EMULATOR_FAULTS,
    isPull: ({ method, path }) => method === 'GET' && path.endsWith('/events'),
    createAccount: () => Account.create(),
    open: (account) => new CopyingApp(account),
    slotsDuring,
    report: (line) => {
      console.log(line);
    },
    pathOf: (account, { path }) => account.fromTemplate(path),
    listedLines,
    differences,
    end: async (accounts) => {
      await closeTabs();
      await Promise.all(
        accounts.flatMap(({ email }) => [
          deleteReplica(`google:${email}`),
          deleteWrites(`google:${email}`),
        ]),
      );
    },
  });
});
