import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CalendarSyncError, type PendingWrite } from 'ngx-calendar-sync';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Connection } from './connection';

const WAITING: PendingWrite = {
  id: '1',
  kind: 'update',
  calendarId: 'work',
  eventId: 'lunch',
  title: 'Lunch',
  madeAt: new Date(0),
  state: 'waiting',
};

describe('Connection', () => {
  it('a write without a network: offline until it is sent, also while it is tried again', () => {
    const pendingWrites = signal<readonly PendingWrite[]>([WAITING]);
    const google = {
      pendingWrites,
      authState: signal({ status: 'signed-in' }),
      syncState: signal({}),
    };
    TestBed.configureTestingModule({
      providers: [{ provide: GoogleCalendarService, useValue: google }],
    });
    const connection = TestBed.inject(Connection);
    expect(connection.isOffline()).toBeFalse();
    const error = new CalendarSyncError('offline', 'status 0');
    pendingWrites.set([{ ...WAITING, error }]);
    expect(connection.isOffline()).toBeTrue();
    pendingWrites.set([{ ...WAITING, state: 'sending' }]);
    expect(connection.isOffline()).toBeTrue();
    pendingWrites.set([{ ...WAITING, id: '2', state: 'sending' }]);
    expect(connection.isOffline()).toBeFalse();
  });
});
