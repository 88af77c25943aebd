/** One request of what an app does: the n-th with this method and path. The path is a template, the same for all accounts. */
export interface RequestSlot {
  readonly method: string;
  readonly path: string;
  readonly nth: number;
}

/** @param template Makes the path the same for every account. */
export function slotsOf(
  requests: readonly { readonly method: string; readonly path: string }[],
  template: (path: string) => string,
): readonly RequestSlot[] {
  const counts = new Map<string, number>();
  return requests.map(({ method, path: sent }) => {
    const path = template(sent);
    const nth = (counts.get(`${method} ${path}`) ?? 0) + 1;
    counts.set(`${method} ${path}`, nth);
    return { method, path, nth };
  });
}
