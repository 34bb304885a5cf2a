export * from './generate-sample';
export { GONE, isGone } from './sample-id';
export { chance, pick, pickSome, type Random, wholeBetween } from './sample-random';
