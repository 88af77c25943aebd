import { ɵtargetOf as targetOf } from 'ngx-calendar-sync/core';
import { ɵinstanceIdPrefix as instanceIdPrefix } from 'ngx-calendar-sync/google/times';
import type { GoogleWrite } from './google-request';

/** The id of an occurrence: that of the first series of its line, and its original start. */
const OCCURRENCE_ID = /^(.+_)\d{8}(?:T\d{6}Z)?$/;

/**
 * A write that is sent in order with those of its series, also where the occurrence was never loaded, so that only its id tells of
 * which series it is. The occurrences of a series that Google has divided name the first one.
 */
export function inOrderOfSeries(write: GoogleWrite): GoogleWrite {
  const { eventId, seriesId } = targetOf(write.shown);
  const id = seriesId ?? eventId;
  const [, prefix = instanceIdPrefix(id)] = OCCURRENCE_ID.exec(id) ?? [];
  const first = prefix.slice(0, -1);
  return first === id ? write : { ...write, ordersWith: [first] };
}
