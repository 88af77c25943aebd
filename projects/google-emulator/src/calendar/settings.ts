import type { WireSetting } from '../discovery/wire-types.generated.ts';
import type { Revision } from '../world/revisions.ts';
import type { UserSetting } from '../world/user-settings.ts';
import { notFound } from './api-error.ts';
import { userOf, type Handler } from './call.ts';
import { syncedPage } from './synced-list.ts';

const list: Handler = (call) => {
  const settings = call.world.settingsOf(userOf(call));
  const page = syncedPage(call, {
    name: 'settings',
    change: settings.change,
    all: () => [...settings.all()].map(resourceOf),
    since: (change) => settings.since(change).map(resourceOf),
  });
  const { etag } = settings;
  return { etag, body: { kind: 'calendar#settings', etag, ...page.tokens }, items: page.items };
};

const get: Handler = (call) => {
  const setting = call.world.settingsOf(userOf(call)).get(call.parameters.inPath('setting'));
  if (!setting) {
    throw notFound();
  }
  const body = resourceOf(setting);
  return { body, etag: body.etag };
};

export const settingsMethods: Readonly<Record<string, Handler>> = {
  'calendar.settings.list': list,
  'calendar.settings.get': get,
};

function resourceOf({ value, version }: Revision<UserSetting>): WireSetting {
  return { kind: 'calendar#setting', etag: `"${version}"`, ...value };
}
