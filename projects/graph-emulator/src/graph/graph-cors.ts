import { cors } from 'hono/cors';

/** The rules of Graph for pages of other origins. They cannot read `Retry-After`. */
export const graphCors = cors({
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  exposeHeaders: [
    'ETag',
    'Location',
    'Preference-Applied',
    'Content-Range',
    'request-id',
    'client-request-id',
    'ReadWriteConsistencyToken',
    'SdkVersion',
    'WWW-Authenticate',
    'x-ms-client-gcc-tenant',
  ],
  maxAge: 3600,
});
