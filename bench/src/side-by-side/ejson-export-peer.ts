import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { once } from 'node:events';
import { deserialize, EJSON } from 'bson';

/*
 * node ejson-export-peer.mjs DUMP OUTPUT: a script as people write it, document by document, in the relaxed form that
 * EJSON has by default.
 */

const MEBIBYTE = 1024 * 1024;

async function* documentsOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of file.createReadStream({ highWaterMark: MEBIBYTE })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let offset = 0;
    while (rest.length - offset >= 4) {
      const length = rest.readInt32LE(offset);
      if (rest.length - offset < length) break;
      yield rest.subarray(offset, offset + length);
      offset += length;
    }
    rest = rest.subarray(offset);
  }
}

const [dump, output] = process.argv.slice(2);
await mkdir(output!, { recursive: true });
for (const name of (await readdir(dump!)).filter((file) => file.endsWith('.bson'))) {
  const lines = createWriteStream(join(output!, `${basename(name, '.bson')}.jsonl`));
  for await (const bytes of documentsOf(join(dump!, name))) {
    if (!lines.write(`${EJSON.stringify(deserialize(bytes))}\n`)) await once(lines, 'drain');
  }
  lines.end();
  await once(lines, 'finish');
}
