/** The live server of the tests; jest-setup.cjs has started it, has said loudly that it cannot, or has failed. */
const uri = process.env['MONGO_TEST_URI'] ?? '';

export const describeWithMongo = uri === '' ? describe.skip : describe;

/** A database of the live server. */
export function mongoDatabase(name: string): string {
  return uri.replace(/^([a-z+]+:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${name}`);
}
