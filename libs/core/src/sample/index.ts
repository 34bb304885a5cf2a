export * from './generate-sample';
export { type Peculiarity, without } from './peculiarity';
export { GONE, isGone } from './sample-id';
export { chance, pick, pickSome, type Random, wholeBetween } from './sample-random';
export { someIdEndingIn, someIdNotEndingIn } from './some-document';
export { someText, someValueOf } from './some-value';
