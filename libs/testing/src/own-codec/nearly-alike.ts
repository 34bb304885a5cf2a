/** Where codecs cut texts: pairs differ only behind so many characters, or in front of them. */
const LENGTHS = [4, 8, 10, 16, 20, 32, 36, 40, 50, 64, 100, 128, 200, 255, 256, 500, 1_000, 1_024];

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

const LONG_TEXTS = LENGTHS.flatMap((length) => {
  const same = ALPHABET.repeat(Math.ceil(length / ALPHABET.length)).slice(0, length);
  return [`${same}1`, `${same}2`, `1${same}`, `2${same}`];
});

/** Texts that a careless reading takes for one another: case, accents, signs, white space, what cannot be seen. */
const ALIKE_TEXTS = [
  ...['', ' ', 'a', 'A', ' a', 'a ', '\ta\n', 'ab', 'a b', 'a  b', 'a-b', 'a_b', 'a.b', 'a\nb', 'a\\b'],
  ...["a'b", 'a"b', '<b>ab</b>', 'a&b', 'a&amp;b', 'a%20b', 'a+b', 'a\u0001b', 'a\u200bb', 'a\ufeffb'],
  ...['é', 'e\u0301', 'e', 'ä', 'ﬁ', 'fi', 'ß', 'ss', 'Straße', 'STRASSE', '🏠', '🏠🏠', 'شقة', 'شقه'],
  ...['?', '??', '\ufffd', '\ufffd\ufffd', 'null', 'undefined', 'no', 'yes', 'none'],
];

const DAY = 1_709_208_000_000;
const DATES = [0, 1, 999, 1_000, 60_000, 3_600_000, 43_200_000, 86_400_000, 31_536_000_000].flatMap(
  (later) => [DAY + later, -later],
);

const asDate = (epoch: number): string => `{"$date":{"$numberLong":"${epoch}"}}`;

const binary = (bytes: readonly number[], subType = '00'): string =>
  `{"$binary":{"base64":"${Buffer.from(bytes).toString('base64')}","subType":"${subType}"}}`;

const UUIDS = Array.from({ length: 16 }, (_, place) =>
  binary(
    Array.from({ length: 16 }, (_byte, n) => (n === place ? 255 : n)),
    '04',
  ),
);

const LONG_BYTES = [20, 40, 64, 255, 256].flatMap((length) =>
  [1, 2].flatMap((other) => {
    const same = Array<number>(length).fill(7);
    return [binary([...same, other]), binary([other, ...same])];
  }),
);

const OTHERS = [
  ...['true', 'false'],
  ...['65e07f00aaaaaaaaaaaaaaaa', '65e07f00aaaaaaaaaaaaaaab', '75e07f00aaaaaaaaaaaaaaaa'].map(
    (hex) => `{"$oid":"${hex}"}`,
  ),
  ...[binary([]), binary([0]), binary([0, 0]), binary([1, 2, 3]), binary([1, 2, 4])],
  ...['{"$timestamp":{"t":1,"i":2}}', '{"$timestamp":{"t":1,"i":3}}', '{"$timestamp":{"t":2,"i":2}}'],
  ...['a', 'b'].flatMap((pattern) =>
    ['', 'i'].map((options) => `{"$regularExpression":{"pattern":"${pattern}","options":"${options}"}}`),
  ),
  ...['{"$code":"f()"}', '{"$code":"g()"}', '{"$symbol":"f"}', '{"$symbol":"g"}'],
  ...['{"$code":"f()","$scope":{"x":1}}', '{"$code":"f()","$scope":{"x":2}}'],
  ...['{}', '{"a":1}', '{"a":2}', '{"b":1}', '{"a":1,"b":2}', '{"_id":1}', '{"_id":1,"name":"a"}'],
  ...['{"url":"a"}', '{"url":"a","publicId":"p"}', '{"value":1}', '{"value":1,"unit":"m"}'],
  ...['[]', '[1,2]', '[1,3]', '[2,1]', '[1,2,3]', '["a","b"]', '["a","c"]', '["a","b","c"]', '["a,b","c"]'],
  ...['["a","b,c"]', '[[1,2],[3]]', '[[1],[2,3]]', '[1,null]', '[1,"null"]', '[true,false]', '[false,true]'],
];

/** Values that differ by as little as can be, as the JSON of an exported line. */
export const NEARLY_ALIKE: readonly string[] = [
  ...[...ALIKE_TEXTS, ...LONG_TEXTS].map((text) => JSON.stringify(text)),
  ...DATES.map(asDate),
  ...['2024-02-29', '2024-02-29T12:00:00Z', '2024-02-29T12:00:00.001Z', '2024-02-29T12:00:01Z'].map(
    (text) => `"${text}"`,
  ),
  ...UUIDS,
  ...LONG_BYTES,
  ...OTHERS,
];
