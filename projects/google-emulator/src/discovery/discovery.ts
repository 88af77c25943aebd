import { readFileSync } from 'node:fs';

/** The parts of Google's discovery document that the emulator uses. */
interface DiscoveryDocument {
  readonly auth: { readonly oauth2: { readonly scopes: Record<string, { description: string }> } };
  readonly parameters: Record<string, ParameterSchema>;
  readonly resources: Record<string, { readonly methods: Record<string, DiscoveryMethod> }>;
  readonly schemas: Record<string, Schema>;
}

/** Type and allowed values of a method's parameter. */
export interface ParameterSchema {
  readonly type: 'string' | 'boolean' | 'integer';
  readonly location: 'path' | 'query';
  readonly required?: boolean;
  readonly repeated?: boolean;
  readonly enum?: readonly string[];
  readonly minimum?: string;
  readonly format?: string;
}

/** The subset of JSON Schema that discovery documents use. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer' | 'number' | 'any';
  readonly format?: string;
  readonly $ref?: string;
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

interface DiscoveryMethod {
  readonly id: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly parameters?: Record<string, ParameterSchema>;
  readonly scopes?: readonly string[];
  readonly request?: { readonly $ref: string };
  readonly response?: { readonly $ref: string };
}

/** One method of Calendar v3, as the discovery document describes it. */
export interface ApiMethod {
  /** Such as `calendar.events.list`. */
  readonly id: string;
  readonly verb: string;
  /** Path template, such as `calendars/{calendarId}/events`. */
  readonly path: string;
  readonly parameters: ReadonlyMap<string, ParameterSchema>;
  /** A token needs any one of these. */
  readonly scopes: readonly string[];
  /** Name of the schema of the request body. */
  readonly request: string | undefined;
  /** Name of the schema of the response body. */
  readonly response: string | undefined;
}

const document = JSON.parse(
  readFileSync(new URL('./calendar-v3.json', import.meta.url), 'utf8'),
) as DiscoveryDocument;

/** Parameters of every method. Google accepts the first four too, although the document does not list them. */
const COMMON_PARAMETERS: [string, ParameterSchema][] = [
  ['access_token', { type: 'string', location: 'query' }],
  ['callback', { type: 'string', location: 'query' }],
  ['$.xgafv', { type: 'string', location: 'query' }],
  ['$alt', { type: 'string', location: 'query' }],
  ...Object.entries(document.parameters),
];

export const API_METHODS: readonly ApiMethod[] = Object.values(document.resources)
  .flatMap((resource) => Object.values(resource.methods))
  .map((method) => ({
    id: method.id,
    verb: method.httpMethod,
    path: method.path,
    parameters: new Map([...COMMON_PARAMETERS, ...Object.entries(method.parameters ?? {})]),
    scopes: method.scopes ?? [],
    request: method.request?.$ref,
    response: method.response?.$ref,
  }));

/** Google's description of each scope, as its consent page shows it. */
export const SCOPE_DESCRIPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries(document.auth.oauth2.scopes).map(([scope, { description }]) => [
    scope,
    description,
  ]),
);

export function schemaNamed(name: string): Schema | undefined {
  return document.schemas[name];
}

/** Follows a reference, if the schema is one. */
export function resolved(schema: Schema | undefined): Schema | undefined {
  return schema?.$ref === undefined ? schema : schemaNamed(schema.$ref);
}
