import type { Seed } from '../seed/seed.ts';

export const NOW = new Date('2026-06-10T08:00:00Z');
export const BEN = 'ben@contoso.example';
export const CLEO = 'cleo@outlook.example';

/** Ada and Ben work in one organization, Cleo has a personal account. Ada sees a calendar of Ben's. */
export function smallWorld(): Seed {
  return {
    users: [
      {
        email: 'ada@contoso.example',
        name: 'Ada',
        timeZone: 'Europe/Berlin',
        categories: [{ displayName: 'Red category', color: 'preset0' }],
      },
      { email: BEN, name: 'Ben', timeZone: 'America/New_York' },
      { email: CLEO, name: 'Cleo', kind: 'personal', timeZone: 'UTC' },
    ],
    calendars: [
      {
        owner: BEN,
        name: 'Calendar',
        isDefault: true,
        sharedWith: [{ email: 'ada@contoso.example', canEdit: false }],
        events: [
          {
            key: 'ben-1',
            body: {
              subject: 'Of Ben',
              start: { dateTime: '2026-06-10T14:00:00', timeZone: 'UTC' },
              end: { dateTime: '2026-06-10T15:00:00', timeZone: 'UTC' },
            },
          },
        ],
      },
    ],
  };
}
