import type { GoogleEvents } from 'ngx-calendar-sync/google/start';
import { nextPageTokenAtBeginning, readPulledPage } from './pulled-page';

const EVERYTHING = { coverage: 'everything' } as const;
const START = { dateTime: '2026-05-04T09:00:00Z' };

const blobOf = (page: GoogleEvents) => new Blob([JSON.stringify(page)]);

describe('readPulledPage', () => {
  it('a page: tells its changes and what comes next', async () => {
    const item = { id: 'a', summary: 'ö', start: START, end: START };
    const { changes, next } = await readPulledPage(
      blobOf({ items: [item], nextPageToken: 'second' }),
      EVERYTHING,
    );
    const instant = Date.parse(START.dateTime);
    expect([...changes]).toEqual([
      { kind: 'event', id: 'a', start: instant, end: instant, record: item },
    ]);
    expect(next).toEqual({ pageToken: 'second' });
  });

  it('omit: leaves out the fields that the scope names', async () => {
    const item = { id: 'a', summary: 'Lunch', description: 'private', start: START };
    const { changes } = await readPulledPage(blobOf({ items: [item], nextSyncToken: 'cursor' }), {
      ...EVERYTHING,
      omit: ['description', 'attendees'],
    });
    const [change] = changes;
    expect(change && 'record' in change && change.record).toEqual({
      id: 'a',
      summary: 'Lunch',
      start: START,
    });
  });

  for (const [what, answer] of [
    ['without a token', blobOf({ items: [] })],
    ['that is cut short', new Blob(['{"items":[{"id":"a"}'])],
    ['that is no JSON', new Blob(['<html></html>'])],
    ['that is no object', new Blob(['null'])],
  ] as const) {
    it(`a page ${what}: fails with unavailable`, async () => {
      await expectAsync(readPulledPage(answer, EVERYTHING)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'unavailable' }),
      );
    });
  }
});

describe('nextPageTokenAtBeginning', () => {
  const description = 'x'.repeat(100_000);

  for (const token of ['second', 'a "quoted" \\ one', 'é']) {
    it(`a large page that begins with its token: tells ${token}`, async () => {
      const page = blobOf({ nextPageToken: token, items: [{ description }] });
      expect(await nextPageTokenAtBeginning(page)).toBe(token);
      const json = JSON.stringify({ nextPageToken: token, items: [{ description }] }, null, 1);
      expect(await nextPageTokenAtBeginning(new Blob([json]))).toBe(token);
    });
  }

  it('another page: tells nothing', async () => {
    const inEvent = { description: `{"nextPageToken":"stray"${description}` };
    for (const page of [
      blobOf({ nextSyncToken: 'cursor', items: [inEvent] }),
      blobOf({ items: [inEvent], nextPageToken: 'second' }),
      blobOf({ nextPageToken: 'of a small page', items: [] }),
      new Blob([`{"nextPageToken":"${description}`]),
    ]) {
      expect(await nextPageTokenAtBeginning(page)).toBeUndefined();
    }
  });
});
