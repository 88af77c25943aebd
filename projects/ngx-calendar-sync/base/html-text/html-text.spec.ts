import { descriptionText, textOfHtml } from './html-text';

/** Far more than a linear time needs and far less than a quadratic one, on any machine. */
const TIME_LIMIT_MS = 2_000;
const BLOCK_NAMES = (
  'p div blockquote pre address article aside center dd details dl dt fieldset figcaption figure footer form header h1 h6 main ' +
  'nav section summary table'
).split(' ');
/** Of those that mails and editors write: the letters of Europe, punctuation, signs, and the upper case that browsers read. */
const COMMON_ENTITIES = (
  'AMP LT GT QUOT COPY REG TRADE amp lt gt quot apos nbsp copy shy szlig Auml ouml yuml euro bull hellip trade permil prime Prime ' +
  'ndash mdash lsquo rsquo sbquo ldquo rdquo bdquo lsaquo rsaquo laquo dagger Dagger circ tilde oline ' +
  'ensp emsp thinsp zwnj zwj lrm rlm minus times divide frasl le ge ne asymp equiv infin sum radic deg micro ' +
  'larr uarr rarr darr harr lArr rArr hArr check star spades clubs hearts diams loz ' +
  'OElig oelig Scaron scaron Yuml odblac Odblac udblac Udblac abreve aogon cacute ccaron Ccaron dcaron dstrok ecaron eogon ' +
  'gbreve Idot inodot lstrok Lstrok nacute ncaron rcaron sacute scedil tcaron uring umacr zacute zcaron Zcaron zdot ' +
  'Alpha Beta Omega alpha beta pi rho sigmaf sigma omega'
).split(' ');

describe('textOfHtml', () => {
  for (const [what, html, text] of [
    ['paragraphs', '<html><body>\r\n<p>First</p>\r\n<p>Second</p></body></html>', 'First\nSecond'],
    [
      'line breaks and empty lines',
      'One<br>Two<div><br/></div><div>Four</div>',
      'One\nTwo\n\nFour',
    ],
    ['a line before a block', 'One<div>Two</div>Three', 'One\nTwo\nThree'],
    [
      'lists and tables',
      '<ul><li>A</li><li>B</li></ul><table><tr><td>1</td><td>2</td></tr></table>',
      '• A\n• B\n1 2',
    ],
    [
      'markup inside of a line',
      'With a <b>lad</b>der\n  and <i>paint</i>',
      'With a ladder and paint',
    ],
    ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
    [
      'what is not shown',
      '<head><title>T</title><style>p{}</style></head>A<!-- <p>x</p> --><SCRIPT>"</p>"</SCRIPT >B',
      'AB',
    ],
    [
      'entities, decoded once',
      'R&amp;D &lt;b&gt; &amp;lt; &quot;&#39;&#x2013;&#150; caf&eacute; &euro;&Auml; &none;',
      'R&D <b> &lt; "\'–– café €Ä &none;',
    ],
    ['numbers that are no characters', '&#0;&#xD800;&#x110000;', '\u{fffd}\u{fffd}\u{fffd}'],
    ['a < that begins no tag', '1 < 2 <3', '1 < 2 <3'],
    ['a > in an attribute', "<a title=\"a > b\" href='x>y'>Link</a> <p it's>end</p>", 'Link\nend'],
    ['links', '<a href="https://a.test/?a=1&amp;b=2">Call</a>', 'Call (https://a.test/?a=1&b=2)'],
    ['names with parts', '<a-b href="https://a.test">A</a-b><p-x>B</p-x><o:p>C</o:p>', 'ABC'],
    ['what is not closed', 'A<!-- <p>B', 'A'],
    ['nothing', '', ''],
  ] as const) {
    it(`${what}: are as a browser shows them`, () => {
      expect(textOfHtml(html)).toBe(text);
    });
  }

  it('common entities: are the characters that the browser reads', () => {
    const page = new DOMParser();
    for (const name of COMMON_ENTITIES) {
      const html = `x&${name};y`;
      const { textContent } = page.parseFromString(html, 'text/html').body;
      expect(textOfHtml(html)).withContext(name).toBe(textContent);
    }
  });

  it('broken HTML of a million characters: takes no second', () => {
    for (const piece of [
      '<',
      '<!--',
      '<p ="',
      '<a = ',
      '<a-',
      '-a',
      '&#',
      '<script>',
      "<p x='",
      ' ',
      '<pre>\n',
    ]) {
      const started = performance.now();
      textOfHtml(piece.repeat(1_000_000 / piece.length));
      expect(performance.now() - started)
        .withContext(piece)
        .toBeLessThan(1_000);
    }
  });
});

describe('descriptionText', () => {
  const cases: readonly (readonly [what: string, html: string, text: string])[] = [
    ['keeps plain text as it is', 'Bring a pen\nand 2 < 3 ideas', 'Bring a pen\nand 2 < 3 ideas'],
    ['makes a new line of each <br>', 'one<br>two<br/>three<BR />four', 'one\ntwo\nthree\nfour'],
    ['puts each paragraph on a line of its own', '<p>one</p><p>two</p>', 'one\ntwo'],
    ['ends a line before a block, too', 'Bring:<ul><li>eggs</li></ul>', 'Bring:\n• eggs'],
    ['shows list items with bullets', '<ul><li>eggs</li><li>milk</li></ul>', '• eggs\n• milk'],
    ['puts the bullet before the words', '<ul><li><p>eggs</p></li><li></li></ul>', '• eggs'],
    ['keeps the cells of a table apart', '<tr><td>1</td><td>2</td></tr>', '1 2'],
    ['keeps spaces of the text', 'a   b&nbsp;&nbsp;c', 'a   b  c'],
    ['removes a tag with a > in its attribute', '<i title="a > b">c</i>', 'c'],
    ['reads numbers that are no characters', '&#xD800;&#0;&#150;', '\u{fffd}\u{fffd}–'],
    ['removes tags of emphasis', '<b>Do</b> <i class="x">not</i> be <u>late</u>', 'Do not be late'],
    ['decodes entities', 'Tom &amp; Jerry&nbsp;&lt;3 &#8364;5 &#x1F33B;', 'Tom & Jerry <3 €5 🌻'],
    ['decodes an entity only once', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['keeps what is not an entity', 'R&D; &nosuch;', 'R&D; &nosuch;'],
    [
      'keeps names of object properties, which are not entities',
      '&constructor; &CONSTRUCTOR;',
      '&constructor; &CONSTRUCTOR;',
    ],
    [
      'shows a link’s address behind its label',
      '<a href="https://a.test/x">Agenda</a>',
      'Agenda (https://a.test/x)',
    ],
    [
      'shows an address once if it is its own label',
      '<a href="https://a.test">https://a.test</a>',
      'https://a.test',
    ],
    [
      'does not show the address of a javascript: link',
      '<a href="javascript:alert(1)">Click</a>',
      'Click',
    ],
    [
      'reads an address in single quotes',
      "<A HREF='https://a.test/?a=1&amp;b=2'>x</A>",
      'x (https://a.test/?a=1&b=2)',
    ],
    [
      'reads an address without quotes',
      '<a target=_blank href=https://a.test>x</a>',
      'x (https://a.test)',
    ],
    ['does not take data-href for an address', '<a data-href="https://b.test">x</a>', 'x'],
    ['keeps what only looks like a tag', 'if x<y and y<z', 'if x<y and y<z'],
    [
      'removes the tags of Google’s own editor',
      '<html-blob><u></u>Join us<br>here</html-blob>',
      'Join us\nhere',
    ],
    [
      'removes what Word writes',
      '<!DOCTYPE html><?xml:namespace prefix = o ns = "urn:x" /><p>a<![if !supportLists]>b<![endif]><o:p></o:p></p><st1:place w:st="on">c</st1:place>',
      'ab\nc',
    ],
    [
      'keeps addresses in angle brackets',
      'Ada <ada@a.test>, <https://a.test>, <https://a.test/b c>, <tel:123>, <mailto:ada@a.test>',
      'Ada <ada@a.test>, <https://a.test>, <https://a.test/b c>, <tel:123>, <mailto:ada@a.test>',
    ],
    ['keeps an exclamation in angle brackets', 'read <!this> <?that>', 'read <!this> <?that>'],
    [
      'puts every kind of block on a line of its own',
      BLOCK_NAMES.map((name) => `<${name}>${name}</${name}>`).join(''),
      BLOCK_NAMES.join('\n'),
    ],
    ['ends a line at a rule', 'Soup<hr>Cake', 'Soup\nCake'],
    ['has no bullet for what follows an empty item', '<ul><li></ul>Dinner at 7', 'Dinner at 7'],
    ['has no bullet for what follows numbered items', '<ol><li>a<li></ol>b', '• a\nb'],
    ['has one bullet for an item of a list in a list', '<ul><li><ul><li>a</ul></ul>b', '• a\nb'],
    ['shows the address of no link that is not ended', '<a href="https://a.test">a<a>b</a>', 'ab'],
    ['removes comments', 'a<!-- <b>secret</b> -->b', 'ab'],
    ['removes styles with their content', 'a<STYLE>p { color: red }</STYLE >b', 'ab'],
    ['removes scripts with their content', 'a<script>alert("x")</script>b', 'ab'],
    ['removes event handlers', '<img src=x onerror="alert(1)">Hello', 'Hello'],
    ['returns an empty text for HTML without text', '<br><p></p>', ''],
  ];

  for (const [what, html, text] of cases) {
    it(what, () => {
      expect(descriptionText(html)).toBe(text);
    });
  }

  describe('needs a time that grows with the length of a hostile text and not with its square:', () => {
    const hostile: readonly (readonly [what: string, piece: string, shown: string])[] = [
      ['links that never end', '<a href="', '<a href="'],
      ['links without an end tag', '<a href="https://a.test">', ''],
      ['links', '<a href="https://a.test">x</a>', 'x (https://a.test)'],
      ['tags that never end', '<p ', '<p '],
      ['names that never end', '<a-', '<a-'],
      ['doctypes that never end', '<!doctype ', '<!doctype '],
      ['scripts that never end', '<script>', ''],
      ['titles that never end', '<title>x', 'x'],
      ['attributes that never end', '<p a="\'', '<p a="\''],
      ['attributes that end far away', '<p a=\'"<b c=">', '<p a=\'"<b c=">'],
      ['comments that never end', '<!--', '<!--'],
      ['brackets', '<', '<'],
      ['entities that never end', '&a', '&a'],
      ['one long name', 'a', 'a'],
      ['quotes', 'href="', 'href="'],
    ];
    for (const [what, piece, shown] of hostile) {
      for (const times of [3_000, 8_000, 100_000]) {
        it(`${times} ${what}`, () => {
          const started = performance.now();
          expect(descriptionText(piece.repeat(times))).toBe(shown.repeat(times).trim());
          expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS);
        });
      }
    }

    it('100,000 spaces within a line, a tag name and an attribute', () => {
      const spaces = ' '.repeat(100_000);
      const letters = 'b'.repeat(100_000);
      const started = performance.now();
      expect(descriptionText(`a${spaces}b`)).toBe(`a${spaces}b`);
      expect(descriptionText(`<${letters}`)).toBe(`<${letters}`);
      const parts = '-a:a'.repeat(100_000);
      expect(descriptionText(`<a${parts}`)).toBe(`<a${parts}`);
      expect(descriptionText(`<a href${spaces}>x</a>`)).toBe('x');
      expect(descriptionText(`<a ${'href '.repeat(100_000)}>x</a>`)).toBe('x');
      expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS);
    });
  });
});
