import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  output,
  viewChild,
} from '@angular/core';
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
  /** It goes while it has the focus, which is to stay in the page. */
  readonly focusLost = output();

  readonly changes = inject(PendingChanges);
  readonly text = computed(() => {
    const offline = this.changes.isOffline()
      ? [$localize`:@@pendingChanges.offlineMark:Offline`]
      : [];
    const summary = this.changes.summary();
    return listText([...offline, ...(summary ? [summary] : [])]);
  });

  readonly button = viewChild<ElementRef<HTMLElement>>('button');

  constructor() {
    inject(WriteNews).start();
    const document = inject(DOCUMENT);
    effect(() => {
      // This runs before the button is taken out of the page.
      const button = this.button()?.nativeElement;
      if (!this.changes.isMarked() && button && button === document.activeElement) {
        this.focusLost.emit();
      }
    });
  }
}
