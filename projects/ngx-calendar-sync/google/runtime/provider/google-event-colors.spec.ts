import { of, Subject, throwError } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleColors } from 'ngx-calendar-sync/google/start';
import { GoogleAccess } from './google-access';
import { GoogleEventColors } from './google-event-colors';
import type { ResolvedConfig } from '../config/resolved-config';

const config = {} as ResolvedConfig;
const gym = { id: 'gym', backgroundColor: '#7986cb' };

/** The colours over an API of which only these two requests are asked, with somebody who listens. */
function colorsOver(api: Partial<Pick<GoogleCalendarApi, 'colors' | 'calendarLabels'>>) {
  const colors = colorsUnheard(api);
  colors.changed$.subscribe();
  return colors;
}

function colorsUnheard(api: Partial<Pick<GoogleCalendarApi, 'colors' | 'calendarLabels'>>) {
  const access = new GoogleAccess(true, () => true);
  return new GoogleEventColors(api as GoogleCalendarApi, access);
}

describe('GoogleEventColors', () => {
  it('record, restore: palette and labels are there again offline', () => {
    const online = colorsOver({
      colors: () => of({ event: { 1: { background: '#123456' } } }),
      calendarLabels: () => of({ labelProperties: { eventLabels: [gym] } }),
    });
    expect(online.record).toBeUndefined();
    online.load(config);
    online.lookUpLabels('work', [{ eventLabelId: 'gym' }]);
    const stored = JSON.parse(JSON.stringify(online.record)) as NonNullable<typeof online.record>;

    const offline = colorsOver({ calendarLabels: () => throwError(() => new Error('offline')) });
    offline.restore(stored);
    expect(offline.palette).toEqual({ 1: { background: '#123456' } });
    expect(offline.labelsOf('work')).toEqual([gym]);
  });

  it('lookUpLabels: the labels of a calendar are asked for once', () => {
    const answer = new Subject<{ labelProperties: { eventLabels: (typeof gym)[] } }>();
    let asked = 0;
    const colors = colorsOver({
      calendarLabels: () => {
        asked += 1;
        return answer;
      },
    });
    colors.lookUpLabels('work', [{ eventLabelId: 'gym' }, { eventLabelId: 'other' }, {}]);
    colors.lookUpLabels('work', [{ eventLabelId: 'third' }]);
    expect(asked).toBe(1);
    answer.next({ labelProperties: { eventLabels: [gym] } });
    colors.lookUpLabels('work', [{ eventLabelId: 'gym' }, { eventLabelId: 'other' }]);
    expect(asked).toBe(1);
  });

  it('lookUpLabels: labels that a copy has stored are asked for once, since they may have been changed elsewhere', () => {
    let asked = 0;
    const renamed = { ...gym, name: 'Gym' };
    const colors = colorsOver({
      calendarLabels: () => {
        asked += 1;
        return of({ labelProperties: { eventLabels: [renamed] } });
      },
    });
    colors.restore({ eventLabels: { work: [gym] } });
    colors.lookUpLabels('work', [{ eventLabelId: 'gym' }]);
    colors.lookUpLabels('work', [{ eventLabelId: 'gym' }]);
    expect(colors.labelsOf('work')).toEqual([renamed]);
    expect(asked).toBe(1);
  });

  it('lookUpLabels: asks again after a transient failure, and not after a refusal', () => {
    const failures: CalendarSyncErrorCode[] = ['offline', 'forbidden'];
    let asked = 0;
    const colors = colorsOver({
      calendarLabels: () => {
        const failure = failures[asked] ?? 'unexpected';
        asked += 1;
        return throwError(() => new CalendarSyncError(failure, 'As the test says.'));
      },
    });
    colors.lookUpLabels('work', [{ eventLabelId: 'gym' }]);
    colors.lookUpLabels('work', [{ eventLabelId: 'gym' }]);
    expect(asked).toBe(2);
    colors.lookUpLabels('work', [{ eventLabelId: 'gym' }]);
    expect(asked).toBe(2);
  });

  it('changed$: emits only where colours have changed; load asks again after a failure', () => {
    const answers = [throwError(() => new Error('503')), of({ event: { 1: {} } })];
    const colors = colorsOver({ colors: () => answers.shift() ?? of({}) });
    let changes = 0;
    colors.changed$.subscribe(() => (changes += 1));
    colors.load(config);
    expect(changes).toBe(0);
    colors.load(config);
    colors.load(config);
    expect([changes, answers.length]).toEqual([1, 0]);
  });

  it('changed$: without a subscriber nothing is asked for, and unsubscribing cancels requests', () => {
    const answer = new Subject<GoogleColors>();
    const colors = colorsUnheard({ colors: () => answer });
    colors.load(config);
    expect(answer.observed).toBeFalse();
    const session = colors.changed$.subscribe();
    colors.load(config);
    expect(answer.observed).toBeTrue();
    session.unsubscribe();
    expect(answer.observed).toBeFalse();
  });
});
