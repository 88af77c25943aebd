const WIDTH = 760;
const BAR_X = 250;
const BAR_HEIGHT = 18;
const ROW_HEIGHT = 30;
const TOP = 46;
/** For the number behind the longest bar. */
const NUMBER_WIDTH = 110;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 15px; font-weight: 600; }
  .peer { fill: #8c959f; }
  .ours { fill: #0969da; }
  .later { fill: #80b3f0; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .peer { fill: #6e7681; }
    .ours { fill: #4493f8; }
    .later { fill: #24528f; }
  }`;

/**
 * A bar chart as SVG, readable on a light and on a dark page.
 *
 * @param {readonly {name: string, bytes: number, later?: number, isOurs?: boolean}[]} bars `later` is loaded after the start
 */
export function peersChart(bars) {
  const longest = Math.max(...bars.map(({ bytes, later = 0 }) => bytes + later));
  const scale = (WIDTH - BAR_X - NUMBER_WIDTH) / longest;
  const height = TOP + bars.length * ROW_HEIGHT + 34;
  const rows = bars.map((bar, index) => rowOf(bar, TOP + index * ROW_HEIGHT, scale));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
<title id="title">What each package adds to an app, minified and gzipped</title>
<style>${STYLE}
</style>
<text class="title" x="0" y="20">What each package adds to an app, kB minified and gzipped</text>
${rows.join('\n')}
<rect class="ours" x="${BAR_X}" y="${height - 22}" width="12" height="12"/>
<text x="${BAR_X + 18}" y="${height - 11}">loaded at the start</text>
<rect class="later" x="${BAR_X + 160}" y="${height - 22}" width="12" height="12"/>
<text x="${BAR_X + 178}" y="${height - 11}">until the events of a week show</text>
</svg>
`;
}

function rowOf({ name, bytes, later = 0, isOurs }, y, scale) {
  const [first, second] = [bytes * scale, later * scale].map(Math.round);
  const baseline = y + 14;
  const number = later > 0 ? `${kilobytes(bytes)} + ${kilobytes(later)}` : kilobytes(bytes);
  return [
    `<text x="${BAR_X - 10}" y="${baseline}" text-anchor="end">${name}</text>`,
    `<rect class="${isOurs ? 'ours' : 'peer'}" x="${BAR_X}" y="${y}" width="${first}" height="${BAR_HEIGHT}"/>`,
    ...(later > 0
      ? [
          `<rect class="later" x="${BAR_X + first}" y="${y}" width="${second}" height="${BAR_HEIGHT}"/>`,
        ]
      : []),
    `<text x="${BAR_X + first + second + 8}" y="${baseline}">${number}</text>`,
  ].join('\n');
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
