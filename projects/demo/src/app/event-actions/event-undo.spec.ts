import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { UserCalendars } from '../accounts/user-calendars';
import { PendingChanges } from '../pending-changes/pending-changes';
import { Toasts } from '../toasts/toasts';
import { EventUndo } from './event-undo';

describe('EventUndo', () => {
  const undoableWrites = signal<readonly { readonly id: string }[]>([]);
  const undoLastWrite = jasmine.createSpy('undoLastWrite');
  const noteTakenBack = jasmine.createSpy('noteTakenBack');
  const texts = (name: string) => ({ done: `${name} saved`, undone: `${name} is back` });
  const shown = () =>
    TestBed.inject(Toasts)
      .toasts()
      .map(({ text, action }) => (action ? `${text} [${action.label}]` : text));

  /** A write of the service, which can be taken back once it is made. */
  const make = (id: string) => () => {
    undoableWrites.update((writes) => [...writes, { id }]);
    return Promise.resolve();
  };

  beforeEach(() => {
    undoableWrites.set([]);
    undoLastWrite.calls.reset();
    noteTakenBack.calls.reset();
    undoLastWrite.and.callFake(() => {
      undoableWrites.update((writes) => writes.slice(0, -1));
      return Promise.resolve();
    });
    TestBed.configureTestingModule({
      providers: [
        {
          provide: UserCalendars,
          useValue: { undoLastWrite, undoableWrite: () => undoableWrites().at(-1) },
        },
        { provide: PendingChanges, useValue: { noteTakenBack } },
      ],
    });
  });

  it('offers to take a write back, and says that it is', async () => {
    const undo = TestBed.inject(EventUndo);
    await undo.write(make('1'), texts('Tea'));
    expect(shown()).toEqual(['Tea saved [Undo]']);
    await undo.undo();
    expect(undoLastWrite).toHaveBeenCalledTimes(1);
    expect(noteTakenBack).toHaveBeenCalledOnceWith('1');
    expect(shown()).toEqual(['Tea is back']);
  });

  it('offers only the last write, since that is the one that the service takes back', async () => {
    const undo = TestBed.inject(EventUndo);
    await undo.write(make('1'), texts('Tea'));
    await undo.write(make('2'), texts('Cake'));
    expect(shown()).toEqual(['Cake saved [Undo]']);
  });

  it('does not offer a write that ends after a later one was made', async () => {
    const undo = TestBed.inject(EventUndo);
    let finish = (): void => undefined;
    const slow = undo.write(() => new Promise<void>((resolve) => (finish = resolve)), texts('Tea'));
    await undo.write(make('2'), texts('Cake'));
    finish();
    await slow;
    expect(shown()).toEqual(['Cake saved [Undo]', 'Tea saved']);
  });

  it('takes the write before it back next', async () => {
    const undo = TestBed.inject(EventUndo);
    await undo.write(make('1'), texts('Tea'));
    await undo.write(make('2'), texts('Cake'));
    await undo.undo();
    await undo.undo();
    expect(undoLastWrite).toHaveBeenCalledTimes(2);
    expect(shown()).toEqual(['Tea is back']);
  });

  it('a discarded write: its Undo goes, and the one before is taken back and named', async () => {
    const undo = TestBed.inject(EventUndo);
    await undo.write(make('1'), texts('Tea'));
    await undo.write(make('2'), texts('Cake'));
    undoableWrites.set([{ id: '1' }]);
    TestBed.tick();
    expect(shown()).toEqual([]);
    await undo.undo();
    expect(shown()).toEqual(['Tea is back']);
  });

  it('does nothing without a write, and after one that was refused', async () => {
    const undo = TestBed.inject(EventUndo);
    await undo.undo();
    const refused = undo.write(() => Promise.reject(new Error('no')), texts('Tea'));
    await expectAsync(refused).toBeRejected();
    await undo.undo();
    expect(undoLastWrite).not.toHaveBeenCalled();
    expect(shown()).toEqual([]);
  });

  it('says why a write could not be taken back', async () => {
    undoLastWrite.and.rejectWith(new CalendarSyncError('offline', 'status 0'));
    const undo = TestBed.inject(EventUndo);
    await undo.write(make('1'), texts('Tea'));
    await undo.undo();
    expect(shown()).toEqual([
      'This was not undone. There is no connection. Check your network and try again.',
    ]);
  });
});
