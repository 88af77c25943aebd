/** What may be wrong with a recurrence. `{}` is the name of a property of iCalendar, or of a part of a rule. */
const PROBLEMS = {
  times: 'It has no times that can be read: it does not show.',
  zone: 'Its time zone is not known: it recurs in that of its calendar.',
  line: 'A line of its recurrence cannot be read.',
  rule: 'The rule of its recurrence cannot be read ({}): only its own date shows.',
  frequentRule: 'A rule of its recurrence happens too often to be shown: it is left out.',
  frequent: 'It happens too often to be shown whole: its last occurrences are left out.',
  date: 'A date of its {} cannot be read.',
  dateZone: 'The time zone of its {} is not known: read in that of the series.',
  period: 'A period of its RDATE ends before it begins: it is as long as the first.',
};

/** Holds nothing of the event's content. A sentence in development builds; in production its key above, and the name. */
export function problemText(problem: keyof typeof PROBLEMS, name = ''): string {
  return ngDevMode ? PROBLEMS[problem].replace('{}', name) : `${problem} ${name}`.trim();
}
