import {
  ɵdescribeValue as describeValue,
  ɵinvalidConfig as invalidConfig,
} from 'ngx-calendar-sync/base';

/** Configurations come from JSON files too, whose content the compiler does not check. */
export function assertObject(config: unknown): void {
  if (typeof config !== 'object' || config === null) {
    throw invalidConfig(
      'the configuration',
      ngDevMode && `the configuration has to be an object, and is ${describeValue(config)}.`,
    );
  }
}

/** @throws CalendarSyncError `invalid-config` for anything but one of the words. */
export function readWord<Word extends string>(
  name: string,
  value: unknown,
  words: readonly Word[],
): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) {
    throw invalidConfig(
      name,
      ngDevMode &&
        `${name} is ${describeValue(value)}. Set ${words.map((one) => `'${one}'`).join(' or ')}.`,
    );
  }
  return word;
}

/** @throws CalendarSyncError `invalid-config` for anything but strings, and for separators other than spaces. */
export function readScopes(value: unknown): readonly string[] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const scopes = parts.flatMap((part) => {
    if (typeof part !== 'string') {
      throw invalidConfig(
        'scopes',
        ngDevMode &&
          `scopes has to be an array of strings, or a string with spaces between the scopes, not ${describeValue(part)}.`,
      );
    }
    return part.split(/\s+/).filter(Boolean);
  });
  const malformed = scopes.find((scope) => /[,;"\\]/.test(scope));
  if (malformed !== undefined) {
    throw invalidConfig(
      'scopes',
      ngDevMode &&
        `scopes has ${describeValue(malformed)}: separate scopes by spaces and by nothing else.`,
    );
  }
  return [...new Set(scopes)];
}

/** @throws CalendarSyncError `invalid-config` for anything but a number from 0 up. */
export function readMilliseconds(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) {
    return value;
  }
  throw invalidConfig(
    name,
    ngDevMode &&
      `${name} has to be a number of milliseconds from 0 up, not ${describeValue(value)}.`,
  );
}
