import { uuidText } from './wrapped-value';

const binary = (base64: string, subType: string): unknown => ({ $binary: { base64, subType } });

describe('The text of a UUID', () => {
  it.each([
    [binary('ASNFZ4mrze8BI0VniavN7w==', '04'), '01234567-89ab-cdef-0123-456789abcdef'],
    [{ $uuid: '01234567-89AB-CDEF-0123-456789ABCDEF' }, '01234567-89ab-cdef-0123-456789abcdef'],
  ])('is that of its 16 bytes: %j', (value, text) => {
    expect(uuidText(value)).toBe(text);
  });

  it.each([
    [binary('AAEC', '04')],
    [binary('AAEC', '00')],
    // The old subtype has its bytes in another order.
    [binary('ASNFZ4mrze8BI0VniavN7w==', '03')],
    [{ $uuid: 'none' }],
    ['01234567-89ab-cdef-0123-456789abcdef'],
    [null],
  ])('is not there for what is none: %j', (value) => {
    expect(uuidText(value)).toBeUndefined();
  });
});
