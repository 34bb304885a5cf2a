import {
  type ChunkLoader,
  type CollectionPlan,
  ConfigError,
  type ImportRun,
  type ImportTarget,
  type RestoredKeys,
  type SchemaDifference,
  type Target,
  type TargetDescription,
  type VerificationTarget,
} from '@etl/core';
import type { RetryPolicy } from './connection/retry';
import { Session } from './connection/session';
import { parseTargetUri, type TargetUri } from './connection/target-uri';
import { KeySessions } from './direct/key-sessions';
import { restoreKeys } from './direct/restore-keys';
import { lockImport, unlockImport } from './import/import-lock';
import { PostgresImportTarget } from './import/import-target';
import { openLoader } from './load/chunk-loader';
import { applySchema } from './schema/apply-schema';
import { checkImportAccess } from './schema/check-access';
import { checkSchema } from './schema/check-schema';
import { requireConnections, requireWritable } from './schema/check-server';
import { describeTarget } from './schema/describe-target';
import { migrateEtl } from './schema/migrate-etl';
import { putAsideState } from './schema/missing-keys';
import { PostgresVerificationTarget } from './verify/verification-target';

export interface PostgresTargetOptions {
  /** How transient faults of the merge are tried again. */
  readonly retry?: RetryPolicy;
  /** How many loaders an import opens at a time. */
  readonly loaders?: number;
  /** How long keys that come back wait for sessions of others, in milliseconds. */
  readonly lockWaitMs?: number;
}

/** The one that holds the lock, and the one that works. */
const SESSIONS_BESIDE_LOADERS = 2;
/** References that became null are read over one session and written over another; keys are built over two. */
const LEAST_SESSIONS = SESSIONS_BESIDE_LOADERS + 2;

/** A PostgreSQL database (13 or newer) as the target of an import. */
export class PostgresTarget implements Target {
  readonly uri: TargetUri;

  /** @throws ConfigError TARGET_URI_MISSING, TARGET_URI_INVALID; nothing is connected to yet */
  constructor(
    uri: string | undefined,
    private readonly options: PostgresTargetOptions = {},
  ) {
    this.uri = parseTargetUri(uri);
  }

  describe(tables: readonly string[]): Promise<TargetDescription> {
    return this.within((session) => describeTarget(session, tables));
  }

  applySchema(plans: readonly CollectionPlan[]): Promise<readonly string[]> {
    return this.within((session) => applySchema(session, plans));
  }

  checkSchema(plans: readonly CollectionPlan[]): Promise<readonly SchemaDifference[]> {
    return this.within((session) => checkSchema(session, plans));
  }

  checkAccess(plans: readonly CollectionPlan[]): Promise<void> {
    return this.within(async (session) => {
      await requireWritable(session);
      await checkImportAccess(session, plans);
      const { loaders = 1 } = this.options;
      await requireConnections(session, Math.max(LEAST_SESSIONS, SESSIONS_BESIDE_LOADERS + loaders));
    });
  }

  async restoreKeys(): Promise<RestoredKeys> {
    const state = await this.within(putAsideState);
    if (state === 'none') return { rows: new Map(), keys: [] };
    if (state === 'unreadable')
      throw new ConfigError(
        'TARGET_PERMISSION',
        `The role ${this.uri.user} may not read _etl.put_aside of ${this.uri.redacted}: whether an import has left anything behind, it cannot tell.`,
        { remedy: 'Run it as the role that imports, or as the owner of the tables.' },
      );
    await this.migrate();
    const lock = await lockImport(this.uri);
    try {
      return await restoreKeys(this.keySessions());
    } finally {
      await unlockImport(lock);
    }
  }

  migrate(): Promise<void> {
    return this.within(migrateEtl);
  }

  openImport(run: ImportRun, plans: readonly CollectionPlan[]): Promise<ImportTarget> {
    return Promise.resolve(new PostgresImportTarget(run, plans, this.keySessions(), this.options.retry));
  }

  openLoader(run: ImportRun): Promise<ChunkLoader> {
    return openLoader(this.uri, run);
  }

  openVerification(plans: readonly CollectionPlan[]): Promise<VerificationTarget> {
    return PostgresVerificationTarget.open(this.uri, plans);
  }

  /** Sessions belong to what was opened with them; there is nothing of the target's own. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private keySessions(): KeySessions {
    return new KeySessions(this.uri, this.options.lockWaitMs);
  }

  private async within<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await Session.open(this.uri);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }
}
