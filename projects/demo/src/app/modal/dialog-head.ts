import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { Modal } from './modal';

/** The head of a dialog: its heading and, but for a question, the button that closes it. It stays while the rest scrolls. */
@Component({
  selector: 'app-dialog-head',
  templateUrl: './dialog-head.html',
  styleUrl: './dialog-head.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DialogHead {
  /** The id of the heading, for `aria-labelledby` of the dialog. */
  readonly headingId = input.required<string>();
  /** Whether there is a button that closes the dialog. A question has one for each answer instead. */
  readonly closable = input(true);
  /** Whether the heading can get the focus: when the dialog is opened, and where what had it is gone. */
  readonly takesFocus = input(false);

  readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  readonly modal = inject(Modal);
}
