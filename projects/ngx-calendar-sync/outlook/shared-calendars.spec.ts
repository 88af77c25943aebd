import { filter, firstValueFrom } from 'rxjs';
import { until } from '../core/specs/until';
import type { OutlookCalendarService } from './outlook-calendar.service';
import { aUser, closeTabs, control } from './specs/outlook-app';
import { OutlookBrowser, type OutlookTab } from './specs/outlook-browser';

const JUNE = { start: '2026-06-01', end: '2026-07-01' };
const SHARED_SCOPE = 'Calendars.ReadWrite.Shared';

const lacksScope = () =>
  jasmine.objectContaining({
    code: 'insufficient-scopes',
    message: jasmine.stringContaining(SHARED_SCOPE),
  });

describe('Outlook calendars of other people', () => {
  let browser: OutlookBrowser;
  let ben: string;

  beforeEach(async () => {
    browser = await OutlookBrowser.ofUser();
    ben = await share(browser, true);
  });

  afterEach(closeTabs);

  /** A calendar of somebody else with an event; resolves to the address of its owner. */
  async function share({ email }: OutlookBrowser, canEdit: boolean): Promise<string> {
    const owner = await aUser(undefined, { timeZone: 'UTC' });
    const at = (hour: string) => ({ dateTime: `2026-06-10T${hour}:00:00`, timeZone: 'UTC' });
    await control('seed', {
      add: true,
      users: [],
      calendars: [
        {
          owner,
          name: 'Team',
          sharedWith: [{ email, canEdit }],
          events: [{ body: { subject: 'Theirs', start: at('09'), end: at('10') } }],
        },
      ],
    });
    return owner;
  }

  /** What its owner finds in the calendar. */
  async function stored(): Promise<readonly string[]> {
    const ask = (path: string) =>
      control<{ readonly value: readonly { id: string; name?: string; subject?: string }[] }>(
        'as',
        { email: ben, method: 'GET', path },
      );
    const calendars = await ask('me/calendars');
    const id = calendars.value.find(({ name }) => name === 'Team')?.id ?? '';
    const events = await ask(`me/calendars/${encodeURIComponent(id)}/events`);
    return events.value.map(({ subject = '' }) => subject).sort();
  }

  async function opened({ service }: OutlookTab) {
    const calendars = await service.getCalendars();
    const id = calendars.find(({ name }) => name === 'Team')?.id ?? '';
    service.setView({ calendarIds: [id], ...JUNE });
    await until(() => service.events().length === 1);
    return { id, service, event: service.events()[0] ?? missing() };
  }

  const capabilitiesIn = (service: OutlookCalendarService, id: string) =>
    firstValueFrom(service.capabilities$.pipe(filter((all) => all.has(id)))).then((all) =>
      all.get(id),
    );

  const draft = { title: 'Mine', start: '2026-06-11T09:00:00Z' };

  it('a shared calendar: is read, and what writes it is known to lack a scope', async () => {
    const { id, service, event } = await opened(await browser.signedIn());
    expect(event).toEqual(jasmine.objectContaining({ title: 'Theirs', editable: false }));
    expect(await capabilitiesIn(service, id)).toEqual(
      jasmine.objectContaining({ read: 'events', write: false, missingScopes: [SHARED_SCOPE] }),
    );
    const primary = service.calendars().find((calendar) => calendar.primary)?.id ?? '';
    expect(await capabilitiesIn(service, primary)).toEqual(
      jasmine.objectContaining({ write: true, missingScopes: [] }),
    );
  });

  it('a shared calendar: without the scope every write is refused in words, and nothing is lost', async () => {
    const { id, service, event } = await opened(await browser.signedIn());
    const edit = { ...event, title: 'Changed' };
    await expectAsync(service.addEvent(id, draft)).toBeRejectedWith(lacksScope());
    await expectAsync(service.updateEvent(id, edit)).toBeRejectedWith(lacksScope());
    await expectAsync(service.deleteEvent(id, event)).toBeRejectedWith(lacksScope());
    await expectAsync(service.moveEvent(event, 'primary')).toBeRejectedWith(lacksScope());
    expect(service.events().map(({ title }) => title)).toEqual(['Theirs']);
    expect(await stored()).toEqual(['Theirs']);
  });

  it('a shared calendar: is written once the user has granted the scope', async () => {
    const { id, service, event } = await opened(await browser.signedIn());
    const { missingScopes } = (await capabilitiesIn(service, id)) ?? missing();
    await service.requestScopes(...missingScopes);
    await until(() => service.capabilities().get(id)?.write === true);
    expect(service.capabilities().get(id)?.missingScopes).toEqual([]);
    await service.addEvent(id, draft);
    expect(await stored()).toEqual(['Mine', 'Theirs']);
    await service.deleteEvent(id, event);
    expect(await stored()).toEqual(['Mine']);
  });

  it('a shared calendar: what may only be read lacks no scope', async () => {
    const reader = await OutlookBrowser.ofUser();
    await share(reader, false);
    const { id, service } = await opened(await reader.signedIn());
    expect(await capabilitiesIn(service, id)).toEqual(
      jasmine.objectContaining({ write: false, missingScopes: [] }),
    );
  });

  it('a shared calendar: a personal account, which cannot be asked for the scope, lacks none', async () => {
    const personal = await OutlookBrowser.ofUser({ kind: 'personal' });
    await share(personal, true);
    const { id, service } = await opened(await personal.signedIn());
    expect(await capabilitiesIn(service, id)).toEqual(
      jasmine.objectContaining({ write: true, missingScopes: [] }),
    );
  });
});

function missing(): never {
  throw new Error('It is missing.');
}
