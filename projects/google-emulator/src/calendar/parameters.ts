import { isZone, parseInstant } from 'google-calendar-ics/internal';
import type { ApiMethod } from '../discovery/discovery.ts';
import { checkQuery, type SchemaViolation } from '../discovery/validation.ts';
import { badRequest, invalidParameter, requiredParameter, type ApiError } from './api-error.ts';

/** The parameters of one call, validated against the discovery document. */
export class Parameters {
  private readonly values: Readonly<Record<string, unknown>>;

  /** @throws ApiError 400 for an unknown, missing or invalid parameter. */
  constructor(
    method: ApiMethod,
    private readonly path: Readonly<Record<string, string>>,
    private readonly query: URLSearchParams,
  ) {
    const values = valuesOf(method, query);
    const wrong = checkQuery(method, values);
    if (wrong) {
      throw refusal(method, query, wrong);
    }
    this.values = values;
  }

  /** A path parameter. The router guarantees that it is there. */
  inPath(name: string): string {
    return this.path[name] ?? '';
  }

  text(name: string): string | undefined {
    return this.query.get(name) ?? undefined;
  }

  texts(name: string): string[] {
    return this.query.getAll(name);
  }

  has(name: string): boolean {
    return this.query.has(name);
  }

  flag(name: string): boolean | undefined {
    return this.values[name] as boolean | undefined;
  }

  number(name: string): number | undefined {
    return this.values[name] as number | undefined;
  }

  /** Milliseconds since the epoch. */
  instant(name: string): number | undefined {
    const value = this.query.get(name);
    return value === null ? undefined : parseInstant(value);
  }

  zone(name: string): string | undefined {
    const value = this.query.get(name);
    if (value !== null && !isZone(value)) {
      throw invalidParameter(name, `Invalid time zone: ${value}`);
    }
    return value ?? undefined;
  }

  /** All parameters but the excluded ones, as a string to compare requests by. */
  fingerprint(excluded: readonly string[]): string {
    const rest = [...this.query].filter(([name]) => !excluded.includes(name));
    return JSON.stringify([this.path, rest.sort()]);
  }
}

function valuesOf(method: ApiMethod, query: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const schema = method.parameters.get(name);
      const all = query.getAll(name);
      const values = schema?.type === 'boolean' ? all.map((text) => text.toLowerCase()) : all;
      return [name, schema?.repeated || values.length > 1 ? values : values[0]];
    }),
  );
}

function refusal(method: ApiMethod, query: URLSearchParams, wrong: SchemaViolation): ApiError {
  switch (wrong.rule) {
    case 'additionalProperties':
      return badRequest(
        `Invalid JSON payload received. ${unknownName(wrong.parameters['additionalProperty'])}`,
      );
    case 'required':
      return requiredParameter(String(wrong.parameters['missingProperty']));
  }
  const [name = '', index = '0'] = wrong.at.slice(1).split('/');
  const schema = method.parameters.get(name);
  const values = query.getAll(name);
  const value = values[Number(index)] ?? '';
  if (values.length > 1 && !schema?.repeated) {
    return badRequest(
      `Invalid JSON payload received. Unknown name "${name}": Proto field is not repeating, cannot start list.`,
    );
  }
  switch (wrong.rule) {
    case 'enum':
      return invalidParameter(
        name,
        `Invalid string value: '${value}'. Allowed values: [${schema?.enum?.join(', ') ?? ''}]`,
      );
    case 'minimum':
      return invalidParameter(name, `Invalid value '${value}'. Values must be within the range.`);
    default:
      // Google's error for an invalid time has no details.
      return schema?.format === 'date-time'
        ? badRequest()
        : invalidParameter(name, `Invalid ${schema?.type ?? 'string'} value: '${value}'.`);
  }
}

function unknownName(name: unknown): string {
  return `Unknown name "${String(name)}": Cannot bind query parameter. Field '${String(name)}' could not be found in request message.`;
}
