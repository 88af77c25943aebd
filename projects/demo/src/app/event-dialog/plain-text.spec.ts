import { plainText } from './plain-text';

describe('plainText', () => {
  const cases: readonly (readonly [what: string, html: string, text: string])[] = [
    ['leaves plain text alone', 'Bring a pen\nand 2 < 3 ideas', 'Bring a pen\nand 2 < 3 ideas'],
    ['breaks lines', 'one<br>two<br/>three<BR />four', 'one\ntwo\nthree\nfour'],
    ['breaks paragraphs', '<p>one</p><p>two</p>', 'one\ntwo'],
    ['lists', '<ul><li>eggs</li><li>milk</li></ul>', '• eggs\n• milk'],
    ['drops emphasis', '<b>Do</b> <i class="x">not</i> be <u>late</u>', 'Do not be late'],
    ['decodes', 'Tom &amp; Jerry&nbsp;&lt;3 &#8364;5 &#x1F33B;', 'Tom & Jerry <3 €5 🌻'],
    ['decodes once', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['keeps what is no entity', 'R&D; &nosuch;', 'R&D; &nosuch;'],
    [
      'keeps what is a property of every object',
      '&constructor; &CONSTRUCTOR;',
      '&constructor; &CONSTRUCTOR;',
    ],
    [
      'tells where a link goes',
      '<a href="https://a.test/x">Agenda</a>',
      'Agenda (https://a.test/x)',
    ],
    ['tells a bare link once', '<a href="https://a.test">https://a.test</a>', 'https://a.test'],
    ['tells no script address', '<a href="javascript:alert(1)">Click</a>', 'Click'],
    [
      'tells a link in single quotes',
      "<A HREF='https://a.test/?a=1&amp;b=2'>x</A>",
      'x (https://a.test/?a=1&b=2)',
    ],
    [
      'tells a link without quotes',
      '<a target=_blank href=https://a.test>x</a>',
      'x (https://a.test)',
    ],
    ['takes no other attribute for its address', '<a data-href="https://b.test">x</a>', 'x'],
    ['keeps what only looks like a tag', 'if x<y and y<z', 'if x<y and y<z'],
    ['drops comments', 'a<!-- <b>secret</b> -->b', 'ab'],
    ['drops styles', 'a<STYLE>p { color: red }</STYLE >b', 'ab'],
    ['drops scripts with what is in them', 'a<script>alert("x")</script>b', 'ab'],
    ['drops handlers', '<img src=x onerror="alert(1)">Hello', 'Hello'],
    ['is empty for what has no words', '<br><p></p>', ''],
  ];

  for (const [what, html, text] of cases) {
    it(what, () => {
      expect(plainText(html)).toBe(text);
    });
  }

  describe('takes a time that grows with the length of what somebody has written, not with its square', () => {
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
          expect(performance.now() - started).toBeLessThan(2_000);
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
      expect(performance.now() - started).toBeLessThan(2_000);
    });
  });
});
