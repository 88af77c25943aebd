import { eventIn, MONTH, randomNumbers } from '../calendars.mjs';

/** The requests for events, and the bytes of their answers, until one change of a large calendar shows. */
export const incremental = {
  names: 'incremental-10k',
  isCounted: true,
  rows: [
    {
      name: 'incremental-10k-requests',
      goal: 1,
      unit: 'requests',
      value: ({ requests }) => requests,
      floor: null,
    },
    {
      name: 'incremental-10k-bytes',
      goal: 1600,
      unit: 'bytes',
      value: ({ bytes }) => bytes,
      floor: null,
      note: 'headers included',
    },
  ],
  async prepare({ build, browser, accounts }) {
    const account = await accounts.create(10_000);
    const site = browser.newSite(build.page);
    const opened = await site.open();
    await opened.call('openReplica', account, MONTH);
    let answers = [];
    opened.page.on('requestfinished', (request) => {
      if (request.method() === 'GET' && /\/events\?/.test(request.url())) {
        answers.push(request.sizes());
      }
    });
    const random = randomNumbers(7);
    let changes = 0;
    return {
      ours: async () => {
        answers = [];
        changes += 1;
        const title = `change ${changes}`;
        await accounts.insert(account, { ...eventIn(2025, 2, random, 'UTC'), summary: title });
        await opened.call('syncUntil', title);
        const sizes = await Promise.all(answers);
        const bytesOf = (one) => one.responseHeadersSize + one.responseBodySize;
        return {
          requests: sizes.length,
          bytes: sizes.reduce((sum, one) => sum + bytesOf(one), 0),
        };
      },
      close: async () => {
        await opened.close();
        await site.close();
      },
    };
  },
};
