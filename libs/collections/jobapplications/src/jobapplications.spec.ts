import { describeCollection } from '@etl/testing';
import { jobapplications } from './index';

describeCollection(jobapplications, { folder: __dirname });
