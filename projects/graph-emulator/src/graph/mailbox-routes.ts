import { WINDOWS_ZONE_NAMES, zoneOfWindowsName } from 'google-calendar-ics/internal';
import type { Hono } from 'hono';
import { guidOf } from '../calendar/ids.ts';
import type { Category, Mailbox, MailboxSettings } from '../calendar/mailbox.ts';
import { unknownZone } from '../calendar/read-times.ts';
import { windowsNameOf, zoneOf } from '../calendar/zones.ts';
import { answerList, answerObject, readBody } from './answers.ts';
import { expectPermission } from './caller.ts';
import type { Json } from './event-json.ts';
import type { GraphContext, GraphEnv, GraphParts } from './graph-env.ts';
import { badRequest, GraphError, itemNotFound } from './graph-error.ts';
import { selected } from './query.ts';

/** The account, its settings, its categories, and the time zones that it may use. */
export function addMailboxRoutes(app: Hono<GraphEnv>, parts: GraphParts): void {
  app.get('/me', (context) => {
    const { account } = expectPermission(context, 'readUser').mailbox;
    return context.json({
      id: account.id,
      displayName: account.name,
      mail: account.email,
      userPrincipalName: account.email,
    });
  });

  app.get('/me/mailboxSettings', (context) => {
    const { mailbox } = expectPermission(context, 'readSettings');
    const json = selected(context, 'mailboxSettings')(settingsJson(mailbox));
    return answerObject(context, parts, 'mailboxSettings', json);
  });
  app.get('/me/mailboxSettings/timeZone', (context) => {
    const { mailbox } = expectPermission(context, 'readSettings');
    return context.json({ value: windowsNameOf(mailbox.settings.timeZone) });
  });
  app.patch('/me/mailboxSettings', async (context) => {
    const { mailbox } = expectPermission(context, 'writeSettings');
    const body = await readBody(context, 'mailboxSettings');
    const { settings } = mailbox;
    mailbox.settings = {
      ...settings,
      timeZone: zoneFrom(body) ?? settings.timeZone,
      dateFormat: textFrom(body, 'dateFormat') ?? settings.dateFormat,
      timeFormat: textFrom(body, 'timeFormat') ?? settings.timeFormat,
      locale: textFrom((body['language'] ?? {}) as Json, 'locale') ?? settings.locale,
      ...workingHoursFrom((body['workingHours'] ?? {}) as Json, settings),
    };
    return answerObject(context, parts, 'mailboxSettings', settingsJson(mailbox));
  });

  app.get('/me/outlook/masterCategories', (context) => {
    const { mailbox } = expectPermission(context, 'readSettings');
    return answerList(
      context,
      parts,
      'outlookCategory',
      [...mailbox.categories.values()].map((each) => ({ ...each })),
    );
  });
  app.post('/me/outlook/masterCategories', async (context) => {
    const { mailbox } = expectPermission(context, 'writeSettings');
    const body = await readBody(context, 'outlookCategory');
    const displayName = textFrom(body, 'displayName');
    if (displayName === undefined || displayName === '') {
      throw badRequest('The property displayName is required.');
    }
    if ([...mailbox.categories.values()].some((each) => each.displayName === displayName)) {
      throw new GraphError(409, 'CategoryNameAlreadyExists', 'The category exists already.');
    }
    const category = addCategory(mailbox, displayName, textFrom(body, 'color') ?? 'none');
    return answerObject(context, parts, 'outlookCategory', { ...category }, 201);
  });
  app.get('/me/outlook/masterCategories/:categoryId', (context) => {
    const { mailbox } = expectPermission(context, 'readSettings');
    return answerObject(context, parts, 'outlookCategory', { ...namedCategory(context, mailbox) });
  });
  app.patch('/me/outlook/masterCategories/:categoryId', async (context) => {
    const { mailbox } = expectPermission(context, 'writeSettings');
    const category = namedCategory(context, mailbox);
    const color = textFrom(await readBody(context, 'outlookCategory'), 'color') ?? category.color;
    mailbox.categories.set(category.id, { ...category, color });
    return answerObject(context, parts, 'outlookCategory', { ...category, color });
  });
  app.delete('/me/outlook/masterCategories/:categoryId', (context) => {
    const { mailbox } = expectPermission(context, 'writeSettings');
    mailbox.categories.delete(namedCategory(context, mailbox).id);
    return context.body(null, 204);
  });

  app.get('/me/outlook/:function{supportedTimeZones.*}', (context) => {
    expectPermission(context, 'readUser');
    const isIana = /TimeZoneStandard\s*=\s*(microsoft\.graph\.timeZoneStandard)?'Iana'/i.test(
      decodeURIComponent(context.req.path),
    );
    const names = isIana ? Intl.supportedValuesOf('timeZone') : WINDOWS_ZONE_NAMES;
    const zones = names.map((alias) => ({
      alias,
      displayName: isIana ? alias : `${alias} (${zoneOfWindowsName(alias) ?? ''})`,
    }));
    return answerList(context, parts, 'timeZoneInformation', zones);
  });
}

export function addCategory(mailbox: Mailbox, displayName: string, color: string): Category {
  const id = guidOf(`category ${mailbox.account.email} ${displayName}`);
  const category = { id, displayName, color };
  mailbox.categories.set(id, category);
  return category;
}

export function workingHoursJson({ settings }: Mailbox): Json {
  return {
    daysOfWeek: settings.workingDays,
    startTime: settings.workingHours.start,
    endTime: settings.workingHours.end,
    timeZone: { name: windowsNameOf(settings.timeZone) },
  };
}

function settingsJson(mailbox: Mailbox): Json {
  const { settings } = mailbox;
  return {
    archiveFolder: null,
    timeZone: windowsNameOf(settings.timeZone),
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: settings.dateFormat,
    timeFormat: settings.timeFormat,
    userPurpose: 'user',
    language: { locale: settings.locale, displayName: settings.locale },
    workingHours: workingHoursJson(mailbox),
  };
}

/** The zone of the hours is that of the mailbox here: a `timeZone` of their own is not stored. */
function workingHoursFrom(
  hours: Json,
  { workingDays, workingHours }: MailboxSettings,
): Pick<MailboxSettings, 'workingDays' | 'workingHours'> {
  const days = hours['daysOfWeek'] as readonly string[] | undefined;
  return {
    workingDays: days ?? workingDays,
    workingHours: {
      start: textFrom(hours, 'startTime') ?? workingHours.start,
      end: textFrom(hours, 'endTime') ?? workingHours.end,
    },
  };
}

function zoneFrom(body: Json): string | undefined {
  const name = textFrom(body, 'timeZone');
  if (name === undefined) {
    return undefined;
  }
  const zone = zoneOf(name);
  if (zone === undefined) {
    throw unknownZone(name);
  }
  return zone;
}

function textFrom(body: Json, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

function namedCategory(context: GraphContext, mailbox: Mailbox): Category {
  const category = mailbox.categories.get(context.req.param('categoryId') ?? '');
  if (!category) {
    throw itemNotFound();
  }
  return category;
}
