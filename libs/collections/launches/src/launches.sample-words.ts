export const FIRST = ['Azure', 'Cedar', 'Horizon', 'Lagoon', 'Oasis', 'Saffron', 'Terrace', 'Vista'] as const;
export const SECOND = ['Bay', 'Boulevard', 'Hills', 'Park', 'Shores', 'Square', 'Towers'] as const;

export const DEVELOPERS = [
  'Horus Developments',
  'Delta Homes',
  'مجموعة النخيل',
  'Cairo Living',
  'Blue Nile Estates',
] as const;

export const TEXTS = [
  'A new quarter by the lake: homes of one to five bedrooms, a club house and a school within walking distance.',
  'مشروع جديد يجمع بين السكن والأعمال، على مساحات خضراء واسعة، مع تسهيلات في السداد حتى عشر سنوات.',
  'The first phase is open for reservation: finished units, delivery in four years, and a fixed price.',
] as const;

export const PLACES = ['New Cairo', 'Ras El Hekma', 'العاصمة الإدارية الجديدة', 'Sheikh Zayed'] as const;
export const TYPES = ['Villa', 'Apartment', 'Apartment', 'Townhouse', 'Penthouse', 'Studio'] as const;
export const STATUSES = ['Available', 'Available', 'Coming Soon', 'Pre-Launch', 'Sold Out'] as const;
export const FEATURES = ['Smart home', 'Sea view', 'تشطيب كامل', 'Private garden', 'Roof'] as const;
export const AMENITIES = ['Club house', 'Gym', 'مسجد', 'Beach', 'Kids area', 'Cycling track'] as const;
export const FACILITIES = ['International school', 'مستشفى', 'Metro station', 'Mall'] as const;
