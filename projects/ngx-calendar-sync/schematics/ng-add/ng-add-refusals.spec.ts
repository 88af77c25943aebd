import { type Tree } from '@angular-devkit/schematics';
import { NgAddSession, withLibrary, workspaceWith } from './specs/ng-add-session';

describe('ng add is refused in words', () => {
  const refusal = async (tree: Tree, options: object = {}): Promise<string> =>
    new NgAddSession().add(tree, options).then(
      () => 'it was added',
      (error: unknown) => (error as Error).message,
    );

  it('several applications and no --project', async () => {
    const tree = await workspaceWith(
      { name: 'shop', projectRoot: 'projects/shop' },
      { name: 'desk', projectRoot: 'projects/desk' },
    );
    expect(await refusal(tree)).toBe(
      'This workspace has several applications (shop, desk). Say which is meant: ' +
        'ng add ngx-calendar-sync --project shop',
    );
  });

  it('no application', async () => {
    expect(await refusal(await workspaceWith())).toContain('This workspace has no application.');
  });

  it('a project that is not there', async () => {
    expect(await refusal(await workspaceWith({}), { project: 'shpo' })).toBe(
      'This workspace has no project "shpo". Its applications: shop.',
    );
  });

  it('a library', async () => {
    const tree = await withLibrary(await workspaceWith({}));
    expect(await refusal(tree, { project: 'parts' })).toContain('"parts" is a library.');
  });

  it('a client secret as the client ID: the message does not repeat it', async () => {
    const message = await refusal(await workspaceWith({}), { clientId: 'GOCSPX-secret' });
    expect(message).toContain('That is no OAuth client ID');
    expect(message).not.toContain('GOCSPX');
  });

  it('FullCalendar 6 and the component: says how to go on, and goes on without the component', async () => {
    const tree = await workspaceWith({});
    const manifest = JSON.parse(tree.readText('/package.json')) as Record<string, object>;
    manifest['dependencies'] = { ...manifest['dependencies'], '@fullcalendar/angular': '^6.1.19' };
    tree.overwrite('/package.json', JSON.stringify(manifest));
    expect(await refusal(tree)).toContain('This app has @fullcalendar/angular ^6.1.19');
    expect(await refusal(tree, { component: false })).toBe('it was added');
  });

  it('a token server that is no URL', async () => {
    const options = { auth: 'server', tokenServer: 'shop.example' };
    expect(await refusal(await workspaceWith({}), options)).toContain(
      '--token-server shop.example is no URL.',
    );
  });

  for (const tokenServer of ['//shop.example', '/\\\\shop.example', 'api/google', '/api google']) {
    it(`a token server ${tokenServer}, which is no path either`, async () => {
      const options = { auth: 'redirect', tokenServer };
      expect(await refusal(await workspaceWith({}), options)).toContain(
        `--token-server ${tokenServer} is no URL.`,
      );
    });
  }

  it('a provider that there is not', async () => {
    expect(await refusal(await workspaceWith({}), { provider: 'yahoo' })).toContain('provider');
  });
});
