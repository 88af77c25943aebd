import { TestBed } from '@angular/core/testing';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { Toasts } from './toasts';

describe('Toasts', () => {
  const action = { label: 'Undo', run: () => undefined };
  const texts = (toasts: Toasts) => toasts.toasts().map(({ text }) => text);

  it('a new toast replaces older successes, but none with an action', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.done('one');
    toasts.done('two', { action });
    toasts.done('three');
    toasts.done('four');
    expect(texts(toasts)).toEqual(['two', 'four']);
  });

  it('a new toast replaces an older one about the same thing', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.done('tea moved', { action, about: 'tea' });
    toasts.done('cake moved', { action, about: 'cake' });
    toasts.done('tea deleted', { action, about: 'tea' });
    expect(texts(toasts)).toEqual(['cake moved', 'tea deleted']);
  });

  it('the oldest toast goes when there are more than three', () => {
    const toasts = TestBed.inject(Toasts);
    for (const text of ['one', 'two', 'three', 'four']) {
      toasts.done(text, { action });
    }
    expect(texts(toasts)).toEqual(['two', 'three', 'four']);
  });

  it('a problem says what did not work, and why', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.problem('“Tea” was not moved.', new CalendarSyncError('offline', 'status 0'));
    expect(texts(toasts)).toEqual([
      '“Tea” was not moved. There is no connection. Check your network and try again.',
    ]);
    expect(toasts.toasts()[0]?.kind).toBe('problem');
  });

  it('a dismissed toast is removed', () => {
    const toasts = TestBed.inject(Toasts);
    toasts.done('one');
    toasts.dismiss(toasts.toasts()[0]?.id ?? 0);
    expect(texts(toasts)).toEqual([]);
  });
});
