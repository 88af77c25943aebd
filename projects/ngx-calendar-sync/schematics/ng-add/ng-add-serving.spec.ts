import { type Tree } from '@angular-devkit/schematics';
import { changeServe, NgAddSession, targetsOf, workspaceWith } from './specs/ng-add-session';

describe('ng add: how the app is served', () => {
  let session: NgAddSession;

  beforeEach(() => {
    session = new NgAddSession();
  });

  const scriptsOf = (tree: Tree): Readonly<Record<string, string>> =>
    (JSON.parse(tree.readText('/package.json')) as { scripts: Record<string, string> }).scripts;

  it('as the CLI has made it: ng serve is with the emulator, start:google with Google', async () => {
    const tree = await session.add(await workspaceWith({}));
    expect(scriptsOf(tree)['start:google']).toBe('ng serve shop --configuration google');
    expect(session.messages).toContain('  npx ng serve shop');
    expect(session.messages).toContain('With the real Google: npm run start:google.');
  });

  for (const [buildTarget, withEmulator] of [
    ['shop:build:development,de', 'shop:build:development,de,emulator'],
    ['shop:build', 'shop:build:emulator'],
  ] as const) {
    it(`a development of the user's own, ${buildTarget}: it stays, and the commands fit it`, async () => {
      const before = await workspaceWith({});
      changeServe(before, (serve) => ({
        ...serve,
        configurations: { ...serve.configurations, development: { buildTarget } },
      }));
      const tree = await session.add(before);
      const { configurations } = targetsOf(tree).serve;
      expect(configurations['development']).toEqual({ buildTarget });
      expect(configurations['google']).toBeUndefined();
      expect(scriptsOf(tree)['start:google']).toBe('ng serve shop');
      expect(session.messages).toContain(`  npx ng serve shop --build-target ${withEmulator}`);
    });
  }

  it('a default configuration other than development: the commands fit it', async () => {
    const before = await workspaceWith({});
    changeServe(before, (serve) => ({ ...serve, defaultConfiguration: 'production' }));
    const tree = await session.add(before);
    expect(scriptsOf(tree)['start:google']).toBe('ng serve shop');
    expect(session.messages).toContain(
      '  npx ng serve shop --build-target shop:build:production,emulator',
    );
  });

  it(`a configuration google of the user's own stays`, async () => {
    const before = await workspaceWith({});
    const google = { buildTarget: 'shop:build:staging' };
    changeServe(before, (serve) => ({
      ...serve,
      configurations: { ...serve.configurations, google },
    }));
    const { configurations } = targetsOf(await session.add(before)).serve;
    expect(configurations['google']).toEqual(google);
    expect(configurations['development']).toEqual({
      buildTarget: 'shop:build:development,emulator',
    });
  });

  it('added to two applications: each is told its own command', async () => {
    const workspace = await workspaceWith(
      { name: 'shop', projectRoot: 'projects/shop' },
      { name: 'desk', projectRoot: 'projects/desk' },
    );
    const once = await session.add(workspace, { project: 'desk' });
    expect(scriptsOf(once)['start:google']).toBe('ng serve desk --configuration google');
    await session.add(once, { project: 'shop' });
    expect(session.messages).toContain(
      'With the real Google: npx ng serve shop --configuration google.',
    );
  });

  describe('a Cross-Origin-Opener-Policy of the user', () => {
    const served = async (headers: object, options: object = {}): Promise<unknown> => {
      const before = await workspaceWith({});
      changeServe(before, (serve) => ({ ...serve, options: { headers } }));
      return targetsOf(await session.add(before, options)).serve.options['headers'];
    };
    const warnings = (): readonly string[] =>
      session.messages.filter((message) => message.includes('cuts the link to the window'));

    for (const name of ['Cross-Origin-Opener-Policy', 'cross-origin-opener-policy']) {
      it(`${name}: same-origin stays, with a warning`, async () => {
        const headers = { [name]: 'same-origin; report-to="coop"' };
        expect(await served(headers)).toEqual(headers);
        expect(warnings().length).toBe(1);
      });
    }

    it('same-origin, and a sign-in without a window: no warning', async () => {
      await served({ 'Cross-Origin-Opener-Policy': 'same-origin' }, { auth: 'redirect' });
      expect(warnings()).toEqual([]);
    });

    it('one that lets windows be: no warning', async () => {
      const headers = { 'cross-origin-opener-policy': 'unsafe-none' };
      expect(await served(headers)).toEqual(headers);
      expect(warnings()).toEqual([]);
    });
  });

  it('run again where google is missing: it is added once more', async () => {
    const once = await session.add(await workspaceWith({}));
    changeServe(once, (serve) => ({
      ...serve,
      configurations: { ...serve.configurations, google: undefined },
    }));
    const twice = await session.add(once);
    expect(targetsOf(twice).serve.configurations['google']).toEqual({
      buildTarget: 'shop:build:development',
    });
  });
});
