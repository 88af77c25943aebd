import { getTestBed } from '@angular/core/testing';
import { BrowserTestingModule, platformBrowserTesting } from '@angular/platform-browser/testing';
import {
  ɵGOOGLE_CODE as GOOGLE_CODE,
  type ɵGoogleCode as GoogleCode,
} from 'ngx-calendar-sync/google';
import * as offline from 'ngx-calendar-sync/google/offline';
import * as runtime from 'ngx-calendar-sync/google/runtime';
import { runFewSuitesInMoreTimeZones } from './suites-of-more-time-zones';
import { runSuitesWithoutLocalTimeOnce } from './suites-with-local-time';
import * as writes from 'ngx-calendar-sync/google/writes';

// Most specs are about what the library does once its code is there; google/lazy-google.spec.ts takes this away again.
const code: GoogleCode = { runtime, writes, offline };

getTestBed().initTestEnvironment(
  BrowserTestingModule,
  platformBrowserTesting([{ provide: GOOGLE_CODE, useValue: code }]),
  { errorOnUnknownElements: true, errorOnUnknownProperties: true },
);

runSuitesWithoutLocalTimeOnce();
runFewSuitesInMoreTimeZones();
