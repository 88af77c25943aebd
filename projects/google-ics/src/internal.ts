/** What the emulators share with this package. It may change with any version. */
export { type DefinedFields, definedFields } from './defined-fields.ts';
export { eventIdFor, instanceIdFor } from './event-id.ts';
export { WINDOWS_ZONE_NAMES, zoneOfWindowsName } from './ics/windows-zones.ts';
export { normalizedLine } from './recurrence/normalized-line.ts';
export { Occurrences } from './recurrence/occurrences.ts';
export { RecurrenceRule } from './recurrence/rule.ts';
export { RecurrenceError, type SeriesStart } from './recurrence/series-start.ts';
export * from './time/civil-time.ts';
export * from './time/rfc3339.ts';
export * from './time/zone.ts';
