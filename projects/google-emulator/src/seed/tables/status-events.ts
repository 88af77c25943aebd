import type { EventPlan } from '../event-plan.ts';

/** Out of office, focus time and working locations, which Google allows in primary calendars only. */
export const STATUS_EVENTS: readonly EventPlan[] = [
  {
    summary: 'Out of office',
    on: { week: -32, day: 'Mon' },
    time: { at: '00:00', minutes: 5 * 24 * 60 },
    eventType: 'outOfOffice',
    transparency: 'opaque',
    visibility: 'public',
    outOfOfficeProperties: {
      autoDeclineMode: 'declineAllConflictingInvitations',
      declineMessage: 'I am away until Monday. Leyla knows everything.',
    },
  },
  {
    summary: 'Out of office: moving boxes',
    on: { week: 2, day: 'Fri' },
    time: { at: '13:00', minutes: 300 },
    eventType: 'outOfOffice',
    transparency: 'opaque',
    outOfOfficeProperties: {
      autoDeclineMode: 'declineOnlyNewConflictingInvitations',
      declineMessage: 'Declined because I am out of office',
    },
  },
  {
    summary: 'Focus time: tender text',
    on: { week: 0, day: 'Wed' },
    time: { at: '16:00', minutes: 90 },
    eventType: 'focusTime',
    transparency: 'opaque',
    focusTimeProperties: {
      autoDeclineMode: 'declineOnlyNewConflictingInvitations',
      chatStatus: 'doNotDisturb',
      declineMessage: 'Writing. Please find me after half past five.',
    },
  },
  {
    summary: 'Studio, desk by the window',
    on: { week: 0, day: 'Tue' },
    time: { days: 1 },
    eventType: 'workingLocation',
    transparency: 'transparent',
    visibility: 'public',
    workingLocationProperties: {
      type: 'officeLocation',
      officeLocation: {
        buildingId: 'halde',
        floorId: '2',
        deskId: 'window',
        label: 'Studio Halde',
      },
    },
  },
  {
    summary: 'Messe Frankfurt',
    on: { week: 3, day: 'Tue' },
    time: { days: 1 },
    eventType: 'workingLocation',
    transparency: 'transparent',
    visibility: 'public',
    workingLocationProperties: {
      type: 'customLocation',
      customLocation: { label: 'Messe Frankfurt, Hall 3.1' },
    },
  },
];
