import { parentPort, workerData } from 'node:worker_threads';
import { openEntries } from '../plugins/open-collections';
import { openChunkRunnerHere } from './chunk-runner-here';
import type { FromWorker, ToWorker, WorkerSetup } from './messages';
import { sendError } from './sent-error';

/** The entry of a worker thread: it builds plans and a loader of its own, since neither can be sent to it. */
const port = parentPort;
if (port === null) throw new Error('chunk-worker runs as a worker thread.');

const setup = workerData as WorkerSetup;
const runner = openEntries(setup.plugins).then(({ registry }) => openChunkRunnerHere(setup, registry));
// What went wrong is told with the first chunk.
runner.catch(() => undefined);
const answer = (message: FromWorker): void => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  if (message.kind === 'close') {
    // Without listeners on its port, and without connections, the thread ends.
    void runner.then((open) => open.close()).finally(() => port.close());
    return;
  }
  runner
    .then((open) => open.run(message.task))
    .then(
      (counts) => answer({ kind: 'loaded', counts }),
      (error: unknown) => answer({ kind: 'failed', error: sendError(error) }),
    );
});
