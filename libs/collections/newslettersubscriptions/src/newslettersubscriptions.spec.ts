import { describeCollection } from '@etl/testing';
import { newslettersubscriptions } from './index';

describeCollection(newslettersubscriptions, { folder: __dirname });
