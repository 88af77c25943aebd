import type { Provider } from '@angular/core';
import { inject } from '@angular/core';
import { of } from 'rxjs';
import {
  ɵCLOCK as CLOCK,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵVISIBLE as VISIBLE,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import { aClock, FakeClock } from './fake-clock';
import { TestNetwork } from './test-network';

/** In place of the browser: one tab alone, a clock that stands still, no storage, and a network that can be cut. */
export function testEnvironment(now: Date | string): readonly Provider[] {
  return [
    { provide: FakeClock, useFactory: () => aClock(now) },
    { provide: CLOCK, useExisting: FakeClock },
    { provide: TAB_CONNECTIONS, useValue: undefined },
    { provide: LOCAL_STORAGE, useValue: undefined },
    { provide: VISIBLE, useValue: of(true) },
    TestNetwork,
    { provide: WAKE, useFactory: () => inject(TestNetwork).back$ },
  ];
}
