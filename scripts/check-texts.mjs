/**
 * Holds the catalogues of the demo's languages to its source: each has every text and no other, and the placeholders of the
 * English text, and no English text has changed since it was translated. After a change, translate it and run
 * `node scripts/check-texts.mjs --translated`, which writes down the English texts of now. `ng extract-i18n demo` finds the same texts, but builds the demo for that.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HtmlParser, MessageBundle } from '@angular/compiler';
import { ɵparseMessage as parseMessage } from '@angular/localize';
import { format } from 'prettier';
import ts from 'typescript';
import { Checks } from './checks.mjs';

const DEMO = join(dirname(dirname(fileURLToPath(import.meta.url))), 'projects/demo/src/app');
const CATALOGUES = join(DEMO, 'language/catalogues');
/** The English texts from which the catalogues were translated. */
const TRANSLATED_FROM = join(DEMO, 'language/translated-from.json');

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
if (process.argv.includes('--translated')) {
  await writeTranslatedFrom();
}
const translatedFrom = JSON.parse(await readFile(TRANSLATED_FROM, 'utf8'));
for (const id of new Set([...english.keys(), ...Object.keys(translatedFrom)])) {
  await checks.check(`English: ${id}`, () => {
    checkUnchanged(english.get(id)?.text, translatedFrom[id]);
  });
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

function checkUnchanged(now, then) {
  if (now !== then) {
    throw new Error(
      `Its translations are of “${then ?? ''}”, and it is “${now ?? ''}” now. Translate it, then run this with --translated.`,
    );
  }
}

async function writeTranslatedFrom() {
  const texts = Array.from(english, ([id, { text }]) => [id, text]);
  const sorted = Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(TRANSLATED_FROM, await format(JSON.stringify(sorted), { parser: 'json' }));
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
  const expectedForms = formsIn(original.text).length > 0 ? categoriesOf(language) : [];
  const forms = formsIn(translation);
  if ([...forms].sort().join() !== [...expectedForms].sort().join()) {
    throw new Error(
      `Its forms are “${forms.join(' ')}”, and should be “${expectedForms.join(' ')}”.`,
    );
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
