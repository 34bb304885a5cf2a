import type { ExporterSpec } from '@etl/core';

/** The whole collection, under its own name. */
export const newslettersubscriptionsExporter: ExporterSpec = {};
