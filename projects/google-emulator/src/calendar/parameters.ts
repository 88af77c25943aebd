import type { ApiMethod, ParameterSchema } from '../discovery/discovery.ts';
import { parseInstant } from '../time/rfc3339.ts';
import { isZone } from '../time/zone.ts';
import { badRequest, invalidParameter } from './api-error.ts';

/** The parameters of one call, checked against what the discovery document says of its method. */
export class Parameters {
  /** @throws ApiError 400 for an unknown parameter or one that is not what it should be. */
  constructor(
    method: ApiMethod,
    private readonly path: Readonly<Record<string, string>>,
    private readonly query: URLSearchParams,
  ) {
    for (const name of new Set(query.keys())) {
      const schema = method.parameters.get(name);
      if (schema?.location !== 'query') {
        throw badRequest(
          `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
        );
      }
      query.getAll(name).forEach((value) => {
        check(name, value, schema);
      });
    }
  }

  /** A part of the path: it is always there. */
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
    const value = this.query.get(name);
    return value === null ? undefined : value.toLowerCase() !== 'false';
  }

  /** `maxResults`, no larger than Google allows. */
  count(name: string, usual: number, most: number): number {
    const value = this.query.get(name);
    return value === null ? usual : Math.min(Number(value), most);
  }

  /** Milliseconds since the epoch. @throws ApiError 400 for anything but RFC 3339 with an offset. */
  instant(name: string): number | undefined {
    const value = this.query.get(name);
    if (value === null) {
      return undefined;
    }
    const instant = parseInstant(value);
    if (instant === undefined) {
      throw badRequest();
    }
    return instant;
  }

  zone(name: string): string | undefined {
    const value = this.query.get(name);
    if (value !== null && !isZone(value)) {
      throw invalidParameter(name, `Invalid time zone: ${value}`);
    }
    return value ?? undefined;
  }

  /** Everything but the named parameters, in one comparable line. */
  fingerprint(without: readonly string[]): string {
    const rest = [...this.query].filter(([name]) => !without.includes(name));
    return JSON.stringify([this.path, rest.sort()]);
  }
}

function check(name: string, value: string, schema: ParameterSchema): void {
  switch (schema.type) {
    case 'integer':
      if (!/^-?\d+$/.test(value)) {
        throw invalidParameter(name, `Invalid integer value: '${value}'.`);
      }
      if (Number(value) < Number(schema.minimum ?? 0)) {
        throw invalidParameter(name, `Invalid value '${value}'. Values must be within the range.`);
      }
      return;
    case 'boolean':
      if (!/^(true|false)$/i.test(value)) {
        throw invalidParameter(name, `Invalid boolean value: '${value}'.`);
      }
      return;
    case 'string':
      if (schema.enum && !schema.enum.includes(value)) {
        throw invalidParameter(
          name,
          `Invalid string value: '${value}'. Allowed values: [${schema.enum.join(', ')}]`,
        );
      }
  }
}
