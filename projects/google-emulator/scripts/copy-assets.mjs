// What tsc leaves behind: files that are served or read as they are.
import { cpSync } from 'node:fs';

const assets = [
  'discovery/calendar-v3.json',
  'gis/gsi-client.js',
  'gis/relay.js',
  'oauth/pages/pages.css',
];
for (const asset of assets) {
  cpSync(new URL(`../src/${asset}`, import.meta.url), new URL(`../dist/${asset}`, import.meta.url));
}
