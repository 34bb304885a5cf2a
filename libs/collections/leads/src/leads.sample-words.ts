export const FIRST = ['mariam', 'omar', 'laila', 'karim', 'nour', 'peter', 'salma', 'tarek'] as const;

export const NAMES = [
  'Mariam Adel',
  'عمر خالد',
  'Laila Hosny',
  'كريم نبيل',
  'Nour El-Din',
  'Peter Magdy',
  'سلمى فؤاد',
  'Tarek Aziz',
] as const;

export const PLACES = [
  'New Cairo',
  'Sheikh Zayed',
  'الساحل الشمالي',
  'Maadi',
  'العاصمة الإدارية',
  'Ain Sokhna',
] as const;

export const NOTES = [
  'Asked for a brochure',
  'اتصل مرتين ولم يرد',
  'Wants to pay in dollars',
  'Met at the fair',
] as const;

export const SERVICES = ['buy', 'buy', 'sell', 'rent'] as const;
export const PURPOSES = ['investment', 'personal-use', 'personal-use'] as const;
export const TIMELINES = ['flexible', 'immediate', '1-3 months', '6-12 months'] as const;
export const STATUSES = ['new', 'contacted', 'qualified', 'converted', 'lost'] as const;
export const PRIORITIES = ['low', 'medium', 'medium', 'high'] as const;
export const SOURCES = ['landing-page', 'landing-page', 'chatbot', 'referral', 'facebook'] as const;
export const TYPES = ['apartment', 'apartment', 'villa', 'twin-villa', 'duplex', 'commercial'] as const;
