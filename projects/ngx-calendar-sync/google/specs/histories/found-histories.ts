import type { Operation } from './operations';

const at = (app: 0 | 1, kind: Operation['kind'], pick = 0, scope: Operation['scope'] = 'this') => ({
  app,
  kind,
  pick,
  scope,
});

/** The last of four lineages in the order of their names, and the n-th occurrence of it. */
const occurrence = (index: number) => 3 + 4 * index;

/** The first of the single events. */
const FIRST = 0;
/** The first occurrence of an added series: of five lineages it is the first by its name. */
const ADDED_OCCURRENCE = 0;
/** A service that does not answer once. */
const FAULT_503 = 0;

/** A service that refuses once, for good. */
const FAULT_403 = 2;

/** The n-th occurrence in Google's list, where the three single events come first. */
const listedOccurrence = (index: number) => 3 + index;

/** Histories that once failed, by what they have shown. */
export const FOUND_HISTORIES: Readonly<Record<string, readonly Operation[]>> = {
  'a series that two apps divide is not there twice where the later one gives way': [
    at(1, 'go offline'),
    at(0, 'relocate', occurrence(3), 'following'),
    at(0, 'wait'),
    at(1, 'relocate', occurrence(1), 'following'),
    at(1, 'go online'),
  ],
  'a division that was refused keeps a later change of all where it is retried': [
    at(0, 'meet a fault', FAULT_403),
    at(0, 'rename', occurrence(2), 'following'),
    at(0, 'wait'),
    at(0, 'relocate', occurrence(0), 'all'),
  ],
  'a series that two apps divide at the same occurrence is not there twice': [
    at(1, 'go offline'),
    at(0, 'rename', occurrence(2), 'following'),
    at(0, 'wait'),
    at(1, 'relocate', occurrence(2), 'following'),
    at(1, 'go online'),
  ],
  'a series that is divided and renamed as a whole elsewhere keeps both changes': [
    at(1, 'go offline'),
    at(0, 'rename', occurrence(2), 'all'),
    at(0, 'wait'),
    at(1, 'relocate', occurrence(2), 'following'),
    at(1, 'go online'),
  ],
  'an occurrence that was changed offline keeps that where its series is divided before it': [
    at(0, 'go offline'),
    at(0, 'rename', occurrence(3)),
    at(0, 'delete', occurrence(4)),
    at(0, 'relocate', occurrence(2), 'following'),
  ],
  'an occurrence that was just renamed keeps that where all of the series is renamed': [
    at(0, 'rename', occurrence(2)),
    at(0, 'rename', occurrence(0), 'all'),
  ],
  'what somebody else has changed of one occurrence stays where the series is moved': [
    at(0, 'go offline'),
    at(0, 'relocate by somebody else', listedOccurrence(2)),
    at(0, 'reschedule', occurrence(0), 'all'),
    at(0, 'go online'),
  ],
  'what somebody else has changed of one occurrence stays where the series is divided before it': [
    at(0, 'go offline'),
    at(0, 'relocate by somebody else', listedOccurrence(2)),
    at(0, 'delete by somebody else', listedOccurrence(4)),
    at(0, 'reschedule', occurrence(1), 'following'),
    at(0, 'go online'),
  ],
  'a change of this and following events goes on where the series was deleted': [
    at(0, 'go offline'),
    at(0, 'relocate', occurrence(2), 'following'),
    at(1, 'delete', occurrence(0), 'all'),
    at(1, 'wait'),
    at(0, 'go online'),
  ],
  'a series that was deleted is brought back with its changed occurrences': [
    at(0, 'go offline'),
    at(0, 'rename', occurrence(0), 'all'),
    at(0, 'relocate by somebody else', listedOccurrence(5)),
    at(1, 'delete', occurrence(0), 'all'),
    at(1, 'wait'),
    at(0, 'go online'),
  ],
  'a series that is added and moved before Google has answered takes a later change of all': [
    at(1, 'go offline'),
    at(1, 'add a series', 4),
    at(1, 'reschedule', ADDED_OCCURRENCE, 'following'),
    at(1, 'relocate', ADDED_OCCURRENCE, 'all'),
    at(1, 'go online'),
  ],
  'what was deleted of a series that somebody else has divided there is asked about': [
    at(0, 'go offline'),
    at(0, 'delete', occurrence(4), 'following'),
    at(1, 'rename', occurrence(4), 'following'),
    at(1, 'wait'),
    at(0, 'go online'),
  ],
  'an occurrence that was deleted while somebody else has moved the series is asked about': [
    at(0, 'go offline'),
    at(1, 'reschedule', occurrence(0), 'following'),
    at(1, 'wait'),
    at(0, 'delete', occurrence(4)),
    at(0, 'go online'),
  ],
  'a changed occurrence of a series that is kept where it was shows what Google has': [
    at(1, 'move', occurrence(1)),
    at(1, 'wait'),
    at(0, 'rename', occurrence(4)),
    at(0, 'relocate', occurrence(4), 'following'),
  ],
  'a write is taken back where its event has been moved to before it was answered': [
    at(0, 'meet a fault', FAULT_503),
    at(0, 'reschedule', FIRST),
    at(0, 'wait'),
    at(0, 'undo'),
    at(0, 'move', FIRST),
  ],
  'a split that is offline is sent from the tab that is opened again': [
    at(0, 'go offline'),
    at(0, 'rename', occurrence(2), 'following'),
    at(0, 'close and open again'),
  ],
  'a refused change of a series counts for what is left of that when it is tried again after a division':
    [
      at(0, 'go offline'),
      at(0, 'meet a fault', FAULT_403),
      at(1, 'reschedule', occurrence(0), 'following'),
      at(1, 'wait'),
      at(1, 'rename', occurrence(3), 'following'),
      at(0, 'go online'),
    ],
  'an occurrence that was moved alone, and then with all others, is where it was moved to': [
    at(0, 'reschedule', occurrence(2)),
    at(0, 'wait'),
    at(0, 'reschedule', occurrence(2), 'all'),
  ],
};
