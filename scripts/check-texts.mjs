/**
 * Holds the catalogues of the demo's languages to its source: each has every text and no other, and the placeholders of the
 * English text. `ng extract-i18n demo` finds the same texts, but builds the demo for that.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HtmlParser, MessageBundle } from '@angular/compiler';
import { ɵparseMessage as parseMessage } from '@angular/localize';
import ts from 'typescript';
import { Checks } from './checks.mjs';

const DEMO = join(dirname(dirname(fileURLToPath(import.meta.url))), 'projects/demo/src/app');
const CATALOGUES = join(DEMO, 'language/catalogues');

const checks = new Checks();
const english = new Map();
const files = await readdir(DEMO, { recursive: true });
for (const file of files.filter((name) => /(?<!\.spec)\.(ts|html)$/.test(name))) {
  const source = await readFile(join(DEMO, file), 'utf8');
  for (const text of file.endsWith('.html') ? textsOfTemplate(source) : textsOfCode(source)) {
    await checks.check(`${file}: ${text.id}`, () => {
      addText(text);
    });
  }
}
for (const file of await readdir(CATALOGUES)) {
  const language = basename(file, '.json');
  const catalogue = JSON.parse(await readFile(join(CATALOGUES, file), 'utf8'));
  for (const id of new Set([...english.keys(), ...Object.keys(catalogue)])) {
    await checks.check(`${language}: ${id}`, () => {
      checkTranslation(language, english.get(id), catalogue[id]);
    });
  }
}
checks.report();

function addText({ id, text, placeholders }) {
  if (!id) {
    throw new Error(`“${text}” has no id.`);
  }
  const known = english.get(id);
  if (known && known.text !== text) {
    throw new Error(`The id stands for “${known.text}” already, and here for “${text}”.`);
  }
  english.set(id, { text, placeholders });
}

function checkTranslation(language, original, translation) {
  if (!original) {
    throw new Error('No text in the source has this id.');
  }
  if (translation === undefined) {
    throw new Error(`The translation of “${original.text}” is missing.`);
  }
  const expected = [...new Set(original.placeholders)].sort().join(' ');
  const found = [...new Set(placeholdersIn(translation))].sort().join(' ');
  if (found !== expected) {
    throw new Error(`The placeholders are “${found}”, and “${expected}” in English.`);
  }
  const categories = formsIn(translation);
  const unknown = categories.filter((one) => !categoriesOf(language).includes(one));
  if (unknown.length > 0 || (formsIn(original.text).length > 0 && !categories.includes('other'))) {
    throw new Error(`Its forms are “${categories.join(' ')}”.`);
  }
}

/** `{$COUNT}`, and in a plural of a template `{VAR_PLURAL, plural, …}` and `{INTERPOLATION}`. */
function placeholdersIn(translation) {
  return Array.from(
    translation.matchAll(/\{\$(\w+)\}|\{([A-Z][A-Z0-9_]*)[},]/g),
    ([, name, nameInPlural]) => name ?? nameInPlural,
  );
}

/** The categories of a plural, as in `one {# event} other {# events}`. */
function formsIn(text) {
  return Array.from(text.matchAll(/(?<![=\w])(\w+) \{(?!\$)/g), ([, category]) => category);
}

function categoriesOf(language) {
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories;
}

function textsOfTemplate(html) {
  const bundle = new MessageBundle(new HtmlParser(), [], {});
  const [error] = bundle.updateFromTemplate(html, '');
  if (error) {
    throw error;
  }
  return bundle.getMessages().map(({ customId, messageString, placeholders }) => ({
    id: customId,
    text: messageString.replace(/\s+/g, ' ').trim(),
    placeholders: Object.keys(placeholders),
  }));
}

function textsOfCode(code) {
  const texts = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === '$localize') {
      const { customId, text, placeholderNames } = parseMessage(...partsOf(node.template));
      texts.push({ id: customId, text, placeholders: placeholderNames });
    } else if (ts.isPropertyAssignment(node) && node.name.getText() === 'template') {
      texts.push(...textsOfTemplate(node.initializer.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('', code, ts.ScriptTarget.Latest, true));
  return texts;
}

/** What the tag `$localize` would be called with. */
function partsOf(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) {
    return [withRaw([template])];
  }
  const { head, templateSpans } = template;
  return [
    withRaw([head, ...templateSpans.map(({ literal }) => literal)]),
    templateSpans.map(({ expression }) => expression),
  ];
}

function withRaw(literals) {
  return Object.assign(
    literals.map(({ text }) => text),
    { raw: literals.map(({ rawText, text }) => rawText ?? text) },
  );
}
