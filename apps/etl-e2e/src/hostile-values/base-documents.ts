import { ObjectId } from 'bson';
import { raw, type RawField } from '../support/raw-bson';
import { HEX } from './bson-samples';

export type CollectionName = 'users' | 'properties' | 'launches' | 'inquiries' | 'leads' | 'searches';

const AT = new Date('2024-01-01T00:00:00.000Z');
const DATES = { createdAt: AT, updatedAt: AT };

/** Fields that every column takes as they are, defaulted columns included: whatever is counted comes from a case. */
const BASE: Readonly<Record<CollectionName, (n: number) => Readonly<Record<string, unknown>>>> = {
  users: (n) => ({
    name: `User ${n}`,
    email: `user-${n}@case.test`,
    phone: '+20 100 000 0000',
    password: '$2b$10$abcdefghijklmnopqrstuv',
    role: 'user',
    hierarchy: 5,
    isActive: true,
    isEmailVerified: false,
    subscribeToNewsletter: false,
    ...DATES,
  }),
  properties: () => ({
    title: 'A title',
    description: 'A description',
    type: 'villa',
    status: 'for-sale',
    isCompound: false,
    currency: 'EGP',
    useNewLocationStructure: false,
    features: [],
    amenities: [],
    isFeatured: false,
    isActive: true,
    isArchived: false,
    views: 0,
    createdBy: new ObjectId(HEX),
    approvalStatus: 'approved',
    ...DATES,
  }),
  launches: () => ({
    title: 'A title',
    developer: 'A developer',
    description: 'A description',
    content: 'Content',
    image: 'https://x.test/i.jpg',
    images: [],
    location: 'Somewhere',
    propertyType: 'Villa',
    status: 'Available',
    startingPrice: 1,
    currency: 'EGP',
    launchDate: AT,
    area: 1.5,
    areaUnit: 'sqm',
    features: [],
    amenities: [],
    isFeatured: false,
    isActive: true,
    createdBy: new ObjectId(HEX),
    ...DATES,
  }),
  inquiries: () => ({
    property: new ObjectId(HEX),
    contactInfo: { name: 'Mona' },
    message: 'A message',
    inquiryType: 'general',
    preferredContactMethod: 'phone',
    preferredTime: 'anytime',
    timeline: 'flexible',
    status: 'new',
    priority: 'medium',
    isRead: false,
    isArchived: false,
    source: 'website',
    ...DATES,
  }),
  leads: (n) => ({
    name: `Lead ${n}`,
    email: `lead-${n}@case.test`,
    phone: '+20 100 000 0000',
    requiredService: 'buy',
    propertyType: 'villa',
    purpose: 'investment',
    preferredLocation: [],
    timeline: 'flexible',
    status: 'new',
    priority: 'medium',
    source: 'website',
    isRead: false,
    isArchived: false,
    ...DATES,
  }),
  searches: (n) => ({ query: `Case ${n}`, ipAddress: '192.0.2.1', resultsCount: 1, createdAt: AT }),
};

/** The fields of plain document n, without `_id`. */
export function baseFields(collection: CollectionName, n: number): RawField[] {
  return Object.entries(BASE[collection](n)).map(([field, value]) => [field, raw(value)]);
}

/** The `_id` of case n as text. */
export function caseId(n: number): string {
  return `ca5e0000${n.toString(16).padStart(16, '0')}`;
}
