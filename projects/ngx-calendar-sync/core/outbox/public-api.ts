// Writes until they are confirmed, apart from the core: what only reads does without this code.
export { Outbox as ɵOutbox } from './outbox';
