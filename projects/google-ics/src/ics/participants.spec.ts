import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

/** The name of the organizer whose CN is written so. */
function nameOf(written: string): string | undefined {
  const text = calendarOf([
    'UID:a',
    'DTSTART:20260504T090000',
    'SUMMARY:A',
    `ORGANIZER;CN=${written}:mailto:ada@example.com`,
  ]);
  return eventNamed(imported(text), 'A').organizer?.displayName;
}

describe('Names of participants', () => {
  it('participants: quotes in a name, written as RFC 6868 says, are kept', () => {
    expect(nameOf(`"Byron, ^'Ada^'"`)).toBe('Byron, "Ada"');
    expect(nameOf(`^'Ada^' Byron`)).toBe('"Ada" Byron');
    expect(nameOf('Ada ^^ Ben^nCy')).toBe('Ada ^ Ben\nCy');
  });

  it("participants: Outlook's quotes around a name are left out, and those in it are kept", () => {
    expect(nameOf(`"'Ada Byron'"`)).toBe('Ada Byron');
    expect(nameOf(`'Ada O'Neil'`)).toBe("Ada O'Neil");
    expect(nameOf("Ada O'")).toBe("Ada O'");
    expect(nameOf(`""`)).toBeUndefined();
  });
});
