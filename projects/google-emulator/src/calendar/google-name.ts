import type { ApiMethod } from '../discovery/discovery.ts';

/** The name of a method in Google's newer error bodies: `calendar.v3.Events.List` for `calendar.events.list`. */
export function googleName(method: ApiMethod): string {
  const [api = '', ...rest] = method.id.split('.');
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return [api, 'v3', ...rest.map(capital)].join('.');
}
