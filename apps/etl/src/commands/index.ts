import type { Command } from 'commander';
import type { RunCommand } from '../command-context';

/** Gives a command its options, its help and its action. */
export type ConfigureCommand = (command: Command, run: RunCommand) => void;

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<ConfigureCommand>;
}

/** Every command, loaded only when the command line names it. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'export',
    summary: 'read the source into JSONL files and a manifest',
    load: async () => (await import('./export.command')).configureExport,
  },
  {
    name: 'import',
    summary: 'load an export into PostgreSQL',
    load: async () => (await import('./import.command')).configureImport,
  },
  {
    name: 'verify',
    summary: 'compare the target with the source or an export',
    load: async () => (await import('./verify.command')).configureVerify,
  },
  {
    name: 'schema',
    summary: 'create the target tables, compare them with the entities, or bring keys back',
    load: async () => (await import('./schema.command')).configureSchema,
  },
  {
    name: 'collections',
    summary: 'list the collections and their tables',
    load: async () => (await import('./collections.command')).configureCollections,
  },
  {
    name: 'sample',
    summary: 'write a mongodump folder of invented documents',
    load: async () => (await import('./sample.command')).configureSample,
  },
  {
    name: 'demo',
    summary: 'go the whole way with invented documents and a PostgreSQL of its own',
    load: async () => (await import('./demo.command')).configureDemo,
  },
];
