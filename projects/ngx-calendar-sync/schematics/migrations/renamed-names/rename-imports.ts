import * as ts from 'typescript';

/** What a name has become. `typeArguments` are those that make the new type what the old one was. */
interface NewName {
  readonly name: string;
  readonly typeArguments?: string;
}

/** By the entry that exports them: the new names by the old ones. */
export type Renames = Readonly<Record<string, Readonly<Record<string, NewName>>>>;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of a file with the renamed imports, re-exports and their uses. What is imported from elsewhere stays. */
export function renameImports(text: string, renames: Renames): string {
  if (!text.includes('ngx-calendar-sync')) {
    return text;
  }
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  for (const statement of source.statements) {
    const names = namesOf(statement, renames);
    if (!names) {
      continue;
    }
    if (ts.isImportDeclaration(statement)) {
      edits.push(...editsOfImport(statement, names, source));
    } else if (ts.isExportDeclaration(statement)) {
      edits.push(...editsOfReExport(statement, names));
    }
  }
  return applied(edits, text);
}

function namesOf(statement: ts.Statement, renames: Renames): Renames[string] | undefined {
  const isModuleReference = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
  const specifier = isModuleReference ? statement.moduleSpecifier : undefined;
  return specifier && ts.isStringLiteral(specifier) ? renames[specifier.text] : undefined;
}

function editsOfImport(
  { importClause }: ts.ImportDeclaration,
  names: Renames[string],
  source: ts.SourceFile,
): readonly Edit[] {
  const bindings = importClause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) {
    return editsOfNamespace(bindings.name.text, names, source);
  }
  if (!bindings) {
    return [];
  }
  const { elements } = bindings;
  // Two old names may have become the same one, or one that is imported already: it is imported once.
  const imported = new Set(elements.map(({ name }) => name.text));
  return elements.flatMap((element, index) => {
    const { name, propertyName } = element;
    const old = propertyName ?? name;
    const renamed = newNameOf(old, names);
    if (!renamed) {
      return [];
    }
    const local = propertyName ? name.text : renamed.name;
    const isThere = !propertyName && imported.has(local);
    imported.add(local);
    const specifier = isThere
      ? { start: element.pos, end: elements[index + 1]?.pos ?? elements.end, text: '' }
      : { start: old.getStart(), end: old.getEnd(), text: renamed.name };
    return [specifier, ...usesOf(name.text, source).map((use) => renameUse(use, local, renamed))];
  });
}

/** `Calendars.TimeSpan` after `import * as Calendars`. */
function editsOfNamespace(
  namespace: string,
  names: Renames[string],
  source: ts.SourceFile,
): readonly Edit[] {
  return usesOf(namespace, source).flatMap((use) => {
    const { parent } = use;
    const member = ts.isQualifiedName(parent)
      ? parent.right
      : ts.isPropertyAccessExpression(parent) && ts.isIdentifier(parent.name)
        ? parent.name
        : undefined;
    const renamed = member && newNameOf(member, names);
    return member && renamed ? [renameUse(member, renamed.name, renamed)] : [];
  });
}

/** `export { TimeSpan } from …`: the name for those who import it from here stays. */
function editsOfReExport(
  { exportClause }: ts.ExportDeclaration,
  names: Renames[string],
): readonly Edit[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) {
    return [];
  }
  return exportClause.elements.flatMap(({ name, propertyName }) => {
    const old = propertyName ?? name;
    const renamed = newNameOf(old, names);
    if (!renamed) {
      return [];
    }
    const text = propertyName ? renamed.name : `${renamed.name} as ${name.text}`;
    return [{ start: old.getStart(), end: old.getEnd(), text }];
  });
}

function newNameOf(
  { text }: { readonly text: string },
  names: Renames[string],
): NewName | undefined {
  return Object.hasOwn(names, text) ? names[text] : undefined;
}

function renameUse(use: ts.Identifier, local: string, { typeArguments }: NewName): Edit {
  const { parent, text: old } = use;
  const isProperty = ts.isShorthandPropertyAssignment(parent) && old !== local;
  const isExport = ts.isExportSpecifier(parent) && !parent.propertyName && old !== local;
  const text = isProperty
    ? `${old}: ${local}`
    : isExport
      ? `${local} as ${old}`
      : `${local}${ts.isTypeNode(parent) || ts.isQualifiedName(parent) ? (typeArguments ?? '') : ''}`;
  return { start: use.getStart(), end: use.getEnd(), text };
}

/** The identifiers of this name outside of imports that are no names of members. */
function usesOf(name: string, source: ts.SourceFile): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      return;
    }
    if (ts.isIdentifier(node) && node.text === name && !isMemberName(node)) {
      uses.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isQualifiedName(parent) && parent.right === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ((ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === node)
  );
}

function applied(edits: readonly Edit[], text: string): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, text }) => result.slice(0, start) + text + result.slice(end),
      text,
    );
}
