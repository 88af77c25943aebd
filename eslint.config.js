import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const LIBRARY = 'projects/ngx-calendar-sync';
const TS_PROJECTS = [
  `${LIBRARY}/tsconfig.spec.json`,
  `${LIBRARY}/schematics/tsconfig.json`,
  'projects/demo/tsconfig.spec.json',
  'projects/google-ics/tsconfig.json',
  'projects/google-emulator/tsconfig.json',
  'projects/graph-emulator/tsconfig.json',
  'projects/graph-emulator/conformance/identity/tsconfig.json',
  'projects/token-server/tsconfig.json',
  'e2e/tsconfig.json',
  'bench/tsconfig.json',
];
/** The folders of the core ("rooms" in DESIGN.md, which says why), and those from which each may import. */
const CORE_DOORS = {
  model: [],
  recurrence: ['model'],
  replica: ['model'],
  provider: ['model', 'recurrence', 'replica'],
  session: ['model', 'provider'],
  // An entry of its own, so that it knows the core by package name.
  outbox: [],
};

/** The same of the entry `account`, which is the life of a sign-in with any provider. */
const ACCOUNT_DOORS = {
  diagnostics: [],
  tokens: [],
  http: ['config', 'diagnostics', 'tokens'],
  config: [],
  'token-sources': ['config', 'tokens', 'http'],
  'sign-in': ['diagnostics', 'tokens', 'http'],
};
/** Of `google/runtime`, which is loaded behind the service. */
const RUNTIME_DOORS = {
  sdk: [],
  config: ['sdk'],
  'token-sources': ['sdk', 'config'],
  diagnostics: ['config'],
  api: ['config'],
  mapping: ['config', 'api'],
  provider: ['config', 'api', 'mapping'],
  commands: ['config', 'api', 'mapping', 'provider'],
};
/** Of `outlook/runtime`. */
const OUTLOOK_RUNTIME_DOORS = {
  config: [],
  recurrence: [],
  'time-zones': [],
  api: ['config'],
  mapping: ['recurrence', 'time-zones'],
  provider: ['api', 'config', 'mapping', 'time-zones'],
  'token-sources': ['config'],
  diagnostics: ['config'],
  commands: ['api', 'config', 'mapping', 'provider', 'time-zones'],
};

/** Forbids the files, except for specs, to import what the patterns match. */
const wall = (files, ...patterns) => ({
  files,
  ignores: ['**/*.spec.ts', '**/specs/**'],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

const forbidden = (message, ...group) => ({ group, message });

/** The patterns of the folders from which `room` may not import. */
function closedDoors(room, doors) {
  return Object.keys(doors)
    .filter((other) => other !== room && !doors[room].includes(other))
    .map((other) => forbidden(`${room}/ does not know ${other}/.`, `../${other}/**`));
}

const BY_PACKAGE_NAME = {
  message: 'Entries know each other by package name.',
  regex: String.raw`^(\./|(\.\./)+)(src|base|core|copy|account|sessions|calendar-commands|event-commands|service|local-copies|google|outlook|start|runtime|writes|offline|times|worker|fullcalendar|mobiscroll|icalendar|testing)/|/public-api$`,
};

const NO_OTHER_ENTRY = {
  message: 'The base stands by itself.',
  regex: '^ngx-calendar-sync',
};

const NO_PROVIDER = {
  message: 'The core knows the base alone: no Angular, no provider, no HTTP and no OAuth.',
  regex: '^@angular|^ngx-calendar-sync(?!/base$)',
};

const CORE_ALONE = {
  message: 'The local copy and the outbox know base and core alone.',
  regex: '^@angular|^ngx-calendar-sync(?!/(base|core)$)',
};

const NO_GOOGLE_OR_OUTLOOK = {
  message: 'The life of a sign-in knows base and core alone, and no provider.',
  regex: '^ngx-calendar-sync(?!/(base|core)$)',
};

const ANY_PROVIDER = {
  message: 'What is of any provider knows none of them.',
  regex: '^ngx-calendar-sync/(google|outlook|testing|fullcalendar|mobiscroll|icalendar)',
};

const NO_ANGULAR = {
  message: 'What runs in a worker knows base, core, copy and times alone, and no Angular.',
  regex: '^@angular|^ngx-calendar-sync(?!/(base|core|copy|google/times)$)',
};

/** A bundler keeps a file of a package in one piece: a single import of a value would move all of it into the start. */
const LOADED_LATER = {
  message: 'An app loads this later: the start knows its types alone.',
  regex:
    '^ngx-calendar-sync/(core(/outbox)?|copy|account|sessions|calendar-commands|event-commands|local-copies|(google|outlook)/(runtime|writes|offline)|testing)$',
  allowTypeImports: true,
};

const BEHIND_THE_SERVICE = {
  message:
    'What is behind the service knows neither the service, nor the local copy, nor the testing entry.',
  regex: '^ngx-calendar-sync(/(service|google|outlook|copy|local-copies|testing))?$',
  allowTypeImports: true,
};

const NO_GOOGLE = {
  message: 'Outlook knows what is of any provider, and not Google.',
  regex: '^ngx-calendar-sync/(google|testing|fullcalendar|mobiscroll|icalendar)',
};

const NO_OUTLOOK = {
  message: 'Google knows what is of any provider, and not Outlook.',
  regex: '^ngx-calendar-sync/outlook',
};

const NO_GOOGLE_IN_WRITES = {
  message:
    'How Outlook is written knows the outbox and what is behind the service, and not Google.',
  regex: '^ngx-calendar-sync(?!/(base|core|core/outbox|outlook/(start|runtime))$)',
};

const WRITES_LOADED_LATER = {
  message: 'Writing is loaded later: what reads does without its code.',
  regex: '^ngx-calendar-sync/(core/outbox|(google|outlook)/writes)$',
};

const OVER_THE_SERVICE = {
  message: 'An adapter knows the service, and what does not know it.',
  regex: '^ngx-calendar-sync/(?!(base|core|google|outlook|mobiscroll/sync)$)',
  allowTypeImports: true,
};

const WALLS = [
  wall([`${LIBRARY}/base/**/*.ts`], BY_PACKAGE_NAME, NO_OTHER_ENTRY),
  ...Object.keys(CORE_DOORS).map((room) =>
    wall(
      [`${LIBRARY}/core/${room}/**/*.ts`],
      BY_PACKAGE_NAME,
      room === 'outbox' ? CORE_ALONE : NO_PROVIDER,
      ...closedDoors(room, CORE_DOORS),
    ),
  ),
  wall([`${LIBRARY}/copy/**/*.ts`], BY_PACKAGE_NAME, CORE_ALONE),
  wall([`${LIBRARY}/account/*.ts`], BY_PACKAGE_NAME, NO_GOOGLE_OR_OUTLOOK),
  ...Object.keys(ACCOUNT_DOORS).map((room) =>
    wall(
      [`${LIBRARY}/account/${room}/**/*.ts`],
      BY_PACKAGE_NAME,
      NO_GOOGLE_OR_OUTLOOK,
      ...closedDoors(room, ACCOUNT_DOORS),
    ),
  ),
  wall(
    [`${LIBRARY}/src/*.ts`, `${LIBRARY}/src/recurrence-words/describe-recurrence.ts`],
    BY_PACKAGE_NAME,
    LOADED_LATER,
  ),
  wall([`${LIBRARY}/service/*.ts`], BY_PACKAGE_NAME, ANY_PROVIDER, LOADED_LATER),
  wall(
    [`${LIBRARY}/sessions/*.ts`],
    BY_PACKAGE_NAME,
    ANY_PROVIDER,
    BEHIND_THE_SERVICE,
    WRITES_LOADED_LATER,
  ),
  wall(
    [`${LIBRARY}/calendar-commands/*.ts`, `${LIBRARY}/event-commands/*.ts`],
    BY_PACKAGE_NAME,
    ANY_PROVIDER,
    BEHIND_THE_SERVICE,
    WRITES_LOADED_LATER,
  ),
  wall([`${LIBRARY}/local-copies/*.ts`], BY_PACKAGE_NAME, ANY_PROVIDER),
  wall([`${LIBRARY}/google/*.ts`], BY_PACKAGE_NAME, NO_OUTLOOK, LOADED_LATER),
  wall([`${LIBRARY}/google/start/*.ts`], BY_PACKAGE_NAME, NO_OUTLOOK, LOADED_LATER),
  wall([`${LIBRARY}/google/offline/*.ts`], BY_PACKAGE_NAME, NO_OUTLOOK),
  wall(
    [`${LIBRARY}/google/runtime/*.ts`],
    BY_PACKAGE_NAME,
    NO_OUTLOOK,
    BEHIND_THE_SERVICE,
    WRITES_LOADED_LATER,
  ),
  ...Object.keys(RUNTIME_DOORS).map((room) =>
    wall(
      [`${LIBRARY}/google/runtime/${room}/**/*.ts`],
      BY_PACKAGE_NAME,
      NO_OUTLOOK,
      BEHIND_THE_SERVICE,
      WRITES_LOADED_LATER,
      ...closedDoors(room, RUNTIME_DOORS),
    ),
  ),
  wall([`${LIBRARY}/google/writes/**/*.ts`], BY_PACKAGE_NAME, NO_OUTLOOK, BEHIND_THE_SERVICE),
  wall([`${LIBRARY}/outlook/*.ts`], BY_PACKAGE_NAME, NO_GOOGLE, LOADED_LATER),
  wall([`${LIBRARY}/outlook/start/*.ts`], BY_PACKAGE_NAME, NO_GOOGLE, LOADED_LATER),
  wall([`${LIBRARY}/outlook/offline/*.ts`], BY_PACKAGE_NAME, NO_GOOGLE),
  wall(
    [`${LIBRARY}/outlook/runtime/*.ts`],
    BY_PACKAGE_NAME,
    NO_GOOGLE,
    BEHIND_THE_SERVICE,
    WRITES_LOADED_LATER,
  ),
  ...Object.keys(OUTLOOK_RUNTIME_DOORS).map((room) =>
    wall(
      [`${LIBRARY}/outlook/runtime/${room}/**/*.ts`],
      BY_PACKAGE_NAME,
      NO_GOOGLE,
      BEHIND_THE_SERVICE,
      WRITES_LOADED_LATER,
      ...closedDoors(room, OUTLOOK_RUNTIME_DOORS),
    ),
  ),
  wall([`${LIBRARY}/outlook/writes/**/*.ts`], BY_PACKAGE_NAME, NO_GOOGLE_IN_WRITES),
  ...['times', 'worker'].map((entry) =>
    wall([`${LIBRARY}/google/${entry}/*.ts`], BY_PACKAGE_NAME, NO_ANGULAR),
  ),
  ...['fullcalendar', 'mobiscroll', 'mobiscroll/outlook', 'mobiscroll/sync', 'icalendar'].map(
    (entry) => wall([`${LIBRARY}/${entry}/*.ts`], BY_PACKAGE_NAME, OVER_THE_SERVICE),
  ),
  wall([`${LIBRARY}/testing/**/*.ts`], BY_PACKAGE_NAME, NO_OUTLOOK),
  wall([`${LIBRARY}/outlook/testing/*.ts`], BY_PACKAGE_NAME),
  wall(
    ['projects/demo/**/*.ts'],
    forbidden(
      'The demo knows the published entries only, by package name.',
      '**/projects/**',
      '../**/ngx-calendar-sync/**',
    ),
  ),
  wall(
    [
      'projects/google-emulator/**/*.ts',
      'projects/graph-emulator/**/*.ts',
      'projects/token-server/**/*.ts',
    ],
    forbidden(
      'The servers share no code with the library, except for what reads .ics files.',
      'ngx-calendar-sync',
      'ngx-calendar-sync/*',
      '@angular/*',
      'rxjs',
    ),
  ),
  wall(['projects/google-ics/src/*.ts', 'projects/google-ics/src/{ics,recurrence,time}/*.ts'], {
    message: 'What reads .ics files stands by itself, and runs in a browser too.',
    regex: '^[a-z@]',
  }),
];

/** Module constants whose value is a literal or a list are UPPER_SNAKE; functions and objects that are built are not. */
const CONSTANT_NAMES = {
  selector: 'variable',
  modifiers: ['const', 'global'],
  types: ['string', 'number', 'boolean', 'array'],
  format: ['UPPER_CASE'],
};

/** What reads like a property neither asks the user nor sends a request: such a thing is a method. */
const COMMAND =
  '/^(ask|dispatch|fetch|load|next|open|refresh|renew|request|requestScopes|send|signIn|signOut|sync|valid)$/';
const NO_COMMAND_IN_GETTER = {
  selector: `MethodDefinition[kind='get'] CallExpression[callee.property.name=${COMMAND}]`,
  message: 'A getter starts nothing: make it a method.',
};

/** Each text of the demo has an id, by which the catalogues of its languages know it. */
const TRANSLATED = {
  checkId: true,
  checkText: true,
  checkAttributes: true,
  checkDuplicateId: false,
  // Their values are no texts.
  ignoreAttributes: [
    'aria-describedby',
    'aria-haspopup',
    'aria-labelledby',
    'aria-live',
    'aria-relevant',
    'ariaCurrentWhenActive',
    'd',
    'group',
    'headingId',
    'popovertarget',
    'rel',
    'scope',
  ],
};

const STRICT_RULES = {
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/naming-convention': ['error', CONSTANT_NAMES],
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  'no-restricted-syntax': ['error', NO_COMMAND_IN_GETTER],
  eqeqeq: 'error',
  'no-console': 'error',
};

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'coverage/',
    '.angular/',
    'test-results/',
    '**/*.generated.ts',
    'scripts/samples/packages/',
  ]),
  {
    files: ['**/*.{js,mjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly' },
    },
  },
  {
    // Runs in a browser as it is.
    files: [`${LIBRARY}/outlook/redirect-page/*.js`],
    languageOptions: {
      globals: {
        BroadcastChannel: 'readonly',
        history: 'readonly',
        location: 'readonly',
        URLSearchParams: 'readonly',
        window: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: TS_PROJECTS, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: STRICT_RULES,
  },
  {
    files: [`${LIBRARY}/**/*.ts`, 'projects/demo/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
  },
  {
    files: ['projects/demo/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: ['projects/demo/src/app/**/*.html'],
    rules: { '@angular-eslint/template/i18n': ['error', TRANSLATED] },
  },
  {
    files: ['**/*.spec.ts', 'e2e/**/*.ts', 'projects/*-emulator/src/cli.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },
  ...WALLS,
  prettier,
  // After `prettier`, which switches `curly` off: with "all" the rule does not conflict with Prettier's format.
  { rules: { curly: ['error', 'all'] } },
);
