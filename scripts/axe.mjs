import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE_PATH = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** The source of axe, as a page evaluates it. */
let source;

/**
 * What axe finds in a page of Playwright, by all of its usual rules: each violation with its elements and how to mend them.
 *
 * It runs in the page alone. Axe's own package for Playwright opens one more page for each analysis, to join what it found in
 * several frames, and describes there every element in which it found nothing too: that takes several times as long.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<{id: string, help: string, nodes: {html: string, target: string, failureSummary: string}[]}[]>}
 */
export async function axeViolations(page) {
  if (page.frames().length > 1) {
    throw new Error(`${page.url()} has a frame, into which axe does not look from here.`);
  }
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    source ??= readFile(AXE_PATH, 'utf8');
    await page.evaluate(await source);
  }
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, target, failureSummary }) => ({
        html,
        target: target.join(' '),
        failureSummary: failureSummary ?? '',
      })),
    }));
  });
}
