export { type IcsOptions, icsText } from './ics-text';
