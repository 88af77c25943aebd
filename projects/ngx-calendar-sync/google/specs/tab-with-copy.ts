import { of } from 'rxjs';
import { ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync/base';
import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { GoogleCalendarService } from '../google-calendar.service';
import { withOfflineReplica } from '../with-offline-replica';
import { aTab, aToken, closeTabs, ScriptedSignIn } from './emulator';

/** A tab with a local copy in which this user is signed in; `close` ends it, and deletes the copy. */
export async function signedInWithCopy(email: string): Promise<{
  readonly service: GoogleCalendarService;
  readonly close: () => Promise<void>;
}> {
  const gis = new ScriptedSignIn((on) => void aToken(email).then(on.token));
  const providers = [{ provide: VISIBLE, useValue: of(true) }];
  const service = aTab({ gis }, [withOfflineReplica()], providers).get(GoogleCalendarService);
  await service.initialize();
  await service.signIn();
  const close = async () => {
    await closeTabs();
    await deleteReplica(`google:${email}`);
  };
  return { service, close };
}
