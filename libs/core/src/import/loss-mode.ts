/** What happens to a value that its column cannot hold as it stands: keep the original in the residue, or refuse the document. */
export type LossMode = 'record' | 'reject';
