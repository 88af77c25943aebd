import { TestBed } from '@angular/core/testing';
import { WAKE } from './wake';

describe('WAKE', () => {
  it('emits when a tab becomes visible, goes online or comes from the back/forward cache, not on load', () => {
    let woken = 0;
    const subscription = TestBed.inject(WAKE).subscribe(() => (woken += 1));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(woken).toBe(0);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(woken).toBe(3);
    subscription.unsubscribe();
  });
});
