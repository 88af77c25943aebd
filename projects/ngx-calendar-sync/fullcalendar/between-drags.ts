import {
  combineLatest,
  distinctUntilChanged,
  filter,
  fromEvent,
  map,
  merge,
  type Observable,
  of,
  startWith,
  switchMap,
  timer,
} from 'rxjs';

/**
 * The latest value while no pointer is down, of those that come while one is down the last: FullCalendar loses a drag, or
 * shows its event twice, when it gets new events meanwhile.
 */
export function betweenDrags<Value extends object>(
  values$: Observable<Value>,
  document: Document,
): Observable<Value> {
  const of$ = (type: string) => fromEvent(document, type, { capture: true });
  const isPointerDown$ = merge(
    of$('pointerdown').pipe(map(() => of(true))),
    // Deferred: FullCalendar ends its drag in a listener that runs after this one.
    merge(of$('pointerup'), of$('pointercancel')).pipe(map(() => timer(0).pipe(map(() => false)))),
  ).pipe(
    switchMap((next$) => next$),
    startWith(false),
  );
  return combineLatest([values$, isPointerDown$]).pipe(
    filter(([, isPointerDown]) => !isPointerDown),
    map(([value]) => value),
    distinctUntilChanged(),
  );
}
