/*
 * TypeORM's decorators by their own files: they need a tenth of the package, and every worker thread of an import loads
 * what the entities need (240 ms of CPU for all of TypeORM, 35 ms so). It is the same storage of metadata.
 */
export { Column } from 'typeorm/decorator/columns/Column.js';
export { PrimaryColumn } from 'typeorm/decorator/columns/PrimaryColumn.js';
export { Entity } from 'typeorm/decorator/entity/Entity.js';
export { ForeignKey } from 'typeorm/decorator/ForeignKey.js';
export { Index } from 'typeorm/decorator/Index.js';
