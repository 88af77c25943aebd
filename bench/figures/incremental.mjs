import { eventIn, MONTH, randomNumbers } from '../calendars.mjs';
import { countOf, median, ROUNDS } from '../figure.mjs';
import { run } from '../bench-browser.mjs';

const GOALS = { requests: 1, bytes: 2000 };

/** The requests for events, and the bytes of their answers, until one change of a large calendar shows. */
export async function incremental({ browser, accounts }) {
  const account = await accounts.create(10_000);
  const context = await browser.context();
  const page = await browser.open(context);
  await run(page, 'openReplica', account, MONTH);

  let answers = [];
  page.on('requestfinished', (request) => {
    if (request.method() === 'GET' && /\/events\?/.test(request.url())) {
      answers.push(request.sizes());
    }
  });
  const [requests, bytes] = [[], []];
  const random = randomNumbers(ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    answers = [];
    const title = `change ${round}`;
    const event = eventIn(2025, 2, random, 'UTC');
    await accounts.insert(account, { ...event, summary: title });
    await run(page, 'syncUntil', title);
    const sizes = await Promise.all(answers);
    requests.push(sizes.length);
    bytes.push(sizes.reduce((sum, one) => sum + one.responseHeadersSize + one.responseBodySize, 0));
  }
  await context.close();
  return [
    countOf('incremental-10k-requests', GOALS.requests, median(requests), 'requests'),
    countOf('incremental-10k-bytes', GOALS.bytes, median(bytes), 'bytes', {
      note: 'headers included',
    }),
  ];
}
