import type { Outcome } from './goals';

const WIDTH = 860;
const LABELS = 430;
const ROW = 34;
const TOP = 56;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('`', '');

/** The goals as bars, each in units of its goal: a bar that crosses the line has reached it. */
export function plot(outcomes: readonly Outcome[], caption: string): string {
  const scale =
    (WIDTH - LABELS - 70) / Math.max(1.25, ...outcomes.map(({ measured, times }) => measured / times));
  const height = TOP + outcomes.length * ROW + 16;
  const line = LABELS + scale;
  const bars = outcomes.map(({ what, measured, times }, index) => {
    const y = TOP + index * ROW;
    const length = (measured / times) * scale;
    const color = measured >= times ? '#2f855a' : '#c05621';
    return [
      `<text x="${LABELS - 10}" y="${y + 16}" text-anchor="end">${escaped(what)}</text>`,
      `<rect x="${LABELS}" y="${y + 2}" width="${length.toFixed(1)}" height="20" fill="${color}"/>`,
      `<text x="${(LABELS + Math.max(length, scale) + 8).toFixed(1)}" y="${y + 16}">${measured.toFixed(2)}</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="white"/>
<text x="16" y="22" font-size="15">${escaped(caption)}</text>
<text x="${line.toFixed(1)}" y="${TOP - 10}" text-anchor="middle">goal</text>
${bars.join('\n')}
<line x1="${line.toFixed(1)}" y1="${TOP - 4}" x2="${line.toFixed(1)}" y2="${height - 12}" stroke="black" stroke-dasharray="4 3"/>
</svg>
`;
}
