import { type ApplicationRef, provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { filter, skipWhile, type Subscription, take } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type GoogleAuthState,
  type GoogleCalendarEventDraft,
  type GoogleCalendarListEntry,
  GoogleCalendarService,
  type GoogleCalendarSyncConfig,
  provideGoogleCalendarSync,
  withGestureRenewal,
} from 'ngx-calendar-sync/google';
import {
  draftOf,
  type MobiscrollEvent,
  mobiscrollEvent,
  type MobiscrollGoogleEvent,
} from './mobiscroll-event';
