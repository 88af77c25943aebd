import { readSchema } from './csdl.ts';
import { problemsOf, problemsOfAction } from './validation.ts';

describe('Schema of Graph', () => {
  it('schema: has the 61 types of the file, with their bases', () => {
    const { types } = readSchema();
    expect(types.size).toBe(61);
    expect(types.get('event')?.baseType).toBe('graph.outlookItem');
    expect(types.get('showAs')).toBeUndefined();
    expect(types.get('freeBusyStatus')?.members).toContain('oof');
  });

  it('schema: properties of a base belong to the type', () => {
    expect(problemsOf({ id: 'a', categories: ['Red'], subject: 'x' }, 'event')).toEqual([]);
  });

  it('schema: an unknown property, a wrong enumeration member and a wrong primitive are told', () => {
    expect(problemsOf({ title: 'x' }, 'event')).toEqual([
      "The property 'title' does not exist on type 'microsoft.graph.event'.",
    ]);
    expect(problemsOf({ showAs: 'away' }, 'event')).toEqual([
      'event.showAs is no graph.freeBusyStatus.',
    ]);
    expect(problemsOf({ isAllDay: 'yes' }, 'event')).toEqual(['event.isAllDay is no Edm.Boolean.']);
    expect(problemsOf({ recurrence: { range: { startDate: '1.6.2026' } } }, 'event')).toEqual([
      'event.recurrence.range.startDate is no Edm.Date.',
    ]);
  });

  it('schema: a property that is not nullable refuses null', () => {
    expect(problemsOf({ start: { dateTime: null } }, 'event')).toEqual([
      'event.start.dateTime must not be null.',
    ]);
    expect(problemsOf({ subject: null }, 'event')).toEqual([]);
  });

  it('schema: the parameters of an action begin in lower case', () => {
    expect(problemsOfAction({ sendResponse: true, comment: 'yes' }, 'accept')).toEqual([]);
    expect(problemsOfAction({ reply: true }, 'accept')).toHaveSize(1);
  });
});
