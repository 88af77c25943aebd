import type { Page } from '@playwright/test';

/** Every string in the memory of the page's scripts. */
export async function stringsInMemory(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot');
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] };
  return strings;
}

/** Matches Google's refresh tokens. */
export const REFRESH_TOKEN = /^1\/\/[\w-]{10,}/;
