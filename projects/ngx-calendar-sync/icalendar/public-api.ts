export { type IcsOptions, icsText } from './ics-text';
export {
  type IcsImportedEvent,
  importIcs,
  type IcsImportOptions,
  type IcsImportProgress,
  type IcsImportResult,
  type IcsOutcome,
} from './import-ics';
