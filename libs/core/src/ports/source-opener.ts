import type { SourceReader } from './source-reader';

/** Opens the live source when a command needs it; verification against an export never does. */
export type OpenSource = () => Promise<SourceReader>;

export const OPEN_SOURCE = Symbol('OpenSource');
