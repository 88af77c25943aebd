import type { OutlookCalendarService } from 'ngx-calendar-sync/outlook';

type Service = Pick<OutlookCalendarService, 'conflicts' | 'resolveConflict'>;

/** The compiler alone checks this: nothing of it runs. Each line under `@ts-expect-error` must not compile. */
export async function samples(service: Service, id: string): Promise<void> {
  await service.resolveConflict(id, 'theirs');
  await service.resolveConflict(id, { title: 'mine', times: 'theirs', importance: 'mine' });
  // @ts-expect-error -- the name of the title is misspelt
  await service.resolveConflict(id, { titel: 'mine' });
  // @ts-expect-error -- a field that Google alone has
  await service.resolveConflict(id, { guestsCanModify: 'mine' });

  const [conflict] = service.conflicts();
  const isOfTimes = conflict?.fields.includes('times');
  // @ts-expect-error -- no such field
  const isOfTime = conflict?.fields.includes('time');
  await service.resolveConflict(id, isOfTimes && isOfTime ? 'mine' : 'theirs');
}
