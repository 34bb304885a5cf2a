const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { standInJars } = require('./jars.cjs');

const START_TIMEOUT = 60_000;

/**
 * A MongoDB for the tests: `MONGO_TEST_URI`, else a `mongod` on the PATH, else the stand-in (Java and Maven), else
 * null. `stop` ends what was started here and nothing else; a server also ends when this process does.
 *
 * @param {{ log?: (line: string) => void }} [options] `log` is told why something could not be started.
 * @returns {Promise<{ uri: string, kind: 'given' | 'mongod' | 'stand-in', stop(): Promise<void> } | null>}
 */
async function startTestMongo({ log = () => {} } = {}) {
  if (process.env.MONGO_TEST_URI) {
    return { uri: process.env.MONGO_TEST_URI, kind: 'given', stop: async () => {} };
  }
  for (const [kind, programs, start] of [
    ['mongod', ['mongod'], startMongod],
    ['stand-in', ['java', 'mvn'], startStandIn],
  ]) {
    if (!programs.every(onPath)) continue;
    try {
      return { kind, ...(await start()) };
    } catch (error) {
      log(`The ${kind} for the tests did not start: ${error.message}`);
    }
  }
  return null;
}

function onPath(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      fs.accessSync(path.join(folder, program), fs.constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function startMongod() {
  const port = await freePort();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'etl-mongod-'));
  const args = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'];
  const child = spawn(process.execPath, [path.join(__dirname, 'keep.cjs'), folder, 'mongod', ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  return started(child, () => answers(port).then((yes) => (yes ? port : undefined)));
}

async function startStandIn() {
  const jars = await standInJars();
  const child = spawn('java', ['-cp', path.join(jars, '*'), path.join(__dirname, 'Launcher.java')], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  return started(child, async () => /^port (\d+)$/m.exec(output)?.[1]);
}

/** Waits until `portOf` gives the port, or the child is gone. */
async function started(child, portOf) {
  let errors = '';
  let gone = false;
  child.stderr.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-4000)));
  const end = new Promise((resolve) => {
    child.once('error', (error) => ((errors += error.message), (gone = true), resolve()));
    child.once('exit', () => ((gone = true), resolve()));
  });
  child.stdin.on('error', () => {});
  const stop = async () => {
    child.ref();
    child.stdin.end();
    await end;
  };
  for (const until = Date.now() + START_TIMEOUT; !gone && Date.now() < until;) {
    const port = await portOf();
    if (port !== undefined) {
      // A test run ends without waiting for the server; the closed pipe ends it.
      for (const handle of [child, child.stdin, child.stdout, child.stderr]) handle?.unref?.();
      return { uri: `mongodb://127.0.0.1:${port}/`, stop };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(errors.trim() || 'no answer in time');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

module.exports = { startTestMongo };
