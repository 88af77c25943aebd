#!/usr/bin/env node
// Inside the repository the TypeScript source runs without a build; the published package contains only dist/.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = new URL('../src/cli.ts', import.meta.url);
if (existsSync(fileURLToPath(SOURCE))) {
  const { tsImport } = await import('tsx/esm/api');
  await tsImport(SOURCE.href, import.meta.url);
} else {
  await import(new URL('../dist/cli.js', import.meta.url).href);
}
