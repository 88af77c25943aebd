/**
 * What is wrong with the public surface of a package, by TypeScript's own reading of its entries. A name that begins with
 * `ɵ` is internal. Everything else that an entry exports
 * - has TSDoc, as has every public member of it, those of inline object types included; a member with a single value,
 *   such as `kind: 'gone'`, says all by itself;
 * - refers in its signature only to types that the package exports publicly too, so that an app can name them; of an internal
 *   base class with type parameters, those count that the public class has put in their place;
 * - can be used: a type is taken or given by a function, a class or a constant that is public.
 */
import { relative } from 'node:path';
import ts from 'typescript';
import {
  hasWords,
  INTERNAL,
  isClass,
  isExportedAsType,
  isImplementation,
  isPublicMember,
  isValue,
  nameOfUnnamed,
  needsNoWords,
} from './declarations.mjs';

/** TypeScript's types whose second argument names members alone. */
const BY_MEMBER_NAMES = ['Pick', 'Omit'];

/**
 * @typedef {object} Surface
 * @property {readonly string[]} entries the files whose exports make up the package
 * @property {readonly string[]} [internalEntries] of these: files that export `ɵ` names alone
 * @property {readonly string[]} [usedByAppsAlone] ends of the paths of files whose types no signature needs to mention
 * @property {import('typescript').CompilerOptions} options
 * @property {string} root what the printed paths are relative to
 */

/**
 * @param {Surface} surface
 * @returns {string[]} one line for each problem, sorted: `file:line name: what is missing`
 */
export function publicApiProblems({
  entries,
  internalEntries = [],
  usedByAppsAlone = [],
  options,
  root,
}) {
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const problems = new Set();
  const exported = new Map();
  /** Types that an app can name by public aliases, with these. */
  const namedByAlias = new Map();
  const reached = new Set();
  const checkedNodes = new Set();

  for (const entry of entries) {
    collectExports(program.getSourceFile(entry), internalEntries.includes(entry));
  }
  for (const [symbol, name] of exported) {
    for (const declaration of symbol.declarations.filter(isOurs)) {
      requireDoc(declaration, name);
    }
    if (isValue(symbol)) {
      reach(symbol);
    }
  }
  for (const [symbol, name] of exported) {
    if (!reached.has(symbol)) {
      const [declaration] = symbol.declarations;
      if (!usedByAppsAlone.some((end) => declaration.getSourceFile().fileName.endsWith(end))) {
        report(declaration, name, 'no public function, class or constant takes or gives it');
      }
      reach(symbol);
    }
  }
  return [...problems].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

  function collectExports(file, isInternal) {
    for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(file))) {
      const target = resolved(symbol);
      if (symbol.name.startsWith(INTERNAL) || !target.declarations?.some(isOurs)) {
        continue;
      }
      const [place] = symbol.declarations;
      if (isInternal) {
        report(place, symbol.name, `does not begin with ${INTERNAL} in an internal entry`);
      }
      if (isValue(target) && !isClass(target) && isExportedAsType(symbol)) {
        report(place, symbol.name, 'is a value that is exported as a type alone');
      }
      exported.set(target, symbol.name);
      const otherName = target.declarations.find(ts.isTypeAliasDeclaration)?.type;
      if (otherName && ts.isTypeReferenceNode(otherName) && !otherName.typeArguments) {
        const aliased = symbolOf(otherName);
        namedByAlias.set(aliased, [...(namedByAlias.get(aliased) ?? []), target]);
      }
    }
    for (const statement of file.statements.filter(ts.isExportDeclaration)) {
      if (!statement.exportClause) {
        requireNothingShadowed(file, statement);
      }
    }
  }

  /** Of two exports with one name, TypeScript silently leaves out the one of `export *`. */
  function requireNothingShadowed(file, statement) {
    const { exports: own } = checker.getSymbolAtLocation(file);
    const starred = checker.getSymbolAtLocation(statement.moduleSpecifier);
    for (const symbol of checker.getExportsOfModule(starred)) {
      const winner = own.get(symbol.escapedName);
      if (winner && resolved(winner) !== resolved(symbol)) {
        report(statement, symbol.name, 'has the name of another export, which hides it');
      }
    }
  }

  function reach(symbol) {
    if (!reached.has(symbol)) {
      reached.add(symbol);
      for (const declaration of symbol.declarations.filter(isOurs)) {
        checkSurface(declaration, exported.get(symbol) ?? symbol.name);
      }
    }
  }

  /** Checks what a declaration shows of itself: its members and the types in its signature. */
  function checkSurface(node, name) {
    if (checkedNodes.has(node)) {
      return;
    }
    checkedNodes.add(node);
    if (!isInternalBase(node)) {
      node.typeParameters?.forEach((parameter) => checkReferences(parameter, name));
    }
    if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
      for (const clause of node.heritageClauses ?? []) {
        if (clause.token === ts.SyntaxKind.ExtendsKeyword) {
          clause.types.forEach((type) => checkInlined(type, name));
        }
      }
      if (ts.isClassDeclaration(node) && !isInternalBase(node)) {
        checkFilledIn(node, name);
      }
      node.members.filter(isPublicMember).forEach((member) => checkMember(member, name));
    } else if (ts.isTypeAliasDeclaration(node)) {
      checkInlined(node.type, name);
    } else {
      checkSignature(node, name);
    }
  }

  /** The members that a public class has from its internal bases, with the types that it gives them. */
  function checkFilledIn(node, name) {
    for (const property of checker.getTypeAtLocation(node).getProperties()) {
      const [member] = property.declarations ?? [];
      if (member && isInternalBase(member.parent) && isPublicMember(member)) {
        const type = checker.getTypeOfSymbolAtLocation(property, node);
        checkInferred(type, member, `${name}.${property.name}`);
      }
    }
  }

  function checkMember(member, owner) {
    const name = `${owner}.${member.name?.getText() ?? nameOfUnnamed(member)}`;
    if (!needsNoWords(member)) {
      requireDoc(member, name);
    }
    checkSignature(member, name);
  }

  /** The types of a function, a method, a property or a constant; inferred where they are not written. */
  function checkSignature(node, name) {
    node.typeParameters?.forEach((parameter) => checkReferences(parameter, name));
    for (const parameter of node.parameters ?? []) {
      checkTypeOf(parameter, name);
      if (ts.isParameterPropertyDeclaration(parameter, node) && isPublicMember(parameter)) {
        requireDoc(parameter, `${name}.${parameter.name.getText()}`);
      }
    }
    if (!ts.isConstructorDeclaration(node) && !ts.isSetAccessor(node)) {
      checkTypeOf(node, name);
    }
  }

  function checkTypeOf(node, name) {
    if (node.type) {
      checkReferences(node.type, name);
      return;
    }
    const type = checker.getTypeAtLocation(node);
    const [signature] = ts.isFunctionLike(node) ? type.getCallSignatures() : [];
    checkInferred(signature ? checker.getReturnTypeOfSignature(signature) : type, node, name);
  }

  /** In an alias or after `extends` a type need not be public: its members are the public type's own. */
  function checkInlined(type, name) {
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
      type.types.forEach((part) => checkInlined(part, name));
    } else if (ts.isParenthesizedTypeNode(type)) {
      checkInlined(type.type, name);
    } else if (ts.isTypeReferenceNode(type) || ts.isExpressionWithTypeArguments(type)) {
      const symbol = symbolOf(type);
      if (symbol && isOursAndNamed(symbol)) {
        reach(symbol);
      }
      const inlined = BY_MEMBER_NAMES.includes(symbol?.name) ? 1 : 0;
      type.typeArguments?.slice(0, inlined).forEach((argument) => checkInlined(argument, name));
      const isFilledInBelow = symbol?.declarations?.some(isInternalBase);
      if (!inlined && !isFilledInBelow) {
        type.typeArguments?.forEach((argument) => checkReferences(argument, name));
      }
    } else {
      checkReferences(type, name);
    }
  }

  function checkReferences(node, name) {
    if (ts.isTypeElement(node)) {
      if (isPublicMember(node)) {
        checkMember(node, name);
      }
      return;
    }
    // As of `Pick`: the names of members need no name of their own.
    if (ts.isMappedTypeNode(node)) {
      checkReferences(node.type, name);
      return;
    }
    if (
      ts.isTypeReferenceNode(node) ||
      ts.isExpressionWithTypeArguments(node) ||
      ts.isTypeQueryNode(node)
    ) {
      if (
        !node.typeArguments?.some((argument) => isFilledIn(checker.getTypeAtLocation(argument)))
      ) {
        requirePublic(symbolOf(node), node, name);
      }
    }
    ts.forEachChild(node, (child) => checkReferences(child, name));
  }

  function checkInferred(type, node, name, seen = new Set()) {
    if (seen.has(type)) {
      return;
    }
    seen.add(type);
    const next = (part) => checkInferred(part, node, name, seen);
    if (type.aliasSymbol) {
      if (!type.aliasTypeArguments?.some(isFilledIn)) {
        requirePublic(type.aliasSymbol, node, name);
      }
      type.aliasTypeArguments?.forEach(next);
    } else if (type.isUnionOrIntersection()) {
      type.types.forEach(next);
    } else if (type.symbol?.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) {
      requirePublic(type.symbol, node, name);
      checker.getTypeArguments(type).forEach(next);
    } else if (type.flags & ts.TypeFlags.Object) {
      for (const property of type.getProperties()) {
        next(checker.getTypeOfSymbolAtLocation(property, node));
      }
      for (const signature of type.getCallSignatures()) {
        next(checker.getReturnTypeOfSignature(signature));
        for (const parameter of signature.parameters) {
          next(checker.getTypeOfSymbolAtLocation(parameter, node));
        }
      }
    }
  }

  /** Whether a class is there for public ones that extend it. */
  function isInternalBase(node) {
    return ts.isClassDeclaration(node) && !exported.has(checker.getSymbolAtLocation(node.name));
  }

  /** Whether a type is a parameter of such a class. */
  function isFilledIn(type) {
    return (
      (type.flags & ts.TypeFlags.TypeParameter) !== 0 &&
      type.symbol.declarations.some(({ parent }) => isInternalBase(parent))
    );
  }

  function requirePublic(symbol, node, name) {
    if (!symbol || !isOursAndNamed(symbol)) {
      return;
    }
    const aliases = namedByAlias.get(symbol);
    if (exported.has(symbol) || aliases) {
      reach(symbol);
      if (aliases) {
        aliases.forEach(reach);
      }
    } else {
      report(node, name, `refers to ${symbol.name}, which is not public`);
    }
  }

  function requireDoc(node, name) {
    // Also a comment at the member that this one implements or overrides, or at the other accessor of a pair.
    const symbol = node.name && checker.getSymbolAtLocation(node.name);
    const isOverload = symbol?.declarations.length > 1 && ts.isFunctionLike(node);
    const isPair = ts.isAccessor(node);
    const hasInherited =
      (!isOverload || isPair) && symbol?.getDocumentationComment(checker).length > 0;
    if (!hasWords(node) && !hasInherited && !isImplementation(node, symbol)) {
      report(node, name, 'has no TSDoc');
    }
  }

  function symbolOf(type) {
    const name = type.typeName ?? type.expression ?? type.exprName;
    const symbol = checker.getSymbolAtLocation(name);
    return symbol && resolved(symbol);
  }

  function resolved(symbol) {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function isOursAndNamed(symbol) {
    return !(symbol.flags & ts.SymbolFlags.TypeParameter) && symbol.declarations?.some(isOurs);
  }

  function isOurs(node) {
    const file = node.getSourceFile();
    return !program.isSourceFileDefaultLibrary(file) && !file.fileName.includes('/node_modules/');
  }

  function report(node, name, problem) {
    const file = node.getSourceFile();
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    problems.add(`${relative(root, file.fileName)}:${line + 1} ${name}: ${problem}`);
  }
}
