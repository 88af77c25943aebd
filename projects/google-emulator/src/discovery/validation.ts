import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parseInstant } from '../time/rfc3339.ts';
import type { ApiMethod } from './discovery.ts';
import { jsonSchema, querySchema } from './json-schema.ts';

/** What is wrong with a value: the first thing that was found. */
export interface Misfit {
  /** JSON pointer into the value. */
  readonly at: string;
  /** The rule of JSON Schema that is broken. */
  readonly rule: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly message: string;
}

type Check = (value: unknown) => Misfit | undefined;

const bodies = withFormats(new Ajv({ strict: false }));
const answers = withFormats(new Ajv({ strict: false }));
/** The text of a query is made what the parameter is. */
const queries = withFormats(new Ajv({ strict: false, coerceTypes: true })).addFormat(
  'date-time',
  (text) => parseInstant(text) !== undefined,
);

/** Checks a request's body by the name of its schema. */
export const checkBody = byKey((name: string) => bodies.compile(jsonSchema(name, 'request')));

/** Checks an answer by the name of its schema; one of selected fields fits as well. */
export const checkAnswer = byKey((name: string) => answers.compile(jsonSchema(name, 'answer')));

/** Checks the query of a method, whose values are turned into numbers and truth values where that is what they are. */
export const checkQuery = byKey((method: ApiMethod) =>
  queries.compile(querySchema(method.parameters)),
);

/** Schemas are compiled when they are first needed: all of them would delay every start. */
function byKey<K>(
  compile: (key: K) => ValidateFunction,
): (key: K, value: unknown) => Misfit | undefined {
  const known = new Map<K, Check>();
  return (key, value) => {
    let check = known.get(key);
    if (!check) {
      const validate = compile(key);
      check = (each) => (validate(each) ? undefined : misfit(validate.errors?.[0]));
      known.set(key, check);
    }
    return check(value);
  };
}

function misfit(error: ErrorObject | undefined): Misfit {
  return {
    at: error?.instancePath ?? '',
    rule: error?.keyword ?? '',
    parameters: error?.params ?? {},
    message: error?.message ?? '',
  };
}

/** The formats that the document names. */
function withFormats(ajv: Ajv): Ajv {
  for (const name of ['date', 'date-time', 'int32', 'int64'] as const) {
    ajv.addFormat(name, formats.default.get(name));
  }
  return ajv;
}
