import { parentPort } from 'node:worker_threads';
import { LineWriter } from './line-writer';
import { toTransfer } from './thread-memory';
import type { TranscodeAnswer, TranscodeTask } from './transcode-messages';
import { transcodePacked } from './transcode-packed';

/** The entry of a thread. It imports little, so that it is up at once: no driver, no collection. */
const port = parentPort;
if (port === null) throw new Error('transcode-worker runs as a worker thread.');

// A batch ends where the one that is sent does.
const lines = new LineWriter(Infinity);

// What goes wrong here is a defect: it ends the thread, which the other side tells.
port.on('message', ({ batch, room }: TranscodeTask) => {
  lines.writeInto(room);
  const { bytes, ends, ...rest } = transcodePacked(lines, batch);
  const documents = batch.bytes.buffer;
  const answer: TranscodeAnswer = { lines: { ...rest, bytes, ends: new Uint32Array(ends) }, documents };
  port.postMessage(answer, toTransfer(bytes.buffer, documents));
});
