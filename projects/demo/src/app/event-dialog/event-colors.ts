/** The colours that Google Calendar has for events, by its `colorId`. */
export const EVENT_COLORS: readonly {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}[] = [
  { id: '11', name: 'Tomato', color: '#dc2127' },
  { id: '4', name: 'Flamingo', color: '#ff887c' },
  { id: '6', name: 'Tangerine', color: '#ffb878' },
  { id: '5', name: 'Banana', color: '#fbd75b' },
  { id: '2', name: 'Sage', color: '#7ae7bf' },
  { id: '10', name: 'Basil', color: '#51b749' },
  { id: '7', name: 'Peacock', color: '#46d6db' },
  { id: '9', name: 'Blueberry', color: '#5484ed' },
  { id: '1', name: 'Lavender', color: '#a4bdfc' },
  { id: '3', name: 'Grape', color: '#dbadff' },
  { id: '8', name: 'Graphite', color: '#e1e1e1' },
];
