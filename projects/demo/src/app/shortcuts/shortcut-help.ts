import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { Shortcut } from './shortcut';
import { Shortcuts } from './shortcuts';

interface HelpLine {
  readonly keys: readonly string[];
  readonly does: string;
}

/** These keys are the browser's, FullCalendar's or no single keys, and cannot be turned off. */
const FIXED_LINES: readonly HelpLine[] = [
  {
    keys: [$localize`:@@shortcuts.arrowKeys:Arrow keys`],
    does: $localize`:@@shortcuts.arrows:From one event to another`,
  },
  {
    keys: [$localize`:@@shortcuts.enterKey:Enter`],
    does: $localize`:@@shortcuts.enter:Open the event`,
  },
  {
    keys: [$localize`:@@shortcuts.undoKey:Ctrl+Z`],
    does: $localize`:@@shortcuts.undo:Undo the last change`,
  },
  {
    keys: [$localize`:@@shortcuts.escapeKey:Esc`],
    does: $localize`:@@shortcuts.escape:Close what is open`,
  },
];

/** The button `?`, and the sheet that it opens: the keys of the page, and the switch that turns them off. */
@Component({
  selector: 'app-shortcut-help',
  imports: [DialogHead, Modal, Shortcut],
  templateUrl: './shortcut-help.html',
  styleUrl: './shortcut-help.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShortcutHelp {
  readonly shortcuts = inject(Shortcuts);
  readonly isOpen = signal(false);

  readonly lists = computed(() => [
    {
      lines: this.shortcuts.buttons().map(({ keys, name }) => ({ keys: keys(), does: name() })),
      off: !this.shortcuts.on(),
    },
    { lines: FIXED_LINES, off: false },
  ]);

  turn(event: Event): void {
    this.shortcuts.turn((event.target as HTMLInputElement).checked);
  }
}
