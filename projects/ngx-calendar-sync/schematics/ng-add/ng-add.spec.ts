import {
  CLIENT_ID,
  contentsOf,
  NgAddSession,
  targetsOf,
  workspaceWith,
} from './specs/ng-add-session';

describe('ng add', () => {
  let session: NgAddSession;

  beforeEach(() => {
    session = new NgAddSession();
  });

  it('standalone: app.config.ts has the provider, and a configuration with the client ID', async () => {
    const tree = await session.add(await workspaceWith({}));
    const config = tree.readText('/src/app/app.config.ts');
    expect(config).toContain(
      `import { provideGoogleCalendarSync } from 'ngx-calendar-sync/google';`,
    );
    expect(config).toContain(`import { googleCalendarConfig } from './google-calendar.config';`);
    expect(config).toMatch(/providers: \[[\s\S]*provideGoogleCalendarSync\(googleCalendarConfig\)/);
    expect(tree.readText('/src/app/google-calendar.config.ts')).toContain(
      `clientId: '${CLIENT_ID}',\n};`,
    );
  });

  it('NgModule: the module has the provider', async () => {
    const tree = await session.add(await workspaceWith({ standalone: false }));
    const module = tree.readText('/src/app/app-module.ts');
    expect(module).toMatch(/providers: \[[\s\S]*provideGoogleCalendarSync\(googleCalendarConfig\)/);
    expect(module).toContain(`from './google-calendar.config';`);
    expect(tree.readText('/src/app/app-routing-module.ts')).toContain(
      `{ path: '', pathMatch: 'full', loadComponent: () => import('./calendar/calendar')`,
    );
  });

  it('an app whose providers are in main.ts: the configuration is imported from there', async () => {
    const before = await workspaceWith({});
    before.delete('/src/app/app.config.ts');
    before.overwrite(
      '/src/main.ts',
      `import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
bootstrapApplication(App, { providers: [] });
`,
    );
    const tree = await session.add(before);
    expect(tree.readText('/src/main.ts')).toContain(`from './app/google-calendar.config';`);
  });

  it('ng serve runs with the emulator and the header for the sign-in window', async () => {
    const { build, serve } = targetsOf(await session.add(await workspaceWith({})));
    expect(build.configurations['emulator']).toEqual({
      fileReplacements: [
        {
          replace: 'src/app/google-calendar.config.ts',
          with: 'src/app/google-calendar.config.emulator.ts',
        },
      ],
    });
    expect(serve.options['headers']).toEqual({
      'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    });
    expect(serve.configurations['development']).toEqual({
      buildTarget: 'shop:build:development,emulator',
    });
    expect(serve.configurations['google']).toEqual({ buildTarget: 'shop:build:development' });
  });

  it('package.json has the emulator, FullCalendar and the scripts', async () => {
    const tree = await session.add(await workspaceWith({}));
    const manifest = JSON.parse(tree.readText('/package.json')) as Record<string, object>;
    expect(manifest['scripts']).toEqual(
      jasmine.objectContaining({ 'calendar:emulator': 'google-calendar-emulator' }),
    );
    expect(Object.keys(manifest['devDependencies'] ?? {})).toContain('google-calendar-emulator');
    expect(Object.keys(manifest['dependencies'] ?? {})).toContain('@fullcalendar/angular');
    expect(session.runner.tasks.map(({ name }) => name)).toEqual(['node-package']);
  });

  it('the calendar is the first page of a new app, in place of the welcome page', async () => {
    const tree = await session.add(await workspaceWith({ prefix: 'shop' }));
    expect(tree.readText('/src/app/app.html')).toBe(
      '<h1>Hello, {{ title() }}</h1>\n\n<router-outlet />\n',
    );
    expect(tree.readText('/src/app/app.routes.ts')).toContain(
      `import('./calendar/calendar').then((module) => module.Calendar)`,
    );
    expect(tree.readText('/src/app/calendar/calendar.html')).toContain('<shop-calendar-grid />');
    const grid = tree.readText('/src/app/calendar/calendar-grid.ts');
    expect(grid).toContain(`selector: 'shop-calendar-grid'`);
    expect(grid).toContain('...fullCalendarOptions(inject(GoogleCalendarService)');
  });

  it('an app with routes and a page of its own keeps both, and the calendar is at /calendar', async () => {
    const before = await workspaceWith({});
    before.overwrite('/src/app/app.html', '<main><router-outlet /></main>\n');
    before.overwrite(
      '/src/app/app.routes.ts',
      `import { Routes } from '@angular/router';
import { Home } from './home';

export const routes: Routes = [
  { path: '**', component: Home },
];
`,
    );
    const tree = await session.add(before);
    expect(tree.readText('/src/app/app.html')).toBe('<main><router-outlet /></main>\n');
    expect(tree.readText('/src/app/app.routes.ts')).toContain(
      `[
  { path: 'calendar', loadComponent: () => import('./calendar/calendar').then((module) => module.Calendar) },
  { path: '**', component: Home },
];`,
    );
    expect(session.messages).toContain('The calendar is shown at http://localhost:4200/calendar');
  });

  it('an app without routes: the calendar is in the root template', async () => {
    const tree = await session.add(await workspaceWith({ routing: false }));
    expect(tree.readText('/src/app/app.html')).toBe(
      '<h1>Hello, {{ title() }}</h1>\n<app-calendar />\n',
    );
    const component = tree.readText('/src/app/app.ts');
    expect(component).toContain(`import { Calendar } from './calendar/calendar';`);
    expect(component).toContain('imports: [Calendar],');
  });

  it('an app of NgModules without routes: the module imports the calendar', async () => {
    const tree = await session.add(await workspaceWith({ routing: false, standalone: false }));
    expect(tree.readText('/src/app/app.html')).toContain('<app-calendar />');
    expect(tree.readText('/src/app/app-module.ts')).toMatch(
      /imports: \[\s*BrowserModule, Calendar\s*\]/,
    );
  });

  it('an app without routes whose template is elsewhere: says how to show the component', async () => {
    const before = await workspaceWith({ routing: false });
    before.delete('/src/app/app.html');
    await session.add(before);
    expect(session.messages.join('\n')).toContain('put <app-calendar /> into its template');
  });

  it('--no-component: neither files, nor FullCalendar, nor its styles', async () => {
    const tree = await session.add(await workspaceWith({}), { component: false });
    expect(tree.exists('/src/app/calendar/calendar.ts')).toBeFalse();
    expect(tree.readText('/package.json')).not.toContain('fullcalendar');
    expect(targetsOf(tree).build.options['styles']).toEqual(['src/styles.css']);
    expect(tree.readText('/src/app/app.routes.ts')).not.toContain('calendar');
  });

  for (const options of [{}, { standalone: false }, { routing: false }]) {
    it(`run again, an app of ${JSON.stringify(options)}: changes nothing`, async () => {
      const once = await session.add(await workspaceWith(options));
      const before = contentsOf(once);
      const twice = await session.add(once, { clientId: '' });
      expect(contentsOf(twice)).toEqual(before);
      expect(session.runner.tasks.length).toBe(0);
    });
  }

  it('run again: what the user has changed stays', async () => {
    const once = await session.add(await workspaceWith({}));
    once.overwrite(
      '/src/app/google-calendar.config.ts',
      'export const googleCalendarConfig = {};\n',
    );
    const twice = await session.add(once);
    expect(twice.readText('/src/app/google-calendar.config.ts')).toBe(
      'export const googleCalendarConfig = {};\n',
    );
  });

  it('run again with a client ID: it takes the place of the placeholder', async () => {
    const once = await session.add(await workspaceWith({}), { clientId: '' });
    const twice = await session.add(once);
    const config = twice.readText('/src/app/google-calendar.config.ts');
    expect(config).toContain(`clientId: '${CLIENT_ID}',`);
    expect(config).not.toContain('YOUR_CLIENT_ID');
    expect(session.messages).toContain('With the real Google: npm run start:google.');
  });

  it('run again without a client ID: says whether one is still missing', async () => {
    const once = await session.add(await workspaceWith({}));
    await session.add(once, { clientId: '' });
    expect(session.messages.join('\n')).not.toContain('put your client ID into');
  });

  it('run again with another client ID: says that the configuration stays', async () => {
    const once = await session.add(await workspaceWith({}));
    const twice = await session.add(once, { clientId: 'other.apps.googleusercontent.com' });
    expect(twice.readText('/src/app/google-calendar.config.ts')).toContain(CLIENT_ID);
    expect(session.messages).toContain(
      'src/app/google-calendar.config.ts stays as it is: the client ID that you have given is not in it.',
    );
  });

  it('--auth server: the configuration names the token server', async () => {
    const tree = await session.add(await workspaceWith({}), {
      auth: 'server',
      tokenServer: 'https://shop.example/google/',
    });
    expect(tree.readText('/src/app/google-calendar.config.ts')).toContain(
      `  auth: 'server',\n  tokenServer: 'https://shop.example/google',\n`,
    );
  });

  for (const [given, written] of [
    ['/api/google/', `'/api/google'`],
    ['/', `'/'`],
    [`/it's/google`, `'/it\\'s/google'`],
    [`https://shop.example/it's?a\\b`, `'https://shop.example/it\\'s?a\\\\b'`],
  ] as const) {
    it(`--token-server ${given}: the configuration has ${written}`, async () => {
      const options = { auth: 'redirect', tokenServer: given };
      const tree = await session.add(await workspaceWith({}), options);
      expect(tree.readText('/src/app/google-calendar.config.ts')).toContain(
        `  tokenServer: ${written},\n`,
      );
    });
  }

  it('--auth redirect: the app runs at once with the emulator and a token server', async () => {
    const tree = await session.add(await workspaceWith({}), { auth: 'redirect' });
    expect(tree.readText('/src/app/google-calendar.config.emulator.ts')).toContain(
      `auth: 'redirect'`,
    );
    expect(tree.readText('/token-server.emulator.env')).toContain(
      'ALLOWED_ORIGINS=http://localhost:4200\n',
    );
    expect(tree.readText('/package.json')).toContain('"calendar:token-server": "node --env-file');
    expect(session.messages.slice(-6)).toEqual([
      'The calendar is shown at http://localhost:4200/',
      'To try it without a Google account run these, each in a terminal of its own, and sign in as Ada Meyer:',
      '  npm run calendar:emulator',
      '  npm run calendar:token-server',
      '  npx ng serve shop',
      'With the real Google: npm run start:google.',
    ]);
  });

  it('--auth client: no token server', async () => {
    const tree = await session.add(await workspaceWith({}));
    expect(tree.exists('/token-server.emulator.env')).toBeFalse();
    expect(tree.readText('/package.json')).not.toContain('token-server');
  });

  it('no client ID: a placeholder that the library refuses, and a word where to put one', async () => {
    const tree = await session.add(await workspaceWith({}), { clientId: ' ' });
    expect(tree.readText('/src/app/google-calendar.config.ts')).toContain('YOUR_CLIENT_ID');
    expect(session.messages.join('\n')).toContain(
      'put your client ID into src/app/google-calendar.config.ts',
    );
  });

  it('several applications: --project says which', async () => {
    const tree = await workspaceWith(
      { name: 'shop', projectRoot: 'projects/shop' },
      { name: 'desk', projectRoot: 'projects/desk' },
    );
    const changed = await session.add(tree, { project: 'desk' });
    expect(changed.exists('/projects/desk/src/app/google-calendar.config.ts')).toBeTrue();
    expect(changed.exists('/projects/shop/src/app/google-calendar.config.ts')).toBeFalse();
    expect(targetsOf(changed, 'desk').serve.configurations['google']).toBeDefined();
  });
});
