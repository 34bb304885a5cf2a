export { type CollectionPlugin, type CollectionPluginModule, openPlugin } from './collection-plugin';
export { placeInPlugin } from './plugin-place';
export { entity, type EntityDescription } from './entity';
export { PLUGIN_CONTRACT, sdk, type Sdk } from './sdk';
