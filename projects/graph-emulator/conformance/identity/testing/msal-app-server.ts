import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createCertificate } from '../../../src/certificate.ts';
import { close, portOf, serve } from './identity-server.ts';

export interface MsalApp {
  readonly url: string;
  close(): Promise<void>;
}

const PAGES: Readonly<Record<string, string>> = {
  '/': page('An app with MSAL', 'app.js'),
  '/redirect': page('Back', 'redirect.js'),
  '/empty': '<!doctype html><title>A page without a script</title>',
};

/** Serves the app of `msal-app/` over https, with MSAL as npm has it. */
export async function serveMsalApp(): Promise<MsalApp> {
  const source = (name: string) => fileURLToPath(new URL(`msal-app/${name}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [source('app.ts'), source('redirect.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    outdir: 'out',
  });
  const scripts = new Map(
    outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]),
  );
  const server = await serve(
    (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'https://localhost');
      const script = scripts.get(pathname);
      const body = script ?? PAGES[pathname];
      response.writeHead(body === undefined ? 404 : 200, {
        'Content-Type': script === undefined ? 'text/html; charset=utf-8' : 'text/javascript',
      });
      response.end(body);
    },
    await createCertificate(),
  );
  return { url: `https://localhost:${portOf(server)}`, close: () => close(server) };
}

function page(title: string, script: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
    <body><output></output><script type="module" src="/${script}"></script></body></html>`;
}
