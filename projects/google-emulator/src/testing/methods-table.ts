import { handlers } from '../calendar/methods.ts';
import { API_METHODS, type ApiMethod } from '../discovery/discovery.ts';
import {
  commonNotes,
  methodNotes,
  parameterNotes,
  queryNotes,
  refusals,
  type Note,
} from './method-notes.ts';

const BEGIN = '<!-- methods: written by `npm run methods-table` -->';
const END = '<!-- end of methods -->';

/** Google's own parameters that the document does not list. */
const UNLISTED = new Set(['$.xgafv', '$alt', 'access_token', 'callback']);

/** The README with what the registry and the discovery document say together. */
export function withMethodsTable(readme: string): string {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`The README needs the lines ${BEGIN} and ${END}.`);
  }
  return `${before}${BEGIN}\n\n${methodsTable()}\n\n${END}${after}`;
}

/** Notes about what is not, or not offered any more. */
export function unusedNotes(): string[] {
  const ids = new Map(API_METHODS.map((method) => [shortId(method), method]));
  const names = new Set(API_METHODS.flatMap((method) => [...method.parameters.keys()]));
  return [
    ...[...Object.keys(methodNotes), ...Object.keys(queryNotes)].filter(
      (id) => !isOffered(ids.get(id)),
    ),
    ...Object.keys(refusals).filter((id) => !ids.has(id) || isOffered(ids.get(id))),
    ...[...Object.keys(parameterNotes), ...Object.keys(commonNotes)].filter(
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
    `| every method | | ${listed(common, (name) => commonNotes[name])} |`,
    '',
    reasons(),
  ].join('\n');
}

function stateOf(method: ApiMethod): string {
  const id = shortId(method);
  if (!isOffered(method)) {
    return `refused (501): ${refusals[id] ?? 'not offered'}`;
  }
  const note = methodNotes[id];
  return note ? `${note.state}: ${note.why}` : 'done';
}

function parametersOf(method: ApiMethod): string {
  const names = [...method.parameters.keys()].filter((name) => !UNLISTED.has(name));
  const own = names.filter((name) => !isCommon(name));
  const noteOf = (name: string) =>
    method.parameters.get(name)?.location === 'query'
      ? (queryNotes[shortId(method)] ?? parameterNotes[name])
      : undefined;
  return listed(own, noteOf);
}

/** Those that do what Google's do first, then the others by how far they go. */
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
  const lines = Object.entries({ ...parameterNotes, ...commonNotes }).map(
    ([name, { state, why }]) => `- \`${name}\` is ${state}: ${why}.`,
  );
  const [note] = Object.values(queryNotes);
  const watches = `- What \`watch\` takes beside the calendar is ignored: ${note?.why ?? ''}.`;
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
