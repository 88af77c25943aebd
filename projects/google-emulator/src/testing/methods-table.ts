import { handlers } from '../calendar/methods.ts';
import { API_METHODS, type ApiMethod } from '../discovery/discovery.ts';
import {
  COMMON_PARAMETER_NOTES,
  METHOD_NOTES,
  PARAMETER_NOTES,
  QUERY_NOTES,
  REFUSED_METHODS,
  type Note,
} from './method-notes.ts';

const BEGIN = '<!-- methods: written by `npm run methods-table` -->';
const END = '<!-- end of methods -->';

/** Parameters that Google accepts although the discovery document does not list them. */
const UNLISTED = new Set(['$.xgafv', '$alt', 'access_token', 'callback']);

/** The README with its table of methods replaced by one made from the handlers, the notes and the discovery document. */
export function withMethodsTable(readme: string): string {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`The README needs the lines ${BEGIN} and ${END}.`);
  }
  return `${before}${BEGIN}\n\n${methodsTable()}\n\n${END}${after}`;
}

/** Notes on methods and parameters that do not exist, or whose state has changed. */
export function unusedNotes(): string[] {
  const ids = new Map(API_METHODS.map((method) => [shortId(method), method]));
  const names = new Set(API_METHODS.flatMap((method) => [...method.parameters.keys()]));
  return [
    ...[...Object.keys(METHOD_NOTES), ...Object.keys(QUERY_NOTES)].filter(
      (id) => !isOffered(ids.get(id)),
    ),
    ...Object.keys(REFUSED_METHODS).filter((id) => !ids.has(id) || isOffered(ids.get(id))),
    ...[...Object.keys(PARAMETER_NOTES), ...Object.keys(COMMON_PARAMETER_NOTES)].filter(
      (name) => !names.has(name),
    ),
  ];
}

function methodsTable(): string {
  const rows = API_METHODS.map((method) => [
    `\`${shortId(method)}\``,
    stateOf(method),
    isOffered(method) ? parametersOf(method) : '',
  ]);
  const common = [...(API_METHODS[0]?.parameters.keys() ?? [])].filter(
    (name) => !UNLISTED.has(name) && isCommon(name),
  );
  return [
    '| method | | parameters |',
    '| --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    `| every method | | ${listed(common, (name) => COMMON_PARAMETER_NOTES[name])} |`,
    '',
    reasons(),
  ].join('\n');
}

function stateOf(method: ApiMethod): string {
  const id = shortId(method);
  if (!isOffered(method)) {
    return `refused (501): ${REFUSED_METHODS[id] ?? 'not offered'}`;
  }
  const note = METHOD_NOTES[id];
  return note ? `${note.state}: ${note.reason}` : 'done';
}

function parametersOf(method: ApiMethod): string {
  const names = [...method.parameters.keys()].filter((name) => !UNLISTED.has(name));
  const own = names.filter((name) => !isCommon(name));
  const noteOf = (name: string) =>
    method.parameters.get(name)?.location === 'query'
      ? (QUERY_NOTES[shortId(method)] ?? PARAMETER_NOTES[name])
      : undefined;
  return listed(own, noteOf);
}

/** Parameters without a note first, then the others grouped by their state. */
function listed(names: readonly string[], noteOf: (name: string) => Note | undefined): string {
  const whole = names.filter((name) => !noteOf(name));
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const state = noteOf(name)?.state;
    if (state !== undefined) {
      groups.set(state, [...(groups.get(state) ?? []), name]);
    }
  }
  return [
    ...(whole.length > 0 ? [code(whole)] : []),
    ...[...groups].map(([state, members]) => `${state}: ${code(members)}`),
  ].join('; ');
}

function reasons(): string {
  const lines = Object.entries({ ...PARAMETER_NOTES, ...COMMON_PARAMETER_NOTES }).map(
    ([name, { state, reason }]) => `- \`${name}\` is ${state}: ${reason}.`,
  );
  const [note] = Object.values(QUERY_NOTES);
  const watches = `- Query parameters of \`watch\` are ignored: ${note?.reason ?? ''}.`;
  return [...lines, watches].join('\n');
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function isCommon(name: string): boolean {
  return API_METHODS.every((method) => method.parameters.has(name));
}

function isOffered(method: ApiMethod | undefined): boolean {
  return method !== undefined && handlers[method.id] !== undefined;
}

function shortId(method: ApiMethod): string {
  return method.id.replace(/^calendar\./, '');
}
