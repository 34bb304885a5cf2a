import { parentPort } from 'node:worker_threads';
import { bundledCollections } from './bundled-collections';
import { Mapping } from './mapping';
import type { MappingTask } from './mapping-tasks';

/** A worker thread of the bench: a message is a task, its answer what became of it. */
const port = parentPort;
if (port === null) throw new Error('mapping-worker runs as a worker thread.');

const mapping = new Mapping(await bundledCollections());
port.on('message', (task: MappingTask) => {
  void mapping.map(task).then((mapped) => port.postMessage(mapped));
});
