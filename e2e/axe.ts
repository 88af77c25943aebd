import type { Page } from '@playwright/test';
import { axeViolations as violationsOf } from '../scripts/axe.mjs';

/** What axe finds, each with its rule, its element and how to mend it. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const violations = await violationsOf(page);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}
