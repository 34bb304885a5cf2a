import { plot } from './plot';

const outcome = (what: string, measured: number, times: number) => ({
  ...{ what, way: 'a', reference: 'b', measured, times, floor: 1, least: measured, greatest: measured },
});

describe('the plot of a measurement', () => {
  const svg = plot(
    [outcome('import / `\\copy` <finished>', 1.5, 3), outcome('export', 6, 3)],
    '300,000 & more',
  );

  it('has a bar for each goal, in units of the goal', () => {
    const widths = [...svg.matchAll(/<rect x="430" y="\d+" width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    expect(widths).toHaveLength(2);
    expect(widths[1]! / widths[0]!).toBeCloseTo(4, 2);
  });

  it('is valid where names have characters of XML', () => {
    expect(svg).toContain('import / \\copy &lt;finished>');
    expect(svg).toContain('300,000 &amp; more');
  });
});
