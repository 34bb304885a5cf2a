import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError, type RunLog } from '@etl/core';
import { destination, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../options/shared-options';
import type { Redactor } from '../secrets/redaction';

/** Opens the logs of a command, and remembers the last one, for the error that may end the command. */
export class RunLogs {
  private last: string | undefined;
  /** The log of which it was said that it cannot be written. */
  private lost: string | undefined;

  /** @param onLost called once for each log that cannot be written any more */
  constructor(
    private readonly level: LogLevel,
    private readonly redactor: Redactor,
    private readonly onLost: (message: string) => void,
  ) {}

  /** The file that was opened last. */
  get file(): string | undefined {
    return this.last;
  }

  /**
   * JSON lines with ISO timestamps, for the eyes of the owner only. Written synchronously: a log that is some lines short after a
   * crash lacks the very ones that matter, and there are few lines a second. A disk that is full holds the lines back until there
   * is room again.
   */
  open(file: string): RunLog {
    const stream = openDestination(file);
    // Without a listener the stream throws, and what wrote the line would end for the sake of its log.
    stream.on('error', ({ message }: Error) => {
      if (this.lost === file) return;
      this.lost = file;
      this.onLost(`The log ${file} cannot be written: ${message}. The command goes on.`);
    });
    const logger = pino(
      {
        base: null,
        level: this.level,
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      stream,
    );
    this.last = file;
    return new PinoRunLog(logger, this.redactor, () => stream.end());
  }

  /** Adds what ended the command to the log that was opened last, whether or not the run has closed it. Never fails. */
  addError(message: string, fields: Record<string, unknown>): void {
    if (this.last === undefined) return;
    try {
      const log = this.open(this.last);
      log.error(message, fields);
      void log.close();
    } catch {
      // The folder is gone, say. The error is printed all the same, and a second one would hide it.
    }
  }
}

/** Bytes of lines that wait for room on the disk; those beyond are dropped. */
const HELD_BACK = 1024 * 1024;

function openDestination(file: string): ReturnType<typeof destination> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const stream = destination({ dest: file, append: true, sync: true, mode: 0o600, maxLength: HELD_BACK });
    // `mode` counts only where the file is new, and is cut by the umask.
    chmodSync(file, 0o600);
    return stream;
  } catch (cause) {
    throw new ConfigError('OUTPUT_NOT_WRITABLE', `The log ${file} cannot be written.`, {
      cause,
      context: { file },
    });
  }
}

class PinoRunLog implements RunLog {
  private closed = false;

  constructor(
    private readonly logger: Logger,
    private readonly redactor: Redactor,
    private readonly end: () => void,
  ) {}

  debug(message: string, fields?: Record<string, unknown>): void {
    this.write('debug', message, fields);
  }

  info(message: string, fields?: Record<string, unknown>): void {
    this.write('info', message, fields);
  }

  warn(message: string, fields?: Record<string, unknown>): void {
    this.write('warn', message, fields);
  }

  error(message: string, fields?: Record<string, unknown>): void {
    this.write('error', message, fields);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.end();
  }

  private write(level: LogLevel, message: string, fields: Record<string, unknown> = {}): void {
    if (this.closed || !this.logger.isLevelEnabled(level)) return;
    this.logger[level](this.redactor.value(fields) as Record<string, unknown>, this.redactor.text(message));
  }
}
