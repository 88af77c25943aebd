import { readFileSync } from 'node:fs';

const FOLDER = new URL('../projects/ngx-calendar-sync/outlook/redirect-page/', import.meta.url);
/** As strict as a site may be: the page of the library has to work under it. */
const POLICY = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'";
const TYPES = { '/outlook-redirect.html': 'text/html', '/outlook-redirect.js': 'text/javascript' };

/** Serves the page to which Microsoft's window is led, at the root of the specs' server. */
function outlookRedirect() {
  return (request, response, next) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const type = TYPES[pathname];
    if (type === undefined) {
      next();
      return;
    }
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': POLICY });
    response.end(readFileSync(new URL(`.${pathname}`, FOLDER)));
  };
}

export default { 'middleware:outlookRedirect': ['factory', outlookRedirect] };
