export { type IcsOptions, icsText } from './ics-text';
export { IcsImportError } from './ics-import-error';
export type {
  IcsImportedEvent,
  IcsImportOptions,
  IcsImportProgress,
  IcsImportResult,
  IcsOutcome,
} from './ics-import-result';
export { importIcs } from './import-ics';
