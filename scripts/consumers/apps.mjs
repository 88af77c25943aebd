/** Those of this workspace, so that npm has most packages in its cache. */
const CLI_21 = '21.2.27';
const CLI_22 = '22.2.7';
/** Angular 22 runs on newer versions of Node than this workspace does; the npm package `node` brings one. */
const NODE_24 = '24.21.0';

/**
 * The apps of the consumer test: by name the version of Angular's CLI, the options of `ng new`, and the version of the npm
 * package `node` if the CLI needs another Node than that of the test.
 */
export const APPS = [
  { name: '21-standalone', cli: CLI_21, options: ['--zoneless'] },
  { name: '21-ngmodule', cli: CLI_21, options: ['--no-standalone', '--no-zoneless'] },
  { name: '21-ssr', cli: CLI_21, options: ['--zoneless', '--ssr'], isServerRendered: true },
  { name: '22-standalone', cli: CLI_22, options: ['--zoneless'], node: NODE_24 },
];
