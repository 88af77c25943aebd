import { eventIn, month, numbers } from '../calendars.mjs';
import { countOf, median, rounds } from '../figure.mjs';
import { run } from '../bench-browser.mjs';

const goals = { requests: 1, bytes: 2000 };

/** What one change among many costs until it shows: requests for events, and the bytes of their answers. */
export async function incremental({ browser, worlds }) {
  const world = await worlds.own(10_000);
  const context = await browser.context();
  const page = await browser.open(context);
  await run(page, 'openCopy', world, month);

  let answers = [];
  page.on('requestfinished', (request) => {
    if (request.method() === 'GET' && /\/events\?/.test(request.url())) {
      answers.push(request.sizes());
    }
  });
  const [requests, bytes] = [[], []];
  const random = numbers(rounds);
  for (let round = 0; round < rounds; round += 1) {
    answers = [];
    const title = `change ${round}`;
    const event = eventIn(2025, 2, random, 'UTC');
    await worlds.insert(world, { ...event, summary: title });
    await run(page, 'syncUntil', title);
    const sizes = await Promise.all(answers);
    requests.push(sizes.length);
    bytes.push(sizes.reduce((sum, one) => sum + one.responseHeadersSize + one.responseBodySize, 0));
  }
  await context.close();
  return [
    countOf('incremental-10k-requests', goals.requests, median(requests), 'requests'),
    countOf('incremental-10k-bytes', goals.bytes, median(bytes), 'bytes', {
      note: 'headers included',
    }),
  ];
}
