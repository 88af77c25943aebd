import { describeWriteFaultMatrix } from '../../../service/specs/faults/write-fault-matrix';
import { Account } from './account';
import { end } from './accounts-end';
import { CopyingApp } from './copying-app';
import { differences } from './differences';
import { EMULATOR_FAULTS, FAULTS } from './faults';
import { slotsDuring } from './request-slots';
import { listedLines, WRITE_SCENARIOS } from './write-scenarios';

describe('fault matrix of writes to Outlook', () => {
  describeWriteFaultMatrix<Account, CopyingApp>({
    provider: 'Outlook',
    scenarios: WRITE_SCENARIOS,
    kinds: FAULTS,
    faults: EMULATOR_FAULTS,
    isPull: ({ method, path }) => method === 'GET' && path.endsWith('/delta'),
    createAccount: () => Account.create(),
    open: (account) => new CopyingApp(account),
    slotsDuring,
    report: (line) => {
      console.log(line);
    },
    pathOf: (_, { path }) => path,
    listedLines,
    differences,
    end,
  });
});
