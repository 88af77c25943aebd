import { isolated, quoted } from '../language/quoted';

/** Somebody at a host with a dot: what is wrong beyond that only the mail can tell. */
const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

const EXAMPLE_EMAIL = 'name@example.com';

/** The addresses that were typed, or the message that says what is wrong with one of them. */
export type TypedGuests = { readonly emails: readonly string[] } | { readonly problem: string };

/** Reads one or several addresses, between which there are commas, semicolons or spaces. */
export function readGuests(typed: string, invited: readonly string[]): TypedGuests {
  const emails: string[] = [];
  const known = new Set(invited.map((email) => email.toLowerCase()));
  for (const email of typed.split(/[\s,;]+/).filter(Boolean)) {
    if (!EMAIL.test(email)) {
      return {
        problem: $localize`:@@guests.noAddress:${quoted(email)}:TYPED: is no e-mail address. Write it as ${EXAMPLE_EMAIL}:EXAMPLE:.`,
      };
    }
    if (known.has(email.toLowerCase())) {
      return {
        problem: $localize`:@@guests.invitedAlready:${isolated(email)}:EMAIL: is invited already.`,
      };
    }
    known.add(email.toLowerCase());
    emails.push(email);
  }
  return { emails };
}
