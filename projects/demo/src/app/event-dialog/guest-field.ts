import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  input,
  model,
  signal,
  viewChild,
} from '@angular/core';
import type { Attendee } from 'ngx-calendar-sync';
import { listText } from '../language/list-text';
import { isolated } from '../language/quoted';
import { GUEST_ANSWERS } from './guest-answers';
import { readGuests } from './guest-emails';

/** The field to invite guests by their addresses, and the list in which they can be taken off again. */
@Component({
  selector: 'app-guest-field',
  templateUrl: './guest-field.html',
  styleUrls: ['./guests.css', './guest-field.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GuestField {
  /** The addresses of all guests. */
  readonly emails = model.required<readonly string[]>();
  /** The guests as they were read, with their names and answers. */
  readonly known = input<readonly Attendee[]>([]);

  readonly typed = viewChild.required<ElementRef<HTMLInputElement>>('typed');
  readonly problem = signal<string | undefined>(undefined);
  /** What a screen reader says of the last change. */
  readonly announcement = signal('');
  readonly rows = computed(() => {
    const known = new Map(this.known().map((guest) => [guest.email, guest]));
    return this.emails().map((email) => {
      const guest = known.get(email);
      return {
        email,
        name: guest?.displayName ?? email,
        notes: guest
          ? listText([
              ...(guest.organizer ? [$localize`:@@guests.organizer:Organizer`] : []),
              GUEST_ANSWERS[guest.responseStatus].text,
            ])
          : $localize`:@@guests.toBeInvited:To be invited`,
        comment: guest?.comment,
        icon: guest ? GUEST_ANSWERS[guest.responseStatus].icon : 'M8 3.5v9M3.5 8h9',
        response: guest?.responseStatus,
      };
    });
  });

  /** Invites whom the user has typed. Returns whether that could be read; a message says what could not. */
  add(): boolean {
    const field = this.typed().nativeElement;
    const read = readGuests(field.value, this.emails());
    if ('problem' in read) {
      this.problem.set(read.problem);
      field.focus();
      return false;
    }
    this.problem.set(undefined);
    if (read.emails.length > 0) {
      this.emails.update((emails) => [...emails, ...read.emails]);
      this.announcement.set($localize`:@@guests.added:${listText(read.emails)}:EMAILS: added.`);
    }
    field.value = '';
    return true;
  }

  /** Enter adds a guest. In an empty field it saves the event, as in the other fields. */
  addByEnter(event: Event): void {
    if (this.typed().nativeElement.value.trim()) {
      event.preventDefault();
      this.add();
    }
  }

  /** The pressed button disappears with its guest, so the focus goes to the field. */
  remove(email: string): void {
    this.emails.update((emails) => emails.filter((one) => one !== email));
    this.announcement.set($localize`:@@guests.removed:${isolated(email)}:EMAIL: removed.`);
    this.typed().nativeElement.focus();
  }

  forgetProblem(): void {
    this.problem.set(undefined);
  }
}
