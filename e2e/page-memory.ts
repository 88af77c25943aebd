import type { Page } from '@playwright/test';

/** Every text that the page's scripts hold in memory. */
export async function textsInMemory(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot');
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] };
  return strings;
}

/** What a refresh token of Google's begins with. */
export const refreshToken = /^1\/\/[\w-]{10,}/;
