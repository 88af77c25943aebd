import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parseInstant } from 'google-calendar-ics/internal';
import type { ApiMethod } from './discovery.ts';
import { jsonSchema, querySchema } from './json-schema.ts';

/** The first place where a value does not match its schema. */
export interface SchemaViolation {
  /** JSON pointer into the value. */
  readonly at: string;
  /** The rule of JSON Schema that is broken. */
  readonly rule: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly message: string;
}

type Check = (value: unknown) => SchemaViolation | undefined;

const bodies = withFormats(new Ajv({ strict: false }));
const answers = withFormats(new Ajv({ strict: false }));
/** Query values arrive as text: `coerceTypes` turns them into the types of their parameters. */
const queries = withFormats(new Ajv({ strict: false, coerceTypes: true })).addFormat(
  'date-time',
  (text) => parseInstant(text) !== undefined,
);

/** Validates a request body against the schema of this name. */
export const checkBody = byKey((name: string) => bodies.compile(jsonSchema(name, 'request')));

/** Validates a response body. Fields may be missing, because `fields` selects some of them. */
export const checkAnswer = byKey((name: string) => answers.compile(jsonSchema(name, 'answer')));

/** Validates the query of a method, and converts its values to numbers and booleans in place. */
export const checkQuery = byKey((method: ApiMethod) =>
  queries.compile(querySchema(method.parameters)),
);

/** Compiles each schema when it is first needed: compiling all of them would delay every start. */
function byKey<K>(
  compile: (key: K) => ValidateFunction,
): (key: K, value: unknown) => SchemaViolation | undefined {
  const known = new Map<K, Check>();
  return (key, value) => {
    let check = known.get(key);
    if (!check) {
      const validate = compile(key);
      check = (each) => (validate(each) ? undefined : violationOf(validate.errors?.[0]));
      known.set(key, check);
    }
    return check(value);
  };
}

function violationOf(error: ErrorObject | undefined): SchemaViolation {
  return {
    at: error?.instancePath ?? '',
    rule: error?.keyword ?? '',
    parameters: error?.params ?? {},
    message: error?.message ?? '',
  };
}

/** Adds the formats that the discovery document uses. */
function withFormats(ajv: Ajv): Ajv {
  for (const name of ['date', 'date-time', 'int32', 'int64'] as const) {
    ajv.addFormat(name, formats.default.get(name));
  }
  return ajv;
}
