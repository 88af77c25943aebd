/** The versions of Angular's CLI, and of the framework. */
const ANGULAR_21 = { cli: '21.2.24', framework: '21.2.24' };
const ANGULAR_22 = { cli: '22.2.7', framework: '22.2.6' };
/** Angular 22 runs on newer versions of Node than this workspace does; the npm package `node` brings one. */
const NODE_24 = '24.21.0';

/**
 * The apps of the consumer test: by name the versions of Angular, the options of `ng new`, and the version of the npm
 * package `node` if the CLI needs another Node than that of the test. `provider` and `auth` are those of `ng add`; with a token
 * server the packed one is used. Where it `asks`, `ng add` asks its questions in a terminal.
 */
export const APPS = [
  { name: '21-standalone', ...ANGULAR_21, options: ['--zoneless'], asks: true },
  { name: '21-ngmodule', ...ANGULAR_21, options: ['--no-standalone', '--no-zoneless'] },
  { name: '21-ssr', ...ANGULAR_21, options: ['--zoneless', '--ssr'], isServerRendered: true },
  { name: '22-standalone', ...ANGULAR_22, options: ['--zoneless'], node: NODE_24, auth: 'server' },
  { name: '21-outlook', ...ANGULAR_21, options: ['--zoneless'], provider: 'outlook' },
  { name: '21-both', ...ANGULAR_21, options: ['--zoneless'], provider: 'both', auth: 'server' },
];
