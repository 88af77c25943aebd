import type { ApiMethod } from '../discovery/discovery.ts';

/** `calendar.events.list` as Google's newer error bodies name it: `calendar.v3.Events.List`. */
export function googleName(method: ApiMethod): string {
  const [api = '', ...rest] = method.id.split('.');
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return [api, 'v3', ...rest.map(capital)].join('.');
}
