import type { ProviderToken } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LazyGoogle } from '../lazy-google';

/** What the code behind the service provides; specs have that code from the start. */
export function behindService<T>(token: ProviderToken<T>): T {
  const google = TestBed.inject(LazyGoogle).current;
  if (!google) {
    throw new Error('The code behind the service did not start.');
  }
  return google.injector.get(token);
}
