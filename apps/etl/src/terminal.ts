import { createColors } from 'picocolors';

export type Colors = ReturnType<typeof createColors>;

/** What a command needs of the process: where it writes, what it reads, and whether a person sits there. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** True where a question can be asked and answered. */
  readonly interactive: boolean;
  /** Colours for stdout; none where it is a file, a pipe, or NO_COLOR is set. */
  readonly colors: Colors;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const plain = (env['NO_COLOR'] ?? '') !== '' || stdout.isTTY !== true;
  return {
    stdin,
    stdout,
    stderr,
    env,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    colors: createColors(!plain),
  };
}

/**
 * A reader that goes away (`| head`) is no defect: what would follow is dropped. The work itself goes on to its end, since an
 * import must not stop half-way because nobody reads its report.
 */
export function ignoreClosedPipes(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    let told = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || told) return;
      told = true;
      // A full disk behind stdout, say: the report is lost, and nothing else.
      if (stream !== process.stderr)
        process.stderr.write(
          `✖ The output cannot be written (${error.code ?? error.message}); the log of the run has it.\n`,
        );
    });
  }
}
