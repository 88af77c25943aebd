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
      'tells where a link goes',
      '<a href="https://a.test/x">Agenda</a>',
      'Agenda (https://a.test/x)',
    ],
    ['tells a bare link once', '<a href="https://a.test">https://a.test</a>', 'https://a.test'],
    ['tells no script address', '<a href="javascript:alert(1)">Click</a>', 'Click'],
    ['drops scripts with what is in them', 'a<script>alert("x")</script>b', 'ab'],
    ['drops handlers', '<img src=x onerror="alert(1)">Hello', 'Hello'],
    ['is empty for what has no words', '<br><p></p>', ''],
  ];

  for (const [what, html, text] of cases) {
    it(what, () => {
      expect(plainText(html)).toBe(text);
    });
  }
});
