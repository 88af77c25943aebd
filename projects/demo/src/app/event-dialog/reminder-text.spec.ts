import { calendarRemindersOf, remindersText, reminderTimeText } from './reminder-text';

describe('reminderTimeText', () => {
  it('says minutes in the largest units', () => {
    expect([0, 1, 10, 60, 90, 1440, 2880, 10_080].map(reminderTimeText)).toEqual([
      'at the start',
      '1 minute before',
      '10 minutes before',
      '1 hour before',
      '1 hour 30 minutes before',
      '1 day before',
      '2 days before',
      '1 week before',
    ]);
  });
});

describe('remindersText', () => {
  const calendar = [{ method: 'popup', minutes: 30 }] as const;

  it('says those of the calendar where the event has none of its own', () => {
    expect(remindersText(undefined, calendar)).toBe('30 minutes before');
    expect(remindersText({ useDefault: true }, calendar)).toBe('30 minutes before');
  });

  it('says the event’s own, and that there are none', () => {
    const overrides = [
      { method: 'popup', minutes: 5 },
      { method: 'email', minutes: 1440 },
    ] as const;
    expect(remindersText({ useDefault: false, overrides }, calendar)).toBe(
      '5 minutes before; 1 day before, by e-mail',
    );
    expect(remindersText({ useDefault: false }, calendar)).toBe('None');
  });
});

describe('calendarRemindersOf', () => {
  it('leaves out reminders by SMS, which Google has given up', () => {
    const reminders = [
      { method: 'sms', minutes: 10 },
      { method: 'email', minutes: 10 },
    ];
    expect(calendarRemindersOf(reminders)).toEqual([{ method: 'email', minutes: 10 }]);
  });
});
