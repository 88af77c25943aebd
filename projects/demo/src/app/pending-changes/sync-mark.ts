import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { listText } from '../language/list-text';
import { PendingChanges } from './pending-changes';
import { WriteNews } from './write-news';

/** Says that Google cannot be reached, or how many changes are not saved there yet. Pressed it shows them. */
@Component({
  selector: 'app-sync-mark',
  templateUrl: './sync-mark.html',
  styleUrl: './sync-mark.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SyncMark {
  readonly opened = output();

  readonly changes = inject(PendingChanges);
  readonly text = computed(() => {
    const offline = this.changes.isOffline()
      ? [$localize`:@@pendingChanges.offlineMark:Offline`]
      : [];
    const summary = this.changes.summary();
    return listText([...offline, ...(summary ? [summary] : [])]);
  });

  constructor() {
    inject(WriteNews).start();
  }
}
