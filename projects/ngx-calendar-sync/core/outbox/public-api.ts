// Writes until they are confirmed, apart from the core: what only reads does without this code.
export { Outbox as ɵOutbox } from './outbox';
// What the merges of all providers share.
export { alreadyApplied as ɵalreadyApplied, isObject as ɵisObject } from './applied-patch';
export {
  isSameValue as ɵisSameValue,
  type ListKind as ɵListKind,
  type Members as ɵMembers,
  type Merged as ɵMerged,
  mergedList as ɵmergedList,
  mergedMembers as ɵmergedMembers,
} from './merge-members';
export {
  type Choice as ɵChoice,
  DELETED as ɵDELETED,
  DONE as ɵDONE,
  mergedDeletion as ɵmergedDeletion,
  mergedUnseenEdit as ɵmergedUnseenEdit,
  onTopOf as ɵonTopOf,
  sideOf as ɵsideOf,
} from './merge-results';
export { newId as ɵnewId } from './new-id';
export {
  deletionOf as ɵdeletionOf,
  moveBack as ɵmoveBack,
  notUndoable as ɵnotUndoable,
  withExceptionsOf as ɵwithExceptionsOf,
} from './taken-back-plans';
