import ts from 'typescript';
import { INTERNAL, isPublicMember } from './declarations.mjs';

/**
 * What the entries of a package export, as text that changes only when the public API does: the declarations, sorted by
 * name, without comments, private members and names that begin with `ɵ`.
 *
 * @param {{entries: Record<string, string>, options: import('typescript').CompilerOptions}} described
 *   `entries` are the files by the names under which they are imported
 * @returns {Record<string, string>} the reports by the names of the entries
 */
export function apiReports({ entries, options }) {
  const program = ts.createProgram(Object.values(entries), {
    ...options,
    declaration: true,
    emitDeclarationOnly: true,
    declarationMap: false,
    noEmit: false,
  });
  const checker = program.getTypeChecker();
  const printer = ts.createPrinter({ removeComments: true });
  const emitted = new Map();
  return Object.fromEntries(
    Object.entries(entries).map(([name, path]) => [name, reportOf(program.getSourceFile(path))]),
  );

  function reportOf(entry) {
    const exported = checker
      .getExportsOfModule(checker.getSymbolAtLocation(entry))
      .filter(({ name }) => !name.startsWith(INTERNAL))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const shown = new Set(exported.map(resolved));
    const declarations = exported.map((symbol) => {
      const target = resolved(symbol);
      const alias = target.name === symbol.name ? '' : `// ${symbol.name} is\n`;
      return [alias + declarationOf(target), ...inheritedBy(target, shown)].join('\n\n');
    });
    return declarations.length > 0 ? `${declarations.join('\n\n')}\n` : '// Nothing for apps.\n';
  }

  function resolved(symbol) {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function declarationOf(symbol) {
    const files = new Set(symbol.declarations.map((node) => node.getSourceFile()));
    return [...files].flatMap((file) => statementsOf(file, symbol.name)).join('\n');
  }

  /** What the entry does not export, but whose members a class, an interface or an alias of it has. */
  function inheritedBy(symbol, shown) {
    return symbol.declarations.flatMap(inheritedTypes).flatMap((type) => {
      const node = ts.isTypeReferenceNode(type) ? type.typeName : type.expression;
      const found = checker.getSymbolAtLocation(node);
      const base = found && resolved(found);
      if (!base?.declarations?.every(isTopLevelOfOurs) || shown.has(base)) {
        return [];
      }
      shown.add(base);
      return [
        `// Not exported; ${symbol.name} has its members.\n${declarationOf(base)}`,
        ...inheritedBy(base, shown),
      ];
    });
  }

  /** The declarations of this name in the file, with the types that TypeScript infers. */
  function statementsOf(file, name) {
    const declarations = declarationsOf(file);
    return declarations.statements
      .filter((statement) => namesOf(statement).includes(name))
      .map((statement) =>
        printer.printNode(ts.EmitHint.Unspecified, withoutPrivates(statement), declarations),
      );
  }

  function declarationsOf(file) {
    if (file.isDeclarationFile) {
      return file;
    }
    if (!emitted.has(file)) {
      const write = (_path, text) => {
        emitted.set(file, ts.createSourceFile('api.d.ts', text, ts.ScriptTarget.Latest, true));
      };
      program.emit(file, write, undefined, true);
    }
    return emitted.get(file);
  }
}

function namesOf(statement) {
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText())
    : [statement.name?.getText()];
}

function withoutPrivates(statement) {
  return ts.isClassDeclaration(statement)
    ? ts.factory.updateClassDeclaration(
        statement,
        statement.modifiers,
        statement.name,
        statement.typeParameters,
        statement.heritageClauses,
        statement.members.filter(isPublicMember),
      )
    : statement;
}

function inheritedTypes(declaration) {
  if (ts.isTypeAliasDeclaration(declaration)) {
    return typeReferencesIn(declaration.type);
  }
  return (declaration.heritageClauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.flatMap((type) => [type, ...typeReferencesIn(type)]));
}

function typeReferencesIn(node) {
  const references = [];
  const visit = (child) => {
    if (ts.isTypeReferenceNode(child)) {
      references.push(child);
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return references;
}

/** Whether a report can show it: neither a type parameter nor a type of another package. */
function isTopLevelOfOurs(node) {
  const file = node.getSourceFile();
  return node.parent === file && !file.fileName.includes('/node_modules/');
}
