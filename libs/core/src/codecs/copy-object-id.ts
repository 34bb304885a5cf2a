import { ScanKind } from '../scan/scan-kind';
import type { ShortWay } from './short-way';

/** The short way of ids: the hex digits of an ObjectId, as they stand in the line. */
export const copyObjectId: ShortWay = ({ view, kind, from, to }, field, sink) => {
  if (kind[field] !== ScanKind.ObjectId) return false;
  sink.copy(view, from[field]!, to[field]!);
  return true;
};
