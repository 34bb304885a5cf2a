import { JsonOutput } from './json-output';
import { writeJsonString } from './json-string';

/** The step into the scope of a code: a key that no bytes of the document hold. */
export const SCOPE_STEP = -0x80000000;

const scratch = new JsonOutput();

/**
 * A JSON Pointer (RFC 6901) from the steps that the writer remembers: the offset of a key, or an array's index as its
 * complement. Built only for the rare document that has something to report.
 */
export function jsonPointer(bytes: Uint8Array, steps: Int32Array, count: number): string {
  let pointer = '';
  for (let i = 0; i < count; i++) {
    const step = steps[i] as number;
    if (step === SCOPE_STEP) pointer += '/$scope';
    else if (step < 0) pointer += `/${~step}`;
    else pointer += `/${keyAt(bytes, step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}

/** A key as a parser of the line sees it: surrogates and replaced bytes included. */
function keyAt(bytes: Uint8Array, at: number): string {
  const end = bytes.indexOf(0, at);
  scratch.reset();
  writeJsonString(scratch, bytes, at, end < 0 ? bytes.length : end);
  return JSON.parse(scratch.bytes.toString('utf8', 0, scratch.length)) as string;
}
