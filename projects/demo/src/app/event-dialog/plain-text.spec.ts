import { plainText } from './plain-text';

/** Far more than a linear time needs and far less than a quadratic one, on any machine. */
const TIME_LIMIT_MS = 2_000;

describe('plainText', () => {
  const cases: readonly (readonly [what: string, html: string, text: string])[] = [
    ['keeps plain text as it is', 'Bring a pen\nand 2 < 3 ideas', 'Bring a pen\nand 2 < 3 ideas'],
    ['makes a new line of each <br>', 'one<br>two<br/>three<BR />four', 'one\ntwo\nthree\nfour'],
    ['puts each paragraph on a line of its own', '<p>one</p><p>two</p>', 'one\ntwo'],
    ['shows list items with bullets', '<ul><li>eggs</li><li>milk</li></ul>', '• eggs\n• milk'],
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
    ['removes comments', 'a<!-- <b>secret</b> -->b', 'ab'],
    ['removes styles with their content', 'a<STYLE>p { color: red }</STYLE >b', 'ab'],
    ['removes scripts with their content', 'a<script>alert("x")</script>b', 'ab'],
    ['removes event handlers', '<img src=x onerror="alert(1)">Hello', 'Hello'],
    ['returns an empty text for HTML without text', '<br><p></p>', ''],
  ];

  for (const [what, html, text] of cases) {
    it(what, () => {
      expect(plainText(html)).toBe(text);
    });
  }

  describe('needs a time that grows with the length of a hostile text and not with its square:', () => {
    const hostile: readonly (readonly [what: string, piece: string, shown: string])[] = [
      ['links that never end', '<a href="', '<a href="'],
      ['links without an end tag', '<a href="https://a.test">', ''],
      ['links', '<a href="https://a.test">x</a>', 'x (https://a.test)'],
      ['tags that never end', '<p ', '<p '],
      ['scripts that never end', '<script>', ''],
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
          expect(plainText(piece.repeat(times))).toBe(shown.repeat(times).trim());
          expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS);
        });
      }
    }

    it('100,000 spaces within a line, a tag name and an attribute', () => {
      const spaces = ' '.repeat(100_000);
      const letters = 'b'.repeat(100_000);
      const started = performance.now();
      expect(plainText(`a${spaces}b`)).toBe(`a${spaces}b`);
      expect(plainText(`<${letters}`)).toBe(`<${letters}`);
      expect(plainText(`<a href${spaces}>x</a>`)).toBe('x');
      expect(plainText(`<a ${'href '.repeat(100_000)}>x</a>`)).toBe('x');
      expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS);
    });
  });
});
