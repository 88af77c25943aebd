import { cors } from 'hono/cors';

/** Google's CORS rules. Pages of other origins cannot read the headers ETag and Retry-After. */
export const googleCors = cors({
  origin: (origin) => origin,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'If-Match',
    'If-Modified-Since',
    'If-None-Match',
    'If-Unmodified-Since',
    'X-Goog-Api-Client',
    'X-Goog-Api-Key',
    'X-Goog-AuthUser',
    'X-Goog-Encode-Response-If-Executable',
    'X-Goog-User-Project',
    'X-HTTP-Method-Override',
    'X-JavaScript-User-Agent',
    'X-Origin',
    'X-Referer',
    'X-Requested-With',
  ],
  exposeHeaders: [
    'Cache-Control',
    'Content-Encoding',
    'Content-Length',
    'Content-Type',
    'Date',
    'Expires',
    'Server',
    'Vary',
  ],
  maxAge: 3600,
});
