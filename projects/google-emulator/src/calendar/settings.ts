import type { SeedUser } from '../seed/seed.ts';
import { notFound } from './api-error.ts';
import { userOf, type Handler } from './call.ts';
import { syncedPage } from './synced-list.ts';

function settingsOf(user: SeedUser) {
  const values: Readonly<Record<string, string>> = {
    autoAddHangouts: 'false',
    dateFieldOrder: user.locale.endsWith('US') ? 'MDY' : 'DMY',
    defaultEventLength: '60',
    format24HourTime: String(!user.locale.endsWith('US')),
    hideInvitations: 'false',
    hideWeekends: 'false',
    locale: user.locale,
    remindOnRespondedEventsOnly: 'false',
    showDeclinedEvents: 'true',
    timezone: user.timeZone,
    useKeyboardShortcuts: 'true',
    weekStart: user.locale.endsWith('US') ? '0' : '1',
  };
  return Object.entries(values).map(([id, value]) => ({
    kind: 'calendar#setting',
    etag: `"${Buffer.from(`${id}${value}`).toString('base64url')}"`,
    id,
    value,
  }));
}

const list: Handler = (call) => {
  const user = userOf(call);
  const items = settingsOf(user);
  // No method changes a setting, so an incremental list is always empty.
  const page = syncedPage(call, {
    name: 'settings',
    change: 0,
    all: () => items,
    since: () => [],
  });
  const etag = `"${Buffer.from(user.email).toString('base64url')}"`;
  return { etag, body: { kind: 'calendar#settings', etag, ...page.tokens }, items: page.items };
};

const get: Handler = (call) => {
  const id = call.parameters.inPath('setting');
  const setting = settingsOf(userOf(call)).find((each) => each.id === id);
  if (!setting) {
    throw notFound();
  }
  return { body: setting, etag: setting.etag };
};

export const settingsMethods: Readonly<Record<string, Handler>> = {
  'calendar.settings.list': list,
  'calendar.settings.get': get,
};
