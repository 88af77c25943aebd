import type { ReplicaStatus } from '../replica/replica-store';
import type { CopyProgress } from './copy-progress';

/** How far the copy is, and where it is stored. */
export interface CopyState extends CopyProgress {
  /** Where the copy is stored. */
  readonly storage: ReplicaStatus;
}
