import { describeCollection } from '@etl/testing';
import { blogs } from './index';

describeCollection(blogs, { folder: __dirname });
