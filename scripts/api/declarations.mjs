/** What TypeScript's nodes and symbols say of themselves, as `public-api.mjs` asks it. */
import ts from 'typescript';

/** What the names begin with that are for the other entries of a package, not for apps. */
export const INTERNAL = 'ɵ';
const HIDDEN_MEMBER = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
/** Tags whose text does not say what a thing is. */
const TAGS_WITHOUT_WORDS = ['see', 'example'];

export const isValue = (symbol) => Boolean(symbol.flags & ts.SymbolFlags.Value);
export const isClass = (symbol) => Boolean(symbol.flags & ts.SymbolFlags.Class);

export function isExportedAsType(symbol) {
  return symbol.declarations.some(
    (node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly),
  );
}

export function isPublicMember(member) {
  return (
    !member.name?.getText().startsWith(INTERNAL) &&
    !(ts.getCombinedModifierFlags(member) & HIDDEN_MEMBER) &&
    !(member.name && ts.isPrivateIdentifier(member.name)) &&
    !ts.isClassStaticBlockDeclaration(member) &&
    !ts.isSemicolonClassElement(member)
  );
}

export function needsNoWords(member) {
  if (ts.isConstructorDeclaration(member)) {
    return member.parameters.length === 0;
  }
  const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
  const value = isProperty && (member.type ?? member.initializer);
  return Boolean(value) && (ts.isLiteralTypeNode(value) || ts.isStringLiteral(value));
}

/** The body of overloaded signatures, which no app sees. */
export function isImplementation(node, symbol) {
  return Boolean(node.body) && symbol?.declarations.some((other) => other !== node && !other.body);
}

export function nameOfUnnamed(member) {
  return ts.isConstructorDeclaration(member) ? 'constructor' : ts.SyntaxKind[member.kind];
}

/** Whether the node's own TSDoc says what it is. */
export function hasWords(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .some(
      (doc) =>
        hasText(doc) ||
        doc.tags?.some((tag) => hasText(tag) && !TAGS_WITHOUT_WORDS.includes(tag.tagName.text)),
    );
}

const hasText = ({ comment }) => comment?.length > 0;
