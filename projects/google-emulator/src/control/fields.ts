/** A control request is invalid; the message names the field and what it must be. */
export class ControlError extends RangeError {
  override readonly name = 'ControlError';
}

interface NumberBounds {
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/** Reads a JSON object field by field. Errors name the field by its path, such as `calendars[0].timeZone`. */
export class Fields {
  private readonly known = new Set<string>();

  private constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly place: string,
  ) {}

  /** @throws ControlError for anything but an object. */
  static of(value: unknown, place = ''): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ControlError(`${place === '' ? 'The body' : place} must be a JSON object.`);
    }
    return new Fields(value as Record<string, unknown>, place);
  }

  static parse(text: string): Fields {
    try {
      return Fields.of(text === '' ? {} : JSON.parse(text));
    } catch (error) {
      throw error instanceof SyntaxError ? new ControlError('The body must be JSON.') : error;
    }
  }

  text(name: string): string {
    return this.required(name, this.optionalText(name));
  }

  optionalText(name: string): string | undefined {
    return this.read(name, 'a string', (value) => typeof value === 'string');
  }

  optionalFlag(name: string): boolean | undefined {
    return this.read(name, 'true or false', (value) => typeof value === 'boolean');
  }

  number(name: string, bounds: NumberBounds = {}): number {
    return this.required(name, this.optionalNumber(name, bounds));
  }

  optionalNumber(name: string, bounds: NumberBounds = {}): number | undefined {
    const { least = -Infinity, most = Infinity, whole = false } = bounds;
    const range = [
      ...(least > -Infinity ? [`from ${least}`] : []),
      ...(most < Infinity ? [`to ${most}`] : []),
    ].join(' ');
    return this.read<number>(
      name,
      `a ${whole ? 'whole ' : ''}number${range && ` ${range}`}`,
      (value): value is number =>
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= least &&
        value <= most &&
        (!whole || Number.isInteger(value)),
    );
  }

  optionalChoice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const list = choices.map((choice) => `"${choice}"`).join(' or ');
    return this.read(name, list, (value): value is T => choices.includes(value as T));
  }

  texts(name: string): string[] {
    const isTexts = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((each) => typeof each === 'string');
    return this.required(name, this.read(name, 'a list of strings', isTexts));
  }

  textMap(name: string): Record<string, string> {
    return this.required(name, this.optionalTextMap(name));
  }

  optionalTextMap(name: string): Record<string, string> | undefined {
    const isMap = (value: unknown): value is Record<string, string> =>
      isObject(value) && Object.values(value).every((each) => typeof each === 'string');
    return this.read(name, 'an object of strings', isMap);
  }

  optionalObject(name: string): object | undefined {
    return this.read(name, 'an object', isObject);
  }

  /** The objects of a list, each with a reader of its own. */
  list(name: string): Fields[] {
    const values = this.required(name, this.read<unknown[]>(name, 'a list', Array.isArray));
    return values.map((value, index) => Fields.of(value, `${this.placeOf(name)}[${index}]`));
  }

  optionalList(name: string): Fields[] | undefined {
    this.known.add(name);
    return this.values[name] === undefined ? undefined : this.list(name);
  }

  /** The unchecked object. The caller has to check it. */
  whole(): Readonly<Record<string, unknown>> {
    return this.values;
  }

  /**
   * Ends the reading.
   * @throws ControlError for a field that was not read: it is unknown, and most often misspelt.
   */
  end(): void {
    const unknown = Object.keys(this.values).find((name) => !this.known.has(name));
    if (unknown !== undefined) {
      const known = [...this.known].join(', ');
      throw new ControlError(
        `${this.placeOf(unknown)} is not known here; ${known === '' ? 'no field is' : `known are ${known}`}.`,
      );
    }
  }

  refuse(name: string, expected: string): never {
    throw this.misfit(name, expected);
  }

  private read<T>(
    name: string,
    expected: string,
    fits: (value: unknown) => value is T,
  ): T | undefined {
    this.known.add(name);
    const value = this.values[name];
    if (value === undefined || fits(value)) {
      return value;
    }
    throw this.misfit(name, expected);
  }

  private misfit(name: string, expected: string): ControlError {
    return new ControlError(`${this.placeOf(name)} must be ${expected}.`);
  }

  private required<T>(name: string, value: T | undefined): T {
    if (value === undefined) {
      throw new ControlError(`${this.placeOf(name)} is missing.`);
    }
    return value;
  }

  private placeOf(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
