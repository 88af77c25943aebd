import { filter, firstValueFrom, map } from 'rxjs';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import {
  appParent,
  copied,
  openApp,
  readyToSignIn,
  shown,
  type Span,
  type Taken,
  type World,
} from './google-app';

/** From the token that Google's window gives to all events of the range, while the first sync begins. */
export async function firstPaint(world: World, range: Span): Promise<Taken> {
  const service = await readyToSignIn(world);
  return timed(async () => {
    const [events] = await Promise.all([shown(service, range), service.signIn()]);
    return events;
  });
}

/** From a start without network, the account being remembered, to all events of the range. */
export async function warmStart({ email, ...world }: World, range: Span): Promise<Taken> {
  const parent = await appParent();
  return timed(async () => {
    const service = openApp({ email, ...world }, parent).get(GoogleCalendarService);
    service.setView({ calendarIds: [email], ...range });
    return firstValueFrom(
      service.events$.pipe(
        map(({ length }) => length),
        filter((events) => events > 0),
      ),
    );
  });
}

let opened: GoogleCalendarService | undefined;

/** Signs in, shows the range and waits for the copy; what follows in this page goes on from there. */
export async function openCopy(world: World, range: Span): Promise<void> {
  opened = await readyToSignIn(world);
  await opened.signIn();
  await shown(opened, range);
  await copied(opened);
}

/** Shows another range. */
export function navigate(range: Span): Promise<Taken> {
  const service = theOpened();
  return timed(() => shown(service, range));
}

/** Syncs until the range shows an event of this title. */
export async function syncUntil(title: string): Promise<void> {
  const service = theOpened();
  await service.sync();
  await firstValueFrom(
    service.events$.pipe(filter((events) => events.some((event) => event.title === title))),
  );
}

/** A first look at the range, after one at another that lets the browser learn the code. */
export async function queryMonth(world: World, other: Span, range: Span): Promise<Taken> {
  const service = openApp(world, await appParent()).get(GoogleCalendarService);
  await firstValueFrom(service.calendars$.pipe(filter((calendars) => calendars.length > 0)));
  const calendarIds = [world.email];
  const look = async (at: Span) =>
    (await firstValueFrom(service.watchEvents({ calendarIds, ...at }))).length;
  await look(other);
  return timed(() => look(range));
}

async function timed(work: () => Promise<number>): Promise<Taken> {
  const start = performance.now();
  const events = await work();
  return { ms: performance.now() - start, events };
}

function theOpened(): GoogleCalendarService {
  if (!opened) {
    throw new Error('The copy is to be opened first.');
  }
  return opened;
}
