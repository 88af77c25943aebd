import { textOfHtml } from './html-text';

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
      'A\nB\n1 2',
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
    ['what is not closed', 'A<!-- <p>B', 'A'],
    ['nothing', '', ''],
  ] as const) {
    it(`${what}: are as a browser shows them`, () => {
      expect(textOfHtml(html)).toBe(text);
    });
  }

  it('broken HTML of a million characters: takes no second', () => {
    for (const piece of [
      '<',
      '<!--',
      '<p ="',
      '<a = ',
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
