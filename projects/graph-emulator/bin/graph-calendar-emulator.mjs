#!/usr/bin/env node
// In the workspace the TypeScript source runs directly through tsx; the published package contains dist alone.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../src/cli.ts', import.meta.url);
if (existsSync(fileURLToPath(source))) {
  const { tsImport } = await import('tsx/esm/api');
  await tsImport(source.href, {
    parentURL: import.meta.url,
    tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
  });
} else {
  await import(new URL('../dist/cli.js', import.meta.url).href);
}
