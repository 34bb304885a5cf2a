import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { LoadStep } from './load-steps';
import { quoted } from './scratch-databases';

// node copy-text-peer.mjs STEPS.json: what psql does with `\copy`, where there is no psql.

const steps = JSON.parse(await readFile(process.argv[2]!, 'utf8')) as LoadStep[];
const client = new pg.Client(process.env['DATABASE_URL']);
await client.connect();
for (const step of steps) {
  if ('sql' in step) await client.query(step.sql);
  else
    await pipeline(
      createReadStream(step.file),
      client.query(copyFrom(`COPY ${quoted(step.table)} FROM STDIN`)),
    );
}
await client.end();
