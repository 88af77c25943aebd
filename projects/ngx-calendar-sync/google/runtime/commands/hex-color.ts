import { ɵtoRgb as toRgb } from 'ngx-calendar-sync/core';
import { invalidRequest } from './invalid-request';

/**
 * A CSS colour as Google writes it, such as `#dc2127`.
 * @throws CalendarSyncError `invalid-request` for what is not a CSS colour.
 */
export function hexColor(color: string): string {
  const rgb = toRgb(color);
  if (!rgb) {
    throw invalidRequest(`"${color.slice(0, 40)}" is not a CSS colour: write it as "#dc2127".`);
  }
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
