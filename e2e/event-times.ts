/** The times of an event of an hour, at noon in Berlin in the summer. */
export function atNoon(day: string): object {
  return {
    start: { dateTime: `${day}T12:00:00+02:00` },
    end: { dateTime: `${day}T13:00:00+02:00` },
  };
}

/** The times of an all-day event of one day. */
export function onDay(day: string): object {
  const end = new Date(day);
  end.setUTCDate(end.getUTCDate() + 1);
  return { start: { date: day }, end: { date: end.toISOString().slice(0, 10) } };
}
