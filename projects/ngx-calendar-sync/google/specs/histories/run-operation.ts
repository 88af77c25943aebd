import { isOccurrence, LINEAGE, lineageOf, nameOf } from './event-facts';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { addFault } from '../faults/faults';
import { pathOf } from './history-account';
import type { HistoryWorld } from './history-world';
import type { Operation } from './operations';

const FAULTS = [
  { status: 503 },
  { status: 403, reason: 'userRateLimitExceeded' },
  { status: 403, reason: 'forbidden' },
  { drop: 'before' },
  { drop: 'after' },
  { drop: 'after' },
  { drop: 'middle' },
] as const;

const RESPONSES = ['accepted', 'tentative', 'declined'] as const;
/** A tab is closed after so many steps at most. */
const MAX_STEPS = 12;

/** Does what an operation says, as far as there is something to do it with. */
export async function runOperation(world: HistoryWorld, operation: Operation): Promise<void> {
  const { kind, app, pick, scope } = operation;
  const { account, apps } = world;
  switch (kind) {
    case 'go offline':
      apps[app].online = false;
      break;
    case 'go online':
      apps[app].goOnline();
      break;
    case 'close and open again':
      await world.reopen();
      break;
    case 'close in the middle':
      await apps[0].elapse(
        scope === 'following'
          ? apps[0].closeAfterStoring(1 + (pick % MAX_STEPS))
          : apps[0].closeAfter(pick % MAX_STEPS),
      );
      await world.reopen();
      break;
    case 'sync':
      await apps[app].sync().catch(() => undefined);
      break;
    case 'wait':
      await apps[app].elapse(apps[app].untilAtRest());
      break;
    case 'meet a fault':
      await addFault({
        ...FAULTS[pick % FAULTS.length],
        path: '/calendar/v3/calendars/*/events**',
        user: account.email,
        times: 1 + (pick % 2),
      });
      break;
    case 'rename by somebody else':
      await patchElsewhere(world, pick, { summary: world.unique('title') });
      break;
    case 'relocate by somebody else':
      await patchElsewhere(world, pick, { location: world.unique('place') });
      break;
    case 'delete by somebody else':
      await world.writeElsewhere(
        ({ calendarId, googleEvent: { id = '' } }) =>
          account.ask(pathOf(calendarId, id), {}, 'DELETE'),
        pick,
      );
      break;
    case 'undo':
      await world.undo(app);
      break;
    default:
      await writeByApp(world, operation);
  }
}

async function writeByApp(world: HistoryWorld, operation: Operation): Promise<void> {
  const { kind, app, pick } = operation;
  const { service } = world.apps[app];
  if (kind === 'add' || kind === 'add a series') {
    await add(world, operation);
    return;
  }
  if (kind === 'restore') {
    const deleted = world.deleted[app];
    if (deleted && deleted.seriesId === undefined) {
      const name = nameOf(deleted.googleEvent) ?? '';
      if (world.factsOf(app).has(name)) {
        // Its deletion was refused, and may be tried again: which of the two comes last is the user's choice.
        world.model.decideAll(name);
      }
      await world.write(app, {
        write: () => service.restoreEvent(deleted, { durable: true }),
        isShown: (facts) => facts.has(name),
        lineage: lineageOf(deleted.googleEvent) ?? '',
      });
    }
    return;
  }
  const event =
    kind === 'respond'
      ? world.shown(app).find(({ attendees }) => attendees)
      : picked(world.shown(app), pick);
  if (event) {
    await writeEvent(world, operation, event);
  }
}

async function add(world: HistoryWorld, { kind, app, pick }: Operation): Promise<void> {
  const lineage = world.unique('event');
  const day = String(8 + (pick % 10)).padStart(2, '0');
  const title = world.unique('title');
  const draft = {
    title,
    start: `2026-05-${day}T14:00:00Z`,
    end: `2026-05-${day}T14:30:00Z`,
    extendedProperties: { private: { [LINEAGE]: lineage } },
    ...(kind === 'add' ? {} : { timeZone: 'UTC', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'] }),
  };
  const names = kind === 'add' ? 1 : 4;
  const { service } = world.apps[app];
  await world.write(app, {
    write: () => service.addEvent(world.account.email, draft, { durable: true }),
    isShown: (facts) => [...facts.values()].filter((each) => each.title === title).length === names,
    lineage,
  });
}

async function writeEvent(
  world: HistoryWorld,
  { kind, app, pick, scope }: Operation,
  event: GoogleCalendarEvent,
): Promise<void> {
  const { service } = world.apps[app];
  const { calendarId, id, googleEvent } = event;
  const options = { durable: true, scope } as const;
  const name = nameOf(googleEvent) ?? '';
  const lineage = lineageOf(googleEvent) ?? '';
  const text = (what: string) => world.unique(what);
  switch (kind) {
    case 'rename':
    case 'relocate': {
      const field = kind === 'rename' ? 'title' : 'location';
      const written = text(kind === 'rename' ? 'title' : 'place');
      await world.write(app, {
        write: () => service.updateEvent(calendarId, { id, [field]: written }, options),
        isShown: (facts) => facts.get(name)?.[field] === written,
        name,
        lineage,
        scope,
        field,
        text: written,
      });
      break;
    }
    case 'reschedule': {
      const changes = later(event, world);
      await world.write(app, {
        write: () => service.updateEvent(calendarId, changes, options),
        isShown: (facts) => facts.get(name)?.start === changes.start,
        name,
        lineage,
        scope,
        field: 'start',
        ...(scope === 'this' || !isOccurrence(name) ? { text: changes.start } : {}),
      });
      break;
    }
    case 'move': {
      const to = world.account.idOf(calendarId === world.account.idOf('own') ? 'club' : 'own');
      // A move is of a single event or of a whole series.
      await world.write(app, {
        write: () => service.moveEvent(event, to, { durable: true, scope: 'all' }),
        isShown: (facts) => facts.get(name)?.calendar === to,
        name,
        lineage,
        scope: 'all',
        field: 'calendar',
        text: to,
      });
      break;
    }
    case 'respond': {
      const response = RESPONSES[pick % RESPONSES.length] ?? 'accepted';
      await world.write(app, {
        write: () => service.respond(event, response, { durable: true }),
        isShown: (facts) => facts.get(name)?.response === response,
        name,
        lineage,
        field: 'response',
        text: response,
      });
      break;
    }
    case 'delete':
      world.deleted[app] = event;
      await world.write(app, {
        write: () => service.deleteEvent(calendarId, id, options),
        isShown: (facts) => !facts.has(name),
        name,
        lineage,
        scope,
      });
      break;
    default:
      break;
  }
}

/** An event of a lineage: each lineage is as likely as any other, however many occurrences it has. */
function picked(
  events: readonly GoogleCalendarEvent[],
  pick: number,
): GoogleCalendarEvent | undefined {
  const lineages = [...new Set(events.map(({ googleEvent }) => lineageOf(googleEvent)))];
  const lineage = lineages[pick % lineages.length];
  const own = events.filter(({ googleEvent }) => lineageOf(googleEvent) === lineage);
  return own[Math.floor(pick / lineages.length) % own.length];
}

/** A few minutes later than now, at a time that nobody has chosen before. */
function later({ id, start, end }: GoogleCalendarEvent, world: HistoryWorld) {
  const minutes = world.nextNumber();
  const moved = (time: string) => new Date(Date.parse(time) + minutes * 60_000).toISOString();
  return { id, start: moved(start), end: moved(end) };
}

function patchElsewhere(world: HistoryWorld, pick: number, patch: GoogleEvent): Promise<void> {
  return world.writeElsewhere(
    ({ calendarId, googleEvent: { id = '' } }) =>
      world.account.ask(pathOf(calendarId, id), {}, 'PATCH', patch),
    pick,
  );
}
