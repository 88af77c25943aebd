import { type UnitTestTree } from '@angular-devkit/schematics/testing';
import {
  CLIENT_ID,
  contentsOf,
  NgAddSession,
  targetsOf,
  workspaceWith,
} from './specs/ng-add-session';

const APPLICATION_ID = '11111111-2222-4333-8444-555555555555';
const REDIRECT_PAGE = {
  glob: 'outlook-redirect.*',
  input: 'node_modules/ngx-calendar-sync/outlook-redirect',
  output: '/',
};

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (tree: UnitTestTree) => JSON.parse(tree.readText('/package.json')) as Manifest;

/** The files that `ng add` has made or changed, together. */
function addedText(before: UnitTestTree, after: UnitTestTree): string {
  const old = contentsOf(before);
  return Object.entries(contentsOf(after))
    .filter(([file, text]) => old[file] !== text)
    .map(([file, text]) => `${file}\n${text}`)
    .join('\n');
}

describe('ng add --provider=outlook', () => {
  let session: NgAddSession;

  beforeEach(() => {
    session = new NgAddSession();
  });

  const add = async (options: object = {}, tree?: UnitTestTree): Promise<UnitTestTree> =>
    session.add(tree ?? (await workspaceWith({})), {
      provider: 'outlook',
      clientId: APPLICATION_ID,
      ...options,
    });

  it('standalone: app.config.ts has the provider, and a configuration with the application ID', async () => {
    const tree = await add();
    const config = tree.readText('/src/app/app.config.ts');
    expect(config).toContain(
      `import { provideOutlookCalendarSync } from 'ngx-calendar-sync/outlook';`,
    );
    expect(config).toContain(`import { outlookCalendarConfig } from './outlook-calendar.config';`);
    expect(config).toMatch(
      /providers: \[[\s\S]*provideOutlookCalendarSync\(outlookCalendarConfig\)/,
    );
    expect(tree.readText('/src/app/outlook-calendar.config.ts')).toContain(
      `clientId: '${APPLICATION_ID}',\n};`,
    );
  });

  it('NgModule: the module has the provider', async () => {
    const tree = await add({}, await workspaceWith({ standalone: false }));
    expect(tree.readText('/src/app/app-module.ts')).toMatch(
      /providers: \[[\s\S]*provideOutlookCalendarSync\(outlookCalendarConfig\)/,
    );
  });

  it('nothing that it adds names Google, but for the token server', async () => {
    const before = await workspaceWith({});
    const copy = await workspaceWith({});
    const after = await add({}, copy);
    expect(addedText(before, after)).not.toMatch(/google|fullcalendar/i);
    const withServer = await add({ auth: 'server' }, await workspaceWith({}));
    expect(
      addedText(before, withServer).replaceAll('google-calendar-token-server', ''),
    ).not.toMatch(/google/i);
  });

  it('ng serve runs with the emulator, and no header is needed', async () => {
    const { build, serve } = targetsOf(await add());
    expect(build.configurations['emulator']).toEqual({
      fileReplacements: [
        {
          replace: 'src/app/outlook-calendar.config.ts',
          with: 'src/app/outlook-calendar.config.emulator.ts',
        },
      ],
    });
    expect(JSON.stringify(serve)).not.toContain('Opener-Policy');
    expect(serve.configurations['development']).toEqual({
      buildTarget: 'shop:build:development,emulator',
    });
    expect(serve.configurations['outlook']).toEqual({ buildTarget: 'shop:build:development' });
  });

  it('the page that ends the sign-in is an asset, beside those of the app', async () => {
    const before = targetsOf(await workspaceWith({})).build.options['assets'] as object[];
    const { build } = targetsOf(await add());
    expect(build.options['assets']).toEqual([...before, REDIRECT_PAGE]);
  });

  it('the first page lists the events of the next days', async () => {
    const tree = await add({}, await workspaceWith({ prefix: 'shop' }));
    expect(tree.readText('/src/app/app.routes.ts')).toContain(
      `import('./calendar/calendar').then((module) => module.Calendar)`,
    );
    expect(tree.readText('/src/app/calendar/calendar.html')).toContain(
      '<shop-calendar-sign-in name="Outlook" [service]="outlook" />',
    );
    expect(tree.readText('/src/app/calendar/calendar.ts')).toContain('this.outlook.setView(view);');
    expect(manifestOf(tree).dependencies).not.toEqual(
      jasmine.objectContaining({ fullcalendar: jasmine.anything() }),
    );
  });

  it('package.json has the emulator and the scripts, and all is told', async () => {
    const { scripts, devDependencies } = manifestOf(await add());
    expect(scripts['calendar:outlook-emulator']).toBe('graph-calendar-emulator');
    expect(scripts['start:outlook']).toBe('ng serve shop --configuration outlook');
    expect(devDependencies?.['graph-calendar-emulator']).toBeDefined();
    expect(session.messages.slice(-6)).toEqual([
      'To try it without an Outlook account run these, each in a terminal of its own, and sign in as Ada Meyer:',
      '  npm run calendar:outlook-emulator',
      '  npx ng serve shop',
      'With the real Outlook: npm run start:outlook.',
      'In the registration of your app at https://entra.microsoft.com add the redirect URI ' +
        'http://localhost:4200/outlook-redirect.html of the platform "Single-page application", and later that of your site.',
      'A Content-Security-Policy of your site needs https://login.microsoftonline.com https://graph.microsoft.com in connect-src.',
    ]);
  });

  it('--auth server: a token server with the emulator as Microsoft, and its redirect URI is told', async () => {
    const tree = await add({ auth: 'server', tokenServer: '/api/outlook/' });
    expect(tree.readText('/src/app/outlook-calendar.config.ts')).toContain(
      `  auth: 'server',\n  tokenServer: '/api/outlook',\n`,
    );
    expect(tree.readText('/src/app/outlook-calendar.config.emulator.ts')).toContain(
      `tokenServer: 'http://localhost:4401'`,
    );
    const env = tree.readText('/outlook-token-server.emulator.env');
    expect(env).toContain('PROVIDER=microsoft\nPORT=4401\n');
    expect(session.messages).toContain('  npm run calendar:outlook-token-server');
    expect(session.messages.join('\n')).toContain(
      'add the redirect URI http://localhost:4200/api/outlook/callback of the platform "Web"',
    );
  });

  it('--auth redirect: neither a token server nor the page', async () => {
    const tree = await add({ auth: 'redirect' });
    expect(tree.readText('/src/app/outlook-calendar.config.ts')).toContain(
      `  auth: 'redirect',\n};`,
    );
    expect(tree.exists('/outlook-token-server.emulator.env')).toBeFalse();
    expect(manifestOf(tree).scripts['calendar:outlook-token-server']).toBeUndefined();
    expect(targetsOf(tree).build.options['assets']).not.toContain(REDIRECT_PAGE);
    expect(session.messages.join('\n')).toContain(
      'the redirect URI http://localhost:4200/ of the platform "Single-page application"',
    );
  });

  it('run again with an application ID: it takes the place of the placeholder', async () => {
    const once = await add({ clientId: '' });
    expect(session.messages).toContain(
      'With the real Outlook: put your client ID into src/app/outlook-calendar.config.ts, then npm run start:outlook.',
    );
    const twice = await add({}, once);
    expect(twice.readText('/src/app/outlook-calendar.config.ts')).toContain(
      `clientId: '${APPLICATION_ID}',`,
    );
  });

  for (const clientId of [CLIENT_ID, 'Xy8Q~aSecretOfThisSpec', `${APPLICATION_ID},${CLIENT_ID}`]) {
    it(`a client ID ${clientId}: is refused without repeating it`, async () => {
      const error = await add({ clientId }).then(
        () => new Error('it was added'),
        (reason: unknown) => reason as Error,
      );
      expect(error.message).toContain('That is no application ID of Microsoft');
      expect(error.message).not.toContain(clientId);
    });
  }
});

describe('ng add --provider=both', () => {
  let session: NgAddSession;

  beforeEach(() => {
    session = new NgAddSession();
  });

  const add = async (options: object = {}, tree?: UnitTestTree): Promise<UnitTestTree> =>
    session.add(tree ?? (await workspaceWith({})), {
      provider: 'both',
      clientId: `${APPLICATION_ID}, ${CLIENT_ID}`,
      ...options,
    });

  it('both providers, each with its own client ID', async () => {
    const tree = await add();
    expect(tree.readText('/src/app/app.config.ts')).toMatch(
      /provideGoogleCalendarSync\(googleCalendarConfig\)[\s\S]*provideOutlookCalendarSync\(outlookCalendarConfig\)/,
    );
    expect(tree.readText('/src/app/google-calendar.config.ts')).toContain(CLIENT_ID);
    expect(tree.readText('/src/app/outlook-calendar.config.ts')).toContain(APPLICATION_ID);
  });

  it('ng serve runs with both emulators, and the header that the window of Google needs', async () => {
    const tree = await add();
    const { build, serve } = targetsOf(tree);
    const replaced = build.configurations['emulator']?.['fileReplacements'] as {
      readonly replace: string;
    }[];
    expect(replaced.map(({ replace }) => replace)).toEqual([
      'src/app/google-calendar.config.ts',
      'src/app/outlook-calendar.config.ts',
    ]);
    expect(serve.options['headers']).toEqual({
      'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    });
    expect(manifestOf(tree).scripts['start:live']).toBe('ng serve shop --configuration live');
    expect(session.messages).toContain('With the real Google and Outlook: npm run start:live.');
    // `ng serve` sends its headers with every file.
    expect(session.messages.at(-1)).toMatch(
      /same-origin-allow-popups with every page, outlook-redirect\.html among them/,
    );
  });

  it('the first page lists the events of both', async () => {
    const tree = await add();
    expect(tree.readText('/src/app/calendar/calendar.html')).toMatch(
      /name="Google" \[service\]="google"[\s\S]*name="Outlook" \[service\]="outlook"/,
    );
    expect(tree.readText('/src/app/calendar/calendar.ts')).toContain(
      '[...this.google.events(), ...this.outlook.events()]',
    );
  });

  it('--auth redirect: Google alone needs a token server', async () => {
    const tree = await add({ auth: 'redirect' });
    expect(tree.exists('/token-server.emulator.env')).toBeTrue();
    expect(tree.exists('/outlook-token-server.emulator.env')).toBeFalse();
  });

  it('--auth server: two token servers; each option is of its own', async () => {
    const tree = await add({ auth: 'server', tokenServer: '/g', outlookTokenServer: '/o' });
    expect(tree.readText('/src/app/google-calendar.config.ts')).toContain(`tokenServer: '/g'`);
    expect(tree.readText('/src/app/outlook-calendar.config.ts')).toContain(`tokenServer: '/o'`);
    expect(Object.keys(manifestOf(tree).scripts)).toEqual(
      jasmine.arrayContaining(['calendar:token-server', 'calendar:outlook-token-server']),
    );
  });

  it('an --outlook-token-server that is no URL: is named in the refusal', async () => {
    await expectAsync(
      add({ auth: 'server', outlookTokenServer: 'shop.example' }),
    ).toBeRejectedWithError(/--outlook-token-server shop\.example is no URL/);
  });

  for (const provider of ['outlook', 'both']) {
    it(`--provider ${provider}, run again: changes nothing`, async () => {
      const once = await add({ provider, clientId: '' });
      const before = contentsOf(once);
      expect(contentsOf(await add({ provider, clientId: '' }, once))).toEqual(before);
    });
  }

  it('Outlook after Google: both are provided, the calendar stays, and how to show the events is told', async () => {
    const google = await new NgAddSession().add(await workspaceWith({}));
    const calendar = google.readText('/src/app/calendar/calendar.ts');
    const tree = await add({ provider: 'outlook', clientId: APPLICATION_ID }, google);
    expect(tree.readText('/src/app/app.config.ts')).toMatch(
      /provideGoogleCalendarSync\([\s\S]*provideOutlookCalendarSync\(/,
    );
    expect(tree.readText('/src/app/calendar/calendar.ts')).toBe(calendar);
    expect(tree.exists('/src/app/calendar/calendar-sign-in.ts')).toBeFalse();
    expect(session.messages).toContain(
      'src/app/calendar/calendar.ts stays as it is: inject OutlookCalendarService there to show its events.',
    );
    const replacements = targetsOf(tree).build.configurations['emulator']?.['fileReplacements'];
    expect((replacements as object[]).length).toBe(2);
  });
});
