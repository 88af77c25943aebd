import type { Hono } from 'hono';
import { timeFrom } from '../calendar/read-times.ts';
import { type Instance, instancesWithin } from '../calendar/series.ts';
import { answeredTime, DAY_MS, instantOfTime, type Range } from '../calendar/times.ts';
import type { Mailbox } from '../calendar/mailbox.ts';
import { answerList, readBody } from './answers.ts';
import { expectPermission } from './caller.ts';
import type { Json } from './event-json.ts';
import { type GraphContext, type GraphEnv, type GraphParts, shortMonthsOf } from './graph-env.ts';
import { badRequest, GraphError } from './graph-error.ts';
import { workingHoursJson } from './mailbox-routes.ts';
import { readPreferences } from './preferences.ts';

const MAX_DAYS = 62;
const MAX_SCHEDULES = 20;
const DEFAULT_INTERVAL_MINUTES = 30;
/** Digits of `availabilityView`. */
const DIGITS: Readonly<Record<string, string>> = {
  free: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '4',
};

/** Free/busy times by address: for work accounts alone. */
export function addScheduleRoutes(app: Hono<GraphEnv>, parts: GraphParts): void {
  for (const path of ['/me/calendar/getSchedule', '/users/:user/calendar/getSchedule']) {
    app.post(path, async (context) => {
      const { mailbox } = expectPermission(context, 'read');
      if (mailbox.account.kind === 'personal') {
        throw new GraphError(
          403,
          'ErrorAccessDenied',
          'This operation is not supported for personal accounts.',
        );
      }
      const body = await readBody(context, 'getSchedule', 'action');
      const { range, addresses, interval } = readQuestion(body);
      const value = addresses.map((address) =>
        scheduleOf(context, parts, { address, range, interval, asker: mailbox }),
      );
      return answerList(context, parts, 'scheduleInformation', value);
    });
  }
}

function readQuestion(body: Json): {
  readonly range: Range;
  readonly addresses: readonly string[];
  readonly interval: number;
} {
  const start = timeFrom(body['startTime'], 'StartTime');
  const end = timeFrom(body['endTime'], 'EndTime');
  const addresses = (body['schedules'] ?? []) as readonly string[];
  if (!start || !end || addresses.length === 0) {
    throw badRequest('Schedules, StartTime and EndTime are required.');
  }
  const interval = (body['availabilityViewInterval'] as number | null) ?? DEFAULT_INTERVAL_MINUTES;
  if (interval < 5 || interval > 1440) {
    throw badRequest('AvailabilityViewInterval must be from 5 to 1440.');
  }
  const range = { from: instantOfTime(start), to: instantOfTime(end) };
  if (range.to - range.from > MAX_DAYS * DAY_MS || range.to <= range.from) {
    throw new GraphError(
      400,
      'ErrorInvalidTimeInterval',
      `The requested time duration specified for FreeBusyViewOptions.TimeWindow is invalid; it must be at most ${MAX_DAYS} days.`,
    );
  }
  if (addresses.length > MAX_SCHEDULES) {
    throw badRequest(`At most ${MAX_SCHEDULES} schedules can be requested.`);
  }
  return { range, addresses, interval };
}

interface Question {
  readonly address: string;
  readonly range: Range;
  readonly interval: number;
  readonly asker: Mailbox;
}

function scheduleOf(context: GraphContext, { world }: GraphParts, question: Question): Json {
  const { address, range, interval, asker } = question;
  const asked = world.mailbox(address);
  if (asked?.account.tenantId !== asker.account.tenantId) {
    const message =
      'Proxy web request failed. The mailbox was not found, or its free/busy times cannot be seen.';
    return {
      scheduleId: address,
      availabilityView: '',
      error: { message, responseCode: 'ErrorMailRecipientNotFound' },
      scheduleItems: [],
    };
  }
  const shortMonths = shortMonthsOf(context);
  const instances = asked.defaultCalendar.store
    .all()
    .flatMap((state) => instancesWithin(state, range, shortMonths))
    .filter(({ record }) => !record.plain.isCancelled)
    .sort((one, other) => instantOfTime(one.record.start) - instantOfTime(other.record.start));
  return {
    scheduleId: address,
    availabilityView: availability(instances, range, interval),
    scheduleItems: instances.map((instance) => itemJson(context, instance)),
    workingHours: workingHoursJson(asked),
  };
}

function availability(instances: readonly Instance[], range: Range, interval: number): string {
  const length = interval * 60_000;
  const slots = Math.ceil((range.to - range.from) / length);
  return Array.from({ length: slots }, (_, index) => {
    const from = range.from + index * length;
    const digits = instances
      .filter(
        ({ record }) =>
          instantOfTime(record.start) < from + length && instantOfTime(record.end) > from,
      )
      .map(({ record }) => DIGITS[record.plain.showAs] ?? '0');
    return digits.sort().at(-1) ?? '0';
  }).join('');
}

function itemJson(context: GraphContext, { record }: Instance): Json {
  const { zone } = readPreferences(context.req.header('Prefer'));
  const isPrivate = record.plain.sensitivity !== 'normal';
  return {
    isPrivate,
    status: record.plain.showAs,
    ...(!isPrivate && {
      subject: record.plain.subject,
      location: record.plain.location.displayName,
    }),
    start: answeredTime(record.start, record.isAllDay, zone),
    end: answeredTime(record.end, record.isAllDay, zone),
  };
}
