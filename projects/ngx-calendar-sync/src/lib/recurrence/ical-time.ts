/** A DATE or DATE-TIME of RFC 5545 (3.3.4, 3.3.5). `wall` is the milliseconds that its digits have in UTC. */
export interface IcalTime {
  readonly wall: number;
  /** `20261122`, `20261122T090000` or `20261122T090000Z`. */
  readonly form: 'day' | 'local' | 'utc';
}

const value =
  /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-3])([0-5]\d)([0-6]\d)(Z)?)?$/;

export function readIcalTime(text: string): IcalTime | undefined {
  const match = value.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits: string | undefined) => Number(digits ?? 0));
  return {
    wall: Date.UTC(year, month - 1, day, hour, minute, second),
    form: match[4] === undefined ? 'day' : match[7] === undefined ? 'local' : 'utc',
  };
}
