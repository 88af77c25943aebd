import { type ModuleWithProviders, NgModule } from '@angular/core';
import type { OutlookCalendarSyncConfigSource } from 'ngx-calendar-sync/outlook/start';
import {
  type OutlookCalendarSyncFeature,
  provideOutlookCalendarSync,
} from './provide-outlook-calendar-sync';

/**
 * For apps with NgModules: the same providers as {@link provideOutlookCalendarSync}.
 *
 * @example
 * ```ts
 * @NgModule({
 *   imports: [
 *     OutlookCalendarSyncModule.forRoot({ clientId: '11111111-2222-4333-8444-555555555555' }),
 *   ],
 * })
 * export class AppModule {}
 * ```
 */
@NgModule({})
export class OutlookCalendarSyncModule {
  /** Takes the arguments of {@link provideOutlookCalendarSync}, with the same errors. */
  static forRoot(
    config: OutlookCalendarSyncConfigSource,
    ...features: readonly OutlookCalendarSyncFeature[]
  ): ModuleWithProviders<OutlookCalendarSyncModule> {
    return {
      ngModule: OutlookCalendarSyncModule,
      providers: [provideOutlookCalendarSync(config, ...features)],
    };
  }
}
