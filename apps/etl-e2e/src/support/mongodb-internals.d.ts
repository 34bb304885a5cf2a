/** Of the driver's own: the part of a message that holds documents as bytes. Not public, and the version is pinned. */
declare module 'mongodb/lib/cmap/commands' {
  export class DocumentSequence {
    constructor(field: string);
    push(document: object, bytes: Uint8Array): number;
  }
}
