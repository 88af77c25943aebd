import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readerMarkdown } from './guides-plugin.mjs';
import { ENTRIES, GUIDES } from './pages.mjs';

const SITE_SOURCES = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(SITE_SOURCES);
const inRoot = (path) => join(ROOT, path);

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  // Not the name of an entry, which would be the root of the navigation.
  name: 'ngx-calendar-sync docs',
  tsconfig: join(SITE_SOURCES, 'tsconfig.json'),
  entryPoints: Object.values(ENTRIES).map(inRoot).filter(existsSync),
  projectDocuments: Object.values(GUIDES).flat().map(inRoot),
  readme: inRoot('docs/README.md'),
  out: inRoot('dist/docs'),
  plugin: [join(SITE_SOURCES, 'guides-plugin.mjs')],
  router: 'guides',
  markdownItLoader: readerMarkdown,
  customCss: join(SITE_SOURCES, 'style.css'),
  customJs: join(SITE_SOURCES, 'keyboard.js'),
  // Types are checked by the step "types" of `npm test`.
  skipErrorChecking: true,
  disableSources: true,
  disableGit: true,
  githubPages: false,
  hideGenerator: true,
  excludeExternals: true,
  excludeInternal: true,
  includeHierarchySummary: false,
  categorizeByGroup: false,
  categoryOrder: [...Object.keys(GUIDES), 'API'],
  sortEntryPoints: false,
  sort: ['kind', 'alphabetical-ignoring-documents'],
  // An entry's page lists what it exports; hundreds of names beside the guides would hide them.
  navigationLeaves: Object.keys(ENTRIES),
  navigation: { includeCategories: true, includeGroups: false, includeFolders: false },
  visibilityFilters: {},
  searchInComments: true,
  searchInDocuments: true,
  highlightLanguages: [
    'bash',
    'css',
    'html',
    'javascript',
    'json',
    'nginx',
    'shellscript',
    'typescript',
    'angular-ts',
    'angular-html',
  ],
  validation: {
    notExported: false,
    invalidLink: true,
    rewrittenLink: true,
    unusedMergeModuleWith: true,
  },
  treatValidationWarningsAsErrors: true,
  treatWarningsAsErrors: true,
};
